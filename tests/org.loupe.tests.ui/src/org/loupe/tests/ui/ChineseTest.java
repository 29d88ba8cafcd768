package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.loupe.tests.ui.RunningWorkbench.ui;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Tool;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolText;
import org.loupe.ui.Session;

/** Simplified Chinese says everything that English says, with the same values in it. */
@ExtendWith(RunningWorkbench.class)
class ChineseTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    private static Properties read(String bundle, String path) throws IOException {
        Properties properties = new Properties();
        var url = Platform.getBundle(bundle).getEntry(path);
        if (url == null)
            url = Platform.getBundle(bundle).getResource(path);
        try (InputStreamReader in = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static void agree(String bundle, String path) throws IOException {
        Properties english = read(bundle, path + ".properties"), chinese = read(bundle, path + "_zh_CN.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(chinese.stringPropertyNames()));
        UnaryOperator<String> places = text -> PLACE.matcher(text).results().map(m -> m.group(1)).distinct().sorted()
                .collect(Collectors.joining());
        Set<String> other = english.stringPropertyNames().stream().filter(key -> !places
                .apply(english.getProperty(key)).equals(places.apply(chinese.getProperty(key))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), other, "these have other values in them");
    }

    @Test
    void commandsMenusAndViewsAreTranslated() throws IOException {
        agree("org.loupe.ui", "plugin");
        agree("org.loupe.ui.viewer", "plugin");
    }

    @Test
    void theWordsOfTheWorkbenchAreTranslated() throws IOException {
        agree("org.loupe.ui", "org/loupe/ui/messages");
    }

    @Test
    void everyToolAndParameterIsTranslated() {
        Registry registry = ui(() -> PlatformUI.getWorkbench().getService(Session.class).registry());
        Set<String> missing = new TreeSet<>();
        for (Registry.Entry entry : registry.tools()) {
            Tool<?, ?, ?> tool = entry.tool();
            String id = tool.info().id();
            if (ToolText.info(tool, Locale.SIMPLIFIED_CHINESE).label().equals(tool.info().label()))
                missing.add(id);
            List<? extends Schema.Field> english = Schema.of(tool).fields(),
                    chinese = ToolText.schema(tool, Locale.SIMPLIFIED_CHINESE).fields();
            for (int i = 0; i < english.size(); i++)
                if (!Set.of("sigma").contains(english.get(i).name())
                        && english.get(i).label().equals(chinese.get(i).label()))
                    missing.add(id + "." + english.get(i).name());
        }
        assertEquals(Set.of(), missing);
    }
}

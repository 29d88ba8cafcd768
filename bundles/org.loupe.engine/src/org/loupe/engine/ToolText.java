package org.loupe.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.Tool;

/**
 * What tools say of themselves in other languages. A tool's own English stands in its code; a translation stands in a
 * file beside its class or in a package around it, {@code tools_zh_CN.properties} or {@code tools_zh.properties} in
 * UTF-8, which vendors put into their jars in the same way. What tools have from a class that they extend may stand
 * beside that class; what stands nearer to the tool comes first:
 *
 * <pre>
 * acme.pits = 凹坑                       its name
 * acme.pits.help = …                     what it does
 * acme.pits.depth = 深度                  the label of its parameter "depth"
 * acme.pits.depth.help = …               what the parameter does
 * *.depth = …                            the label of any parameter "depth" that has none of its own
 * *.depth.help = …                       likewise
 * </pre>
 *
 * What is not translated stays English. Ids, names of parameters, choices and units are never translated, since recipes
 * hold them. Any thread.
 */
public final class ToolText {
    private static final Map<String, Properties> FILES = new ConcurrentHashMap<>();

    private ToolText() {
    }

    /** What a tool says of itself, in this language as far as it is translated. */
    public static Tool.Info info(Tool<?, ?, ?> tool, Locale locale) {
        Tool.Info info = tool.info();
        Properties text = text(tool, locale);
        if (text.isEmpty())
            return info;
        return new Tool.Info(info.id(), text.getProperty(info.id(), info.label()),
                text.getProperty(info.id() + ".help", info.help()), info.reference(), info.determinism(),
                info.tolerance(), info.rank(), info.devices());
    }

    /** The parameters of a tool, with labels and help in this language as far as they are translated. */
    public static <P extends Record> Schema<P> schema(Tool<P, ?, ?> tool, Locale locale) {
        Schema<P> schema = Schema.of(tool);
        Properties text = text(tool, locale);
        if (text.isEmpty())
            return schema;
        String id = tool.info().id() + ".";
        return schema.worded(f -> {
            String label = text.getProperty(id + f.name(), text.getProperty("*." + f.name(), f.label()));
            return new Schema.Field(f.name(), label, f.unit(), f.kind(), f.min(), f.max(), f.step(), f.choices(),
                    f.when(), f.advanced(), text.getProperty(id + f.name() + ".help",
                            text.getProperty("*." + f.name() + ".help", f.help())), f.formerly(),
                    f.defaultValue());
        });
    }

    private static Properties text(Tool<?, ?, ?> tool, Locale locale) {
        Class<?> type = tool.getClass();
        String key = System.identityHashCode(type.getClassLoader()) + " " + type.getName() + " " + locale;
        return FILES.computeIfAbsent(key, k -> read(type, locale));
    }

    private static Properties read(Class<?> type, Locale locale) {
        Properties text = new Properties();
        if (type == Object.class || locale.getLanguage().isEmpty() || locale.getLanguage().equals("en"))
            return text;
        text.putAll(read(type.getSuperclass(), locale));
        Properties own = new Properties();
        for (String name : List.of(locale.getLanguage(), locale.getLanguage() + "_" + locale.getCountry()))
            try (InputStream in = open(type, "tools_" + name + ".properties")) {
                if (in != null)
                    own.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException | IllegalArgumentException e) {
                return text; // a broken translation is no reason to go without the tool
            }
        text.putAll(own);
        return text;
    }

    /** The file in the class's package, or the nearest one around it that has such a file; {@code null} for none. */
    private static InputStream open(Class<?> type, String name) {
        InputStream in = null;
        for (String place = type.getPackageName(); in == null && place.contains("."); place = place.substring(0,
                place.lastIndexOf('.')))
            in = type.getResourceAsStream("/" + place.replace('.', '/') + "/" + name);
        return in;
    }
}

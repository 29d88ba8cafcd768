package org.loupe.architecture;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loupe.architecture.Project.Bundle;

/** A bundle imports only from lower floors; on its own floor only what is stated here. */
class FloorsTest {
    /** Floor of each bundle. A new bundle finds its place here first. */
    private static final Map<String, Integer> FLOOR = Map.ofEntries(
        entry("org.loupe.api", 0), entry("org.loupe.testkit", 0), entry("org.loupe.bytedeco", 0),
        entry("org.loupe.engine", 1), entry("org.loupe.store", 1), entry("org.loupe.exchange", 1),
        entry("org.loupe.wafer", 1), entry("org.loupe.tools.base", 1),
        entry("org.loupe.model", 1), entry("org.loupe.model.edit", 1),
        entry("org.loupe.tools.classic", 2), entry("org.loupe.tools.imageio", 2), entry("org.loupe.tools.opencv", 2),
        entry("org.loupe.tools.cuda", 2),
        entry("org.loupe.tools.onnx", 2),
        entry("org.loupe.tools.openblas", 2),
        entry("org.loupe.tools.torch", 2),
        entry("org.loupe.tools.tribuo", 2),
        entry("org.loupe.workspace", 3), entry("org.loupe.addons", 3), entry("org.loupe.cli", 3),
        entry("org.loupe.ui", 4), entry("org.loupe.ui.viewer", 4));

    /** What a bundle may import on its own floor. */
    private static final Map<String, Set<String>> BESIDE = Map.of(
        "org.loupe.testkit", Set.of("org.loupe.api"),
        "org.loupe.exchange", Set.of("org.loupe.store", "org.loupe.wafer"),
        "org.loupe.model.edit", Set.of("org.loupe.model"),
        "org.loupe.cli", Set.of("org.loupe.workspace"),
        "org.loupe.ui.viewer", Set.of("org.loupe.ui"));

    /** Bundles outside the floors, with all that they may import of Loupe. */
    private static final Map<String, Set<String>> OUTSIDE = Map.of(
        "org.loupe.example.vendor", Set.of("org.loupe.api", "org.loupe.testkit"));

    /** The model's bundles and what they may use of Eclipse: EMF, and the bundle with the superclass of EMF's plug-in class. */
    private static final Map<String, Pattern> EMF = Map.of(
        "org.loupe.model", Pattern.compile("org\\.eclipse\\.emf\\..*"),
        "org.loupe.model.edit", Pattern.compile("org\\.eclipse\\.(emf\\..*|core\\.runtime)"));
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern FRAMEWORK = Pattern.compile("\\borg\\.(osgi|eclipse)\\.[\\w.]+");
    private static final Pattern WINDOW = Pattern.compile("\\borg\\.eclipse\\.(swt|jface|ui)\\b[\\w.]*");

    private final Map<String, Bundle> bundles;

    FloorsTest() throws IOException { bundles = Project.bundles(); }

    @Test void everyBundleHasItsFloor() {
        Set<String> placed = new TreeSet<>(FLOOR.keySet());
        placed.addAll(OUTSIDE.keySet());
        assertEquals(placed, new TreeSet<>(bundles.keySet()));
    }

    @Test void importsGoDownwards() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles.values())
            for (String other : loupeBundlesUsedBy(bundle))
                if (!mayImport(bundle.name(), other)) wrong.add(bundle.name() + " imports " + other);
        assertEquals(List.of(), wrong);
    }

    @Test void lowerFloorsKnowNoFramework() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            if (FLOOR.getOrDefault(bundle.name(), 0) > 2) continue;
            for (String header : List.of("Import-Package", "Require-Bundle"))
                for (Bundle.Clause clause : bundle.header(header))
                    if (FRAMEWORK.matcher(clause.text() + ".").find() && !isEmfIn(bundle, clause.text()))
                        wrong.add(bundle.name() + " " + header + ": " + clause.text());
            for (Path source : bundle.sources())
                for (String name : namesIn(source, FRAMEWORK))
                    if (!isEmfIn(bundle, name)) wrong.add(Project.ROOT.relativize(source) + ": " + name);
        }
        assertEquals(List.of(), wrong);
    }

    @Test void headlessFloorsKnowNoWindow() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            if (FLOOR.getOrDefault(bundle.name(), 0) > 3) continue;
            for (String header : List.of("Import-Package", "Require-Bundle"))
                for (Bundle.Clause clause : bundle.header(header))
                    if (WINDOW.matcher(clause.text()).find()) wrong.add(bundle.name() + " " + header + ": " + clause.text());
            for (Path source : bundle.sources())
                for (String name : namesIn(source, WINDOW)) wrong.add(Project.ROOT.relativize(source) + ": " + name);
        }
        assertEquals(List.of(), wrong);
    }

    @Test void toolsImportTheApiByItsMajorVersion() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            if (!Integer.valueOf(2).equals(FLOOR.get(bundle.name())) && !OUTSIDE.containsKey(bundle.name())) continue;
            boolean found = bundle.header("Import-Package").stream().anyMatch(c -> c.whole().equals("org.loupe.api;version=\"[1.0,2.0)\""));
            if (!found) wrong.add(bundle.name());
        }
        assertEquals(List.of(), wrong, "tools import org.loupe.api;version=\"[1.0,2.0)\"");
    }

    @Test void onlyApiPackagesAreExported() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            if (bundle.name().equals("org.loupe.bytedeco")) continue;
            for (Bundle.Clause clause : bundle.header("Export-Package")) {
                boolean own = clause.text().equals(bundle.name()) || clause.text().startsWith(bundle.name() + ".");
                boolean hidden = (clause.text() + ".").contains(".internal.") || clause.text().endsWith(".impl");
                boolean marked = hidden ? clause.whole().contains("x-friends:=") : clause.whole().contains(";version=\"");
                if (!own || !marked) wrong.add(bundle.name() + " exports " + clause.whole());
            }
        }
        assertEquals(List.of(), wrong, "own packages with a version; internal ones only to named friends");
    }

    private static boolean mayImport(String bundle, String other) {
        if (OUTSIDE.containsKey(bundle)) return OUTSIDE.get(bundle).contains(other);
        if (!FLOOR.containsKey(bundle) || !FLOOR.containsKey(other)) return false;
        return FLOOR.get(other) < FLOOR.get(bundle) || BESIDE.getOrDefault(bundle, Set.of()).contains(other);
    }

    private Set<String> loupeBundlesUsedBy(Bundle bundle) {
        Map<String, String> exporter = new HashMap<>();
        for (Bundle b : bundles.values())
            for (Bundle.Clause clause : b.header("Export-Package")) exporter.put(clause.text(), b.name());
        Set<String> used = new TreeSet<>();
        for (Bundle.Clause clause : bundle.header("Require-Bundle"))
            if (clause.text().startsWith("org.loupe.")) used.add(clause.text());
        for (Bundle.Clause clause : bundle.header("Import-Package"))
            if (exporter.containsKey(clause.text())) used.add(exporter.get(clause.text()));
        used.remove(bundle.name());
        return used;
    }

    private static boolean isEmfIn(Bundle bundle, String name) {
        return EMF.containsKey(bundle.name()) && EMF.get(bundle.name()).matcher(name).matches();
    }

    private static Set<String> namesIn(Path source, Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(COMMENT.matcher(Files.readString(source)).replaceAll(" "));
        while (matcher.find()) names.add(matcher.group());
        return names;
    }
}

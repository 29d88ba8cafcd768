package org.loupe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loupe.architecture.Project.Bundle;

/**
 * Packages of a bundle that lie side by side need each other in one direction only, so that each can be understood, and
 * moved into a bundle of its own, with what is below it. What is inside a package is part of it: a package and those
 * within it may need each other, and so may {@code internal} and what it is the inside of.
 */
class PackagesTest {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\borg\\.loupe(?:\\.[a-z]\\w*)+");

    @Test
    void packagesSideBySideGoInNoCircles() throws IOException {
        List<String> circles = new ArrayList<>();
        for (Bundle bundle : Project.bundles().values())
            circles.addAll(circles(uses(bundle)));
        assertEquals(List.of(), circles, "Move what both need into a third package, or the package itself.");
    }

    @Test
    void aCircleIsFound() {
        Map<String, Map<String, Set<String>>> uses = new TreeMap<>();
        uses.put("a.crops", Map.of("a.labels", Set.of("Crop.java")));
        uses.put("a.labels", Map.of("a.stack", Set.of("Label.java")));
        uses.put("a.stack", Map.of("a.crops", Set.of("Stack.java")));
        uses.put("a.report", Map.of("a.crops", Set.of("Report.java")));
        assertEquals(List.of("a.crops -> a.labels [Crop.java] -> a.stack [Label.java] -> a.crops [Stack.java]"),
                circles(uses));
        uses.remove("a.stack");
        assertEquals(List.of(), circles(uses));
    }

    /** Which packages side by side need each other, and the files that say so. */
    private static Map<String, Map<String, Set<String>>> uses(Bundle bundle) throws IOException {
        Map<String, List<Path>> packages = new TreeMap<>();
        for (Path source : bundle.sources()) {
            Path root = bundle.folder().relativize(source).subpath(0, 1);
            Path place = bundle.folder().resolve(root).relativize(source.getParent());
            packages.computeIfAbsent(place.toString().replace('/', '.').replace('\\', '.'), p -> new ArrayList<>())
                    .add(source);
        }
        Map<String, Map<String, Set<String>>> uses = new TreeMap<>();
        for (String name : packages.keySet())
            for (Path source : packages.get(name)) {
                Matcher used = NAME.matcher(COMMENT.matcher(Files.readString(source)).replaceAll(" "));
                while (used.find()) {
                    if (!packages.containsKey(used.group()))
                        continue;
                    String[] from = name.split("\\."), to = used.group().split("\\.");
                    int common = 0;
                    while (common < Math.min(from.length, to.length) && from[common].equals(to[common]))
                        common++;
                    if (common == from.length || common == to.length || from[common].equals("internal")
                            || to[common].equals("internal"))
                        continue; // one is within the other
                    uses.computeIfAbsent(upTo(from, common), p -> new TreeMap<>())
                            .computeIfAbsent(upTo(to, common), p -> new TreeSet<>())
                            .add(source.getFileName().toString());
                }
            }
        return uses;
    }

    private static String upTo(String[] segments, int last) {
        return String.join(".", List.of(segments).subList(0, last + 1));
    }

    /** One circle for each package from which one can be reached that no other circle told of. */
    private static List<String> circles(Map<String, Map<String, Set<String>>> uses) {
        List<String> circles = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        for (String start : uses.keySet())
            walk(start, new LinkedHashSet<>(), uses, done, circles);
        return circles;
    }

    private static void walk(String at, LinkedHashSet<String> way, Map<String, Map<String, Set<String>>> uses,
            Set<String> done, List<String> circles) {
        if (way.contains(at)) {
            List<String> circle = new ArrayList<>(way).subList(new ArrayList<>(way).indexOf(at), way.size());
            StringBuilder text = new StringBuilder(at);
            for (int i = 0; i < circle.size(); i++) {
                String next = circle.get((i + 1) % circle.size());
                text.append(" -> ").append(next).append(' ').append(uses.get(circle.get(i)).get(next));
            }
            circles.add(text.toString());
            return;
        }
        if (done.contains(at))
            return;
        way.add(at);
        for (String next : uses.getOrDefault(at, Map.of()).keySet())
            walk(next, way, uses, done, circles);
        way.remove(at);
        done.add(at);
    }
}

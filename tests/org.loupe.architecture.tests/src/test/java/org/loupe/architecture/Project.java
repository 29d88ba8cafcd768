package org.loupe.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The checked-out sources that these tests look at. */
final class Project {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Project() { }

    /** A bundle as its manifest describes it; {@code text} of a clause is what stands before its first semicolon. */
    record Bundle(String name, Path folder, Manifest manifest) {
        record Clause(String text, String whole) { }

        List<Clause> header(String name) {
            String value = manifest.getMainAttributes().getValue(name);
            List<Clause> clauses = new ArrayList<>();
            if (value == null) return clauses;
            // commas inside quotes do not separate
            for (String clause : value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                clauses.add(new Clause(clause.split(";")[0].trim(), clause.trim()));
            return clauses;
        }

        /** The bundle's Java sources, generated ones included. */
        List<Path> sources() throws IOException {
            List<Path> sources = new ArrayList<>();
            for (String root : List.of("src", "src-gen")) {
                if (!Files.isDirectory(folder.resolve(root))) continue;
                try (Stream<Path> files = Files.walk(folder.resolve(root))) {
                    files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
                }
            }
            return sources;
        }
    }

    /** Every bundle of {@code bundles/}, by symbolic name. */
    static Map<String, Bundle> bundles() throws IOException {
        Map<String, Bundle> bundles = new TreeMap<>();
        List<Path> folders;
        try (Stream<Path> all = Files.list(ROOT.resolve("bundles"))) { folders = all.toList(); }
        for (Path folder : folders) {
            Path file = folder.resolve("META-INF/MANIFEST.MF");
            if (!Files.exists(file)) continue;
            try (InputStream in = Files.newInputStream(file)) {
                Manifest manifest = new Manifest(in);
                String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName").split(";")[0].trim();
                bundles.put(name, new Bundle(name, folder, manifest));
            }
        }
        return bundles;
    }
}

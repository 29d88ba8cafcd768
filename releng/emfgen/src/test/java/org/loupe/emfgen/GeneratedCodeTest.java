package org.loupe.emfgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCodeTest {
    private static final Path BUNDLES = Path.of("..", "..", "bundles");
    private static final List<String> GENERATED = List.of("model", "src-gen", "icons", "plugin.xml", "plugin.properties");

    @Test void theCommittedCodeIsWhatTheModelGenerates(@TempDir Path folder) throws Exception {
        List<String> bundles = List.of("org.loupe.model", "org.loupe.model.edit");
        for (String bundle : bundles) copy(BUNDLES.resolve(bundle), folder.resolve(bundle));
        assertFalse(GenerateModel.in(folder.toRealPath()).isEmpty(), "no genmodel in " + bundles);
        List<String> differences = new ArrayList<>();
        for (String bundle : bundles) {
            Map<String, String> committed = texts(BUNDLES.resolve(bundle));
            Map<String, String> generated = texts(folder.resolve(bundle));
            TreeSet<String> names = new TreeSet<>(committed.keySet());
            names.addAll(generated.keySet());
            for (String name : names)
                if (!String.valueOf(committed.get(name)).equals(generated.get(name))) differences.add(bundle + "/" + name);
        }
        assertEquals(List.of(), differences, "run releng/generate-model and commit what it changes");
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static Map<String, String> texts(Path bundle) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        // Latin-1 keeps every byte, of icons too; a checkout on Windows may have other line ends
        for (Path file : files(bundle))
            texts.put(bundle.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n"));
        return texts;
    }

    private static List<Path> files(Path bundle) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : GENERATED) {
            Path start = bundle.resolve(name);
            if (!Files.exists(start)) continue;
            try (Stream<Path> all = Files.walk(start)) { all.filter(Files::isRegularFile).forEach(files::add); }
        }
        return files;
    }
}

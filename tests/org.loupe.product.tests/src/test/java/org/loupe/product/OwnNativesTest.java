package org.loupe.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each product holds the large native libraries of its own system and no others. */
class OwnNativesTest {
    private static final Path PRODUCTS = Path.of("../../releng/org.loupe.product/target/products/loupe");

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "linux/gtk/x86_64, linux-x86_64, gtk.linux.x86_64, linux_amd64",
            "win32/win32/x86_64, windows-x86_64, win32.win32.x86_64, windows_amd64",
            "macosx/cocoa/aarch64/Eclipse.app/Contents/Eclipse, macosx-arm64, cocoa.macosx.aarch64, macos_arm64" })
    void onlyItsOwn(String folder, String bytedeco, String swt, String duckdb) throws IOException {
        Path plugins = PRODUCTS.resolve(folder).resolve("plugins");
        Set<String> names;
        try (Stream<Path> files = Files.list(plugins)) {
            names = files.map(f -> untilUnderscore(f.getFileName().toString()))
                    .filter(n -> n.matches("org\\.bytedeco\\..*|org\\.eclipse\\.swt\\.(gtk|win32|cocoa)\\..*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(new TreeSet<>(Stream.concat(Stream.of("onnxruntime", "openblas", "opencv", "pytorch")
                .map(library -> "org.bytedeco." + library + "." + bytedeco), Stream.of("org.eclipse.swt." + swt))
                .map(OwnNativesTest::untilUnderscore).toList()), names);

        try (Stream<Path> files = Files.list(plugins);
                ZipFile jar = new ZipFile(files.filter(f -> f.getFileName().toString().startsWith("org.duckdb."))
                        .findAny().orElseThrow().toFile())) {
            assertEquals(Set.of("libduckdb_java.so_" + duckdb), jar.stream().map(ZipEntry::getName)
                    .filter(n -> n.startsWith("libduckdb")).collect(Collectors.toSet()));
        }
    }

    /** The name without version; "x86_64" loses its end, too. */
    private static String untilUnderscore(String name) {
        return name.replaceFirst("_.*", "");
    }
}

package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;

class ImageListTest {
    @TempDir
    Path folder;

    private final Registry registry = Toys.registry();

    private Path file(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "RAW");
    }

    private List<String> find(Pairing pairing, Path... inputs) throws ToolException {
        return ImageList.find(List.of(inputs), pairing, registry).stream().map(i -> i.name()
                + i.reference().map(r -> " < " + r.getFileName()).orElse("")).toList();
    }

    @Test
    void foldersInNaturalOrder() throws Exception {
        file("board10.raw");
        file("board2.RAW");
        file("sub folder/基板 1.raw");
        file("notes.txt");
        file(".hidden.raw");
        file(".cache/x.raw");
        assertEquals(List.of("board2.RAW", "board10.raw", "sub folder/基板 1.raw"), find(Pairing.AUTO, folder));
    }

    @Test
    void pairsByTheirSuffixes() throws Exception {
        file("a/1_test.raw");
        file("a/1_temp.raw");
        file("b/1_test.raw");
        file("b/1_temp.raw");
        file("c/x.raw");
        file("c/x-golden.raw");
        file("c/lonely_ref.raw");
        assertEquals(List.of("a/1_test.raw < 1_temp.raw", "b/1_test.raw < 1_temp.raw", "c/lonely_ref.raw",
                "c/x.raw < x-golden.raw"), find(Pairing.AUTO, folder));
        assertEquals(7, find(Pairing.NONE, folder).size());
        assertEquals(List.of("1_test.raw < 1_temp.raw"),
                find(Pairing.AUTO, folder.resolve("a/1_test.raw"), folder.resolve("a/1_temp.raw")));
    }

    @Test
    void givenSuffixes() throws Exception {
        file("1.dut.raw");
        file("1.std.raw");
        assertEquals(List.of("1.dut.raw < 1.std.raw"), find(Pairing.parse(".dut=.std"), folder));
        assertEquals(List.of("1.dut.raw < 1.std.raw"), find(Pairing.suffix(".DUT", ".STD"), folder));
        assertTrue(assertThrows(ToolException.class, () -> find(Pairing.suffix("_a", "_b"), folder)).getMessage()
                .contains("None of 2 images"));
        assertThrows(IllegalArgumentException.class, () -> Pairing.parse("_a=_a"));
    }

    @Test
    void oneGoldenFileOrAFolderOfThem() throws Exception {
        file("in/a.raw");
        file("in/b.raw");
        Path golden = file("in/golden.raw");
        assertEquals(List.of("a.raw < golden.raw", "b.raw < golden.raw"),
                find(Pairing.golden(golden), folder.resolve("in")));
        file("gold/a.tif");
        file("gold/b.raw");
        file("gold/golden.raw");
        assertEquals(List.of("a.raw < a.tif", "b.raw < b.raw", "golden.raw < golden.raw"),
                find(Pairing.parse(folder.resolve("gold").toString()), folder.resolve("in")));
        assertEquals(List.of("in/a.raw < a.tif", "in/b.raw < b.raw", "in/golden.raw < golden.raw"),
                find(Pairing.golden(folder.resolve("gold")), folder));
        Files.delete(folder.resolve("gold/b.raw"));
        ToolException e = assertThrows(ToolException.class,
                () -> find(Pairing.golden(folder.resolve("gold")), folder.resolve("in")));
        assertTrue(e.getMessage().contains("no image b for"), e.getMessage());
        assertThrows(ToolException.class, () -> find(Pairing.golden(folder.resolve("none")), folder));
    }

    @Test
    void nothingThereIsSaidClearly() throws Exception {
        assertTrue(assertThrows(ToolException.class, () -> find(Pairing.AUTO, folder)).remedy().contains("raw, tif"));
        assertTrue(assertThrows(ToolException.class, () -> find(Pairing.AUTO, folder.resolve("none"))).getMessage()
                .contains("no file or folder"));
    }

    @Test
    void namesAreUnique() throws Exception {
        Path a = file("a/x.raw"), b = file("b/x.raw");
        List<Item> items = ImageList.find(List.of(a, b, a), Pairing.AUTO, registry);
        assertEquals(2, items.size());
        assertEquals(2, items.stream().map(Item::name).distinct().count());
    }

    @Test
    void filesOfAnyNameAreTakenIfNamed() throws Exception {
        assertEquals(List.of("odd.xyz"), find(Pairing.AUTO, file("odd.xyz")));
    }
}

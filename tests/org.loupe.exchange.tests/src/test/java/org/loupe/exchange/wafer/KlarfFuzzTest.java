package org.loupe.exchange.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects.Image;

class KlarfFuzzTest {
    private static final byte[][] JUNK = {bytes("{"), bytes("}"), bytes(";"), bytes("\""), bytes(","), bytes("\n"),
        bytes(" 2000000000 "), bytes(" -2147483649 "), bytes(" 1e400 "), bytes(" NA "), bytes(" NaN "),
        bytes("EndOfFile;"), bytes("DefectList "), bytes("WaferID \"x\";"), bytes("DefectRecordSpec 1 DEFECTID;"),
        bytes("Record WaferRecord \"w\" {"), bytes(" Images 3 {"), new byte[] {0}, new byte[] {(byte) 0xff},
        bytes("ClassLookup 2000000000"), bytes(" 0x1 "), bytes("\r"), bytes("1 1 1 0"), bytes("9".repeat(400))};

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : Klarfs.allReal()) {
            byte[] all = Files.readAllBytes(file);
            seeds.add(all.length < 20_000 ? all : shortened(all));
        }
        seeds.add(bytes(Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 2 2 1 0 2 0\n 2 30 40 1 0 1 2 3 0 1 0 0;")
                .replace("DefectList\n", "TiffFileName a.tif;\nDefectList\n")));
        return seeds;
    }

    /** Without most of the dies, so that what is mutated is read often. */
    private static byte[] shortened(byte[] all) {
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int plan = text.indexOf("SampleTestPlan");
        return bytes(text.substring(0, plan + 60) + text.substring(text.indexOf("AreaPerTest") - 12));
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] out = seed.clone();
        for (int n = 1 + random.nextInt(3); n > 0 && out.length > 1; n--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(5)) {
            case 0 -> out[at] = (byte) random.nextInt(256);
            case 1 -> out = splice(out, at, 0, JUNK[random.nextInt(JUNK.length)]);
            case 2 -> out = splice(out, at, Math.min(out.length - at, 1 + random.nextInt(40)), new byte[0]);
            case 3 -> out = splice(out, at, 0, Arrays.copyOfRange(out, random.nextInt(at + 1), at + 1));
            default -> out = Arrays.copyOf(out, Math.max(1, at));
            }
        }
        return out;
    }

    private static byte[] splice(byte[] of, int at, int removed, byte[] added) {
        byte[] out = new byte[of.length - removed + added.length];
        System.arraycopy(of, 0, out, 0, at);
        System.arraycopy(added, 0, out, at, added.length);
        System.arraycopy(of, at + removed, out, at + added.length, of.length - at - removed);
        return out;
    }

    @Test
    void filesThatWereDamagedAreReadOrRefusedInWords() throws Exception {
        List<byte[]> seeds = seeds();
        Random random = new Random(Long.getLong("fuzz", 20260203));
        int refused = 0;
        int count = 2100;
        Path file = folder.resolve("f.001");
        Path edited = folder.resolve("e.001");
        for (int i = 0; i < count; i++) {
            byte[] bytes = mutated(seeds.get(i % seeds.size()), random);
            Files.write(file, bytes);
            try {
                List<Wafer> wafers = WaferFormats.byId("klarf-1.2").read(file).wafers();
                assertFalse(wafers.isEmpty());
                edit(wafers, file, edited, bytes, i);
            } catch (ToolException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("f.001, line "), e.getMessage());
                assertTrue(e.getMessage().length() < 400 && !e.remedy().isEmpty(), e.getMessage());
            } catch (RuntimeException | Error e) {
                Path kept = Files.write(Files.createTempFile("fuzz", ".001"), bytes);
                throw new AssertionError("mutation " + i + " kept as " + kept, e);
            }
        }
        assertTrue(refused > count / 10 && refused < count * 9 / 10, refused + " refused");
    }

    /** What could be read can be edited, or is refused in words; the edited file is read with the changes. */
    private static void edit(List<Wafer> wafers, Path file, Path edited, byte[] bytes, int i) throws Exception {
        int wafer = i % wafers.size();
        int size = wafers.get(wafer).defects().size();
        new KlarfEdit().apply(file, edited);
        assertEquals(-1, Files.mismatch(file, edited));
        if (size == 0)
            return;
        KlarfEdit edit = new KlarfEdit().classNumber(wafer, i % size, 4711).fineBin(wafer, size - 1, 12)
                .defectClass(new DefectCode(4711, "Added", "A"));
        if (i % 3 == 0)
            edit.addImages(wafer, size - 1, List.of(new Image("new.tif", 0, "0")));
        try {
            edit.apply(file, edited);
        } catch (ToolException e) {
            assertTrue(e.getMessage().startsWith("f.001"), e.getMessage());
            return;
        }
        Wafer found;
        try {
            found = WaferFormats.byId("klarf-1.2").read(edited).wafers().get(wafer);
        } catch (ToolException e) {
            throw new AssertionError("what was edited cannot be read", e);
        }
        assertEquals(size, found.defects().size());
        assertEquals(4711, found.defects().classNumber(i % size));
        assertEquals(12, found.defects().fineBin(size - 1));
        assertEquals("Added", found.className(4711));
        if (i % 3 == 0)
            assertEquals("new.tif", found.defects().images(size - 1).get(
                    found.defects().images(size - 1).size() - 1).file());
    }

    @Test
    void absurdCountsTakeNoMemoryAhead() throws Exception {
        String good = Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0;");
        for (String content : List.of(good.replace("ClassLookup 2", "ClassLookup 2000000000"),
                good.replace("SampleTestPlan 4", "SampleTestPlan 2000000000"),
                good.replace("DefectRecordSpec 12", "DefectRecordSpec 2000000000")))
            assertTrue(Klarfs.told(Klarfs.read(folder, content), "a count differs"));
        Klarfs.refused(folder, good.replace("5 1 0 0;", "5 1 2000000000 2000000000;"), "the number of images");
        Klarfs.refused(folder, good.replace("5 1 0 0;", "5 1 90000 90000 1 0;"), "90000 images");
        Klarfs.refused(folder, good.replace("5 1 0 0;", "99999999999 1 0 0;"), "CLASSNUMBER");
        String nested = Files.readString(Klarfs.real("simple18.klarf"));
        for (String[] of : List.of(new String[] {"Data 3", "Data 2000000000"},
                new String[] {"Data 4\n      {\n         0", "Data 2000000000\n      {\n         0"}))
            assertTrue(Klarfs.told(Klarfs.read(folder, nested.replace(of[0], of[1])), "a count differs"), of[0]);
    }

    @Test
    void filesThatAreNoTextAreRefused() throws Exception {
        Path file = Files.write(folder.resolve("f.001"), new byte[0]);
        WaferFormat format = WaferFormats.byId("klarf-1.2");
        assertTrue(assertThrows(ToolException.class, () -> format.read(file)).getMessage().contains("empty file"));
        byte[] junk = new byte[1 << 20];
        new Random(3).nextBytes(junk);
        Files.write(file, junk);
        assertThrows(ToolException.class, () -> format.read(file));
        Files.write(file, bytes("FileVersion 1 2;\nLotID " + "x".repeat(10_000_000)));
        String message = assertThrows(ToolException.class, () -> format.read(file)).getMessage();
        assertTrue(message.contains("line 2") && message.contains("million bytes"), message);
        Files.write(file, bytes("FileVersion 1 2;\nLotID \"" + "x".repeat(10_000_000)));
        assertThrows(ToolException.class, () -> format.read(file));
        Files.write(file, bytes("FileVersion 1 2;\nLotID \"never closed"));
        message = assertThrows(ToolException.class, () -> format.read(file)).getMessage();
        assertTrue(message.contains("expected a wafer"), message);
    }

    @Test
    void aLineOfTenMegabytesIsRead() throws Exception {
        Path file = folder.resolve("long.001");
        int count = 250_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String made = Klarfs.flat("@");
            out.write(made.substring(0, made.indexOf('@')));
            for (int i = 0; i < count; i++)
                out.write(" " + i + " 10.25 20.125 0 0 1.5 2.5 3.5 5 1 0 0");
            out.write(";\nEndOfFile;\n");
        }
        assertTrue(Files.size(file) > 10_000_000);
        assertEquals(count, WaferFormats.read(file).wafers().get(0).defects().size());
    }

    @Test
    void pathsOfImagesAreTextOnly() throws Exception {
        for (String path : List.of("../../../etc/passwd", "/etc/passwd", "C:\\Windows\\x.tif", "\\\\host\\share\\a.tif",
                "file:///etc/passwd", "a/\u0001b")) {
            Wafer wafer = Klarfs.one(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 1 1 1 0;").replace("DefectList\n",
                    "TiffFileName \"" + path + "\";\nDefectList\n"));
            assertEquals(path, wafer.defects().images(0).get(0).file());
        }
    }
}

package org.loupe.tools.torch.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;

/** The files come from releng/bench/embedding_reference.py. */
class WeightsTest {
    private static final List<String> NAMES = List.of("conv.weight", "conv.bias", "bn.weight", "bn.bias",
            "bn.running_mean", "bn.running_var", "bn.num_batches_tracked");

    @TempDir
    private Path folder;

    private Path file(String name) throws Exception {
        Path file = folder.resolve(name);
        try (InputStream in = WeightsTest.class.getResourceAsStream("/org/loupe/tools/torch/" + name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static Map<String, float[]> values(Weights weights) throws ToolException {
        Map<String, float[]> values = new LinkedHashMap<>();
        weights.read(weights.names(), values::put);
        return values;
    }

    @ParameterizedTest
    @CsvSource({ "plain.pth, 0", "ordered.pth, 0", "nested.pth, 0", "wrapped.pth, 0", "double.pth, 0",
            "parameters.pth, 0", "strided.pth, 0", "protocol4.pth, 0", "half.pth, 0.0005", "bfloat16.pth, 0.004" })
    void eachKindOfStateDictIsRead(String name, double tolerance) throws Exception {
        Weights weights = Weights.of(file(name));
        assertEquals(Set.copyOf(NAMES), Set.copyOf(weights.names()));
        assertFalse(weights.script());
        assertArrayEquals(new long[] { 4, 3, 3, 3 }, weights.shape("conv.weight"));
        assertArrayEquals(new long[0], weights.shape("bn.num_batches_tracked"));
        Map<String, float[]> values = values(weights);
        for (int seed = 0; seed < 6; seed++) {
            float[] found = values.get(NAMES.get(seed));
            for (int i = 0; i < found.length; i++)
                assertEquals(expected(NAMES.get(seed), i, seed), found[i], tolerance, NAMES.get(seed) + " " + i);
        }
        assertArrayEquals(new float[1], values.get("bn.num_batches_tracked"));
    }

    private static float expected(String name, int i, int seed) {
        int h = (i + seed * 7919 + 1) * (int) 2654435761L;
        h = (h ^ h >>> 15) * (int) 2246822519L;
        h = (h ^ h >>> 13) * (int) 3266489917L;
        h ^= h >>> 16;
        float v = (float) ((h & 0xffffffffL) / 0x1p32 - 0.5);
        return name.equals("conv.weight") ? v * (float) Math.sqrt(12.0 / 27)
                : name.endsWith("weight") || name.endsWith("running_var") ? 1 + 0.5f * v : 0.2f * v;
    }

    @Test
    void torchScriptIsRecognised() throws Exception {
        assertTrue(Weights.of(file("traced.pt")).script());
    }

    @ParameterizedTest
    @CsvSource({ "legacy.pth, before version 1.6, torch.load", "whole.pth, whole Python object, state_dict()",
            "numbers.pth, epoch, state_dict()" })
    void whatHoldsNoTensorsByNameIsToldWithTheRemedy(String name, String says, String remedy) throws Exception {
        Path file = file(name);
        ToolException e = assertThrows(ToolException.class, () -> Weights.of(file));
        assertTrue((e.getMessage() + e.remedy()).contains(says), e.getMessage());
        assertTrue(e.remedy().contains(remedy), e.remedy());
    }

    @Test
    void whatIsNoFileOrEmptyOrTextIsTold() throws Exception {
        assertRefused(folder);
        assertRefused(folder.resolve("none.pth"));
        assertRefused(Files.write(folder.resolve("empty.pth"), new byte[0]));
        assertRefused(Files.writeString(folder.resolve("text.pth"), "These are no weights at all."));
    }

    private static void assertRefused(Path file) {
        ToolException e = assertThrows(ToolException.class, () -> Weights.of(file));
        assertTrue(e.remedy().length() > 10, e.remedy());
    }

    @Test
    void safetensorsOfEachTypeAreRead() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1.5f).putFloat(-2);
        data.putShort((short) 0x3e00).putShort((short) 0x8001).putShort((short) 0x7c00); // 1.5, the smallest, infinite
        data.putShort((short) 0xbfc0).putShort((short) 0); // -1.5, 0
        data.putDouble(0.1);
        String header = "{\"__metadata__\":{\"input\":\"BGR \\u00e4\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],"
                + "\"data_offsets\":[0,8]},\n\"b\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[8,14]},\"c\":"
                + "{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[14,18]},\"d\":{\"dtype\":\"F64\",\"shape\":[],"
                + "\"data_offsets\":[18,26]},\"e\":{\"dtype\":\"F8_E4M3\",\"shape\":[2],\"data_offsets\":[0,2]}} ";
        Weights weights = Weights.of(safetensors(header, data.array()));
        assertEquals(Map.of("input", "BGR ä"), weights.metadata());
        assertArrayEquals(new long[] { 2, 1 }, weights.shape("a"));
        Map<String, float[]> values = new LinkedHashMap<>();
        weights.read(List.of("a", "b", "c", "d"), values::put);
        assertArrayEquals(new float[] { 1.5f, -2 }, values.get("a"));
        assertArrayEquals(new float[] { 1.5f, -0x1p-24f, Float.POSITIVE_INFINITY }, values.get("b"));
        assertArrayEquals(new float[] { -1.5f, 0 }, values.get("c"));
        assertArrayEquals(new float[] { 0.1f }, values.get("d"));
        ToolException e = assertThrows(ToolException.class, () -> weights.read(List.of("e"), (name, v) -> { }));
        assertTrue(e.getMessage().contains("\"e\""), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x280, 0x150, 0x4b50 })
    void aHeaderWhoseLengthLooksLikeTheStartOfAPickleOrAZipIsRead(int length) throws Exception {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        Path file = safetensors(header + " ".repeat(length - header.length()), new byte[8]);
        Weights read = Weights.of(file);
        assertEquals(Set.of("a"), read.names());
        read.read(Set.of("a"), (name, values) -> assertEquals(2, values.length));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{}x", "[]", "{\"a\":3}", "{\"a\":{}}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e3],\"data_offsets\":[0,8]}}",
            "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", "{\"a\":\"\\u00zz\"}" })
    void wrongHeadersAreRefused(String header) throws Exception {
        assertRefused(safetensors(header, new byte[8]));
    }

    private Path safetensors(String header, byte[] data) throws Exception {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(folder.resolve("x.safetensors"), all.putLong(text.length).put(text).put(data).array());
    }

    @Test
    void aPickleIsNeverExecuted() throws Exception {
        // what a hostile file does: a call of os.system, made while it is unpickled
        String pickle = "\u0080\u0002cos\nsystem\nX\u0005\u0000\u0000\u0000false\u0085R.";
        Object read = Pickle.read(pickle.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("os.system", read.toString());
    }

    /** Damaged files are read, or refused with a remedy; nothing else happens. */
    @Test
    void damagedFilesAreRefusedOrRead() throws Exception {
        Random random = new Random(1);
        List<Path> files = new ArrayList<>();
        for (String name : List.of("ordered.pth", "nested.pth", "parameters.pth", "whole.pth", "legacy.pth"))
            files.add(file(name));
        files.add(safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", new byte[8]));
        int refused = 0, read = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = Files.readAllBytes(files.get(round % files.size()));
            if (random.nextInt(4) == 0)
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            else
                for (int i = 0, n = 1 + random.nextInt(8); i < n; i++)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Path file = Files.write(folder.resolve("damaged"), bytes);
            try {
                values(Weights.of(file));
                read++;
            } catch (ToolException e) {
                assertTrue(e.remedy().length() > 10, e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 200 && read > 200, refused + " refused, " + read + " read");
    }

    /** The pickle itself, since a zip archive finds damage by its own checksums. */
    @Test
    void damagedPicklesFailAsExceptions() throws Exception {
        byte[] whole;
        try (var zip = new java.util.zip.ZipFile(file("nested.pth").toFile())) {
            whole = zip.getInputStream(zip.stream().filter(e -> e.getName().endsWith("data.pkl")).findFirst()
                    .orElseThrow()).readAllBytes();
        }
        Random random = new Random(2);
        int failed = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0, n = 1 + random.nextInt(4); i < n; i++)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                new StateDict(Path.of("x"), "").tensors(Pickle.read(bytes));
            } catch (ToolException | RuntimeException e) {
                failed++; // Weights tells what is wrong
            }
        }
        assertTrue(failed > 1000, "only " + failed);
    }
}

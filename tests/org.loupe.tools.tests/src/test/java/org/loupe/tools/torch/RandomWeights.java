package org.loupe.tools.torch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;

/** Weights and pixels that releng/bench/embedding_reference.py makes alike. */
public final class RandomWeights {

    private RandomWeights() {
    }

    /** The n-th of numbers from -0.5 to below 0.5. */
    public static float hashed(int n, int seed) {
        int h = (n + seed * 7919 + 1) * (int) 2654435761L;
        h = (h ^ h >>> 15) * (int) 2246822519L;
        h = (h ^ h >>> 13) * (int) 3266489917L;
        h ^= h >>> 16;
        return (float) ((h & 0xffffffffL) / 0x1p32 - 0.5);
    }

    /** A safetensors file with all tensors of a net but the counts of batches. */
    public static Path write(Net net, Path file) throws IOException {
        List<Parameter> parameters = net.parameters().stream().filter(p -> p.shape().length > 0).toList();
        StringBuilder header = new StringBuilder("{");
        long at = 0;
        for (Parameter p : parameters) {
            if (at > 0)
                header.append(',');
            header.append('"').append(p.name()).append("\":{\"dtype\":\"F32\",\"shape\":")
                    .append(java.util.Arrays.toString(p.shape())).append(",\"data_offsets\":[").append(at).append(',')
                    .append(at += 4 * p.size()).append("]}");
        }
        byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, text.length).array());
            out.write(text);
            for (int seed = 0; seed < parameters.size(); seed++)
                out.write(bytes(values(parameters.get(seed), seed)));
        }
        return file;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Those of the n-th parameter of a net that is no count of batches. */
    public static float[] values(Parameter p, int seed) {
        int n = (int) p.size();
        float[] values = new float[n];
        float factor = p.shape().length > 1 ? (float) Math.sqrt(12.0 / (n / p.shape()[0])) : 0;
        boolean aroundOne = p.name().endsWith("running_var") || p.name().endsWith("weight");
        for (int i = 0; i < n; i++) {
            float v = hashed(i, seed);
            values[i] = p.shape().length > 1 ? v * factor : aroundOne ? 1 + 0.5f * v : 0.2f * v;
        }
        return values;
    }
}

package org.loupe.tools.torch.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loupe.api.ToolException;

/** Tensors in Java's memory: the weights of a net at one moment. Immutable, for any thread. */
public final class Snapshot implements NamedTensors {
    private static final int ALIGNMENT = 8;

    private final Map<String, long[]> shapes;
    private final Map<String, float[]> values;

    /**
     * Keeps tensors.
     *
     * @param shapes of all, in order
     * @param values of all, the last axis running fastest; not written by anybody from now on
     */
    public Snapshot(Map<String, long[]> shapes, Map<String, float[]> values) {
        this.shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        this.values = Map.copyOf(values);
    }

    /** Reads all tensors of a file. @throws ToolException if that fails */
    public static Snapshot of(NamedTensors source) throws ToolException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        source.names().forEach(name -> shapes.put(name, source.shape(name)));
        source.read(source.names(), values::put);
        return new Snapshot(shapes, values);
    }

    @Override
    public Set<String> names() {
        return shapes.keySet();
    }

    @Override
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        return shape == null ? null : shape.clone();
    }

    @Override
    public void read(Collection<String> names, Sink sink) throws ToolException {
        for (String name : names)
            sink.accept(name, values.get(name));
    }

    /**
     * Writes a safetensors file of 32-bit floats. Equal content gives equal bytes.
     *
     * @param metadata what the file shall say of itself
     * @throws ToolException if that fails
     */
    public void write(Path file, Map<String, String> metadata) throws ToolException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            byte[] header = header(metadata);
            out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length).array());
            out.write(header);
            for (String name : shapes.keySet()) {
                float[] numbers = values.get(name);
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(numbers);
                out.write(bytes.array());
            }
        } catch (IOException e) {
            throw new ToolException("The weights cannot be written to \"" + file + "\": " + e.getMessage() + ".",
                    "Choose a folder that you may write to, with room for them.", e);
        }
    }

    private byte[] header(Map<String, String> metadata) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!metadata.isEmpty())
            all.put("__metadata__", new TreeMap<>(metadata));
        long at = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            long end = at + (long) values.get(tensor.getKey()).length * Float.BYTES;
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", tensor.getValue());
            entry.put("data_offsets", new long[] { at, end });
            all.put(tensor.getKey(), entry);
            at = end;
        }
        StringBuilder text = new StringBuilder(Json.text(all));
        while (text.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0)
            text.append(' ');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

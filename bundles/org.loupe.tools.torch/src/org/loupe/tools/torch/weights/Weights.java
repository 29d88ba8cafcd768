package org.loupe.tools.torch.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.loupe.api.ToolException;

/**
 * A weights file: which tensors it holds, known from its header; their numbers are read when they are asked for. It
 * reads safetensors, and state dicts that {@code torch.save} of PyTorch 1.6 or newer wrote: plain ones, ordered ones,
 * and those nested in a checkpoint under a usual name. Words that wrappers put before all names ("module.") are left
 * out. Of a TorchScript file it only tells that it is one. Nothing in a file is executed. Immutable, for any thread.
 */
public final class Weights implements NamedTensors {
    /** What wrappers put before every name: data parallel training, compilation, usual names of fields. */
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.", "model.", "net.", "network.",
            "backbone.", "encoder.");
    private static final int LONGEST_HEADER = 100 << 20;

    private final Path file;
    private final boolean script;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;
    private final ByteOrder order;

    private Weights(Path file, boolean script, Map<String, Tensor> tensors, Map<String, String> metadata,
            ByteOrder order) {
        this.file = file;
        this.script = script;
        this.tensors = Collections.unmodifiableMap(withoutWrappers(tensors));
        this.metadata = Map.copyOf(metadata);
        this.order = order;
    }

    /**
     * Reads the header of a file.
     *
     * @throws ToolException if it cannot be read, or is of another format
     */
    public static Weights of(Path file) throws ToolException {
        if (!Files.isRegularFile(file))
            throw new ToolException("There is no weights file \"" + file + "\".",
                    "Choose another file, or bring this one back to its place.");
        try {
            byte[] start = new byte[9];
            int read;
            try (InputStream in = Files.newInputStream(file)) {
                read = in.readNBytes(start, 0, start.length);
            }
            if (isZip(start))
                return zip(file);
            if (read == 9 && start[8] == '{')
                return safetensors(file);
            if (read > 2 && (start[0] & 0xff) == 0x80 && start[1] <= 5)
                throw new ToolException("The weights file \"" + file.getFileName() + "\" is in the format that PyTorch"
                        + " used before version 1.6.", "Write it anew with a newer PyTorch:"
                                + " torch.save(torch.load(\"old.pth\"), \"new.pth\").");
            throw broken(file, "it is neither safetensors nor PyTorch's", null);
        } catch (IOException e) {
            throw broken(file, e.getMessage(), e);
        } catch (RuntimeException e) {
            // a damaged file can make any arithmetic or cast fail
            throw broken(file, e.getMessage() == null ? "it is damaged" : e.getMessage(), e);
        }
    }

    /** Whether a file begins as a zip archive does; the length of a safetensors header may begin with "P" or "PK", too. */
    private static boolean isZip(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] != 0 && start[3] != 0;
    }

    private static ToolException broken(Path file, String why, Throwable cause) {
        return new ToolException("The weights file \"" + file.getFileName() + "\" cannot be read: " + why + ".",
                "Choose a .safetensors file, a PyTorch file made by torch.save(model.state_dict(), file), or a"
                        + " TorchScript file made by torch.jit.trace(...).save(file).",
                cause);
    }

    // ---------------------------------------------------------------- safetensors

    private static Weights safetensors(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, length, 0);
            long header = length.getLong(0);
            if (header < 2 || header > LONGEST_HEADER || header > size - 8)
                throw new IllegalArgumentException("its header would be " + header + " bytes long");
            ByteBuffer text = ByteBuffer.allocate((int) header);
            readFully(channel, text, 8);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            Json.object(new String(text.array(), StandardCharsets.UTF_8)).forEach((key, value) -> {
                if (key.equals("__metadata__"))
                    ((Map<?, ?>) value).forEach((k, v) -> metadata.put((String) k, (String) v));
                else
                    tensors.put((String) key, described((String) key, (Map<?, ?>) value, 8 + header, size));
            });
            return new Weights(file, false, tensors, metadata, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** @param data where the numbers begin in the file @param size of the file */
    private static Tensor described(String name, Map<?, ?> entry, long data, long size) {
        NumberType type = NumberType.of((String) entry.get("dtype"));
        long[] shape = longs((List<?>) entry.get("shape")), range = longs((List<?>) entry.get("data_offsets"));
        if (range[0] < 0 || range[1] < range[0] || range[1] > size - data)
            throw new IllegalArgumentException("\"" + name + "\" lies at bytes " + range[0] + " to " + range[1]
                    + " of " + (size - data));
        // the part of the file is named by where it begins
        Tensor tensor = Tensor.dense(type, shape, Long.toString(data + range[0]), 0);
        if (type != null && tensor.size() > 0 && tensor.end() != range[1] - range[0])
            throw new IllegalArgumentException("\"" + name + "\" needs " + tensor.end() + " bytes, but has "
                    + (range[1] - range[0]));
        return tensor;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining())
            if (channel.read(into, at + into.position()) < 0)
                throw new IOException("it ends too early");
    }

    private static long[] longs(List<?> values) {
        return values.stream().mapToLong(v -> (Long) v).toArray();
    }

    // ---------------------------------------------------------------- PyTorch

    private static Weights zip(Path file) throws IOException, ToolException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle = zip.stream().filter(e -> e.getName().matches("[^/]*/data\\.pkl")).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("it is a zip archive without PyTorch's data.pkl"));
            String folder = pickle.getName().substring(0, pickle.getName().indexOf('/') + 1);
            if (zip.getEntry(folder + "constants.pkl") != null)
                return new Weights(file, true, Map.of(), Map.of(), ByteOrder.LITTLE_ENDIAN);
            ZipEntry byteOrder = zip.getEntry(folder + "byteorder");
            boolean big = byteOrder != null && new String(bytes(zip, byteOrder, 16)).strip().equals("big");
            Object content = Pickle.read(bytes(zip, pickle, LONGEST_HEADER));
            return new Weights(file, false, new StateDict(file, folder + "data/").tensors(content), Map.of(),
                    big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry, int most) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0)
                throw new IOException(entry.getName() + " is longer than " + most + " bytes");
            return bytes;
        }
    }

    private static Map<String, Tensor> withoutWrappers(Map<String, Tensor> named) {
        Map<String, Tensor> tensors = named;
        for (boolean again = true; again;) {
            again = false;
            Set<String> names = tensors.keySet();
            for (String wrapper : WRAPPERS)
                if (!names.isEmpty() && names.stream().allMatch(n -> n.startsWith(wrapper))) {
                    Map<String, Tensor> shorter = new LinkedHashMap<>();
                    tensors.forEach((name, tensor) -> shorter.put(name.substring(wrapper.length()), tensor));
                    tensors = shorter;
                    again = true;
                    break;
                }
        }
        return tensors;
    }

    // ---------------------------------------------------------------- what it holds

    /** The file. */
    public Path file() {
        return file;
    }

    /** Whether it is a TorchScript file: a program with its weights, of which nothing else is told here. */
    public boolean script() {
        return script;
    }

    /** Names of its tensors, in the file's order. */
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The shape of a tensor, or null if it has none of that name. */
    @Override
    public long[] shape(String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? null : tensor.shape().clone();
    }

    /** What the file says of itself; safetensors only. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Reads the numbers of tensors, one after the other.
     *
     * @param names of tensors that it has
     * @throws ToolException if the file cannot be read, or holds numbers of a type that is not known
     */
    @Override
    public void read(Collection<String> names, Sink sink) throws ToolException {
        try (Source source = source()) {
            for (String name : names) {
                Tensor tensor = tensors.get(name);
                if (tensor.type() == null)
                    throw new IllegalArgumentException("the numbers of \"" + name
                            + "\" are of a type that is not read");
                sink.accept(name, tensor.size() == 0 ? new float[0] : tensor.values(source.of(tensor).order(order)));
            }
        } catch (IOException e) {
            throw broken(file, e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        } catch (UncheckedIOException | ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(file, e.getMessage(), e);
        }
    }

    /** Gives the bytes of storages. */
    private interface Source extends AutoCloseable {
        ByteBuffer of(Tensor tensor) throws IOException;

        @Override
        void close() throws IOException;
    }

    private Source source() throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(9);
        }
        return isZip(start) ? new Zipped(new ZipFile(file.toFile())) : new Plain(new RandomAccessFile(file.toFile(), "r"));
    }

    /** A safetensors file. It is not mapped: a mapping is freed at some later time, and holds the file until then. */
    private record Plain(RandomAccessFile in) implements Source {

        @Override
        public ByteBuffer of(Tensor tensor) throws IOException {
            byte[] bytes = new byte[Math.toIntExact(tensor.end())];
            in.seek(Long.parseLong(tensor.storage()));
            in.readFully(bytes);
            return ByteBuffer.wrap(bytes);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** A zip archive; the storage that was read last is kept, since many tensors may share one. */
    private static final class Zipped implements Source {
        private final ZipFile zip;
        private String name;
        private byte[] bytes;

        Zipped(ZipFile zip) {
            this.zip = zip;
        }

        @Override
        public ByteBuffer of(Tensor tensor) throws IOException {
            ZipEntry entry = zip.getEntry(tensor.storage());
            if (entry == null)
                throw new IOException("its part \"" + tensor.storage() + "\" is missing");
            if (!tensor.storage().equals(name)) {
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes(Math.toIntExact(entry.getSize()));
                }
                name = tensor.storage();
            }
            if (tensor.end() > bytes.length)
                throw new IOException("its part \"" + name + "\" has " + bytes.length + " bytes instead of "
                        + tensor.end() + " or more");
            return ByteBuffer.wrap(bytes);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}

package org.loupe.tools.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.weights.Weights;

/**
 * What is known of a weights file without loading it: its header, the net that it is of, a fingerprint of its content.
 * Kept for as long as the file has the same size and time of last change. Any thread.
 */
final class KnownFile {
    private static final int MOST = 64;
    private static final int SAMPLES = 64;
    private static final int SAMPLE_BYTES = 4096;
    private static final Map<Path, KnownFile> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, KnownFile> eldest) {
            return size() > MOST;
        }
    };

    private final long size;
    private final long modified;
    private final Weights weights;
    private final String fingerprint;
    private final Map<Architecture, Net> nets = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> columnsBySize = new ConcurrentHashMap<>();

    private KnownFile(long size, long modified, Weights weights, String fingerprint) {
        this.size = size;
        this.modified = modified;
        this.weights = weights;
        this.fingerprint = fingerprint;
    }

    /** @throws ToolException if there is no such file, or it holds no weights */
    static KnownFile of(Path file) throws ToolException {
        if (file.toString().isEmpty())
            throw new ToolException("No weights file is chosen for the embedding.", "Choose a file with the weights of"
                    + " a pretrained net, such as ResNet-18 of torchvision (.pth) or a .safetensors file.");
        Path key = file.toAbsolutePath().normalize();
        try {
            BasicFileAttributes now = Files.readAttributes(key, BasicFileAttributes.class);
            long modified = now.lastModifiedTime().toMillis();
            synchronized (KNOWN) {
                KnownFile known = KNOWN.get(key);
                if (known == null || known.size != now.size() || known.modified != modified) {
                    known = new KnownFile(now.size(), modified, Weights.of(key), fingerprint(key));
                    KNOWN.put(key, known);
                }
                return known;
            }
        } catch (IOException e) {
            throw new ToolException("The weights file \"" + file + "\" cannot be read: " + e.getMessage() + ".",
                    "Choose another file, or see to it that this one may be read.", e);
        }
    }

    /** Of the length and of places spread over the whole file: another training changes nearly every byte. */
    private static String fingerprint(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = channel.size();
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
            for (int i = 0; i < SAMPLES; i++) {
                channel.read(sample.clear(), Math.max(0, size - SAMPLE_BYTES) * i / (SAMPLES - 1));
                digest.update(sample.flip());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    Weights weights() {
        return weights;
    }

    /** Eight hexadecimal digits that tell this content from others. */
    String fingerprint() {
        return fingerprint;
    }

    /** The net that the tensors are of. @throws ToolException if they fit none, or not the chosen one */
    Net net(Architecture chosen) throws ToolException {
        Net net = nets.get(chosen);
        if (net == null) {
            net = chosen.of(weights);
            nets.put(chosen, net);
        }
        return net;
    }

    /** How many numbers a TorchScript program gives for an image. @throws ToolException if it does not run */
    int columns(int inputSize) throws ToolException {
        Integer columns = columnsBySize.get(inputSize);
        if (columns == null) {
            try (ScriptBackbone script = new ScriptBackbone(weights.file(), inputSize, Place.PROCESSOR)) {
                columns = script.columns();
            }
            columnsBySize.put(inputSize, columns);
        }
        return columns;
    }
}

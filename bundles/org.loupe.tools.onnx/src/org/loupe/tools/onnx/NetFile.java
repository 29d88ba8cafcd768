package org.loupe.tools.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;

/**
 * What is known of an ONNX file without running it. Kept for as long as the file has the same size and time of last
 * change. Immutable.
 *
 * @param path        of the file
 * @param fingerprint eight hexadecimal digits that tell its content from others
 * @param input       name of the input
 * @param shape       of the input, 4 axes; −1 for those of any length
 * @param outputs     names, in the file's order, with their shapes
 * @param metadata    what the file says of itself
 */
record NetFile(Path path, String fingerprint, String input, List<Long> shape, Map<String, List<Long>> outputs,
        Map<String, String> metadata) {
    private static final int MOST = 64;
    private static final Map<Path, Seen> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
            return size() > MOST;
        }
    };

    private record Seen(long size, long modified, NetFile file) {
    }

    /** Looks into a file. @throws ToolException if there is none, or it holds no net that images can be given to */
    static NetFile of(Path path) throws ToolException {
        if (path.toString().isBlank())
            throw new ToolException("No ONNX file is chosen.", "Choose the file of a net, NAME.onnx.");
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!now.isRegularFile())
                throw new ToolException("\"" + path + "\" is no file.", "Choose the file of a net, NAME.onnx.");
            synchronized (KNOWN) {
                Seen seen = KNOWN.get(path);
                if (seen == null || seen.size != now.size() || seen.modified != now.lastModifiedTime().toMillis()) {
                    seen = new Seen(now.size(), now.lastModifiedTime().toMillis(), read(path));
                    KNOWN.put(path, seen);
                }
                return seen.file;
            }
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no file \"" + path + "\".",
                    "Choose another file, or bring this one back to its place.", e);
        } catch (IOException e) {
            throw new ToolException("\"" + path + "\" cannot be read: " + e.getMessage() + ".",
                    "Choose a file that is there and may be read.", e);
        }
    }

    private static NetFile read(Path path) throws IOException, ToolException {
        OrtSession session = LoadedNet.session(path);
        try {
            if (session.getNumInputs() != 1)
                throw new ToolException("\"" + path + "\" has the inputs " + session.getInputNames()
                        + "; nets with one input, the image, are run.", "Export the net with the image alone.");
            NodeInfo input = session.getInputInfo().values().iterator().next();
            TensorInfo info = LoadedNet.tensor(input, path);
            if (info.type != OnnxJavaType.FLOAT || info.getShape().length != 4)
                throw new ToolException("Input \"" + input.getName() + "\" of \"" + path + "\" is " + info.type + " of "
                        + info.getShape().length + " axes; floats of 4 axes are given: images, channels, height,"
                        + " width.",
                        "Export the net with such an input.");
            Map<String, List<Long>> outputs = new LinkedHashMap<>();
            for (NodeInfo output : session.getOutputInfo().values())
                outputs.put(output.getName(), list(LoadedNet.tensor(output, path).getShape()));
            return new NetFile(path, fingerprint(path), input.getName(), list(info.getShape()), outputs,
                    Map.copyOf(session.getMetadata().getCustomMetadata()));
        } catch (OrtException e) {
            throw new ToolException("\"" + path + "\" cannot be looked into: " + LoadedNet.reason(e),
                    "Choose an ONNX file that is whole.", e);
        } finally {
            LoadedNet.close(session);
        }
    }

    private static List<Long> list(long[] shape) {
        List<Long> list = new ArrayList<>();
        for (long length : shape)
            list.add(length);
        return list;
    }

    private static String fingerprint(Path path) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The trainer whose net Loupe exported to this file, or "" if it is another program's. */
    String kind() {
        return metadata.getOrDefault("loupe", "");
    }

    /** Names of the classes: those that Loupe wrote, otherwise those that a person did. @param written with commas */
    List<String> classes(String written) {
        List<String> classes = new ArrayList<>();
        while (metadata.containsKey("class." + classes.size()))
            classes.add(metadata.get("class." + classes.size()));
        if (classes.isEmpty())
            for (String name : written.split(","))
                if (!name.isBlank())
                    classes.add(name.strip());
        return List.copyOf(classes);
    }

    /** A whole number of the metadata. @throws ToolException if it is none */
    int number(String key) throws ToolException {
        try {
            return Integer.parseInt(metadata.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw damaged(key, e);
        }
    }

    /** A number of the metadata. @throws ToolException if it is none */
    float real(String key) throws ToolException {
        try {
            return Float.parseFloat(metadata.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw damaged(key, e);
        }
    }

    private ToolException damaged(String key, NumberFormatException e) {
        return new ToolException("\"" + path + "\" says that Loupe exported it, but its \"" + key + "\" is \""
                + metadata.getOrDefault(key, "") + "\".", "Export the model again.", e);
    }
}

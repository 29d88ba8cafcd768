package org.loupe.tools.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.loupe.api.OnnxRunner;
import org.loupe.api.ToolException;

/**
 * The net of an ONNX file in ONNX Runtime's memory. Steps that run the same file share it, however many workers there
 * are; it is freed when the last of them has given it back. Each call computes on one thread. Any thread.
 */
final class LoadedNet implements OnnxRunner.Net {
    private static final Map<NetFile, LoadedNet> LOADED = new HashMap<>();
    private static final long LOOK_MILLIS = 20;

    private final NetFile file;
    private final OrtSession session;
    private int users;

    private LoadedNet(NetFile file, OrtSession session) {
        this.file = file;
        this.session = session;
    }

    /** Values that the net gave, the last axis running fastest. */
    record Output(String name, long[] shape, float[] values) {
    }

    /** Loads a file, or joins those who use it; closed once by each. @throws ToolException if it cannot be run */
    static LoadedNet open(NetFile file) throws ToolException {
        synchronized (LOADED) {
            LoadedNet net = LOADED.get(file);
            if (net == null) {
                net = new LoadedNet(file, session(file.path()));
                LOADED.put(file, net);
            }
            net.users++;
            return net;
        }
    }

    @Override
    public void close() {
        synchronized (LOADED) {
            if (--users > 0)
                return;
            LOADED.remove(file);
        }
        close(session);
    }

    /** A session of its own. @throws ToolException if the file is no net that can be run here */
    static OrtSession session(Path path) throws ToolException {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setDeterministicCompute(true);
                return environment.createSession(path.toString(), options);
            }
        } catch (OrtException e) {
            throw new ToolException("ONNX Runtime cannot load \"" + path + "\": " + reason(e),
                    "Choose an ONNX file that is whole, of opset 7 or later and without operators of another program.",
                    e);
        } catch (LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null)
                root = root.getCause();
            throw new ToolException("ONNX Runtime's native library cannot be loaded on " + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + ": " + root.getMessage(),
                    "Install the Loupe product made for this system, or put onnxruntime's jar with this system's"
                            + " natives"
                            + " on the class path.",
                    e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Computes all outputs. ONNX Runtime, as it is called here, cannot be stopped; so it works on a thread of its own
     * while the calling one looks whether it shall. What is computed by then goes on to its end, and is dropped.
     *
     * @param values of the net's only input
     * @param pause  called all the while; what it throws ends the call
     */
    List<Output> compute(float[] values, long[] shape, Runnable pause) throws ToolException {
        FutureTask<List<Output>> task = new FutureTask<>(() -> {
            try (LoadedNet kept = open(file)) { // not freed before this ends
                return kept.run(values, shape);
            }
        });
        Thread worker = new Thread(task, "ONNX Runtime");
        worker.setDaemon(true);
        worker.start();
        try {
            for (worker.join(LOOK_MILLIS); !task.isDone(); worker.join(LOOK_MILLIS))
                pause.run();
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrtException refused)
                throw refused(refused);
            if (e.getCause() instanceof ToolException wrong)
                throw wrong;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    @Override
    public List<float[]> compute(float[] images, int count, int channels, int height, int width, Runnable pause)
            throws ToolException {
        return compute(images, new long[] { count, channels, height, width }, pause).stream().map(Output::values)
                .toList();
    }

    private ToolException refused(OrtException e) {
        return new ToolException("\"" + file.path() + "\" refuses the image: " + reason(e),
                "Check that size, channels and description of the input are those that the net was made for.", e);
    }

    private List<Output> run(float[] values, long[] shape) throws OrtException, ToolException {
        FloatBuffer memory = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.nativeOrder()).asFloatBuffer().put(values).flip();
        try (OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), memory, shape);
                OrtSession.Result result = session.run(Map.of(file.input(), input))) {
            List<Output> outputs = new ArrayList<>();
            for (Map.Entry<String, OnnxValue> output : result)
                outputs.add(read(output.getKey(), output.getValue()));
            return outputs;
        }
    }

    private Output read(String name, OnnxValue value) throws ToolException {
        if (!(value instanceof OnnxTensor tensor))
            throw new ToolException("Output \"" + name + "\" of \"" + file.path() + "\" is a " + value.getType()
                    + ", a tensor is needed.", "Export the net without sequences and maps.");
        TensorInfo info = tensor.getInfo();
        if (info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.FLOAT16 || info.type == OnnxJavaType.BFLOAT16)
            return new Output(name, info.getShape(), tensor.getFloatBuffer().array()); // which is a copy of its own
        float[] numbers = new float[Math.toIntExact(info.getNumElements())];
        if (info.type == OnnxJavaType.INT64) {
            var from = tensor.getLongBuffer();
            for (int i = 0; i < numbers.length; i++)
                numbers[i] = from.get(i);
        } else if (info.type == OnnxJavaType.INT32) {
            var from = tensor.getIntBuffer();
            for (int i = 0; i < numbers.length; i++)
                numbers[i] = from.get(i);
        } else
            throw new ToolException("Output \"" + name + "\" of \"" + file.path() + "\" is of type " + info.type
                    + "; floats and 32- and 64-bit integers are read.", "Export the net with another type.");
        return new Output(name, info.getShape(), numbers);
    }

    /** What ONNX Runtime says, in one line that ends as a sentence; not where in its source, and which file it was. */
    static String reason(OrtException e) {
        String said = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\n\\s*", " ")
                .replaceFirst("^Error code - \\w+ - message: ", "").replaceFirst("^Load model from .*? failed: ?", "")
                .replaceAll("\\S+\\.(cc|h):\\d+ \\S.*?\\) (const )?", "");
        return said.endsWith(".") ? said : said + ".";
    }

    /** The shape that a node of a session has; −1 for axes of any length. @throws ToolException if it is no tensor */
    static TensorInfo tensor(NodeInfo node, Path path) throws ToolException {
        if (node.getInfo() instanceof TensorInfo info)
            return info;
        throw new ToolException("\"" + node.getName() + "\" of \"" + path + "\" is no tensor.",
                "Export the net with tensors as inputs and outputs.");
    }
}

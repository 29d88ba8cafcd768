package org.loupe.engine.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.DelegatingModel;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;

/**
 * Which library computes a trained net. {@link #AUTO} is decided by a rule and not by a stopwatch: what a plan gives
 * must not depend on how busy the machine was when it was made, and the two differ in the last bits. The rule is ONNX
 * Runtime for every net that can be left to it: with one thread for each image, as inspections have, it computes these
 * nets faster than PyTorch ({@code releng/bench/nets.py} measures them side by side). A plan decides once and holds the
 * decision among its parameters: it stands in the provenance and counts in the plan's hash, so a run goes on, and is
 * made again, with the library that it began with, or it is told why not.
 */
public enum NetEngine {
    /** The faster one. */
    AUTO,
    /** The library that learned the net, such as PyTorch. */
    OWN,
    /** ONNX Runtime, which is given the net as ONNX once that is seen to compute the same. */
    ONNX_RUNTIME;

    private static final Map<DelegatingModel<?, ?>, Shared> LOADED = new IdentityHashMap<>();

    /** A net in the runner's memory and how many steps use it. */
    private static final class Shared {
        private final OnnxRunner.Net net;
        private int users;

        Shared(OnnxRunner.Net net) {
            this.net = net;
        }
    }

    /** The same, with {@link #AUTO} decided for a net. */
    public NetEngine decided(NetCard card, Registry registry) {
        if (this != AUTO)
            return this;
        boolean both = OnnxExport.runner(registry).isPresent()
                && trainer(card, registry).filter(e -> ((Trainer<?, ?, ?>) e.tool()).delegates()).isPresent();
        return both ? ONNX_RUNTIME : OWN;
    }

    /** @throws ToolException if ONNX Runtime is asked for and cannot compute this net */
    public void check(NetCard card, Registry registry) throws ToolException {
        if (this == ONNX_RUNTIME && AUTO.decided(card, registry) != ONNX_RUNTIME)
            throw new ToolException("ONNX Runtime cannot compute this net of \"" + card.trainer().toolId() + "\": "
                    + (OnnxExport.runner(registry).isPresent() ? "its trainer does not leave nets to other programs."
                            : "org.loupe.tools.onnx is not installed."), "Set Engine to auto or own.");
    }

    private static Optional<Registry.Entry> trainer(NetCard card, Registry registry) {
        try {
            return Optional.of(registry.find(card.trainer().toolId(), Policy.AUTO))
                    .filter(e -> e.tool() instanceof Trainer);
        } catch (ToolException e) {
            return Optional.empty(); // who reads the model says so
        }
    }

    /** Versions of the libraries that compute a net, by name. */
    public Map<String, String> libraries(NetCard card, Registry registry) {
        Map<String, String> libraries = new LinkedHashMap<>();
        trainer(card, registry).ifPresent(e -> libraries.putAll(e.libraries()));
        if (decided(card, registry) == ONNX_RUNTIME)
            OnnxExport.runner(registry).ifPresent(e -> libraries.putAll(e.libraries()));
        return libraries;
    }

    /**
     * Opens a net for one thread.
     *
     * @throws ToolException if ONNX Runtime is asked for and cannot compute this net, or computes something else
     */
    public <O> Step<Pair, O> open(NetModel<O> net, Device device, Registry registry) throws ToolException {
        if (decided(net.card(), registry) != ONNX_RUNTIME)
            return net.model().open(device);
        check(net.card(), registry);
        DelegatingModel<Pair, O> model = (DelegatingModel<Pair, O>) net.model();
        OnnxRunner.Net loaded = join(model, (OnnxRunner) OnnxExport.runner(registry).orElseThrow().tool());
        try {
            return model.open(loaded);
        } catch (ToolException | RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /** The net in the runner's memory, which all steps of one model share; closed by each. */
    private static OnnxRunner.Net join(DelegatingModel<?, ?> model, OnnxRunner runner) throws ToolException {
        synchronized (LOADED) {
            Shared shared = LOADED.get(model);
            if (shared == null) {
                shared = new Shared(load(model, runner));
                LOADED.put(model, shared);
            }
            shared.users++;
            OnnxRunner.Net net = shared.net;
            return new OnnxRunner.Net() {
                @Override
                public List<float[]> compute(float[] images, int count, int channels, int height, int width,
                        Runnable pause) throws ToolException {
                    return net.compute(images, count, channels, height, width, pause);
                }

                @Override
                public void close() {
                    leave(model);
                }
            };
        }
    }

    private static void leave(DelegatingModel<?, ?> model) {
        synchronized (LOADED) {
            Shared shared = LOADED.get(model);
            if (--shared.users == 0) {
                LOADED.remove(model);
                shared.net.close();
            }
        }
    }

    private static OnnxRunner.Net load(DelegatingModel<?, ?> model, OnnxRunner runner) throws ToolException {
        Path file = null;
        try {
            file = Files.createTempFile("loupe-net", ".onnx");
            model.exportOnnx(file);
            OnnxRunner.Net net = runner.open(file);
            try {
                OnnxExport.check(model, net);
                return net;
            } catch (ToolException | RuntimeException e) {
                net.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ToolException("The net cannot be handed to ONNX Runtime: " + e.getMessage() + ".",
                    "Make room in " + System.getProperty("java.io.tmpdir") + ", or set Engine to own.", e);
        } finally {
            OnnxExport.delete(file);
        }
    }
}

package org.loupe.engine.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.ExportableModel;
import org.loupe.api.OnnxRunner;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;

/**
 * Writes trained nets as ONNX. A file is put in its place only after it computed the same as the model. That is
 * compared here because only here both are at hand: the bundle that has the net and the one that runs ONNX do not know
 * each other.
 */
public final class OnnxExport {
    /** The largest difference that is let pass, as a share of the largest value of an output. */
    public static final double TOLERANCE = 1e-4;

    private static final String RUNNER = "loupe.onnx-detector";
    private static final int[][] SIZES = { { 1, 6, 4 }, { 2, 4, 10 } };
    private static final long SEED = 7;

    private OnnxExport() {
    }

    /**
     * Writes a net, whole or not at all.
     *
     * @param net  of a trainer whose models are {@link ExportableModel}s
     * @param file which is replaced if there is one
     * @return the largest difference between model and file, as a share of the largest value of an output
     * @throws ToolException if the net cannot be exported, the file not be written, or computes something else
     */
    public static double write(NetModel<?> net, Path file, Registry registry) throws ToolException {
        if (!(net.model() instanceof ExportableModel<?, ?> model))
            throw new ToolException("A net of \"" + net.card().trainer().toolId() + "\" cannot be exported as ONNX.",
                    "Train a net whose trainer can: the small detector, Faster R-CNN, U-Net or ResNet.");
        OnnxRunner runner = runner(registry).map(entry -> (OnnxRunner) entry.tool()).orElseThrow(
                () -> new ToolException("\"" + RUNNER + "\" of this installation does not check exported files.",
                        "Install org.loupe.tools.onnx."));
        Path aside = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            aside = folder.resolve("." + file.getFileName() + ".part");
            model.exportOnnx(aside);
            double difference;
            try (OnnxRunner.Net runs = runner.open(aside)) {
                difference = check(model, runs);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return difference;
        } catch (IOException e) {
            throw new ToolException(file + " cannot be written: " + e.getMessage() + ".", "Choose another file.", e);
        } finally {
            delete(aside);
        }
    }

    /** The tool that runs ONNX files, if there is one. */
    static Optional<Registry.Entry> runner(Registry registry) {
        return registry.tools().stream().filter(entry -> entry.tool() instanceof OnnxRunner).findFirst();
    }

    /**
     * Compares what a file computes with what its model does.
     *
     * @return the largest difference, as a share of the largest value of an output
     * @throws ToolException if it is larger than {@link #TOLERANCE}
     */
    static double check(ExportableModel<?, ?> model, OnnxRunner.Net runs) throws ToolException {
        double difference = difference(model, runs);
        if (!(difference <= TOLERANCE))
            throw new ToolException(String.format(Locale.ROOT, "The exported net computes something else than the"
                    + " model: the largest difference is %.2g of the largest value, allowed is %.0g.", difference,
                    TOLERANCE), "Keep the model, and report this with its file.");
        return difference;
    }

    private static double difference(ExportableModel<?, ?> model, OnnxRunner.Net runs) throws ToolException {
        SplittableRandom random = new SplittableRandom(SEED);
        double largest = 0;
        for (int[] size : SIZES) {
            int height = size[1] * model.step(), width = size[2] * model.step();
            int count = Math.min(size[0], model.most());
            float[] images = new float[count * model.channels() * height * width];
            for (int i = 0; i < images.length; i++)
                images[i] = (float) random.nextDouble(-2, 2);
            List<float[]> wanted = model.compute(images, count, height, width);
            largest = Math.max(largest, model.difference(wanted, runs.compute(images, count, model.channels(), height,
                    width, () -> { })));
        }
        return largest;
    }

    /** @param aside {@code null} for none */
    static void delete(Path aside) {
        try {
            if (aside != null)
                Files.deleteIfExists(aside);
        } catch (IOException e) {
            // a file beside it is left over; what was asked for is done, or told
        }
    }
}

package org.loupe.tools.torch.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/**
 * A training as it is after an epoch, in a folder: from there it goes on as if it had never ended.
 *
 * @param epochs  that are done
 * @param score   of the best epoch; NaN if none was judged
 * @param best    the best epoch; 0 if none was judged
 * @param weights of this moment
 * @param kept    weights of the best epoch; those of this moment if none was judged
 */
record Checkpoint(int epochs, double score, int best, Snapshot weights, Snapshot kept) {
    private static final String NAME = "epoch";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String BEST = "best.safetensors";
    private static final String OPTIMIZER = "optimizer.pt";

    /** Writes it beside the one before, which it then replaces: one of them is always whole. */
    void write(Path folder, Optimizer optimizer) throws ToolException {
        Path aside = folder.resolve("part"), whole = folder.resolve(NAME);
        try {
            delete(aside);
            Files.createDirectories(aside);
            weights.write(aside.resolve(WEIGHTS), Map.of("epochs", Integer.toString(epochs), "score",
                    Double.toString(score), "best", Integer.toString(best)));
            kept.write(aside.resolve(BEST), Map.of());
            try (PointerScope scope = new PointerScope()) {
                OutputArchive archive = new OutputArchive();
                optimizer.save(archive);
                archive.save_to(aside.resolve(OPTIMIZER).toString());
            }
            Path old = folder.resolve("old");
            delete(old);
            if (Files.exists(whole))
                Files.move(whole, old, StandardCopyOption.ATOMIC_MOVE);
            Files.move(aside, whole, StandardCopyOption.ATOMIC_MOVE);
            delete(old);
        } catch (IOException e) {
            throw new ToolException("The state of the training cannot be written to \"" + folder + "\": "
                    + e.getMessage() + ".", "Make room on the disk; the training then goes on from the epoch before.",
                    e);
        }
    }

    /**
     * What a training left in a folder; empty if there is nothing whole.
     *
     * @param optimizer gets its state back
     * @param place     where it learns; it may have learned at another
     */
    static Optional<Checkpoint> read(Path folder, Optimizer optimizer, Place place) throws ToolException {
        for (String name : List.of(NAME, "old")) {
            Path from = folder.resolve(name);
            if (!Files.isDirectory(from))
                continue;
            Weights weights = Weights.of(from.resolve(WEIGHTS));
            Map<String, String> said = new LinkedHashMap<>(weights.metadata());
            try (PointerScope scope = new PointerScope()) {
                InputArchive archive = new InputArchive();
                archive.load_from(from.resolve(OPTIMIZER).toString(), place.device());
                optimizer.load(archive);
            }
            return Optional.of(new Checkpoint(Integer.parseInt(said.get("epochs")),
                    Double.parseDouble(said.get("score")), Integer.parseInt(said.get("best")), Snapshot.of(weights),
                    Snapshot.of(Weights.of(from.resolve(BEST)))));
        }
        return Optional.empty();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder))
            return;
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

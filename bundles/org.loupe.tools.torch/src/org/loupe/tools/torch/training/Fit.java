package org.loupe.tools.torch.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.DeviceException;
import org.loupe.api.Model;
import org.loupe.api.Run;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.weights.Snapshot;

/**
 * The training loop: goes through the samples in batches, steps against the gradient, has the nets judged after each
 * epoch and gives the weights of the best one. After a kill it goes on from the last whole epoch. The same samples,
 * parameters and seed give the same weights on one machine; on a GPU the last bits differ, since it adds up in no fixed
 * order.
 */
public final class Fit {
    private static final double MOMENTUM = 0.9;
    /** Longest gradient of a step; longer ones are shortened. */
    private static final double LONGEST_GRADIENT = 10;
    /** Steps in a row with a loss of exactly 0 after which nothing can be learned. */
    private static final int NOTHING = 50;

    private final List<LearningNet> nets;
    private final Optimisation how;
    private final Place place;
    private final Function<Snapshot, Model<?, ?>> model;
    private final Run run;
    private int zeros;
    /** Whole epochs. */
    private int done;

    /**
     * A training.
     *
     * @param nets  that learn together, with different names of parameters; the caller's
     * @param place where they learn; they stay there
     * @param model makes what is judged, and would be the result, of weights
     */
    public Fit(List<LearningNet> nets, Optimisation how, Place place, Function<Snapshot, Model<?, ?>> model,
            Run run) {
        this.nets = List.copyOf(nets);
        this.how = how;
        this.place = place;
        this.model = model;
        this.run = run;
    }

    /**
     * Learns.
     *
     * @param seed of all random numbers of the samples
     * @return the weights of the epoch that was judged best; of the last one if none was judged
     * @throws DeviceException       if the GPU fails; what the folder holds of whole epochs stays
     * @throws ToolException         if the loss is no number, nothing is learned or memory runs out, or as the subject
     *                               says; what the folder holds of whole epochs stays
     * @throws CancellationException if the run is cancelled, or ended before the first step
     */
    public <S> Snapshot learn(Subject<S> subject, long seed) throws ToolException {
        torch.set_num_threads(run.threads());
        done = 0;
        try {
            return there(subject, seed);
        } catch (DeviceException | RuntimeException | OutOfMemoryError e) {
            if (!Natives.isShortOfMemory(e))
                throw e;
            throw new ToolException((place.equals(Place.PROCESSOR) ? "Memory" : "The memory of " + place.label())
                    + " ran out in epoch " + (done + 1) + ": a batch of " + how.batchSize()
                    + " does not fit beside what else is in memory.", (done > 0 && run.training().folder().isPresent()
                            ? "Close other programs and train again with the same settings: it goes on behind epoch "
                                    + done + ", which is kept. Or begin anew with"
                            : "Close other programs, or train with")
                            + (how.batchSize() > 1 ? " a smaller batch or" : "") + " a smaller window.", e);
        }
    }

    private <S> Snapshot there(Subject<S> subject, long seed) throws ToolException {
        if (how.precision() == Optimisation.Precision.MIXED && !place.mixed())
            run.warn(place.label() + " has no 16-bit numbers of the kind that mixed precision needs (bfloat16): it learns"
                    + " with full precision.", "Set Precision to full, or use a GPU of 2020 (Ampere) or newer.");
        try {
            nets.forEach(net -> net.move(place));
            return learned(subject, seed);
        } catch (RuntimeException e) {
            throw place.failure(e);
        }
    }

    private <S> Snapshot learned(Subject<S> subject, long seed) throws ToolException {
        try (PointerScope scope = new PointerScope()) {
            TensorVector learned = new TensorVector(nets.stream().flatMap(n -> n.learned().stream())
                    .toArray(Tensor[]::new));
            Optimizer optimizer = optimizer(learned);
            Optional<Path> folder = run.training().folder();
            Optional<Checkpoint> left = folder.isPresent() ? Checkpoint.read(folder.get(), optimizer, place)
                    : Optional.empty();
            if (left.isPresent())
                for (LearningNet net : nets)
                    net.load(left.get().weights());
            Checkpoint state = left.orElseGet(() -> new Checkpoint(0, Double.NaN, 0, null, null));
            try (Loader<S> loader = new Loader<>(subject, how.batchSize(), how.leastSteps(), seed, state.epochs(),
                    Math.max(1, run.threads() / 2))) {
                boolean ending = false;
                while (state.epochs() < how.epochs() && !ending && !(how.patience() > 0 && state.best() > 0
                        && state.epochs() - state.best() >= how.patience())) {
                    done = state.epochs();
                    ending = epoch(loader, subject, state.epochs(), learned, optimizer);
                    if (ending && state.best() > 0)
                        break;
                    state = judged(state);
                    if (folder.isPresent())
                        state.write(folder.get(), optimizer);
                }
            }
            return state.kept();
        }
    }

    private Optimizer optimizer(TensorVector learned) {
        if (how.optimizer() == Optimisation.Optimizer.SGD) {
            SGDOptions options = new SGDOptions(how.learningRate());
            options.momentum().put(MOMENTUM);
            options.weight_decay().put(how.weightDecay());
            return new SGD(learned, options);
        }
        AdamWOptions options = new AdamWOptions(how.learningRate());
        options.weight_decay().put(how.weightDecay());
        return new AdamW(learned, options);
    }

    /** @return whether the user wants an end */
    private <S> boolean epoch(Loader<S> loader, Subject<S> subject, int epoch, TensorVector learned,
            Optimizer optimizer) throws ToolException {
        int batches = loader.batches();
        for (int number = 0; number < batches; number++) {
            run.checkCancelled();
            if (run.training().ending()) {
                if (epoch == 0 && number == 0)
                    throw new CancellationException();
                return true;
            }
            double now = epoch + (double) number / batches;
            long start = System.nanoTime();
            List<S> batch = loader.next();
            Map<String, Double> told = new LinkedHashMap<>();
            double rate = how.rateAt(epoch + (number + 0.5) / batches);
            told.put("loss", step(subject, batch, learned, optimizer, rate, told));
            told.put("learningRate", rate);
            told.put("imagesPerSecond", batch.size() * 1e9 / (System.nanoTime() - start));
            check(told.get("loss"), now);
            run.training().figures(now, told);
            run.progress(now / how.epochs(), "Epoch " + (epoch + 1) + " of " + how.epochs());
        }
        return false;
    }

    private <S> double step(Subject<S> subject, List<S> batch, TensorVector learned, Optimizer optimizer, double rate,
            Map<String, Double> told) throws ToolException {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad(true);
            Tensor loss;
            boolean mixed = how.precision() == Optimisation.Precision.MIXED && place.mixed();
            if (mixed) {
                torch.set_autocast_dtype(place.type(), torch.ScalarType.BFloat16);
                torch.set_autocast_enabled(place.type(), true);
            }
            try {
                loss = subject.loss(batch, told);
            } finally {
                if (mixed) {
                    torch.set_autocast_enabled(place.type(), false);
                    torch.clear_cache();
                }
            }
            if (loss.requires_grad()) {
                run.checkCancelled();
                loss.backward();
                run.checkCancelled();
                torch.clip_grad_norm_(learned, LONGEST_GRADIENT);
                optimizer.param_groups().get(0).options().set_lr(rate);
                optimizer.step();
            }
            return loss.item_float();
        }
    }

    private void check(double loss, double epoch) throws ToolException {
        if (!Double.isFinite(loss))
            throw new ToolException(String.format(java.util.Locale.ROOT, "The loss became %s after %.2f epochs: the"
                    + " training ran out of bounds.", loss, epoch), "Lower the learning rate, which is "
                            + how.learningRate() + ", or lengthen the warm-up; look for broken images.");
        zeros = loss == 0 ? zeros + 1 : 0;
        if (zeros == NOTHING)
            throw new ToolException("The loss is 0 for " + NOTHING + " steps: nothing can be learned from these"
                    + " examples.", "Check that they are labelled, and that images and labels belong together.");
    }

    private Checkpoint judged(Checkpoint before) throws ToolException {
        Snapshot now = merged(nets.stream().map(LearningNet::snapshot).toList());
        int epochs = before.epochs() + 1;
        double score = run.training().judge(model.apply(now));
        torch.set_num_threads(run.threads()); // what judged may have set another number
        if (Double.isNaN(score))
            return new Checkpoint(epochs, before.score(), before.best(), now, before.best() > 0 ? before.kept() : now);
        if (before.best() == 0 || score >= before.score()) // of equal ones the one that learned longer
            return new Checkpoint(epochs, score, epochs, now, now);
        return new Checkpoint(epochs, before.score(), before.best(), now, before.kept());
    }

    private static Snapshot merged(List<Snapshot> parts) throws ToolException {
        if (parts.size() == 1)
            return parts.get(0);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Snapshot part : new ArrayList<>(parts)) {
            part.names().forEach(name -> shapes.put(name, part.shape(name)));
            part.read(part.names(), values::put);
        }
        return new Snapshot(shapes, values);
    }
}

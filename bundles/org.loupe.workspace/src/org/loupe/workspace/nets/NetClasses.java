package org.loupe.workspace.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.HeatStep;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Preprocessing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.nets.NetEngine;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.ObjectView;
import org.loupe.exchange.TruthReader;
import org.loupe.workspace.crops.Crop;

/**
 * Crops with the classes that a trained net gives them.
 *
 * @param crops    those that could be read
 * @param given    as many rows
 * @param problems what could not be read, and why
 * @param notes    how images differ from those that the net learned from
 */
public record NetClasses(List<Crop> crops, Predictions given, List<Problem> problems, List<Problem> notes) {

    /**
     * Gives crops classes.
     *
     * @param model     of a net that gives images a class
     * @param preparing whose steps before the detector prepare the images
     * @param heat      folder that gets a picture for each crop, bright where the net saw what speaks for the class that
     *                  it gave (Grad-CAM); empty for none
     * @throws ToolException         if the model cannot be read or used, no crop can be read, or the net cannot show
     *                               where it looks
     * @throws CancellationException once the progress is cancelled
     */
    public static NetClasses of(Path model, List<Crop> crops, Recipe preparing, Optional<Path> heat,
            Registry registry, Progress progress) throws ToolException {
        NetModel<Predictions> net = classifier(NetModel.read(model, registry));
        List<Crop> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(), notes = new ArrayList<>();
        List<Predictions> rows = new ArrayList<>();
        try (Preprocessing prepared = new Preprocessing(preparing, registry, Policy.AUTO);
                Step<Pair, Predictions> step = heat.isPresent() ? net.model().open(Device.CPU)
                        : NetEngine.AUTO.open(net, Device.CPU, registry)) {
            Item last = null;
            Optional<Pair> image = Optional.empty();
            for (int i = 0; i < crops.size(); i++) {
                Crop crop = crops.get(i);
                progress.check();
                progress.update(i, crops.size(), 0, problems.size(), crop.name());
                try {
                    if (!crop.image().equals(last)) {
                        last = crop.image();
                        image = Optional.empty();
                        image = Optional.of(prepared.pair(last, Progress.NONE));
                        for (Problem difference : net.card().differences(image.get().test().shape().umPerPx(),
                                prepared.conditions().mode()))
                            notes.add(difference.at(last.name()));
                    }
                    if (image.isPresent())
                        try (SimpleRun run = new SimpleRun(progress.quiet(), 1, i)) {
                            Pair seen = ObjectView.of(image.get(), box(crop), 0);
                            rows.add(step.apply(seen, run));
                            read.add(crop);
                            if (heat.isPresent())
                                draw(step, seen, run, heat.get().resolve(read.size() + " " + crop.image().name()
                                        .replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".png"));
                        }
                } catch (ToolException e) {
                    problems.add(Problem.warning(crop.image().name(), e.getMessage(), e.remedy()));
                }
            }
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the net had opened cannot be closed.", e);
        }
        if (read.isEmpty())
            throw new ToolException("None of " + crops.size() + " crops can be read."
                    + (problems.isEmpty() ? "" : " " + problems.get(0).message()),
                    problems.isEmpty() ? "Choose a folder with crops." : problems.get(0).remedy());
        return new NetClasses(read, joined(net.card().classes(), rows), problems, notes);
    }

    @SuppressWarnings("unchecked")
    private static void draw(Step<Pair, Predictions> step, Pair seen, Run run, Path file) throws ToolException {
        if (!(step instanceof HeatStep<?> looking))
            throw new ToolException("This net cannot show where it looks.", "Do without, or train a resnet.");
        Drawn.heat(((HeatStep<Pair>) looking).heat(seen, run), file);
    }

    @SuppressWarnings("unchecked")
    private static NetModel<Predictions> classifier(NetModel<?> model) {
        return (NetModel<Predictions>) model;
    }

    private static Detections box(Crop crop) {
        Detections.Builder one = new Detections.Builder(List.of("object"));
        TruthReader.add(one, crop.shape().bounds(), 1, 0);
        return one.build();
    }

    private static Predictions joined(List<String> classes, List<Predictions> rows) {
        int[] best = new int[rows.size()];
        float[] probabilities = new float[rows.size() * classes.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] = rows.get(i).best()[0];
            System.arraycopy(rows.get(i).probabilities(), 0, probabilities, i * classes.size(), classes.size());
        }
        return new Predictions(classes, best, probabilities);
    }
}

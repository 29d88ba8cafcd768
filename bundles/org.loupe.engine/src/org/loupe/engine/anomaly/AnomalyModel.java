package org.loupe.engine.anomaly;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.HeatStep;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Model;
import org.loupe.api.Provenance;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Hash;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SchemaException;
import org.loupe.engine.Schema;
import org.loupe.engine.SimpleRun;

/**
 * What was learned from good images: how places are described, what is good there, and the limit that good images stay
 * below. Kept in one file, {@code NAME.model}. Immutable; any thread.
 */
public final class AnomalyModel {
    /** Feature maps stay in memory up to so many bytes while a model is trained; others are made anew each time. */
    private static final long KEPT = 512L << 20;
    /** Parts that good images are divided into: each is judged by what was learned from the others. */
    private static final int FOLDS = 5;

    private final AnomalyCard card;
    private final Model<Tile, Tile> model;

    AnomalyModel(AnomalyCard card, Model<Tile, Tile> model) {
        this.card = card;
        this.model = model;
    }

    /** Images that are read when they are asked for. */
    public interface Images {

        int size();

        /** For people; one of its own for each. */
        String name(int index);

        /** Valid until the next call. @throws ToolException if it cannot be read */
        Tile get(int index) throws ToolException;
    }

    /** An image that could not be read while a trainer asked for it. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(ToolException cause) {
            super(cause);
        }
    }

    /**
     * Learns from good images. The limit is what all but {@link AnomalySettings#falseAlarms} of them stay below, each
     * judged by what was learned without it.
     *
     * @param good     two or more; ten or more that show how much good ones differ are better
     * @param progress told in thousandths
     * @throws ToolException if there are too few, one cannot be read or does not suit, or a tool is missing
     */
    public static AnomalyModel train(AnomalySettings settings, Images good, Registry registry, Progress progress)
            throws ToolException {
        if (good.size() < 2)
            throw new ToolException("A detector of anomalies learns from 2 good images or more, found " + good.size()
                    + ".", "Give it ten or more images without defects.");
        try (Describing<?> describing = Describing.of(settings.features(), settings.featureParams(), registry);
                SimpleRun run = new SimpleRun(progress, settings.seed(), 0)) {
            Training training = new Training(settings, good, describing, registry, progress);
            double[] scores = training.scores();
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            double limit = sorted[Math.max(0, sorted.length - 1 - (int) (settings.falseAlarms() * sorted.length))];
            if (!(limit > 0))
                limit = 1e-6; // good images are all the same, so anything else is unlike them
            Model<Tile, Tile> model = training.learn(IntStream.range(0, good.size()).toArray(), FOLDS, FOLDS + 1);
            Provenance trained = training.provenance();
            return new AnomalyModel(new AnomalyCard(describing.provenance(), trained, settings.smoothing(),
                    settings.falseAlarms(), limit, scores, IntStream.range(0, good.size())
                            .mapToObj(good::name).toList()), model);
        } catch (Unreadable e) {
            throw (ToolException) e.getCause();
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What training had opened cannot be closed.", e);
        }
    }

    /** Reads a model file. @throws ToolException if it is none, is damaged or of a later Loupe, or a tool is missing */
    public static AnomalyModel read(Path file, Registry registry) throws ToolException {
        return AnomalyFile.read(file, registry);
    }

    /** Writes a model file, whole or not at all. @throws ToolException if that fails; what was there is then kept */
    public void write(Path file) throws ToolException {
        AnomalyFile.write(this, file);
    }

    /** What is known of it. */
    public AnomalyCard card() {
        return card;
    }

    Model<Tile, Tile> model() {
        return model;
    }

    /** An opened model. For one thread. */
    public interface Opened extends HeatStep<Tile>, AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens it for one thread.
     *
     * @throws ToolException if a tool that it needs is missing or does not run here, or its weights file is another one
     */
    public Opened open(Registry registry) throws ToolException {
        Describing<?> describing = Describing.as(card.features(), registry);
        Step<Tile, Tile> learned;
        try {
            learned = model.open(Device.CPU);
        } catch (ToolException | RuntimeException e) {
            describing.close();
            throw e;
        }
        return new Opened() {
            @Override
            public Tile heat(Tile image, Run run) throws ToolException {
                return HeatMap.enlarge(learned.apply(describing.describe(image, run), run), describing.stride(), image,
                        card.smoothing(), 1 / card.limit(), run);
            }

            @Override
            public void close() {
                learned.close();
                describing.close();
            }
        };
    }

    /** The tool that describes places, opened. */
    record Describing<P extends Record>(LocalFeatureExtractor<P> tool, P params, Step<Tile, Tile> step,
            Provenance provenance) implements AutoCloseable {

        static Describing<?> of(String id, Map<String, Object> params, Registry registry) throws ToolException {
            Registry.Entry entry = registry.find(id, Policy.AUTO, LocalFeatureExtractor.class::isInstance,
                    "describe places of images");
            return of((LocalFeatureExtractor<?>) entry.tool(), entry, params);
        }

        private static <P extends Record> Describing<P> of(LocalFeatureExtractor<P> tool, Registry.Entry entry,
                Map<String, Object> given) throws ToolException {
            Schema<P> schema = Schema.of(tool);
            P params = read(schema, given, tool.info().label());
            tool.check(params);
            Provenance provenance = new Provenance(tool.info().id(), entry.bundle(), entry.version(),
                    schema.write(params), 0, weights(schema, params), Device.CPU.kind().name(), entry.libraries(),
                    List.of());
            return new Describing<>(tool, params, tool.open(params, Device.CPU), provenance);
        }

        /** SHA-256 of the file that the tool reads, such as a net's weights; "" if it reads none. */
        private static <P extends Record> String weights(Schema<P> schema, P params) throws ToolException {
            Map<String, Object> values = schema.write(params);
            for (Schema.Field field : schema.fields())
                if (field.kind() == Schema.Kind.PATH && values.get(field.name()) instanceof String path
                        && !path.isBlank())
                    return Hash.ofFile(Path.of(path));
            return "";
        }

        /** Describes as a model was learned. @throws ToolException if a file that the tool reads is another one now */
        static Describing<?> as(Provenance learned, Registry registry) throws ToolException {
            Describing<?> describing = of(learned.toolId(), learned.params(), registry);
            if (describing.provenance.inputSha256().equals(learned.inputSha256()))
                return describing;
            describing.close();
            throw new ToolException("The model was learned with another weights file for "
                    + describing.tool.info().label() + " (SHA-256 " + start(learned.inputSha256()) + ") than the one"
                    + " that lies there now (" + start(describing.provenance.inputSha256()) + ").",
                    "Put the first file back, or train the model again.");
        }

        private static String start(String sha256) {
            return sha256.isEmpty() ? "none" : sha256.substring(0, Math.min(8, sha256.length())) + "…";
        }

        int stride() {
            return tool.stride(params);
        }

        Tile describe(Tile image, Run run) throws ToolException {
            tool.check(params, image.shape());
            return step.apply(image, run);
        }

        @Override
        public void close() {
            step.close();
        }
    }

    private static <P extends Record> P read(Schema<P> schema, Map<String, Object> given, String label)
            throws ToolException {
        try {
            return schema.read(given);
        } catch (SchemaException e) {
            throw e.of(label);
        }
    }

    /** One training under way. */
    private static final class Training {
        private final AnomalySettings settings;
        private final Images good;
        private final Describing<?> describing;
        private final Registry.Entry entry;
        private final Trainer<Record, Tile, Tile> trainer;
        private final Record params;
        private final Progress progress;
        private final Map<Integer, Tile> kept = new HashMap<>();
        private final Map<Integer, Shape> shapes = new HashMap<>();
        private long bytes;

        Training(AnomalySettings settings, Images good, Describing<?> describing, Registry registry, Progress progress)
                throws ToolException {
            this.settings = settings;
            this.good = good;
            this.describing = describing;
            this.progress = registry.lending(Policy.AUTO, progress);
            entry = find(settings.trainer(), registry);
            trainer = trainer(entry);
            params = AnomalyModel.read(Schema.of(trainer), settings.trainerParams(), trainer.info().label());
        }

        Provenance provenance() {
            return new Provenance(trainer.info().id(), entry.bundle(), entry.version(),
                    Schema.of(trainer).write(params), settings.seed(), "", Device.CPU.kind().name(), entry.libraries(),
                    List.of());
        }

        /** The largest value of each image's map, by what was learned from images of other parts. */
        double[] scores() throws Exception {
            int parts = Math.min(FOLDS, good.size());
            double[] scores = new double[good.size()];
            for (int part = 0; part < parts; part++) {
                int now = part;
                int[] others = IntStream.range(0, good.size()).filter(i -> i % parts != now).toArray();
                try (Step<Tile, Tile> step = learn(others, part, parts + 1).open(Device.CPU)) {
                    for (int i = part; i < good.size(); i += parts)
                        try (SimpleRun run = new SimpleRun(progress, settings.seed(), i)) {
                            Tile map = map(i), image = Tile.allocate(shapes.get(i));
                            scores[i] = HeatMap.peak(HeatMap.enlarge(step.apply(map, run), describing.stride(), image,
                                    settings.smoothing(), 1, run));
                        }
                }
            }
            return scores;
        }

        /** Learns from some of the images. @param part number of this round, for the progress */
        Model<Tile, Tile> learn(int[] images, int part, int parts) throws Exception {
            List<Tile> maps = new AbstractList<>() {
                @Override
                public Tile get(int index) {
                    try {
                        return map(images[index]);
                    } catch (ToolException e) {
                        throw new Unreadable(e);
                    }
                }

                @Override
                public int size() {
                    return images.length;
                }
            };
            List<String> groups = Collections.nCopies(images.length, "");
            try (Step<Examples<Tile, Tile>, Model<Tile, Tile>> step = trainer.open(params, Device.CPU);
                    SimpleRun run = SimpleRun.telling(progress.part((double) part / parts, (part + 1.0) / parts),
                            settings.seed())) {
                return step.apply(new Examples<>(List.of(), maps, maps, groups), run);
            }
        }

        private Tile map(int index) throws ToolException {
            Tile known = kept.get(index);
            if (known != null)
                return known;
            Tile image = good.get(index);
            shapes.put(index, image.shape().samples(1, Shape.Type.F32));
            try (SimpleRun run = new SimpleRun(progress, settings.seed(), index)) {
                Tile made = describing.describe(image, run);
                bytes += made.shape().bytes();
                if (bytes <= KEPT)
                    kept.put(index, made);
                return made;
            } catch (ToolException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("What describing had opened cannot be closed.", e);
            }
        }
    }

    /** A trainer of this task by its entry. */
    @SuppressWarnings("unchecked")
    static Trainer<Record, Tile, Tile> trainer(Registry.Entry entry) {
        return (Trainer<Record, Tile, Tile>) entry.tool();
    }

    /** @throws ToolException if there is no such trainer of detectors of anomalies */
    static Registry.Entry find(String id, Registry registry) throws ToolException {
        return registry.find(id, Policy.AUTO, tool -> tool instanceof Trainer<?, ?, ?> trainer
                && trainer.task() == Task.ANOMALY, "learn what is good in images");
    }
}

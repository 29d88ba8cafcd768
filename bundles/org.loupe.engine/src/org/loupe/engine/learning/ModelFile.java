package org.loupe.engine.learning;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.ModelArchive;
import org.loupe.engine.Registry;

/**
 * The file of a trained classifier: a zip with {@code model.json} for people and programs, {@code trainer} as the
 * trainer wrote it, {@code memory} and {@code out-of-sample} as the texts {@code .json} and the little-endian 32-bit
 * floats {@code .f32} of their rows. Equal classifiers give equal bytes: there is no time in it.
 */
final class ModelFile {
    private static final String KIND = "classifier";
    private static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .serializeNulls().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .registerTypeAdapter(double.class, new Unknown()).registerTypeAdapter(Double.class, new Unknown())
            .create();
    private static final Gson ROWS = new GsonBuilder().disableHtmlEscaping().create();

    /** What every version says first. */
    private record Head(String loupe, int version) {
    }

    private record Card(String loupe, int version, ModelCard model) {
    }

    private record MemoryText(List<String> ids, int[] truth) {
    }

    private record ScoredText(List<String> ids, List<String> groups, int[] truth, List<String> classes, int[] best) {
    }

    /** Figures that are unknown are null: JSON has no NaN. */
    private static final class Unknown extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (Double.isNaN(value))
                out.nullValue();
            else
                out.value(value);
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.NULL)
                return in.nextDouble();
            in.nextNull();
            return Double.NaN;
        }
    }

    private ModelFile() {
    }

    static void write(TrainedClassifier classifier, Path file) throws ToolException {
        ModelArchive.write(file, out -> {
            out.text(ModelArchive.CARD, GSON.toJson(new Card(KIND, VERSION, classifier.card())) + "\n");
            out.model(classifier.model());
            Memory memory = classifier.memory();
            out.text("memory.json", ROWS.toJson(new MemoryText(memory.ids(), memory.truth())));
            out.floats("memory.f32", memory.rows().values());
            Scored scored = classifier.outOfSample();
            out.text("out-of-sample.json", ROWS.toJson(new ScoredText(scored.ids(), scored.groups(), scored.truth(),
                    scored.classes(), scored.predictions().best())));
            out.floats("out-of-sample.f32", scored.predictions().probabilities());
            out.floats("novelty.f32", scored.predictions().novelty());
        });
    }

    static ModelCard card(Path file) throws ToolException {
        return ModelArchive.read(file, in -> card(file, in));
    }

    static TrainedClassifier read(Path file, Registry registry) throws ToolException {
        return ModelArchive.read(file, in -> {
            ModelCard card = card(file, in);
            MemoryText memory = ROWS.fromJson(in.text("memory.json"), MemoryText.class);
            ScoredText scored = ROWS.fromJson(in.text("out-of-sample.json"), ScoredText.class);
            return new TrainedClassifier(card, inOrder(in.model(trainer(card, registry)), card.classes()),
                    new Memory(new Features(card.needs(), memory.ids.size(), in.floats("memory.f32")), memory.truth,
                            memory.ids),
                    new Scored(scored.ids, scored.groups, scored.truth, new Predictions(scored.classes, scored.best,
                            in.floats("out-of-sample.f32"), in.floats("novelty.f32"))));
        });
    }

    private static ModelCard card(Path file, ModelArchive.Reader in) throws IOException, ToolException {
        String text = in.text(ModelArchive.CARD);
        Head head = GSON.fromJson(text, Head.class);
        if (!KIND.equals(head.loupe))
            throw new ToolException(file + " is no file of a trained classifier.", "Choose a file NAME.model.");
        if (head.version > VERSION)
            throw new ToolException(file + " was written by a later Loupe (format " + head.version
                    + "; this one reads up to " + VERSION + ").", "Update Loupe, or train the model again.");
        ModelCard card = GSON.fromJson(text, Card.class).model;
        if (card.fusion() == null || card.validation() == null || card.calibration() == null || card.trainer() == null)
            throw new JsonParseException("Something is missing.");
        return card;
    }

    /** The tool that learned it. */
    private static Trainer<Record, Features, Predictions> trainer(ModelCard card, Registry registry)
            throws ToolException {
        try {
            return Learning.trainer(Learning.find(card.trainer().toolId(), registry));
        } catch (ToolException e) {
            throw new ToolException("The model was learned by \"" + card.trainer().toolId() + "\" of "
                    + card.trainer().bundle() + " " + card.trainer().version() + ", which is not installed.",
                    "Install that bundle.", e);
        }
    }

    /** The same model with its classes in the card's order. */
    static Model<Features, Predictions> inOrder(Model<Features, Predictions> model, List<String> classes) {
        return new Model<>() {
            @Override
            public List<String> classes() {
                return classes;
            }

            @Override
            public Step<Features, Predictions> open(Device device) throws ToolException {
                Step<Features, Predictions> step = model.open(device);
                return new Step<>() {
                    @Override
                    public Predictions apply(Features rows, Run run) throws ToolException {
                        return Learning.inOrder(step.apply(rows, run), classes);
                    }

                    @Override
                    public void close() {
                        step.close();
                    }
                };
            }

            @Override
            public void write(Path file) throws ToolException {
                model.write(file);
            }
        };
    }
}

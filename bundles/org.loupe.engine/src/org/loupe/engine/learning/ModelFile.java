package org.loupe.engine.learning;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;

/**
 * The file of a trained classifier: a zip with {@code model.json} for people and programs, {@code trainer} as the
 * trainer wrote it, {@code memory} and {@code out-of-sample} as the texts {@code .json} and the little-endian 32-bit
 * floats {@code .f32} of their rows. Equal classifiers give equal bytes: there is no time in it.
 */
final class ModelFile {
    private static final String KIND = "classifier";
    private static final int VERSION = 1;
    private static final long LARGEST_CARD = 256L << 20;
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
        Path whole = file.toAbsolutePath(), aside = null, part = null;
        try {
            Files.createDirectories(whole.getParent());
            aside = whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            part = Files.createTempFile("loupe-trainer", ".bin");
            classifier.model().write(part);
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(aside));
                    ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8)) {
                text(zip, "model.json", GSON.toJson(new Card(KIND, VERSION, classifier.card())) + "\n");
                entry(zip, "trainer");
                Files.copy(part, zip);
                Memory memory = classifier.memory();
                text(zip, "memory.json", ROWS.toJson(new MemoryText(memory.ids(), memory.truth())));
                floats(zip, "memory.f32", memory.rows().values());
                Scored scored = classifier.outOfSample();
                text(zip, "out-of-sample.json", ROWS.toJson(new ScoredText(scored.ids(), scored.groups(),
                        scored.truth(), scored.classes(), scored.predictions().best())));
                floats(zip, "out-of-sample.f32", scored.predictions().probabilities());
                floats(zip, "novelty.f32", scored.predictions().novelty());
            }
            try {
                Files.move(aside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ToolException(file + " cannot be written: " + e + ".",
                    "Choose a folder that you may write to, with room for it.", e);
        } finally {
            delete(aside);
            delete(part);
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        entry(zip, name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void floats(ZipOutputStream zip, String name, float[] values) throws IOException {
        entry(zip, name);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        zip.write(bytes.array());
    }

    private static void delete(Path file) {
        if (file != null)
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger(ModelFile.class.getName()).log(System.Logger.Level.WARNING, file + " stays", e);
            }
    }

    /** Something that is read from an open file. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ZipFile zip) throws IOException, ToolException;
    }

    static ModelCard card(Path file) throws ToolException {
        return open(file, zip -> card(file, zip));
    }

    static TrainedClassifier read(Path file, Registry registry) throws ToolException {
        return open(file, zip -> {
            ModelCard card = card(file, zip);
            MemoryText memory = ROWS.fromJson(text(zip, "memory.json"), MemoryText.class);
            ScoredText scored = ROWS.fromJson(text(zip, "out-of-sample.json"), ScoredText.class);
            return new TrainedClassifier(card, model(card, zip, registry),
                    new Memory(new Features(card.needs(), memory.ids.size(), floats(zip, "memory.f32")), memory.truth,
                            memory.ids),
                    new Scored(scored.ids, scored.groups, scored.truth, new Predictions(scored.classes, scored.best,
                            floats(zip, "out-of-sample.f32"), floats(zip, "novelty.f32"))));
        });
    }

    private static <T> T open(Path file, Reading<T> reading) throws ToolException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return reading.of(zip);
        } catch (ZipException e) {
            throw new ToolException(file + " is no model file, or a damaged one.",
                    "Choose a file that 'loupe train' or the workbench has written, or copy it again.", e);
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no model file " + file + ".", "Check the path.", e);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check the disk, or copy it again.", e);
        } catch (RuntimeException e) { // what JSON or the records' own checks say
            throw new ToolException(file + " is damaged: its parts do not suit each other.", "Copy or train it again.",
                    e);
        }
    }

    private static ModelCard card(Path file, ZipFile zip) throws IOException, ToolException {
        String text = text(zip, "model.json");
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

    /** What the trainer learned, read by the trainer itself. */
    private static Model<Features, Predictions> model(ModelCard card, ZipFile zip, Registry registry)
            throws IOException, ToolException {
        Registry.Entry entry;
        try {
            entry = registry.find(card.trainer().toolId(), Policy.AUTO);
        } catch (ToolException e) {
            throw new ToolException("The model was learned by \"" + card.trainer().toolId() + "\" of "
                    + card.trainer().bundle() + " " + card.trainer().version() + ", which is not installed.",
                    "Install that bundle.", e);
        }
        Trainer<Record, Features, Predictions> trainer = Learning.classifiers(entry, registry);
        Path part = Files.createTempFile("loupe-trainer", ".bin");
        try {
            try (InputStream in = zip.getInputStream(existing(zip, "trainer"))) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            return inOrder(trainer.read(part), card.classes());
        } finally {
            delete(part);
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

    private static ZipEntry existing(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null)
            throw new ZipException(name + " is missing");
        return entry;
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = existing(zip, name);
        if (entry.getSize() > LARGEST_CARD)
            throw new ZipException(name + " is too large");
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(bytes(zip, name), StandardCharsets.UTF_8);
    }

    private static float[] floats(ZipFile zip, String name) throws IOException {
        byte[] bytes = bytes(zip, name);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}

package org.loupe.engine.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonNull;
import com.google.gson.JsonSerializer;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.ModelArchive;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;

/** The file of a trained net. */
final class NetFile {
    private static final String KIND = "net";
    private static final int VERSION = 1;
    private static final JsonSerializer<Optional<NetFigures>> WRITES = (figures, type, context) -> figures.isPresent()
            ? context.serialize(figures.get()) : JsonNull.INSTANCE;
    private static final JsonDeserializer<Optional<NetFigures>> READS = (json, type, context) -> Optional
            .ofNullable(context.deserialize(json, NetFigures.class));
    private static final TypeToken<Optional<NetFigures>> FIGURES = new TypeToken<>() { };
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls()
            .serializeSpecialFloatingPointValues().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .registerTypeAdapter(FIGURES.getType(), WRITES).registerTypeAdapter(FIGURES.getType(), READS).create();

    /** What every version says first. */
    private record Head(String loupe, int version) {
    }

    private record Card(String loupe, int version, NetCard model) {
    }

    private NetFile() {
    }

    static void write(NetModel<?> model, Path file) throws ToolException {
        ModelArchive.write(file, out -> {
            out.text(ModelArchive.CARD, GSON.toJson(new Card(KIND, VERSION, model.card())) + "\n");
            out.model(model.model());
        });
    }

    static NetModel<?> read(Path file, Registry registry) throws ToolException {
        return ModelArchive.read(file, in -> {
            NetCard card = card(file, in);
            try {
                registry.find(card.trainer().toolId(), Policy.AUTO);
            } catch (ToolException e) {
                throw new ToolException("The model was learned by \"" + card.trainer().toolId() + "\" of "
                        + card.trainer().bundle() + " " + card.trainer().version() + ", which is not installed.",
                        "Install that bundle.", e);
            }
            return new NetModel<>(card, in.model(NetTraining.trainer(card.trainer().toolId(), registry)));
        });
    }

    static NetCard card(Path file) throws ToolException {
        return ModelArchive.read(file, in -> card(file, in));
    }

    private static NetCard card(Path file, ModelArchive.Reader in) throws IOException, ToolException {
        String text = in.text(ModelArchive.CARD);
        Head head = GSON.fromJson(text, Head.class);
        if (!KIND.equals(head.loupe))
            throw new ToolException(file + " is no file of a net that finds or segments objects.",
                    "Choose a file NAME.model that was trained as a detector or segmenter.");
        if (head.version > VERSION)
            throw new ToolException(file + " was written by a later Loupe (format " + head.version
                    + "; this one reads up to " + VERSION + ").", "Update Loupe, or train the model again.");
        return GSON.fromJson(text, Card.class).model;
    }
}

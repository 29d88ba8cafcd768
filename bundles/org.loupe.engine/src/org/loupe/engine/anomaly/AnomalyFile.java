package org.loupe.engine.anomaly;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.file.Path;
import org.loupe.api.ToolException;
import org.loupe.engine.ModelArchive;
import org.loupe.engine.Registry;

/** The file of a detector of anomalies. */
final class AnomalyFile {
    private static final String KIND = "anomaly";
    private static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    /** What every version says first. */
    private record Head(String loupe, int version) {
    }

    private record Card(String loupe, int version, AnomalyCard model) {
    }

    private AnomalyFile() {
    }

    static void write(AnomalyModel model, Path file) throws ToolException {
        ModelArchive.write(file, out -> {
            out.text(ModelArchive.CARD, GSON.toJson(new Card(KIND, VERSION, model.card())) + "\n");
            out.model(model.model());
        });
    }

    static AnomalyModel read(Path file, Registry registry) throws ToolException {
        return ModelArchive.read(file, in -> {
            AnomalyCard card = card(file, in);
            Registry.Entry entry;
            try {
                entry = AnomalyModel.find(card.trainer().toolId(), registry);
            } catch (ToolException e) {
                throw new ToolException("The model was learned by \"" + card.trainer().toolId() + "\" of "
                        + card.trainer().bundle() + " " + card.trainer().version() + ", which is not installed.",
                        "Install that bundle.", e);
            }
            return new AnomalyModel(card, in.model(AnomalyModel.trainer(entry)));
        });
    }

    static AnomalyCard card(Path file) throws ToolException {
        return ModelArchive.read(file, in -> card(file, in));
    }

    private static AnomalyCard card(Path file, ModelArchive.Reader in) throws IOException, ToolException {
        String text = in.text(ModelArchive.CARD);
        Head head = GSON.fromJson(text, Head.class);
        if (!KIND.equals(head.loupe))
            throw new ToolException(file + " is no file of a detector of anomalies.",
                    "Choose a file NAME.model that was trained on good images.");
        if (head.version > VERSION)
            throw new ToolException(file + " was written by a later Loupe (format " + head.version
                    + "; this one reads up to " + VERSION + ").", "Update Loupe, or train the model again.");
        AnomalyCard card = GSON.fromJson(text, Card.class).model;
        if (card.features() == null || card.trainer() == null)
            throw new JsonParseException("Something is missing.");
        return card;
    }
}

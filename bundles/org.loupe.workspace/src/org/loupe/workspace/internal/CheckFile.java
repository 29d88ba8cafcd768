package org.loupe.workspace.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.workspace.Verification;

/** The result of a run's last check, {@code check.json} in its folder. */
public final class CheckFile {
    private static final String NAME = "check.json";
    private static final int VERSION = 1;

    private CheckFile() {
    }

    /** Writes it, whole or not at all. */
    public static void write(Path folder, Verification.Checked checked) throws ToolException {
        Verification.Report report = checked.report();
        JsonObject json = new JsonObject();
        json.addProperty("loupe", "check");
        json.addProperty("version", VERSION);
        json.addProperty("when", checked.when().toString());
        json.addProperty("images", report.images());
        json.addProperty("equal", report.equal());
        json.addProperty("close", report.close());
        json.addProperty("different", report.different());
        json.addProperty("tolerance", report.tolerance());
        JsonArray differences = new JsonArray();
        for (Verification.Difference difference : report.differences()) {
            JsonObject d = new JsonObject();
            d.addProperty("image", difference.image());
            d.addProperty("what", difference.what());
            differences.add(d);
        }
        json.add("differences", differences);
        JsonArray notes = new JsonArray();
        report.notes().forEach(notes::add);
        json.add("notes", notes);
        SafeFile.write(folder.resolve(NAME), (new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create()
                .toJson(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads it; empty if there is none, or none that this version understands. */
    public static Optional<Verification.Checked> read(Path folder) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(folder.resolve(NAME))).getAsJsonObject();
            if (json.get("version").getAsInt() > VERSION)
                return Optional.empty();
            List<Verification.Difference> differences = new ArrayList<>();
            for (JsonElement e : json.getAsJsonArray("differences"))
                differences.add(new Verification.Difference(e.getAsJsonObject().get("image").getAsString(),
                        e.getAsJsonObject().get("what").getAsString()));
            List<String> notes = new ArrayList<>();
            json.getAsJsonArray("notes").forEach(e -> notes.add(e.getAsString()));
            return Optional.of(new Verification.Checked(Instant.parse(json.get("when").getAsString()),
                    new Verification.Report(json.get("images").getAsInt(), json.get("equal").getAsInt(),
                            json.get("close").getAsInt(), json.get("different").getAsInt(),
                            json.get("tolerance").getAsDouble(), differences, notes, false)));
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException
                | UnsupportedOperationException | NumberFormatException | DateTimeException e) {
            return Optional.empty(); // a check can be made again; what it said last is no loss
        }
    }

    /** Forgets it, since the run has changed. */
    public static void forget(Path folder) throws ToolException {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (NoSuchFileException gone) {
            // the folder has none
        } catch (IOException e) {
            throw SafeFile.unwritable(folder.resolve(NAME), e);
        }
    }
}

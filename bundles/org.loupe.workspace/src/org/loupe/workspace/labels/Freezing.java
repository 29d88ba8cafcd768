package org.loupe.workspace.labels;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.loupe.api.ImageSource;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.model.Iteration;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.store.labels.LabelJournal;
import org.loupe.store.labels.LabelSnapshot;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Sha256;

/**
 * The freezing of the open iteration. It is made on the model's thread, which notes all that belongs to the snapshot;
 * {@link #write} then hashes the images and writes the folder {@code iterations/v<number>} on any thread:
 * {@code labels.parquet} and {@code images.jsonl} (see {@link LabelSnapshot}), {@code classes.json},
 * {@code parameters.json} (parent, start model, auto-labeler, recipes by their hash, split rule, imaging standard,
 * warnings that were allowed), and {@code snapshot.json} with the hash of each file and of the journal. The folder is
 * there as a whole or not at all. At last {@link Iterations#freeze} marks the iteration on the model's thread.
 */
public final class Freezing {
    static final String CLASSES = "classes.json", PARAMETERS = "parameters.json", SNAPSHOT = "snapshot.json";
    static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String FOLDER = "iterations";

    private final Path project;
    private final Labelling labelling;
    private final LabelTable table;
    private final long entry;
    private final int number;
    private final String name, classes, parameters, who;
    private final Map<Path, String> hashes;

    private Freezing(ProjectFile project, Map<Path, String> hashes) {
        this.project = project.folder();
        this.hashes = hashes;
        labelling = project.labels();
        table = labelling.table().copy();
        entry = labelling.entries().size();
        who = labelling.who();
        Iteration open = Iterations.open(project.project())
                .orElseThrow(() -> new IllegalStateException("There is no open iteration to freeze."));
        number = open.getNumber();
        name = open.getName();
        classes = GSON.toJson(ClassEntry.of(project.project()));
        parameters = GSON.toJson(parameters(project.project(), open));
    }

    /** Notes what belongs to the open iteration at this moment. @throws IllegalStateException if there is none */
    public static Freezing of(ProjectFile project) {
        return new Freezing(project, new HashMap<>());
    }

    /** Notes it anew, because labels changed meanwhile; images that were hashed are not hashed again. */
    public Freezing again(ProjectFile open) {
        return new Freezing(open, hashes);
    }

    private static JsonObject parameters(Project project, Iteration open) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("iteration", open.getNumber());
        if (open.getParent() != null) {
            json.addProperty("parent", open.getParent().getNumber());
            json.addProperty("parentSha256", open.getParent().getSha256());
        }
        if (open.getStartModel() != null) {
            json.addProperty("startModel", open.getStartModel().getName());
            json.addProperty("startModelSha256", open.getStartModel().getSha256());
        }
        json.addProperty("autoLabeler", open.getAutoLabeler());
        json.addProperty("autoLabelScore", open.getAutoLabelScore());
        JsonObject recipes = new JsonObject();
        Map<String, String> byName = new TreeMap<>();
        for (Recipe recipe : project.getRecipes())
            try {
                byName.put(recipe.getName(), Sha256.of(RecipeModel.freeze(recipe).toJson()));
            } catch (IllegalArgumentException unfinished) {
                byName.put(recipe.getName(), ""); // being edited; it cannot be run as it is
            }
        byName.forEach(recipes::addProperty);
        json.add("recipes", recipes);
        json.addProperty("splitRule", open.getSplitRule());
        json.add("standard", ImagingStandard.of(project).orElse(ImagingStandard.UNKNOWN).json());
        JsonArray notes = new JsonArray();
        open.getDescription().lines().filter(l -> !l.isBlank()).forEach(notes::add);
        json.add("notes", notes);
        return json;
    }

    /** Whether labels were changed since, so that what was written is not what is there. On the model's thread. */
    public boolean stale() {
        return labelling.entries().size() != entry;
    }

    /**
     * Writes the snapshot. Any thread.
     *
     * @param progress is told the number of images that are hashed; what was written is taken away if it is cancelled
     * @throws ToolException         if an image is missing, or a file cannot be read or written; nothing is left then
     * @throws CancellationException if it was cancelled; nothing is left then
     */
    public Frozen write(Registry registry, Progress progress) throws ToolException {
        Path aside = project.resolve(".loupe/freezing-v" + number);
        boolean whole = false;
        try {
            labelling.flush();
            LabelJournal.Past past = labelling.past(entry);
            List<String> notes = new ArrayList<>();
            LabelSnapshot snapshot = LabelSnapshot.of(table).tiles(hashed(registry, progress, notes));
            delete(aside);
            Files.createDirectories(aside);
            snapshot.write(aside);
            SafeFile.write(aside.resolve(CLASSES), classes.getBytes(StandardCharsets.UTF_8));
            SafeFile.write(aside.resolve(PARAMETERS), parameters.getBytes(StandardCharsets.UTF_8));
            String sha256 = sha256(snapshot, classes, parameters);
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            SafeFile.write(aside.resolve(SNAPSHOT), describe(aside, sha256, now, past.head())
                    .getBytes(StandardCharsets.UTF_8));
            progress.check();
            String folder = publish(aside);
            whole = true;
            return new Frozen(number, now, entry, past.head(), folder, sha256, table.tileCount(),
                    table.tiles(TileState.COMPLETE), table.countedLabels(), table.tally(number), List.copyOf(notes));
        } catch (IOException e) {
            throw SafeFile.unwritable(aside, e);
        } finally {
            if (!whole)
                try {
                    delete(aside);
                } catch (IOException left) {
                    // it lies aside, and the next freezing replaces it
                }
        }
    }

    /** The one hash over all. */
    static String sha256(LabelSnapshot snapshot, String classes, String parameters) {
        return Sha256.of(snapshot.digest() + "\n" + Sha256.of(classes) + "\n" + Sha256.of(parameters) + "\n");
    }

    private String describe(Path folder, String sha256, Instant at, String head) throws ToolException {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("iteration", number);
        json.addProperty("name", name);
        json.addProperty("sha256", sha256);
        json.addProperty("frozen", at.toString());
        json.addProperty("by", who);
        json.addProperty("journalEntry", entry);
        json.addProperty("journalHead", head);
        JsonObject files = new JsonObject();
        for (String file : List.of(LabelSnapshot.LABELS, LabelSnapshot.IMAGES, CLASSES, PARAMETERS))
            files.addProperty(file, Sha256.of(folder.resolve(file), () -> false));
        json.add("files", files);
        return GSON.toJson(json);
    }

    /** The tiles with the hash and size of their files. */
    private List<LabelTile> hashed(Registry registry, Progress progress, List<String> notes) throws ToolException {
        List<LabelTile> known = new ArrayList<>(table.tileCount());
        int changed = 0;
        for (LabelTile tile : table.tiles()) {
            progress.check();
            progress.update(known.size(), table.tileCount(), 0, 0, tile.name());
            LabelTile hashed = hashed(tile, registry, progress);
            if (!tile.sha256().isEmpty() && !tile.sha256().equals(hashed.sha256()) && changed++ == 0)
                notes.add(tile.image() + " is not the image any more that was added: its content has changed.");
            known.add(hashed);
        }
        if (changed > 1)
            notes.add(changed - 1 + " more images have changed since they were added.");
        progress.update(table.tileCount(), table.tileCount(), 0, 0, "");
        return known;
    }

    private LabelTile hashed(LabelTile tile, Registry registry, Progress progress) throws ToolException {
        Path file = labelling.file(tile);
        if (!Files.isReadable(file)) {
            if (tile.state() == TileState.EXCLUDED)
                return tile;
            throw new ToolException("The image " + tile.image() + " cannot be read: there is no such file.",
                    "Put it back, or exclude the tile, and freeze again.");
        }
        String hash = hashes.get(file);
        if (hash == null) {
            hash = Sha256.of(file, progress::cancelled);
            hashes.put(file, hash);
        }
        if (tile.width() > 0 && tile.height() > 0)
            return tile.content(hash, tile.width(), tile.height());
        try (ImageSource source = registry.open(file)) {
            Shape shape = source.info(labelling.page(tile)).shape();
            return tile.content(hash, shape.width(), shape.height());
        }
    }

    /** Gives the folder its name; one that is there, from a freezing that was undone, is left for redo. */
    private String publish(Path aside) throws IOException {
        Path parent = Files.createDirectories(project.resolve(FOLDER));
        for (int n = 1;; n++) {
            Path folder = parent.resolve("v" + number + (n == 1 ? "" : "-" + n));
            if (!Files.exists(folder))
                try {
                    Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
                    return FOLDER + "/" + folder.getFileName();
                } catch (FileAlreadyExistsException taken) {
                    continue;
                }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            return;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList())
                Files.delete(file);
        }
        Files.delete(folder);
    }
}

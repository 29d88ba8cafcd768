package org.loupe.workspace.labels;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelJournal;
import org.loupe.store.labels.LabelSnapshot;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Sha256;

/**
 * A frozen iteration as it lies on the disk. Made on the model's thread; its methods are for any thread.
 *
 * @param labelling of its project
 * @param where     what people call it
 * @param folder    of its snapshot
 * @param sha256    over the snapshot, as the project knows it
 * @param entry     last entry of the journal that belongs to it
 * @param head      hash of that entry, as the project knows it
 */
public record FrozenIteration(Labelling labelling, String where, Path folder, String sha256, long entry, String head) {

    /** What the project knows of it. @throws IllegalArgumentException if it is open */
    public static FrozenIteration of(ProjectFile project, Iteration iteration) {
        if (iteration.getFrozen() == null)
            throw new IllegalArgumentException(iteration.getName() + " is not frozen.");
        return new FrozenIteration(project.labels(), iteration.getName(), project.resolve(iteration.getLabels()),
                iteration.getSha256(), iteration.getEntry(), iteration.getHead());
    }

    /** The classes as they were. @throws ToolException if they cannot be read */
    public List<ClassEntry> classes() throws ToolException {
        try {
            ClassEntry[] classes = Freezing.GSON.fromJson(text(Freezing.CLASSES), ClassEntry[].class);
            return classes == null ? List.of() : List.of(classes);
        } catch (JsonParseException e) {
            throw new ToolException(folder.resolve(Freezing.CLASSES) + " is damaged: " + e.getMessage() + ".",
                    "Put a backup in its place.", e);
        }
    }

    /** How the images were taken that it was labelled on. @throws ToolException if that cannot be read */
    public ImagingStandard standard() throws ToolException {
        JsonObject standard = json(Freezing.PARAMETERS).getAsJsonObject("standard");
        return standard == null ? ImagingStandard.UNKNOWN : ImagingStandard.of(standard);
    }

    private JsonObject json(String file) throws ToolException {
        try {
            JsonObject json = Freezing.GSON.fromJson(text(file), JsonObject.class);
            if (json != null)
                return json;
        } catch (JsonParseException e) {
            throw new ToolException(folder.resolve(file) + " is damaged: " + e.getMessage() + ".",
                    "Put a backup in its place.", e);
        }
        throw new ToolException(folder.resolve(file) + " is empty.", "Put a backup in its place.");
    }

    private String text(String file) throws ToolException {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw SafeFile.unreadable(folder.resolve(file), e);
        }
    }

    /**
     * Looks whether anything was changed since it was frozen: a file of the snapshot, an image, or a line of the journal
     * up to its last one.
     *
     * @param progress is told the number of images that are looked at
     * @return what was changed, or cannot be read; empty if all is as it was
     * @throws CancellationException if it was cancelled
     */
    public List<Problem> verify(Progress progress) {
        List<Problem> found = new ArrayList<>();
        LabelSnapshot snapshot = null;
        try {
            for (Map.Entry<String, JsonElement> file : json(Freezing.SNAPSHOT).getAsJsonObject("files").entrySet())
                if (!Sha256.of(folder.resolve(file.getKey()), progress::cancelled)
                        .equals(file.getValue().getAsString()))
                    changed(found, folder.resolve(file.getKey()) + " was changed after the iteration was frozen.");
            snapshot = LabelSnapshot.read(folder);
            String now = Freezing.sha256(snapshot, text(Freezing.CLASSES), text(Freezing.PARAMETERS));
            if (!now.equals(sha256))
                changed(found, "The snapshot in " + folder + " has the hash " + now + ", the project knows " + sha256
                        + ".");
        } catch (ToolException e) {
            found.add(Problem.of(where, e));
        } catch (RuntimeException e) {
            if (e instanceof CancellationException)
                throw e;
            changed(found, folder.resolve(Freezing.SNAPSHOT) + " is damaged: " + e.getMessage() + ".");
        }
        journal(found, snapshot);
        if (snapshot != null)
            images(found, snapshot, progress);
        return found;
    }

    private void journal(List<Problem> found, LabelSnapshot snapshot) {
        try {
            LabelJournal.Past past = labelling.past(entry);
            if (past.entries() < entry)
                changed(found, "The journal of labels has " + Plural.of(past.entries(), "line")
                        + "; the iteration ends with line " + entry + ".");
            else if (!past.head().equals(head))
                changed(found, "Line " + entry + " of the journal of labels, the last of this iteration, has the hash "
                        + past.head() + ", the project knows " + head + ".");
            past.damages().forEach(d -> changed(found, d));
            if (snapshot != null && past.damages().isEmpty()
                    && !past.table().labels().equals(snapshot.labels()))
                changed(found, "The labels in " + folder.resolve(LabelSnapshot.LABELS)
                        + " are not those of the journal at line " + entry + ".");
        } catch (ToolException e) {
            found.add(Problem.of(where, e));
        }
    }

    private void images(List<Problem> found, LabelSnapshot snapshot, Progress progress) {
        int done = 0;
        for (LabelTile tile : snapshot.tiles()) {
            progress.check();
            progress.update(done++, snapshot.tiles().size(), 0, found.size(), tile.name());
            if (tile.sha256().isEmpty())
                continue;
            try {
                if (!Sha256.of(labelling.file(tile), progress::cancelled).equals(tile.sha256()))
                    changed(found, "The image " + tile.image() + " was changed after the iteration was frozen.");
            } catch (ToolException e) {
                found.add(Problem.of(where, e));
            }
        }
        progress.update(done, done, 0, found.size(), "");
    }

    private void changed(List<Problem> found, String what) {
        found.add(Problem.error(where, what, "Put a backup in its place; what was trained on it may differ."));
    }
}

package org.loupe.workspace.labels;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelEntry;
import org.loupe.store.labels.LabelJournal;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * The labels of an open project: as they are, how they came to be, and how they are changed. A gesture is composed with
 * {@link #edit} and made by {@code ProjectFile.change}, so that it is undone and redone with the other edits of the
 * project; the journal has each of them, undo included.
 *
 * <p>Used on the model's thread alone; another thread works on {@code table().copy()}.
 */
public final class Labelling implements AutoCloseable {
    /** Folder of the journal within the project. */
    public static final String FOLDER = "labels";

    private final Path project;
    private final LabelJournal journal;
    private final List<Consumer<LabelChange>> listeners = new ArrayList<>();
    private String who = System.getProperty("user.name", "?");
    private IntSupplier iteration = () -> table().iteration();

    /**
     * Reads the labels of a project.
     *
     * @param project  its folder
     * @param writable whether they may be changed
     * @throws ToolException if they cannot be read
     */
    public Labelling(Path project, boolean writable) throws ToolException {
        this.project = project;
        journal = LabelJournal.open(project.resolve(FOLDER), writable);
    }

    /** The labels as they are. Never changed but by a gesture. */
    public LabelTable table() {
        return journal.table();
    }

    /** What was done to them, oldest first. */
    public List<LabelEntry> entries() {
        return journal.entries();
    }

    /** What is wrong with lines of the journal, one sentence each: signs of damage or of tampering. */
    public List<String> damages() {
        return journal.damages();
    }

    /** What is wrong with the line of an entry, in a sentence; nothing if it is whole. */
    public Optional<String> damage(long entry) {
        return journal.damage(entry);
    }

    /** Who labels: the login name, unless said otherwise. */
    public String who() {
        return who;
    }

    /** Says who labels from now on. @param name not blank */
    public void who(String name) {
        if (name.isBlank())
            throw new IllegalArgumentException("Who labels needs a name.");
        who = name.strip();
    }

    /** Starts to compose a gesture of {@link #who}; nothing else may change the labels until it is made. */
    public LabelEdit edit() {
        return new LabelEdit(table(), who, System.currentTimeMillis(), iteration.getAsInt());
    }

    /** Says which iteration the next gesture belongs to, which may be one that it begins: for {@code ProjectFile}. */
    public void iteration(IntSupplier number) {
        iteration = Objects.requireNonNull(number);
    }

    /** How labels name an image: its file relative to the project, with "#" and the page if that is not the first. */
    public String image(Item item) {
        return image(item.test(), item.page());
    }

    /** As {@link #image(Item)}. @param page 0 the first */
    public String image(Path file, int page) {
        Path absolute = file.toAbsolutePath().normalize();
        Path path = absolute.startsWith(project) ? project.relativize(absolute) : absolute;
        return path.toString().replace('\\', '/') + (page > 0 ? "#" + page : "");
    }

    /** The file of a tile. */
    public Path file(LabelTile tile) {
        String image = tile.image();
        int hash = image.lastIndexOf('#');
        boolean paged = hash > 0 && image.substring(hash + 1).matches("\\d+");
        return project.resolve(paged ? image.substring(0, hash) : image).normalize();
    }

    /** The page of a tile's file, 0 the first. */
    public int page(LabelTile tile) {
        String image = tile.image();
        int hash = image.lastIndexOf('#');
        return hash > 0 && image.substring(hash + 1).matches("\\d+") ? Integer.parseInt(image.substring(hash + 1)) : 0;
    }

    /** The tile of an image; nothing as long as it has neither a label nor a state. */
    public Optional<LabelTile> tile(Item item) {
        return table().tile(image(item));
    }

    /** The labels as they were right after an entry of the journal. Any thread. @throws ToolException if unreadable */
    public LabelTable at(long entry) throws ToolException {
        return LabelJournal.read(project.resolve(FOLDER), entry);
    }

    /** The journal as it is on the disk up to an entry. Any thread. @throws ToolException if it is unreadable */
    public LabelJournal.Past past(long entry) throws ToolException {
        return LabelJournal.past(project.resolve(FOLDER), entry);
    }

    /** Calls {@code told} after each change, its undo or redo, on the model's thread, until the result is run. */
    public Runnable listen(Consumer<LabelChange> told) {
        listeners.add(Objects.requireNonNull(told));
        return () -> listeners.remove(told);
    }

    /** Is told on the journal's thread when labels cannot be saved, and when they are after that. */
    public void onOutcome(Consumer<Optional<ToolException>> told) {
        journal.onOutcome(told);
    }

    /** When all changes until then were on the disk last; nothing before the first one. Any thread. */
    public Optional<Instant> saved() {
        return journal.saved();
    }

    /** Whether changes are not on the disk yet. Any thread. */
    public boolean pending() {
        return journal.pending();
    }

    /** Waits until all changes are on the disk. @throws ToolException if they cannot be written */
    public void flush() throws ToolException {
        journal.flush();
    }

    /** Hash of the last line that is on the disk. */
    public String head() {
        return journal.head();
    }

    /** Makes a change without a way back: for {@code ProjectFile}, whose commands give the way back. */
    public void apply(LabelChange change) {
        journal.append(change, who);
        for (Consumer<LabelChange> listener : List.copyOf(listeners))
            listener.accept(change);
    }

    /** Writes what is not on the disk yet, and ends. */
    @Override
    public void close() {
        journal.close();
    }
}

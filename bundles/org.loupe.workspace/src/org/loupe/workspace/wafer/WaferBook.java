package org.loupe.workspace.wafer;

import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.WaferEntry;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.internal.Sha256;

/**
 * Reads the files of a project's wafers. A file is read once for all of its wafers and kept as long as memory allows.
 * Safe for use by several threads; never on the UI thread, since files may be large.
 */
public final class WaferBook {
    private final Reader reader;
    private final Map<Place, Slot> slots = new ConcurrentHashMap<>();

    /** Reads a file of wafers of whatever format. */
    @FunctionalInterface
    public interface Reader {
        /** @throws ToolException if it cannot be read or is wrong */
        WaferFormat.Read read(Path file) throws ToolException;
    }

    /**
     * Where a wafer is found: what a thread other than the model's needs of its entry.
     *
     * @param file   that tells of it, absolute
     * @param sha256 of that file as it was imported; "" if it is not known
     * @param index  which of the wafers of that file it is, from 0
     */
    public record Place(Path file, String sha256, int index) {
        public Place {
            Objects.requireNonNull(file);
            Objects.requireNonNull(sha256);
        }

        /** Of an entry of a project. On the model's thread. */
        public static Place of(ProjectFile project, WaferEntry entry) {
            return new Place(project.resolve(entry.getFile()), entry.getSha256(), entry.getIndex());
        }

        private Place whole() {
            return new Place(file, sha256, -1);
        }
    }

    /**
     * A wafer as its file tells of it.
     *
     * @param losses  what of the file was not understood, or is not of use here
     * @param changed what is to be said because the file is not the one that was imported; empty if it is
     */
    public record Opened(Wafer wafer, List<Loss> losses, Optional<String> changed) {
        public Opened {
            Objects.requireNonNull(wafer);
            losses = List.copyOf(losses);
            Objects.requireNonNull(changed);
        }
    }

    /** What is kept of a file. */
    private static final class Slot {
        private SoftReference<Kept> kept = new SoftReference<>(null);
    }

    private record Kept(WaferFormat.Read read, boolean changed, long size, long millis) {
    }

    /** Reads files of all formats that are known. */
    public WaferBook() {
        this(WaferFormats::read);
    }

    /** @param reader of files of all formats */
    public WaferBook(Reader reader) {
        this.reader = Objects.requireNonNull(reader);
    }

    /**
     * The wafer at a place.
     *
     * @throws ToolException if its file is gone, cannot be read any more, or no longer holds it
     */
    public Opened open(Place place) throws ToolException {
        Kept kept = kept(place);
        List<Wafer> wafers = kept.read.wafers();
        if (place.index < 0 || place.index >= wafers.size())
            throw new ToolException(place.file + " holds " + wafers.size() + " wafers, number " + (place.index + 1)
                    + " is missing.", "Put the file that was imported back in its place, or import it again.");
        return new Opened(wafers.get(place.index), kept.read.losses(), kept.changed
                ? Optional.of(place.file.getFileName() + " is not the file that was imported: someone changed it.")
                : Optional.empty());
    }

    private Kept kept(Place place) throws ToolException {
        if (!Files.isRegularFile(place.file))
            throw new ToolException("The file of this wafer is gone: " + place.file + ".",
                    "Put it back in its place, or import the wafer again.");
        Slot slot = slots.computeIfAbsent(place.whole(), p -> new Slot());
        synchronized (slot) { // others wait for the same file, not for all
            Kept kept = slot.kept.get();
            long size = place.file.toFile().length(), millis = place.file.toFile().lastModified();
            if (kept != null && kept.size == size && kept.millis == millis)
                return kept;
            boolean changed = !place.sha256.isEmpty() && !Sha256.of(place.file, () -> false).equals(place.sha256);
            kept = new Kept(reader.read(place.file), changed, size, millis);
            slot.kept = new SoftReference<>(kept);
            return kept;
        }
    }

    /** Forgets all files. */
    public void clear() {
        slots.clear();
    }
}

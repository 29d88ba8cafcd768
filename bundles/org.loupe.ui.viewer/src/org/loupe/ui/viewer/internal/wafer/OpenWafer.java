package org.loupe.ui.viewer.internal.wafer;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.loupe.model.WaferEntry;
import org.loupe.wafer.Wafer;

/**
 * A wafer that has been read, with what makes its defects quick to find. Immutable, but for the entry, which is the
 * model's and so of the UI thread. Two of them are never equal.
 */
public final class OpenWafer {
    private final Path file;
    private final int number;
    private final WaferEntry entry;
    private final Wafer wafer;
    private final WaferIndex index;
    private final String format;

    /**
     * Any thread; takes time for the index.
     *
     * @param file   it was read from
     * @param number of the wafer within the file, from 0
     * @param entry  of the project, or {@code null} for a file beside it
     * @param format as people call it
     */
    public OpenWafer(Path file, int number, WaferEntry entry, Wafer wafer, String format) {
        this.file = Objects.requireNonNull(file);
        this.number = number;
        this.entry = entry;
        this.wafer = Objects.requireNonNull(wafer);
        this.format = Objects.requireNonNull(format);
        index = new WaferIndex(wafer);
    }

    /** The file it was read from. */
    public Path file() {
        return file;
    }

    /** Which wafer of its file it is, from 0. */
    public int number() {
        return number;
    }

    /** What the project knows of it; nothing for a file beside the project. UI thread only. */
    public Optional<WaferEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** What was read. */
    public Wafer wafer() {
        return wafer;
    }

    /** Its dies with their defects, its classes by count, and where its defects lie. */
    public WaferIndex index() {
        return index;
    }

    /** The format of its file, as people call it. */
    public String format() {
        return format;
    }
}

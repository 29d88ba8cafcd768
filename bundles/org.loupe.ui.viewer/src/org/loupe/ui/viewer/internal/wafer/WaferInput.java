package org.loupe.ui.viewer.internal.wafer;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.loupe.model.WaferEntry;
import org.loupe.ui.PassingInput;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.wafer.WaferBook.Place;

/**
 * A wafer on a map: of the project, of a file beside it, made by a part, or none yet. UI thread only.
 *
 * @param name  on the tab
 * @param place where it is read from; {@code null} if it is not to be read
 * @param entry of the project, or {@code null}
 * @param ready one that has been made already, or {@code null}
 */
public record WaferInput(String name, Place place, WaferEntry entry, OpenWafer ready) implements PassingInput {
    /** No wafer yet: the map says what to do. */
    public static final WaferInput NONE = new WaferInput("", null, null, null);

    /** A wafer of a project. */
    public static WaferInput of(ProjectFile project, WaferEntry entry) {
        return new WaferInput(entry.getName(), Place.of(project, entry), entry, null);
    }

    /** A wafer of a file beside the project. @param number of the wafer within it, from 0 */
    public static WaferInput of(Path file, int number) {
        return new WaferInput(file.getFileName().toString(), new Place(file.toAbsolutePath(), "", number), null, null);
    }

    /** A wafer or panel that has been made already. */
    public static WaferInput of(String name, OpenWafer made) {
        return new WaferInput(name, null, null, made);
    }

    /** The entry of the project, if it is one of the project. */
    public Optional<WaferEntry> ofProject() {
        return Optional.ofNullable(entry);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WaferInput w && entry == w.entry && ready == w.ready && Objects.equals(place, w.place);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getToolTipText() {
        return place == null ? name : place.file().toString();
    }
}

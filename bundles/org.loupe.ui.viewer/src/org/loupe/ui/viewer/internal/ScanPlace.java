package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas.Place;
import org.loupe.ui.viewer.Pixels;

/** Which file of a scan lies under the pointer. Files are asked off the UI thread; UI thread. */
final class ScanPlace {
    private final Latest finder;
    private final Consumer<String> said;
    private Pixels pixels;

    /** @param said is told what lies there, or "" */
    ScanPlace(Control owner, Consumer<String> said) {
        finder = new Latest(owner, "Loupe scan files");
        this.said = said;
    }

    /** Another image is shown. */
    void image(Pixels shown) {
        pixels = shown;
        finder.forget();
        said.accept("");
    }

    /** The pointer is over a place. */
    void at(Optional<Place> place) {
        if (pixels == null || pixels.files().isEmpty() || place.isEmpty())
            return;
        Pixels of = pixels;
        find(of, place.get(), file -> {
            if (of == pixels)
                said.accept(file.map(f -> Words.get("viewer.tileOf", f.getFileName(), of.files().getAsInt()))
                        .orElse(""));
        });
    }

    /** Finds the file at a place. @param then is told it on the UI thread */
    void find(Pixels of, Place place, Consumer<Optional<Path>> then) {
        finder.ask(unwanted -> of.fileAt((int) place.column(), (int) place.row()), then);
    }
}

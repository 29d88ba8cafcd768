package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.ToolRow;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.ImageCanvas.Place;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.View;
import org.loupe.ui.viewer.ViewGroup;

/** Up to three images side by side: the test image, its reference, their difference. They move together if locked. */
final class Panes {
    private final SashForm sash;
    private final List<ImageCanvas> all;
    private final ViewGroup group;
    private Consumer<Optional<Place>> pointed = p -> { };

    Panes(Composite parent, TileCache tiles) {
        sash = new SashForm(parent, SWT.HORIZONTAL | SWT.SMOOTH);
        sash.setSashWidth(3);
        ToolRow.style(sash, "loupe-ground");
        all = List.of(new ImageCanvas(sash, new View(), tiles), new ImageCanvas(sash, new View(), tiles),
                new ImageCanvas(sash, new View(), tiles));
        group = new ViewGroup(all.stream().map(ImageCanvas::view).toList());
        for (ImageCanvas canvas : all)
            canvas.onPoint(place -> point(canvas, place));
        all.subList(1, 3).forEach(canvas -> {
            canvas.map(false);
            canvas.hud(false); // what the first one says holds for all
        });
        show(1);
    }

    /** What holds them. */
    SashForm control() {
        return sash;
    }

    /** The image, or what stands in its place. */
    ImageCanvas test() {
        return all.get(0);
    }

    /** The reference beside it. */
    ImageCanvas reference() {
        return all.get(1);
    }

    /** The difference beside both. */
    ImageCanvas difference() {
        return all.get(2);
    }

    /** All three, shown or not. */
    List<ImageCanvas> all() {
        return all;
    }

    /** Those that are in sight. */
    List<ImageCanvas> shown() {
        return all.stream().filter(ImageCanvas::getVisible).toList();
    }

    /** How they move together. */
    ViewGroup group() {
        return group;
    }

    /** Shows the first so many. */
    void show(int count) {
        boolean other = false;
        for (int i = 0; i < all.size(); i++) {
            other |= all.get(i).getVisible() != i < count;
            all.get(i).setVisible(i < count);
        }
        if (other) {
            sash.setWeights(1, 1, 1);
            sash.layout(true, true);
            group.align();
        }
    }

    /** Who is told the place under the pointer, in px of the test image. */
    void onPoint(Consumer<Optional<Place>> told) {
        pointed = told;
    }

    private void point(ImageCanvas from, Optional<Place> place) {
        for (ImageCanvas canvas : all)
            canvas.cross(canvas == from || !group.locked() ? null : place.map(p -> shifted(p, from, canvas))
                    .orElse(null));
        pointed.accept(place);
    }

    private Place shifted(Place place, ImageCanvas from, ImageCanvas to) {
        double[] offset = group.offset(from.view(), to.view());
        return new Place(place.column() + offset[0], place.row() + offset[1]);
    }
}

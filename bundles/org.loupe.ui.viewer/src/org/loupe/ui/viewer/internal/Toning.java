package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;
import org.loupe.api.Shape;
import org.loupe.ui.Reading;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.Histogram;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.Tone;

/**
 * Window, level, gamma and colour map of the image in the viewer, and of what is compared to it. Chosen for one image
 * or for all of its set. UI thread.
 */
final class Toning {
    private static final double LEFT_OUT = 0.005;

    private final TileCache tiles;
    private final Latest counter;
    private final List<Runnable> listeners = new ArrayList<>();
    private Pixels image;
    private List<Pixels> beside = List.of();
    private Tone chosen;
    private ColorMap map = ColorMap.GREY;
    private boolean forSet;
    private Histogram histogram;

    /** @param owner ends the counting with it */
    Toning(Control owner, TileCache tiles) {
        this.tiles = tiles;
        counter = new Latest(owner, "Loupe histogram");
        tiles.listen(this::arrived);
    }

    /** Calls {@code changed} after each change of tone or histogram. */
    void listen(Runnable changed) {
        listeners.add(changed);
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Another image is shown. @param compared what is shown in the same tone */
    void show(Pixels shown, List<Pixels> compared) {
        if (shown != image) {
            image = shown;
            histogram = null;
            if (!forSet)
                chosen = null;
        }
        beside = List.copyOf(compared);
        apply();
        changed();
    }

    /** Another image will be shown soon: its tiles come in the tone that it will have then, if that is known. */
    void ahead(Pixels next) {
        if (forSet && chosen != null)
            tiles.tone(next, chosen);
        else if (map != ColorMap.GREY && next.shape().type() == Shape.Type.U8)
            tiles.tone(next, new Tone(0, 255, 1, map));
    }

    /** The tone of the image; empty while none is known. */
    Optional<Tone> tone() {
        return image == null ? Optional.empty() : tiles.tone(image);
    }

    /** Shows the image, or the set, in a tone. */
    void tone(Tone tone) {
        chosen = tone;
        map = tone.map();
        apply();
        changed();
    }

    /** Black and white as they were at first. */
    void reset() {
        chosen = null;
        apply();
        changed();
    }

    /** Leaves out the darkest and brightest 0.5 % of the image's values. */
    void auto() {
        count(found -> {
            double[] window = found.window(LEFT_OUT);
            tone(new Tone(window[0], window[1], 1, map));
        });
    }

    /** The colours. */
    ColorMap map() {
        return map;
    }

    /** Chooses the colours. */
    void map(ColorMap other) {
        map = other;
        if (chosen != null)
            chosen = chosen.map(other);
        apply();
        changed();
    }

    /** Whether what is chosen holds for all images of the set. */
    boolean forSet() {
        return forSet;
    }

    /** Lets what is chosen hold for all images of the set, or for each by itself. */
    void forSet(boolean on) {
        forSet = on;
        if (on)
            chosen = tone().orElse(null);
        changed();
    }

    /** How often each value occurs in the image; empty while it is counted. */
    Optional<Histogram> histogram() {
        return Optional.ofNullable(histogram);
    }

    /** Counts how often each value occurs, unless that is known; {@link #listen} tells. */
    void count() {
        count(found -> changed());
    }

    private void count(Consumer<Histogram> then) {
        Pixels of = image;
        if (of == null)
            return;
        if (histogram != null) {
            then.accept(histogram);
            return;
        }
        counter.ask(unwanted -> {
            try (Reading run = new Reading(unwanted)) {
                return Histogram.of(of.sample(run));
            }
        }, found -> {
            if (of != image)
                return;
            histogram = found;
            then.accept(found);
        });
    }

    /** A colour map needs to know black and white, which the first tile tells. */
    private void arrived() {
        if (image != null && chosen == null && (map != ColorMap.GREY || !beside.isEmpty()))
            apply();
    }

    private void apply() {
        if (image == null)
            return;
        Tone tone = chosen;
        if (tone == null && map != ColorMap.GREY)
            tone = image.shape().type() == Shape.Type.U8 ? new Tone(0, 255, 1, map)
                    : tiles.tone(image).map(t -> t.map(map)).orElse(null);
        tiles.tone(image, tone);
        Tone same = tone != null ? tone : tiles.tone(image).orElse(null);
        for (Pixels other : beside)
            tiles.tone(other, same != null && other.shape().type() == image.shape().type() ? same : tone);
    }
}

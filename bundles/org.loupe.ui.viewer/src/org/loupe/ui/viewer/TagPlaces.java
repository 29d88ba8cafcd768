package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.graphics.Rectangle;

/**
 * Finds a place for the tag of each box so that no tag covers another: above, below, at the left or at the right end;
 * else none. For one paint.
 */
public final class TagPlaces {
    private static final int ABOVE = 5, BELOW = 6;

    private final Rectangle area;
    private final List<Rectangle> taken = new ArrayList<>();

    /** @param area of the canvas, which no tag leaves */
    public TagPlaces(Rectangle area) {
        this.area = area;
    }

    /** Keeps a place free of tags. */
    public void take(Rectangle place) {
        taken.add(place);
    }

    /** Where a tag of a size may stand; the place is then taken. */
    public Optional<Rectangle> place(Rectangle box, int width, int height) {
        int above = box.y - height - ABOVE, below = box.y + box.height + BELOW, right = box.x + box.width - width;
        for (Rectangle place : new Rectangle[] { new Rectangle(box.x, above, width, height),
                new Rectangle(box.x, below, width, height), new Rectangle(right, above, width, height),
                new Rectangle(right, below, width, height) }) {
            boolean inside = place.x >= area.x && place.y >= area.y && place.x + width <= area.x + area.width
                    && place.y + height <= area.y + area.height;
            if (inside && taken.stream().noneMatch(place::intersects)) {
                taken.add(place);
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}

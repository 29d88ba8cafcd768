package org.loupe.store.labels;

import java.util.Objects;

/**
 * An image that is labelled as a whole.
 *
 * @param number what labels name it by: from 1, never reused
 * @param image  its file relative to the project folder with "/" on any system, or absolute if it lies outside; behind
 *               it "#" and the page, if that is not the first
 * @param sha256 hash of its file in lower-case hexadecimal digits, "" if not known yet
 * @param width  px, 0 if not known yet
 * @param height px, 0 if not known yet
 * @param state  how far its labelling is
 * @param split  "train", "validation" or "test"; "" if it was not split
 * @param origin where it comes from
 */
public record LabelTile(int number, String image, String sha256, int width, int height, TileState state, String split,
        LabelOrigin origin) {

    public LabelTile {
        if (number < 1)
            throw new IllegalArgumentException("Tiles are numbered from 1, found " + number + ".");
        Objects.requireNonNull(image);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(state);
        Objects.requireNonNull(split);
        Objects.requireNonNull(origin);
    }

    /** The same in another state. */
    public LabelTile state(TileState now) {
        return new LabelTile(number, image, sha256, width, height, now, split, origin);
    }

    /** The same in another part of a split. */
    public LabelTile split(String part) {
        return new LabelTile(number, image, sha256, width, height, state, part, origin);
    }

    /** The same with what is known of its origin. */
    public LabelTile origin(LabelOrigin known) {
        return new LabelTile(number, image, sha256, width, height, state, split, known);
    }

    /** The same with what reading its file told. */
    public LabelTile content(String hash, int itsWidth, int itsHeight) {
        return new LabelTile(number, image, hash, itsWidth, itsHeight, state, split, origin);
    }

    /** The same under another name, because its file was moved. */
    public LabelTile image(String moved) {
        return new LabelTile(number, moved, sha256, width, height, state, split, origin);
    }

    /** Its file's name without folders. */
    public String name() {
        return image.substring(image.lastIndexOf('/') + 1);
    }
}

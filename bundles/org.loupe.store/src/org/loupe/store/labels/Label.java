package org.loupe.store.labels;

import java.util.Objects;

/**
 * What a person or a machine says about a place of a tile. Immutable: a change puts another in its place.
 *
 * @param id        from 1, never reused in a project
 * @param tile      number of the tile that it lies on
 * @param shape     its outline
 * @param code      code of its class, 0 if it has none
 * @param state     where it comes from and whether a person stands behind it
 * @param score     how sure the machine was that proposed it, 0 to 1; 1 if a person made it
 * @param iteration number of the iteration in which it was proposed or added
 * @param author    who made it or changed it last
 * @param millis    when that was, in ms since 1970 UTC
 * @param source    what proposed it or where it was imported from; "" if a person drew it
 * @param layer     whose second opinion it is; "" for the labels that the project agrees on
 * @param comment   what a reviewer said about it, "" for nothing
 */
public record Label(int id, int tile, LabelShape shape, int code, LabelState state, float score, int iteration,
        String author, long millis, String source, String layer, String comment) {

    public Label {
        if (id < 1 || tile < 1)
            throw new IllegalArgumentException("Labels and tiles are numbered from 1, found " + id + " on " + tile
                    + ".");
        if (code < 0)
            throw new IllegalArgumentException("Codes of classes are 0 or more, found " + code + ".");
        Objects.requireNonNull(shape);
        Objects.requireNonNull(state);
        Objects.requireNonNull(author);
        Objects.requireNonNull(source);
        Objects.requireNonNull(layer);
        Objects.requireNonNull(comment);
    }

    /** Whether it belongs to the labels that the project agrees on, not to someone's second opinion. */
    public boolean agreed() {
        return layer.isEmpty();
    }

    /** Whether a person stands behind it and the project agrees on it: only such a label is counted and trained on. */
    public boolean counts() {
        return state.counts() && agreed();
    }

    /** The same, of another class. */
    public Label code(int other) {
        return new Label(id, tile, shape, other, state, score, iteration, author, millis, source, layer, comment);
    }

    /** The same in another place or form. */
    public Label shape(LabelShape other) {
        return new Label(id, tile, other, code, state, score, iteration, author, millis, source, layer, comment);
    }

    /** The same in another state. */
    public Label state(LabelState other) {
        return new Label(id, tile, shape, code, other, score, iteration, author, millis, source, layer, comment);
    }

    /** The same, changed last by someone at some time. */
    public Label by(String who, long when) {
        return new Label(id, tile, shape, code, state, score, iteration, who, when, source, layer, comment);
    }

    /** The same as an opinion of someone, or with "" as what the project agrees on. */
    public Label layer(String whose) {
        return new Label(id, tile, shape, code, state, score, iteration, author, millis, source, whose, comment);
    }

    /** The same with a reviewer's words. */
    public Label comment(String words) {
        return new Label(id, tile, shape, code, state, score, iteration, author, millis, source, layer, words);
    }
}

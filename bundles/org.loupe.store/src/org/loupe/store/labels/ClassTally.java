package org.loupe.store.labels;

/**
 * How often a class was given.
 *
 * @param examples labels that count
 * @param images   tiles with at least one of them
 * @param auto     labels that a machine proposed and no person has looked at
 */
public record ClassTally(int examples, int images, int auto) {

    /** It was never given. */
    public static final ClassTally NONE = new ClassTally(0, 0, 0);

    ClassTally plus(ClassTally other, int times) {
        return new ClassTally(examples + times * other.examples, images + times * other.images,
                auto + times * other.auto);
    }
}

package org.loupe.api;

/**
 * The object that each pixel belongs to.
 *
 * @param tile  one channel of {@link Shape.Type#S32}: 0 for background, 1..count for objects
 * @param count number of objects; every number from 1 on may occur
 */
public record Labels(Tile tile, int count) {

    public Labels {
        if (tile.shape().type() != Shape.Type.S32 || tile.shape().channels() != 1)
            throw new IllegalArgumentException("Labels are one channel of 32-bit integers, found " + tile.shape() + ".");
        if (count < 0)
            throw new IllegalArgumentException("The number of objects is 0 or more, found " + count + ".");
    }
}

package org.loupe.api;

/** A rectangle of pixels: x from {@code x} to below {@code x + width}, y likewise. May be empty. */
public record Region(int x, int y, int width, int height) {

    public Region {
        if (width < 0 || height < 0)
            throw new IllegalArgumentException("A region's size is 0 or more, found " + width + " × " + height + ".");
    }

    /** First column behind the region. */
    public int right() {
        return x + width;
    }

    /** First row below the region. */
    public int bottom() {
        return y + height;
    }

    /** Whether it holds no pixel. */
    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** Whether the point lies in it. */
    public boolean contains(double px, double py) {
        return px >= x && px < right() && py >= y && py < bottom();
    }

    /** The part shared with another region; empty at this region's corner if there is none. */
    public Region intersect(Region other) {
        int left = Math.max(x, other.x), top = Math.max(y, other.y);
        int w = Math.min(right(), other.right()) - left, h = Math.min(bottom(), other.bottom()) - top;
        return w <= 0 || h <= 0 ? new Region(x, y, 0, 0) : new Region(left, top, w, h);
    }

    /** The smallest region that holds both; empty ones do not count. */
    public Region union(Region other) {
        if (isEmpty())
            return other;
        if (other.isEmpty())
            return this;
        int left = Math.min(x, other.x), top = Math.min(y, other.y);
        return new Region(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** Larger by {@code margin} px on each side; smaller if negative, at least empty. */
    public Region grow(int margin) {
        return new Region(x - margin, y - margin, Math.max(0, width + 2 * margin), Math.max(0, height + 2 * margin));
    }

    /** Moved. */
    public Region move(int dx, int dy) {
        return new Region(x + dx, y + dy, width, height);
    }
}

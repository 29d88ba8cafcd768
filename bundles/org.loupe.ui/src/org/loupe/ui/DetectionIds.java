package org.loupe.ui;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.loupe.store.Listing;

/**
 * A set of detections of one run in 8 bytes each, so that a million can be selected. Immutable; in order of image and
 * row. Any thread.
 */
public final class DetectionIds extends AbstractSet<DetectionId> {
    /** No detection. */
    public static final DetectionIds NONE = new DetectionIds(new long[0]);

    private final long[] keys;

    private DetectionIds(long[] keys) {
        this.keys = keys;
    }

    /** One detection. */
    public static DetectionIds of(DetectionId id) {
        return new DetectionIds(new long[] { key(id) });
    }

    /** The same detections in this form. */
    public static DetectionIds of(Collection<DetectionId> ids) {
        if (ids instanceof DetectionIds known)
            return known;
        long[] keys = new long[ids.size()];
        int n = 0;
        for (DetectionId id : ids)
            keys[n++] = key(id);
        return ofKeys(keys);
    }

    /** Detections by their {@link #key keys}, in any order. @param keys not changed by the caller any more */
    public static DetectionIds ofKeys(long[] keys) {
        if (keys.length == 0)
            return NONE;
        boolean sorted = true;
        for (int i = 1; sorted && i < keys.length; i++)
            sorted = keys[i - 1] < keys[i];
        if (sorted)
            return new DetectionIds(keys);
        Arrays.sort(keys);
        int n = 1;
        for (int i = 1; i < keys.length; i++)
            if (keys[i] != keys[n - 1])
                keys[n++] = keys[i];
        return new DetectionIds(n == keys.length ? keys : Arrays.copyOf(keys, n));
    }

    /** A detection as the number by which a {@link Listing} names it. */
    public static long key(DetectionId id) {
        return Listing.key(id.image(), id.row());
    }


    /** The detection of a {@link #key}. */
    public static DetectionId id(long key) {
        return new DetectionId(Listing.image(key), Listing.row(key));
    }

    /** The keys in ascending order, as a copy. */
    public long[] keys() {
        return keys.clone();
    }

    /** The detection at a place. @param index 0 to {@code size() - 1} */
    public DetectionId get(int index) {
        return id(keys[index]);
    }

    /** Those of one image. */
    public DetectionIds ofImage(int image) {
        int from = place(Listing.key(image, 0)), to = place(Listing.key(image + 1, 0));
        return from == to ? NONE : from == 0 && to == keys.length ? this
                : new DetectionIds(Arrays.copyOfRange(keys, from, to));
    }

    /** Whether one of them has this {@link #key}. */
    public boolean hasKey(long key) {
        return Arrays.binarySearch(keys, key) >= 0;
    }

    /** These and those. */
    public DetectionIds with(Set<DetectionId> others) {
        DetectionIds more = of(others);
        if (more.isEmpty())
            return this;
        long[] all = Arrays.copyOf(keys, keys.length + more.keys.length);
        System.arraycopy(more.keys, 0, all, keys.length, more.keys.length);
        return ofKeys(all);
    }

    /** These without those. */
    public DetectionIds without(Set<DetectionId> others) {
        DetectionIds fewer = of(others);
        long[] rest = new long[keys.length];
        int n = 0;
        for (long key : keys)
            if (!fewer.hasKey(key))
                rest[n++] = key;
        return n == keys.length ? this : ofKeys(Arrays.copyOf(rest, n));
    }

    private int place(long key) {
        int at = Arrays.binarySearch(keys, key);
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean contains(Object object) {
        return object instanceof DetectionId id && hasKey(key(id));
    }

    @Override
    public Iterator<DetectionId> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < keys.length;
            }

            @Override
            public DetectionId next() {
                if (next == keys.length)
                    throw new NoSuchElementException();
                return id(keys[next++]);
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetectionIds ids ? Arrays.equals(keys, ids.keys) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode(); // that of any set with these elements
    }
}

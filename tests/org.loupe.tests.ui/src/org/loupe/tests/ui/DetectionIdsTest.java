package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.loupe.store.Listing;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;

/** A compact set is a set like any other. */
class DetectionIdsTest {
    private static final DetectionId A = new DetectionId(0, 5), B = new DetectionId(3, 0), C = new DetectionId(3, 7);

    @Test
    void itIsASetInOrderOfImageAndRow() {
        DetectionIds ids = DetectionIds.of(List.of(C, A, B, A));
        assertEquals(List.of(A, B, C), List.copyOf(ids.stream().toList()));
        assertEquals(new HashSet<>(Set.of(A, B, C)), ids);
        assertEquals(ids, Set.of(A, B, C));
        assertEquals(Set.of(A, B, C).hashCode(), ids.hashCode());
        assertTrue(ids.contains(B));
        assertFalse(ids.contains(new DetectionId(3, 1)));
        assertFalse(ids.contains("3"));
        assertNotEquals(ids, DetectionIds.of(A));
        assertSame(ids, DetectionIds.of(ids));
    }

    @Test
    void partsOfItAndSumsAreSets() {
        DetectionIds ids = DetectionIds.of(Set.of(A, B, C));
        assertEquals(Set.of(B, C), ids.ofImage(3));
        assertEquals(Set.of(), ids.ofImage(1));
        assertEquals(Set.of(A, C), ids.without(Set.of(B)));
        assertEquals(Set.of(A, B, C), DetectionIds.of(A).with(Set.of(C, B, A)));
        assertEquals(B, ids.get(1));
        assertEquals(C, DetectionIds.id(DetectionIds.key(C)));
    }

    @Test
    void aMillionKeysInAnyOrderAreSortedOnce() {
        long[] keys = new long[1_000_000];
        for (int i = 0; i < keys.length; i++)
            keys[i] = Listing.key(i % 1000 * 7 % 1000, i / 1000);
        DetectionIds ids = DetectionIds.ofKeys(keys);
        assertEquals(1_000_000, ids.size());
        assertEquals(1000, ids.ofImage(17).size());
        long[] sorted = ids.keys();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, ids.keys());
    }
}

package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResidentTest {
    private static final int MIB = 1 << 20;

    @Test
    void nativeMemoryIsCountedAndTheHeapIsNot() throws Exception {
        OptionalLong told = Resident.bytesBesideTheHeap();
        assumeTrue(told.isPresent(), "This system does not tell how much memory a process holds.");
        long before = told.getAsLong();
        List<byte[]> heap = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            heap.add(new byte[MIB]);
            heap.get(i)[i] = 1;
        }
        long withHeap = Resident.bytesBesideTheHeap().getAsLong();
        assertTrue(Math.abs(withHeap - before) < 32L * MIB, "96 MiB of objects changed it by " + (withHeap - before));
        ByteBuffer direct = ByteBuffer.allocateDirect(96 * MIB);
        while (direct.hasRemaining())
            direct.putLong(-1);
        long withBoth = Resident.bytesBesideTheHeap().getAsLong();
        assertEquals(96.0 * MIB, withBoth - withHeap, 32.0 * MIB);
        assertEquals(96, heap.size());
    }
}

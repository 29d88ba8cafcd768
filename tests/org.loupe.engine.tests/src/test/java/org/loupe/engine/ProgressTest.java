package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Parts of long work are told as shares of the whole, and end with it. */
class ProgressTest {
    private final List<String> told = new ArrayList<>();
    private boolean cancelled;
    private final Progress whole = new Progress() {
        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public void update(int done, int total, int detections, int errors, String current) {
            told.add(done + "/" + total + " " + detections + " " + errors + " " + current);
        }
    };

    @Test
    void aPartIsToldAsItsShareOfTheWhole() {
        Progress part = whole.part(0.2, 0.6);
        part.update(0, 3, 0, 0, "a");
        part.update(3, 4, 5, 2, "b");
        part.part(0.5, 1).update(1, 1, 0, 0, "c");
        part.update(0, 0, 0, 0, "nothing to do");
        assertEquals(List.of("200/1000 0 0 a", "500/1000 5 2 b", "600/1000 0 0 c", "200/1000 0 0 nothing to do"), told);
    }

    @Test
    void whatIsQuietTellsNothing() {
        whole.quiet().update(1, 2, 0, 0, "a");
        assertEquals(List.of(), told);
    }

    @Test
    void partsEndWithTheWhole() {
        for (Progress part : List.of(whole, whole.part(0, 0.5), whole.quiet())) {
            cancelled = false;
            assertDoesNotThrow(part::check);
            cancelled = true;
            assertThrows(CancellationException.class, part::check);
        }
    }
}

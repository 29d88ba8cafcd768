package org.loupe.example.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolProvider;
import org.loupe.testkit.TestRun;
import org.loupe.testkit.ToolContract;

/** What a vendor's own test looks like: the contract, that the jar is found, and what each tool is for. */
class VendorToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new VendorTools());
    }

    @Test
    void theServiceLineNamesTheProvider() {
        assertEquals(1, ServiceLoader.load(ToolProvider.class).stream().filter(p -> p.type() == VendorTools.class)
                .count());
    }

    @Test
    void aStuckPixelIsFound() throws Exception {
        Tile image = Tile.allocate(Shape.grey(20, 10));
        image.set(7, 3, 0, 200);
        StuckPixels tool = new StuckPixels();
        try (TestRun run = new TestRun(); var step = tool.open(tool.defaults(), Device.CPU)) {
            Detections found = step.apply(Pair.of(image), run);
            assertEquals(1, found.size());
            assertEquals("bright", found.className(0));
            assertEquals(7, found.x()[0]);
            assertEquals(3, found.y()[0]);
        }
    }
}

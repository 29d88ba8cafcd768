package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;

class MeasureTest {
    private static final String L = "..........|.###......|.###......|.###......|.###......|.########.|.########."
            + "|..........";
    private static final String DISC = "............|....####....|..########..|..########..|.##########.|.##########."
            + "|.##########.|..########..|..########..|....####....|............";
    private static final String STREAK = "...............|.##............|..###..........|....####......."
            + "|.......###.....|.........####..|............##.|...............";
    private static final String BLOB = "..............|....###.......|..######......|.########..#..|..###########."
            + "|....########..|.....######...|......##......|......#.......|..............";

    private static Tile mask(String rows) {
        String[] lines = rows.split("\\|");
        Tile mask = Tile.allocate(Shape.grey(lines[0].length(), lines.length));
        for (int y = 0; y < lines.length; y++)
            for (int x = 0; x < lines[y].length(); x++)
                mask.set(x, y, 0, lines[y].charAt(x) == '#' ? 255 : 0);
        return mask;
    }

    private static Features measure(Patch patch, int ring) throws ToolException {
        Measure tool = new Measure();
        Measure.Params params = new Measure.Params(ring);
        try (TestRun run = new TestRun(); var step = tool.open(params, Device.CPU)) {
            return step.apply(patch, run);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static double value(Features features, String name) {
        return features.get(0, features.column(name));
    }

    /**
     * The numbers are those of scikit-image 0.19.3's regionprops; its orientation is turned to the x axis. The disc's
     * Feret diameter is √104: scikit-image says √116, that of the pixels of the convex hull.
     */
    @ParameterizedTest
    @CsvSource({ "L, 28, 5.97082, 22.20711, 9.43398, 0.837035, 148.8809, 0.777778",
        "DISC, 70, 9.4407, 29.31371, 10.19804, 0.40415, 0.0, 0.897436",
        "STREAK, 18, 4.78731, 18.41421, 13.92839, 0.995784, 157.8863, 0.692308",
        "BLOB, 46, 7.65304, 27.38478, 12.04159, 0.834946, 163.3335, 0.793103" })
    void formIsThatOfScikitImage(String name, double area, double diameter, double perimeter, double feret,
            double eccentricity, double orientation, double solidity) throws Exception {
        Tile mask = mask(switch (name) {
            case "L" -> L;
            case "DISC" -> DISC;
            case "STREAK" -> STREAK;
            default -> BLOB;
        });
        Features f = measure(new Patch(mask, Optional.empty(), mask.region(), mask), 5);
        assertEquals(area, value(f, "area_px"));
        assertEquals(diameter, value(f, "equivalent_diameter_px"), 1e-4);
        assertEquals(perimeter, value(f, "perimeter_px"), 1e-4);
        assertEquals(feret, value(f, "feret_max_px"), 1e-4);
        assertEquals(eccentricity, value(f, "eccentricity"), 1e-5);
        assertEquals(orientation, value(f, "orientation_deg"), 1e-3);
        assertEquals(solidity, value(f, "solidity"), 1e-5);
    }

    @Test
    void smallestFeretDiameterIsTheWidthOfTheNarrowestGap() throws Exception {
        Tile bar = mask("............|.##########.|.##########.|.##########.|............");
        assertEquals(3, value(measure(new Patch(bar, Optional.empty(), bar.region(), bar), 5), "feret_min_px"), 1e-6);
        Tile diagonal = mask("#...|.#..|..#.|...#");
        assertEquals(Math.sqrt(2), value(measure(new Patch(diagonal, Optional.empty(), diagonal.region(), diagonal), 5),
                "feret_min_px"), 1e-6);
    }

    @Test
    void orientationIsAntiClockwiseAsSeen() throws Exception {
        Tile rising = mask("...#|..#.|.#..|#...");
        assertEquals(45, value(measure(new Patch(rising, Optional.empty(), rising.region(), rising), 5),
                "orientation_deg"),
                1e-4);
        Tile upright = mask(".#.|.#.|.#.");
        assertEquals(90, value(measure(new Patch(upright, Optional.empty(), upright.region(), upright), 5),
                "orientation_deg"), 1e-4);
    }

    @Test
    void greyLevelsAreComparedWithTheRingAndTheReference() throws Exception {
        Shape shape = new Shape(30, 30, 1, Shape.Type.U16, 0.25);
        Tile image = Tile.allocate(shape), reference = Tile.allocate(shape), mask = Tile.allocate(Shape.grey(30, 30));
        for (int y = 0; y < 30; y++)
            for (int x = 0; x < 30; x++) {
                boolean inside = x >= 10 && x < 18 && y >= 12 && y < 16;
                boolean next = x >= 9 && x < 19 && y >= 11 && y < 17;
                boolean ring = x >= 6 && x < 22 && y >= 8 && y < 20;
                image.set(x, y, 0, inside ? 1000 : next ? 700 : ring ? 400 : 60000);
                reference.set(x, y, 0, 350);
                mask.set(x, y, 0, inside ? 255 : 0);
            }
        Features f = measure(new Patch(image, Optional.of(reference), new Region(10, 12, 8, 4), mask), 3);
        assertEquals(1000, value(f, "mean"));
        assertEquals(600, value(f, "contrast"));
        assertEquals(650, value(f, "reference_contrast"));
        assertEquals(32 * 0.0625, value(f, "area_um2"), 1e-6);
        assertEquals(1, value(f, "feret_min_um"), 1e-6);
        assertEquals(value(f, "feret_max_px") / 4, value(f, "feret_max_um"), 1e-6);
    }

    @Test
    void whatIsUnknownIsNaN() throws Exception {
        Tile full = mask("###|###|###");
        Features f = measure(new Patch(full, Optional.empty(), full.region(), full), 5);
        assertTrue(Double.isNaN(value(f, "area_um2")));
        assertTrue(Double.isNaN(value(f, "feret_max_um")));
        assertTrue(Double.isNaN(value(f, "contrast")));
        assertTrue(Double.isNaN(value(f, "reference_contrast")));
        assertTrue(Double.isNaN(value(f, "orientation_deg")));
    }

    @Test
    void anEmptyMaskAndRgbAreRefused() {
        Tile empty = Tile.allocate(Shape.grey(5, 5));
        assertThrows(ToolException.class, () -> measure(new Patch(empty, Optional.empty(), empty.region(), empty), 5));
        Tile rgb = Tile.allocate(new Shape(5, 5, 3, Shape.Type.U8, Double.NaN)),
                mask = mask("#####|#####|#####|#####|#####");
        ToolException e = assertThrows(ToolException.class,
                () -> measure(new Patch(rgb, Optional.empty(), mask.region(), mask), 5));
        assertEquals("Put 'Convert to grey' before this step.", e.remedy());
    }
}

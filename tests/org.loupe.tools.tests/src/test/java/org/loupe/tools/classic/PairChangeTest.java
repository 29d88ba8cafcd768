package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Two bright traces, 10 px wide and 14 px apart, with one defect between or on them. */
class PairChangeTest {
    private static final int SIZE = 80;

    private static boolean trace(int x, int y) {
        return y >= 20 && y < 30 || y >= 44 && y < 54;
    }

    private static Tile image(Region defect, boolean bright, int shiftX, int shiftY, Shape.Type type) {
        double level = type == Shape.Type.U8 ? 1 : 200;
        Tile tile = Tile.allocate(new Shape(SIZE, SIZE, 1, type, Double.NaN));
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++) {
                boolean on = defect != null && defect.contains(x, y) ? bright : trace(x - shiftX, y - shiftY);
                tile.set(x, y, 0, level * ((on ? 220 : 20) + (x * 7 + y * 13) % 9));
            }
        return tile;
    }

    private static Features measure(Tile test, Optional<Tile> reference, Region box) throws Exception {
        Tile mask = Tile.allocate(Shape.grey(SIZE, SIZE));
        for (int y = box.y(); y < box.bottom(); y++)
            for (int x = box.x(); x < box.right(); x++)
                mask.set(x, y, 0, 255);
        PairChange tool = new PairChange();
        return Images.apply(tool, tool.defaults(), new Patch(test, reference, box, mask));
    }

    private static double value(Features features, String name) {
        return features.get(0, features.column(name));
    }

    /** What each kind of defect touches; columns: place, bright or not, sign, stretches of the rim, joined objects. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({ "open, 36, 18, 8, 14, false, -1, 2, 2, -1, 1", "short, 36, 29, 8, 16, true, 1, 2, 2, 1, -1",
        "bite, 36, 20, 7, 5, false, -1, 1, 1, 0, 0", "spur, 36, 30, 6, 5, true, 1, 1, 1, 0, 0",
        "pinhole, 36, 23, 4, 4, false, -1, 1, 0, 0, -1", "island, 36, 34, 6, 6, true, 1, 0, 1, -1, 0" })
    void kindsOfDefectsDifferInWhatTheyTouch(String kind, int x, int y, int width, int height, boolean bright, int sign,
            int brightParts, int darkParts, int brightJoined, int darkJoined) throws Exception {
        Region defect = new Region(x, y, width, height);
        for (Shape.Type type : new Shape.Type[] { Shape.Type.U8, Shape.Type.U16 })
            for (int shift = -1; shift <= 1; shift++) {
                Features f = measure(image(defect, bright, 0, 0, type), Optional.of(image(null, false, 2 * shift, shift,
                        type)), defect.grow(4));
                assertEquals(sign, value(f, "change_sign"), kind);
                assertEquals(brightParts, value(f, "rim_bright_parts"), kind);
                assertEquals(darkParts, value(f, "rim_dark_parts"), kind);
                assertEquals(1, value(f, "changes"), kind);
                if (kind.equals("pinhole") || kind.equals("island"))
                    assertEquals(width * height, value(f, "change_area_px"), "the area is exact where no edge is near");
                else
                    assertEquals(brightJoined, value(f, "bright_joined"), kind);
            }
    }

    @Test
    void areaAndAxesAreThoseOfTheChange() throws Exception {
        Region defect = new Region(30, 34, 12, 5);
        Features f = measure(image(defect, true, 0, 0, Shape.Type.U8), Optional.of(image(null, false, 0, 0,
                Shape.Type.U8)), new Region(26, 31, 20, 12));
        assertEquals(60, value(f, "change_area_px"));
        assertEquals(0.25, value(f, "change_share"), 1e-6);
        assertEquals(60, value(f, "added_px"));
        assertEquals(0, value(f, "removed_px"));
        assertEquals(4 * Math.sqrt(12 * 12 / 12.0), value(f, "change_length_px"), 1e-4);
        assertEquals(4 * Math.sqrt(5 * 5 / 12.0), value(f, "change_width_px"), 1e-4);
    }

    @Test
    void withoutChangeThereIsNoneAndWithoutReferenceNothingIsKnown() throws Exception {
        Tile plain = image(null, false, 0, 0, Shape.Type.U8), moved = image(null, false, 1, 1, Shape.Type.U8);
        Features same = measure(plain, Optional.of(moved), new Region(20, 15, 30, 30));
        assertEquals(0, value(same, "change_sign"), "an edge that lies a pixel beside is no change");
        assertEquals(0, value(same, "change_area_px"));
        Features alone = measure(plain, Optional.empty(), new Region(20, 15, 30, 30));
        for (int i = 0; i < alone.names().size(); i++)
            assertTrue(Float.isNaN(alone.get(0, i)), alone.names().get(i));
    }
}

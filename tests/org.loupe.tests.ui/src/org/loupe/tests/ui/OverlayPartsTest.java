package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.Test;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.model.Layout;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Zone;
import org.loupe.store.labels.Contours;
import org.loupe.ui.viewer.HeatMap;
import org.loupe.ui.viewer.Ruler;
import org.loupe.ui.viewer.TagPlaces;
import org.loupe.ui.viewer.ZonePlaces;
import org.loupe.ui.viewer.ZonePlaces.Place;
import org.loupe.ui.viewer.ZonePlaces.Unit;

/** The parts of the overlay that need no window. */
class OverlayPartsTest {

    @Test
    void tagsAvoidEachOtherAndTheEdge() {
        Rectangle area = new Rectangle(0, 0, 300, 200);
        TagPlaces places = new TagPlaces(area);
        List<Rectangle> taken = new ArrayList<>();
        Rectangle box = new Rectangle(100, 80, 100, 40);
        for (int i = 0; i < 4; i++)
            taken.add(places.place(box, 40, 16).orElseThrow());
        assertEquals(Optional.empty(), places.place(box, 40, 16), "there are four places");
        assertEquals(new Rectangle(100, 59, 40, 16), taken.get(0), "above its corner comes first");
        for (Rectangle a : taken)
            for (Rectangle b : taken)
                assertTrue(a == b || !a.intersects(b), a + " and " + b);
        Rectangle low = places.place(new Rectangle(290, 2, 8, 8), 40, 16).orElseThrow();
        assertEquals(new Rectangle(258, 16, 40, 16), low, "below and to the left, where it is inside");
        assertEquals(Optional.empty(), places.place(new Rectangle(-100, -100, 20, 20), 40, 16));
    }

    @Test
    void aContourEnclosesThePixelsOfTheMask() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            int width = 1 + random.nextInt(12), height = 1 + random.nextInt(12), count = 0;
            Tile tile = Tile.allocate(Shape.grey(width, height));
            double density = random.nextDouble();
            for (int i = 0; i < width * height; i++)
                if (random.nextDouble() < density) {
                    tile.set(i % width, i / width, 0, 255);
                    count++;
                }
            double area = 0;
            for (int[] c : Contours.trace(Mask.encode(tile, new Region(0, 0, width, height)), width, height))
                for (int i = 0; i < c.length; i += 2) {
                    int next = (i + 2) % c.length;
                    assertTrue(c[i] == c[next] ^ c[i + 1] == c[next + 1], "it goes along pixels");
                    area += ((double) c[i] * c[next + 1] - (double) c[next] * c[i + 1]) / 2;
                }
            assertEquals(count, area, 1e-9, "holes count against it");
        }
    }

    @Test
    void aRulerMeasuresAndStraightens() {
        Ruler ruler = new Ruler(10, 20, 13, 16);
        assertEquals(5, ruler.length(), 1e-12);
        assertEquals(53.13, ruler.degrees(), 0.01);
        assertEquals(180, new Ruler(5, 0, 0, 0).degrees());
        assertEquals(0, new Ruler(0, 0, 5, 0).degrees());
        Ruler straight = new Ruler(0, 0, 10, 1).straight();
        assertEquals(0, straight.y1(), 1e-12);
        assertEquals(10, straight.x1(), 1e-12);
        Ruler diagonal = new Ruler(0, 0, 10, -8).straight();
        assertEquals(45, diagonal.degrees(), 1e-9);
        assertTrue(ruler.words(Double.NaN).startsWith("5.0 px"), ruler.words(Double.NaN));
        assertTrue(ruler.words(2).contains("10.0 µm"), ruler.words(2));
    }

    @Test
    void zonesLieInEveryUnitAndComeBackFromTheScreen() {
        Layout layout = LoupeFactory.eINSTANCE.createLayout();
        layout.setColumns(3);
        layout.setPitchXum(100);
        layout.setOriginXum(20);
        layout.setOriginYum(-10);
        assertEquals(Optional.empty(), ZonePlaces.of(layout, Double.NaN), "µm need a scale");
        ZonePlaces places = ZonePlaces.of(layout, 0.5).orElseThrow();
        assertEquals(new Unit(0, 0), places.unitAt(-500, 1e6));
        assertEquals(new Unit(1, 0), places.unitAt(240, 3));
        assertEquals(new Unit(2, 0), places.unitAt(1e6, 3));
        Zone zone = LoupeFactory.eINSTANCE.createZone();
        Place place = new Place(250, 30, 40, 8);
        places.set(zone, new Unit(1, 0), place);
        assertEquals(5, zone.getXUm(), 1e-9);
        assertEquals(25, zone.getYUm(), 1e-9);
        assertEquals(20, zone.getWidthUm(), 1e-9);
        assertEquals(place, places.place(zone, new Unit(1, 0)));
        assertEquals(place.move(-200, 0), places.place(zone, new Unit(0, 0)));
        layout.setInPixels(true);
        assertEquals(new Place(25, 15, 20, 4), ZonePlaces.of(layout, Double.NaN).orElseThrow().place(zone,
                new Unit(0, 0)));
        assertEquals(new Place(3, 4, 7, 2), Place.between(9.6, 6.4, 2.6, 3.7), "corners in any order, on whole pixels");
    }

    @Test
    void theHeatMapHidesNothingWhereNothingDiffers() {
        Tile tile = Tile.allocate(new Shape(20, 10, 1, Shape.Type.F32, Double.NaN));
        tile.set(3, 4, 0, -40);
        tile.set(4, 4, 0, 40);
        tile.set(5, 6, 0, 10);
        HeatMap.Picture picture = HeatMap.picture(new Region(100, 50, 20, 10), tile);
        assertEquals(0, picture.data().alphaData[0]);
        int strong = picture.data().alphaData[4 * 20 + 3] & 0xff, weak = picture.data().alphaData[6 * 20 + 5] & 0xff;
        assertTrue(strong > 200 && weak > 0 && weak < strong, strong + " and " + weak);
        assertEquals(40, picture.most(), 1e-9);
        Tile nothing = Tile.allocate(new Shape(4, 4, 1, Shape.Type.F32, Double.NaN));
        for (byte alpha : HeatMap.picture(new Region(0, 0, 4, 4), nothing).data().alphaData)
            assertFalse(alpha != 0);
    }
}

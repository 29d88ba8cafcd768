package org.loupe.exchange.internal.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;

/** Outlines are filled as the label journal says. */
class FillTest {

    @Test
    void pixelsOfPolygonsAreThoseWhoseCentresLieInThem() {
        Random random = new Random(11);
        for (int n = 0; n < 200; n++) {
            float[] xy = new float[6 + 2 * random.nextInt(12)];
            for (int i = 0; i < xy.length; i++)
                xy[i] = n % 3 == 0 ? random.nextInt(30) : n % 3 == 1 ? random.nextInt(60) / 2f
                        : random.nextFloat() * 40 - 5;
            Polygon one = new Polygon(List.of(new Ring(xy)));
            assertEquals(one.mask(), Fill.evenOdd(one.rings()), one.toString());
        }
    }
}

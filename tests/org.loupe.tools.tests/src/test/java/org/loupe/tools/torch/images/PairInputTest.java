package org.loupe.tools.torch.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** How images become what a net is given. */
class PairInputTest {
    private static final Shape GREY = Shape.grey(16, 16);

    private static Tile grey(int step) {
        Tile tile = Tile.allocate(GREY);
        for (int i = 0; i < 256; i++)
            tile.data().put(i, (byte) (i * step));
        return tile;
    }

    /** The same pixels in three channels take the way of colour images. */
    private static Tile coloured(Tile grey) {
        Tile tile = Tile.allocate(GREY.samples(3, Shape.Type.U8));
        for (int i = 0; i < 3 * 256; i++)
            tile.data().put(i, grey.data().get(i / 3));
        return tile;
    }

    @Test
    void greyValuesAreTheSameHoweverTheyAreStored() throws Exception {
        Tile test = grey(1), reference = grey(7);
        Planes planes = new PairInput(false, true, 1).of(new Pair(test, Optional.of(reference), Optional.empty()));
        assertEquals(2, planes.channels());
        for (int i = 0; i < 256; i++) {
            assertEquals((i / 255f - PairInput.MEAN) / PairInput.DEVIATION, planes.values()[i]);
            assertEquals((i * 7 % 256 / 255f - PairInput.MEAN) / PairInput.DEVIATION, planes.values()[256 + i]);
        }
        Pair colours = new Pair(coloured(test), Optional.of(coloured(reference)), Optional.empty());
        PairInput colour = new PairInput(true, true, 1);
        assertArrayEquals(colour.of(colours).values(), colour.of(new Pair(test, Optional.of(reference),
                Optional.empty())).values());
    }
}

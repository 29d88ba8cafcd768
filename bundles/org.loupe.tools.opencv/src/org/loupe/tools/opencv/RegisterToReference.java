package org.loupe.tools.opencv;

import java.util.Arrays;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.References;

/** Lays the reference on the test image by OpenCV. */
public final class RegisterToReference extends org.loupe.tools.base.RegisterToReference {

    @Override
    public Info info() {
        return super.info().rank(10);
    }

    @Override
    public Step<Pair, Pair> open(Params params, Device device) throws ToolException {
        Natives.load();
        Registration registration = new Registration(params.maxShift(), params.maxRotation(), params.maxScale() / 100,
                params.motion().freedom());
        return new Step<>() {
            @Override
            public Pair apply(Pair pair, Run run) throws ToolException {
                return register(pair, params, registration, run);
            }

            @Override
            public void close() {
                registration.close();
            }
        };
    }

    private Pair register(Pair pair, Params params, Registration registration, Run run) throws ToolException {
        Tile test = pair.test(), reference = References.of(info().label(), pair);
        double[] map = find(pair, reference, params, registration, run).map();
        Tile moved = run.tile(reference.shape().size(test.width(), test.height())).at(test.x(), test.y());
        Tile valid = run.tile(Shape.grey(test.width(), test.height())).at(test.x(), test.y());
        Warp.apply(reference, moved, map, rowsAtOnce(test.width()), run);
        cover(reference.shape(), map, valid);
        if (pair.valid().isPresent())
            restrict(valid, pair.valid().get());
        return new Pair(test, Optional.of(moved), Optional.of(valid));
    }

    /** Sets the mask to 255 where the reference covers the test image, else to 0. */
    private static void cover(Shape reference, double[] map, Tile mask) {
        var data = mask.data();
        byte[] line = new byte[mask.width()];
        for (int row = 0; row < mask.height(); row++) {
            int[] columns = covered(reference, map, line.length, row);
            Arrays.fill(line, (byte) 0);
            Arrays.fill(line, columns[0], columns[1], (byte) 255);
            data.put(row * line.length, line);
        }
    }

    /** Clears what is 0 in {@code allowed}, which has the same size. */
    private static void restrict(Tile mask, Tile allowed) {
        var data = mask.data();
        byte[] line = new byte[mask.width()], other = new byte[mask.width()];
        for (int row = 0; row < mask.height(); row++) {
            data.get(row * line.length, line);
            allowed.data().get(row * line.length, other);
            for (int i = 0; i < line.length; i++)
                line[i] &= other[i] == 0 ? 0 : (byte) 255;
            data.put(row * line.length, line);
        }
    }
}

package org.loupe.tools.opencv;

import java.util.Arrays;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.References;
import org.loupe.tools.base.Samples;

/** Gives the reference the light of the test image, on the processor. */
public final class MatchIllumination extends org.loupe.tools.base.MatchIllumination {

    @Override
    public Info info() {
        return super.info().rank(10);
    }

    @Override
    public Step<Pair, Pair> open(Params params, Device device) {
        return (pair, run) -> match(pair, params, run);
    }

    private Pair match(Pair pair, Params params, Run run) throws ToolException {
        check(params, pair.test().shape());
        Tile reference = References.aligned(info().label(), pair);
        Optional<Light> light = light(look(pair.test(), reference, pair.valid(), run), reference.shape(), params, run);
        if (light.isEmpty())
            return pair;
        Tile matched = run.tile(reference.shape()).at(reference.x(), reference.y());
        apply(light.get(), reference, matched, run);
        return new Pair(pair.test(), Optional.of(matched), pair.valid());
    }

    private static Seen look(Tile test, Tile reference, Optional<Tile> valid, Run run) {
        Squares squares = Squares.of(test.shape());
        Seen seen = Seen.none(squares);
        int width = test.width(), side = squares.side();
        float[][] referenceLines = new float[3 * side][width], testLines = new float[side][width];
        byte[] validLine = new byte[width];
        Arrays.fill(validLine, (byte) 255);
        for (int row = 0, at = 0; row < squares.down(); row++) {
            run.checkCancelled();
            int top = squares.begin(row);
            for (int i = 0; i < referenceLines.length; i++)
                Samples.read(reference, top - side + i, referenceLines[i]);
            for (int i = 0; i < side; i++)
                Samples.read(test, top + i, testLines[i]);
            if (valid.isPresent())
                valid.get().data().get((top + side / 2) * width, validLine);
            for (int column = 0; column < squares.across(); column++, at++) {
                int left = squares.begin(column);
                seen.range()[at] = range(referenceLines, left - side, 3 * side);
                seen.reference()[at] = validLine[left] == 0 || validLine[left + side - 1] == 0 ? Float.NaN
                        : mean(referenceLines, side, left, side);
                seen.test()[at] = mean(testLines, 0, left, side);
            }
        }
        return seen;
    }

    /** The darkest and brightest of nine squares' means apart. */
    private static float range(float[][] lines, int left, int side) {
        float low = Float.POSITIVE_INFINITY, high = 0;
        int third = side / 3;
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 3; column++) {
                float mean = mean(lines, row * third, left + column * third, third);
                low = Math.min(low, mean);
                high = Math.max(high, mean);
            }
        return high - low;
    }

    private static float mean(float[][] lines, int top, int left, int side) {
        float sum = 0;
        for (int row = top; row < top + side; row++)
            for (int column = left; column < left + side; column++)
                sum += lines[row][column];
        return sum / (side * side);
    }

    private static void apply(Light light, Tile in, Tile out, Run run) {
        int width = in.width(), height = in.height(), full = full(in.shape().type());
        float[] line = new float[width];
        byte[] bytes = new byte[width];
        var data = out.data();
        var shorts = data.asShortBuffer();
        for (int row = 0; row < height; row++) {
            if (row % 64 == 0)
                run.checkCancelled();
            Samples.read(in, row, line);
            double y = row * 2.0 / height - 1;
            for (int left = 0; left < width; left += COLUMNS_AT_ONCE) {
                int right = Math.min(width, left + COLUMNS_AT_ONCE);
                double x0 = left * 2.0 / width - 1, x1 = right * 2.0 / width - 1;
                float gain = (float) light.gain(x0, y), offset = (float) (full * light.offset(x0, y));
                float gainStep = ((float) light.gain(x1, y) - gain) / (right - left);
                float offsetStep = ((float) (full * light.offset(x1, y)) - offset) / (right - left);
                for (int i = left; i < right; i++) {
                    int value = (int) (gain * line[i] + offset + 0.5f);
                    line[i] = value < 0 ? 0 : Math.min(full, value);
                    gain += gainStep;
                    offset += offsetStep;
                }
            }
            if (full == 255) {
                for (int i = 0; i < width; i++)
                    bytes[i] = (byte) (int) line[i];
                data.put(row * width, bytes);
            } else
                for (int i = 0; i < width; i++)
                    shorts.put(row * width + i, (short) (int) line[i]);
        }
    }
}

package org.loupe.tools.torch.net;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tensor that belongs to a net.
 *
 * @param name    as PyTorch names it: {@code layer4.1.conv2.weight}
 * @param learned whether training changes it by its gradient; the others are kept along (running means, a count)
 * @param shape   lengths of its axes; none for a single number
 */
public record Parameter(String name, boolean learned, int... shape) {

    /** One that is learned. */
    public static Parameter learned(String name, int... shape) {
        return new Parameter(name, true, shape);
    }

    /** One that is kept along. */
    public static Parameter kept(String name, int... shape) {
        return new Parameter(name, false, shape);
    }

    /** The same under the node's name. */
    Parameter of(String node) {
        return new Parameter(node + "." + name, learned, shape);
    }

    /** Its numbers. */
    public long size() {
        return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }

    /** A shape for people: {@code 64 × 3 × 7 × 7}. */
    public static String text(long... shape) {
        return shape.length == 0 ? "a single number"
                : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" × "));
    }

    /** Its shape for people. */
    public String text() {
        return text(Arrays.stream(shape).asLongStream().toArray());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Parameter p && name.equals(p.name) && learned == p.learned && Arrays.equals(shape, p.shape);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(shape);
    }
}

package org.loupe.tools.torch.images;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * The windows through which a net sees the images that it learns from: an epoch has as many as cover all images once,
 * each at a random place, every other one around something that is to be learned if there is any. For any thread.
 */
public final class Windows {
    private final List<Pair> images;
    private final PairInput input;
    private final int size;
    private final Alterations alterations;
    private final List<Integer> image = new ArrayList<>();

    /** What a window shows. */
    public record Seen(int image, Window window, Planes planes, int height, int width) {

        /** Whether a pixel of the window lies in the image. */
        public boolean inside(int u, int v) {
            int row = window.row(u, v), column = window.column(u, v);
            return row >= 0 && row < height && column >= 0 && column < width;
        }
    }

    /**
     * Windows over images.
     *
     * @param size   px of the net's input along each side
     * @param shapes of the images, in px of themselves
     */
    Windows(List<Pair> images, List<Shape> shapes, PairInput input, int size, Alterations alterations) {
        this.images = images;
        this.input = input;
        this.size = size;
        this.alterations = alterations;
        for (int i = 0; i < shapes.size(); i++) {
            int across = parts(shapes.get(i).width()), down = parts(shapes.get(i).height());
            for (int n = 0; n < across * down; n++)
                image.add(i);
        }
    }

    private int parts(int length) {
        return Math.max(1, (int) Math.ceil((double) (length / input.reduction()) / size));
    }

    /** Px of a window's side. */
    public int size() {
        return size;
    }

    /** How many an epoch has. */
    public int count() {
        return image.size();
    }

    /** The image that a window is cut from. */
    public int image(int number) {
        return image.get(number);
    }

    /**
     * Cuts one.
     *
     * @param wanted {@code {x, y}} places of the image, in px of the net's input, around which windows are wanted
     */
    public Seen cut(int number, List<int[]> wanted, RandomGenerator random) throws ToolException {
        int of = image.get(number);
        Planes planes = input.of(images.get(of));
        int x, y;
        if (!wanted.isEmpty() && random.nextBoolean()) {
            int[] place = wanted.get(random.nextInt(wanted.size()));
            x = clamped(place[0] - random.nextInt(size), planes.width());
            y = clamped(place[1] - random.nextInt(size), planes.height());
        } else {
            x = random.nextInt(Math.max(1, planes.width() - size + 1));
            y = random.nextInt(Math.max(1, planes.height() - size + 1));
        }
        Window window = new Window(x, y, size, alterations.turn(random));
        Planes cut = planes.cut(window);
        alterations.apply(cut, random);
        return new Seen(of, window, cut, planes.height(), planes.width());
    }

    private int clamped(int start, int length) {
        return Math.max(0, Math.min(start, length - size));
    }
}

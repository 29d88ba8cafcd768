package org.loupe.tools.torch.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Optimisation;

/**
 * What a net sees of the images that it learns from; the parameters that trainers of nets on images share.
 *
 * @param reference   whether the net also sees the reference
 * @param reduction   px of the image that become one
 * @param window      px of the windows, after the reduction
 * @param alterations of the windows
 */
public record Lesson(
        @Param(label = "Use the reference", help = "Shows the net the golden image beside the test image, where there is"
                + " one. What is the same in both is then easy to tell from a defect.") boolean reference,
        @Param(label = "Reduction", unit = "px", min = 1, max = 32, help = "So many px along each side become one. Raise it"
                + " if the smallest defect is larger than 16 px; learning and running become as many times faster,"
                + " squared.") int reduction,
        @Param(label = "Window", unit = "px", min = 32, max = 4096, help = "Side of the pieces of images that are learned"
                + " from, after the reduction. The largest object should fit twice; larger needs more memory.")
        int window,
        Alterations alterations) {
    /** What suits most images. */
    public static final Lesson DEFAULT = new Lesson(true, 1, 256, Alterations.DEFAULT);

    /** With another window. */
    public Lesson withWindow(int px) {
        return new Lesson(reference, reduction, px, alterations);
    }

    /** The same without altering images at random. */
    public Lesson plain() {
        return new Lesson(reference, reduction, window, Alterations.NONE);
    }

    /** What the net will be given: as suits all examples. @throws ToolException if an example does not suit */
    public PairInput input(Examples<Pair, ?> examples) throws ToolException {
        if (examples.size() == 0)
            throw new ToolException("There is no image to learn from.", "Label images first.");
        boolean golden = reference, colour = false;
        for (Pair pair : examples.inputs()) {
            PairInput.check(pair.test().shape());
            colour |= pair.test().shape().channels() >= 3;
            golden &= pair.reference().isPresent();
        }
        return new PairInput(colour, golden, reduction);
    }

    /**
     * Windows over examples, no larger than the largest image needs.
     *
     * @param step that a window's side is a multiple of
     */
    public Windows windows(Examples<Pair, ?> examples, PairInput input, int step) {
        List<Shape> shapes = new ArrayList<>();
        int longest = 0;
        for (Pair pair : examples.inputs()) {
            shapes.add(pair.test().shape());
            longest = Math.max(longest, Math.max(pair.test().width(), pair.test().height()) / reduction);
        }
        int size = side(Math.min(window, longest), step);
        return new Windows(examples.inputs(), shapes, input, size, alterations);
    }

    private static int side(int length, int step) {
        return Math.max(2, (length + step - 1) / step) * step; // a single place has no variance to normalise by
    }

    /** Px of a window's side at most. @param step that it is a multiple of */
    public int side(int step) {
        return side(window, step);
    }

    /** About the bytes that learning a net from such windows takes. */
    public long memory(Net net, int step, Optimisation how) {
        return LearningNet.memory(net, side(step), how.batchSize());
    }

    /** The same with windows of half the side; empty if they would be too small. */
    public Optional<Lesson> lighter() {
        return window >= 128 ? Optional.of(withWindow(window / 2)) : Optional.empty();
    }
}

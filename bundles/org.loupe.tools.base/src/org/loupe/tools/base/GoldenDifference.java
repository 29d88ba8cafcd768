package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Comparison.Disc;
import org.loupe.tools.base.Comparison.Piece;

/**
 * What differs between a test image and its reference that lies on it, though edges jitter, lines are etched wider or
 * narrower, and drilled holes are off their place.
 *
 * <ol>
 * <li>Both images are smoothed a little. If lines are wider or narrower all over the image, the reference's are made so
 * too, by a share of its dilation or erosion that least squares give.</li>
 * <li>A pixel differs if it does so by the contrast, and near edges by a share of the local range of grey levels.</li>
 * <li>It is evidence if its grey level is nowhere in the other image within the tolerance, or if a disc of the given
 * thickness around it differs all over.</li>
 * <li>Evidence grows into what differs around it, but not along thin edges. Each piece is weighed by the evidence that
 * is left once the reference is shifted to fit there ({@link LocalFit}).</li>
 * <li>Pieces of one polarity that lie near each other are joined; small ones, weak ones and dirt on the reference
 * ({@link ReferenceDirt}) are dropped.</li>
 * </ol>
 *
 * <p>The score is e / (e + 30), where e is the number of pixels of evidence: each counts once for the tolerance and
 * once for the thickness. The box is padded, the mask is not: it holds the pixels that differ. Both images have one
 * channel of 8 or 16 bits, the same type and the same size. The same bits on every machine.
 */
public abstract class GoldenDifference implements Detector<GoldenDifference.Params> {
    private static final int LARGEST_IN_TILES = 64;
    private static final int REACH = 8;
    private static final int WEAKEST_PIECE = 4;
    private static final double EVIDENCE_OF_HALF = 30;

    /**
     * @param contrast      grey levels
     * @param edgeShare     percent of the local range of grey levels
     * @param tolerance     px
     * @param thickness     px
     * @param localShift    px
     * @param lineWidth     px per edge
     * @param smallestArea  pixels of the smallest defect
     * @param leastScore    0..1
     * @param joinDistance  px
     * @param padding       px
     * @param referenceDirt pixels of the largest speck of dirt on the reference
     * @param smoothing     standard deviation in px
     * @param margin        px
     */
    public record Params(
            @Param(label = "Contrast", unit = "grey levels", min = 1, max = 65535, step = 1,
                    help = "How much a defect differs from the reference at least. About five times the noise is a good"
                            + " start.") double contrast,
            @Param(label = "Contrast at edges", unit = "%", min = 0, max = 90, step = 1, advanced = true,
                    help = "Near an edge a pixel has to differ by this share of the edge's height, too. Raise it if"
                            + " blurred edges are reported.") double edgeShare,
            @Param(label = "Edge tolerance", unit = "px", min = 0, max = 15, step = 0.5,
                    help = "By how much edges may lie elsewhere. Raise it if edges are reported; flatter notches and"
                            + " bumps are then missed.") double tolerance,
            @Param(label = "Thickness", unit = "px", min = 1, max = 31, step = 0.5,
                    help = "A difference this thick counts even within the edge tolerance. Keep it above the jitter of"
                            + " edges.") double thickness,
            @Param(label = "Local shift", unit = "px", min = 0, max = 8, step = 1,
                    help = "By how much a single structure, such as a drilled hole, may be off its place. 0 reports"
                            + " it.") int localShift,
            @Param(label = "Line width drift", unit = "px", min = 0, max = 5, step = 0.5,
                    help = "By how much all lines may be wider or narrower than the reference's, on each side. 0 takes"
                            + " the reference as it is, and lets large images be compared tile by"
                            + " tile.") double lineWidth,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Defects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea,
            @Param(label = "Lowest score", min = 0, max = 1, step = 0.05,
                    help = "Defects with a lower score are left out. Raise it against overkill, lower it against"
                            + " escapes; 0.5 is 30 pixels of evidence.") double leastScore,
            @Param(label = "Join distance", unit = "px", min = 0, max = 100, step = 1,
                    help = "Differences that lie this near to each other are one defect, if both are dark or both"
                            + " bright.") double joinDistance,
            @Param(label = "Padding", unit = "px", min = 0, max = 100, step = 1,
                    help = "How far boxes reach beyond the differing pixels. The mask does not change.") int padding,
            @Param(label = "Dirt on the reference", unit = "px²", min = 0, max = 10000, step = 10,
                    help = "Specks and bumps up to this size that only the reference shows are taken for dirt on it and"
                            + " not reported. 0 reports them, as missing small features.") int referenceDirt,
            @Param(label = "Smoothing", unit = "px", min = 0, max = 3, step = 0.1, advanced = true,
                    help = "Standard deviation of the bell that smooths both images first; 0 does not. Raise it against"
                            + " noise.") double smoothing,
            @Param(label = "Margin", unit = "px", min = 0, max = 100, step = 1, advanced = true,
                    help = "Strip along the image's and the reference's edge in which nothing is evidence, as edges may"
                            + " have entered or left the image there.") int margin) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.golden-difference", "Golden difference", "Finds what is darker or brighter than the"
                + " reference, beyond what jitter of edges, line width drift and displaced holes explain. Register and"
                + " match the illumination first, unless the images lie alike already.")
                .reference("Edge tolerance by comparison with the range of grey levels around a pixel: J. Serra, Image"
                        + " Analysis and Mathematical Morphology, 1982; hysteresis: J. Canny, PAMI 8 (1986)");
    }

    @Override
    public Params defaults() {
        return new Params(40, 32, 3, 4, 4, 2, 12, 0.35, 7, 10, 150, 0.7, 3);
    }

    @Override
    public int halo(Params params) {
        return LARGEST_IN_TILES + LocalFit.halo(params.localShift(), LARGEST_IN_TILES) + (int) Math.ceil(
                params.joinDistance() + params.tolerance() + params.thickness()) + radius(params) + params.margin()
                + params.padding();
    }

    @Override
    public boolean global(Params params) {
        return params.lineWidth() > 0;
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public List<String> classes(Params params) {
        return List.of("dark", "bright");
    }

    /** Radius of the smoothing's kernel; the tails beyond two sigma are left out. */
    protected static int radius(Params params) {
        return params.smoothing() < 0.2 ? 0 : (int) Math.max(1, Math.round(2 * params.smoothing()));
    }

    /** Share of the local range of grey levels by which a pixel differs. */
    protected static double share(Params params) {
        return params.edgeShare() / 100;
    }

    /** The pixels within which an edge may lie elsewhere. */
    protected static Disc tolerance(Params params) {
        return Disc.of(params.tolerance());
    }

    /** The pixels that a thick difference covers. */
    protected static Disc thick(Params params) {
        return Disc.of(params.thickness() / 2);
    }

    /** What weighs pieces; for one thread. */
    protected static LocalFit localFit(Params params) {
        return new LocalFit(params.localShift(), Math.max(0, params.tolerance() - 1),
                Math.max(1, params.thickness() - 1), params.contrast(), share(params), params.margin());
    }

    /** Steps 4 and 5: the defects of images whose evidence is flagged. */
    protected final Detections judge(Comparison images, LocalFit localFit, Params params, Run run) {
        List<Piece> strong = new ArrayList<>();
        for (Piece piece : images.pieces(REACH)) {
            if (piece.area() < WEAKEST_PIECE)
                continue;
            localFit.weigh(images, piece, run);
            if (piece.evidence >= WEAKEST_PIECE)
                strong.add(piece);
        }
        return report(images, Joining.join(strong, images, params.joinDistance(), run), params);
    }

    /** Nothing near the image's edge, nor near what is not valid, is evidence. */
    protected static void dismissAtEdges(Comparison images, Optional<Tile> valid, int margin) {
        int width = images.width, height = images.height;
        var data = valid.map(Tile::data).orElse(null);
        for (int k = 0; k < images.count; k++) {
            int i = images.places[k], x = i % width, y = i / width;
            boolean inside = x >= margin && y >= margin && x < width - margin && y < height - margin;
            if (inside && data != null && images.isEvidence(i))
                for (int corner = 0; corner < 4; corner++)
                    inside &= data.get(i + (corner < 2 ? -margin : margin) * width
                            + (corner % 2 == 0 ? -margin : margin)) != 0;
            if (!inside)
                images.dismiss(i);
        }
    }

    private Detections report(Comparison images, List<Piece> pieces, Params params) {
        Detections.Builder found = new Detections.Builder(classes(params));
        for (Piece piece : pieces) {
            double score = piece.evidence / (piece.evidence + EVIDENCE_OF_HALF);
            if (piece.area() < params.smallestArea() || score < params.leastScore()
                    || piece.area() <= params.referenceDirt() && ReferenceDirt.is(images, piece, params.contrast()))
                continue;
            int left = Math.max(0, piece.left - params.padding()), top = Math.max(0, piece.top - params.padding());
            int right = Math.min(images.width, piece.right + params.padding());
            int bottom = Math.min(images.height, piece.bottom + params.padding());
            found.add(left, top, right - left, bottom - top, score, piece.polarity == Comparison.DARK ? 0 : 1,
                    runs(piece.places, images.width, left, top, right - left, bottom - top));
        }
        return found.build();
    }

    /** Run lengths of pixels in a box, as {@link org.loupe.api.Mask} has them. */
    private static int[] runs(int[] places, int imageWidth, int left, int top, int width, int height) {
        int[] inBox = new int[places.length];
        for (int i = 0; i < places.length; i++)
            inBox[i] = (places[i] / imageWidth - top) * width + places[i] % imageWidth - left;
        Arrays.sort(inBox);
        int[] runs = new int[2 * inBox.length + 1];
        int n = 0, at = 0;
        for (int i = 0; i < inBox.length;) {
            int first = inBox[i], length = 1;
            while (i + length < inBox.length && inBox[i + length] == first + length)
                length++;
            runs[n++] = first - at;
            runs[n++] = length;
            at = first + length;
            i += length;
        }
        if (at < width * height)
            runs[n++] = width * height - at;
        return Arrays.copyOf(runs, n);
    }
}

package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.onnx.OnnxGraph;
import org.loupe.tools.torch.onnx.OnnxGraph.Type;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * A {@link FasterRcnn} as one ONNX graph, from an image to its objects: what {@link Anchors}, {@link Proposals},
 * {@link RoiAlign}, {@link BoxCoding} and {@link Boxes} do is done by ONNX's operators. It takes one image at a time,
 * since each has as many regions as it has; height and width are free, multiples of {@link FasterRcnn#STEP}.
 */
final class FasterRcnnOnnx {
    /** What the graph gives, in this order: objects, then the regions with the share of background and each class. */
    static final List<String> OUTPUTS = List.of("boxes", "labels", "scores", "regions", "region_scores");

    private final FasterRcnn nets;
    private final int classes;
    private final NamedTensors weights;
    private final OnnxGraph graph = new OnnxGraph();
    private final String height, width, frame;

    private FasterRcnnOnnx(FasterRcnn nets, int classes, NamedTensors weights) {
        this.nets = nets;
        this.classes = classes;
        this.weights = weights;
        graph.input(Net.INPUT, Type.FLOAT, 1, nets.pyramid().channels(), "height", "width");
        height = graph.add("Shape", "image height", List.of(Net.INPUT), Map.of("start", 2, "end", 3));
        width = graph.add("Shape", "image width", List.of(Net.INPUT), Map.of("start", 3, "end", 4));
        graph.add("Concat", "frame size", List.of(width, height, width, height), Map.of("axis", 0));
        frame = graph.add("Cast", "frame", List.of("frame size"), Map.of("to", 1));
    }

    /** Puts it together. @param smallest anchor, see {@link Anchors} @throws ToolException if weights cannot be read */
    static OnnxGraph of(FasterRcnn nets, int classes, int smallest, NamedTensors weights) throws ToolException {
        FasterRcnnOnnx making = new FasterRcnnOnnx(nets, classes, weights);
        making.graph.add(nets.pyramid(), Net.INPUT, "", FasterRcnn.LEVELS, weights);
        making.objects(making.order(making.regions(smallest)));
        return making.graph;
    }

    // ---------------------------------------------------------------- first stage

    /** As {@link Proposals#regions}. @return rows of boxes */
    private String regions(int smallest) throws ToolException {
        List<String> boxes = new ArrayList<>(), sure = new ArrayList<>();
        for (int level = 0; level < FasterRcnn.LEVELS.size(); level++) {
            String at = "level " + level + " ", map = FasterRcnn.LEVELS.get(level);
            graph.add(nets.proposals(), map, at, List.of(FasterRcnn.OBJECTNESS, FasterRcnn.SHIFT), weights);
            String objectness = rows(at + FasterRcnn.OBJECTNESS, -1), shift = rows(at + FasterRcnn.SHIFT, 4);
            String all = graph.add("Shape", at + "anchor count", objectness);
            String most = graph.add("Min", at + "looked at", all, graph.whole("most regions",
                    FasterRcnnPass.MOST_REGIONS));
            List<String> best = graph.add("TopK", List.of(at + "best", at + "best rows"), List.of(objectness, most),
                    Map.of("axis", 0));
            String decoded = decode(at + "decoded", BoxCoding.PROPOSALS, gather(at + "best shift", shift, best.get(1)),
                    gather(at + "best anchors", anchors(at, map, smallest << level), best.get(1)));
            String large = where(at + "large", large(at, decoded, Proposals.SMALLEST));
            String box = gather(at + "boxes", decoded, large), score = gather(at + "scores", best.get(0), large);
            String kept = column(at + "kept", suppress(at + "suppressed", graph.add("Unsqueeze", at + "one batch",
                    box, graph.whole("0", 0)), graph.add("Unsqueeze", at + "one class", score, graph.whole("0 1", 0, 1)),
                    FasterRcnnPass.MOST_REGIONS, Proposals.OVERLAP, null), 2);
            boxes.add(gather(at + "kept boxes", box, kept));
            sure.add(gather(at + "kept scores", score, kept));
        }
        String all = graph.add("Concat", "all proposals", boxes, Map.of("axis", 0));
        return gather("proposals", all, best("proposal", graph.add("Concat", "all objectness", sure,
                Map.of("axis", 0)), FasterRcnnPass.MOST_REGIONS));
    }

    /** The values of a map, those of a place behind one another. @param values in a row; -1 for one, without an axis */
    private String rows(String map, int values) {
        String turned = graph.add("Transpose", map + " places", List.of(map), Map.of("perm", new int[] { 0, 2, 3, 1 }));
        return graph.add("Reshape", map + " rows", turned, values < 0 ? graph.whole("row", -1)
                : graph.whole("rows of " + values, -1, values));
    }

    /** As {@link Anchors}. */
    private String anchors(String at, String map, int side) {
        String down = grid(at + "rows", map, 2, height, new float[] { 0, 1, 0, 1 }, 1, -1);
        String across = grid(at + "columns", map, 3, width, new float[] { 1, 0, 1, 0 }, -1, 1);
        float[] boxes = new float[4 * FasterRcnn.ANCHORS];
        Anchors one = Anchors.of(new int[][] { { 1, 1 } }, 1, 1, side); // around the place 0, 0
        System.arraycopy(one.boxes(), 0, boxes, 0, boxes.length);
        String places = graph.add("Add", at + "places", down, across);
        String all = graph.add("Add", at + "anchor grid", places, graph.constant(at + "anchor",
                new long[] { 1, 1, FasterRcnn.ANCHORS, 4 }, boxes));
        return graph.add("Reshape", at + "anchors", all, graph.whole("rows of 4", -1, 4));
    }

    /** Px of the image at which rows or columns of a map lie, as an addition to edges. */
    private String grid(String name, String map, int axis, String length, float[] edges, int across, int down) {
        String count = graph.add("Shape", name + " count", List.of(map), Map.of("start", axis, "end", axis + 1));
        String stride = graph.add("Div", name + " stride", length, count);
        String range = graph.add("Range", name + " numbers", graph.scalar("from 0", 0), graph.add("Squeeze",
                name + " last", count, graph.whole("0", 0)), graph.scalar("by 1", 1));
        String px = graph.add("Cast", name + " px", List.of(graph.add("Mul", name + " starts", range, stride)),
                Map.of("to", 1));
        String laid = graph.add("Reshape", name + " laid out", px, graph.whole(name + " axes", down, across, 1, 1));
        return graph.add("Mul", name, laid, graph.constant(name + " edges", new long[] { 4 }, edges));
    }

    // ---------------------------------------------------------------- boxes

    /** As {@link BoxCoding#decode}, and cut off at the frame. @param from boxes, the last axis being their edges */
    private String decode(String name, BoxCoding coding, String code, String from) {
        String halves = graph.whole("halves", 2, 2);
        Map<String, Object> last = Map.of("axis", -1);
        List<String> edges = graph.add("Split", List.of(name + " first", name + " second"), List.of(from, halves), last);
        List<String> parts = graph.add("Split", List.of(name + " way", name + " growth"), List.of(code, halves), last);
        String half = graph.constant("0.5", new long[] { 1 }, 0.5f);
        String size = graph.add("Sub", name + " size", edges.get(1), edges.get(0));
        String centre = graph.add("Add", name + " centre", edges.get(0), graph.add("Mul", name + " half size", size,
                half));
        String way = graph.add("Mul", name + " px", graph.add("Div", name + " widths", parts.get(0), number(
                coding.place())), size);
        String moved = graph.add("Add", name + " moved", way, centre);
        String grown = graph.add("Min", name + " logarithm", graph.add("Div", name + " times", parts.get(1), number(
                coding.size())), number(BoxCoding.LARGEST));
        String reach = graph.add("Mul", name + " reach", graph.add("Mul", name + " new size", graph.add("Exp", name
                + " factor", grown), size), half);
        String whole = graph.add("Concat", name + " whole", List.of(graph.add("Sub", name + " from", moved, reach),
                graph.add("Add", name + " to", moved, reach)), last);
        return graph.add("Min", name, graph.add("Max", name + " above 0", whole, number(0)), frame);
    }

    private String number(float value) {
        return graph.constant(Float.toString(value), new long[] { 1 }, value);
    }

    /** Whether both sides of boxes are at least so long. */
    private String large(String at, String boxes, float side) {
        List<String> edges = graph.add("Split", List.of(at + "low edges", at + "high edges"), List.of(boxes,
                graph.whole("halves", 2, 2)), Map.of("axis", -1));
        String shorter = graph.add("ReduceMin", at + "shorter side", List.of(graph.add("Sub", at + "sides",
                edges.get(1), edges.get(0))), Map.of("axes", new int[] { -1 }, "keepdims", 0));
        return graph.add("GreaterOrEqual", at + "is large", shorter, number(side));
    }

    /** Numbers of the rows that are true. */
    private String where(String name, String truth) {
        return graph.add("Squeeze", name, graph.add("NonZero", name + " places", truth), graph.whole("0", 0));
    }

    private String gather(String name, String rows, String numbers) {
        return graph.add("Gather", name, List.of(rows, numbers), Map.of("axis", 0));
    }

    /**
     * As {@link Boxes#suppress} for each batch on its own.
     *
     * @param boxes  {@code batch × rows × 4}
     * @param scores {@code batch × 1 × rows}
     * @param least  what scores must be above; {@code null} for none
     * @return rows of numbers: batch, 0, row
     */
    private String suppress(String name, String boxes, String scores, int most, float overlap, Float least) {
        List<String> inputs = new ArrayList<>(List.of(boxes, scores, graph.whole(name + " most", most), number(overlap)));
        if (least != null)
            inputs.add(number(least));
        return graph.add("NonMaxSuppression", name, inputs, Map.of());
    }

    private String column(String name, String rows, int column) {
        return graph.add("Gather", name, List.of(rows, graph.scalar("column " + column, column)),
                Map.of("axis", 1));
    }

    /** Numbers of the highest scores. */
    private String best(String name, String scores, int most) {
        String count = graph.add("Min", name + " most", graph.add("Shape", name + " count", scores),
                graph.whole("up to " + most, most));
        return graph.add("TopK", List.of(name + " highest", name + " numbers"), List.of(scores, count),
                Map.of("axis", 0)).get(1);
    }

    // ---------------------------------------------------------------- second stage

    /** Regions with what they show. */
    private record Shown(String regions, String values) {
    }

    /** As {@link RoiAlign}, the regions ordered by the level that they are read from. */
    private Shown order(String regions) {
        List<String> edges = graph.add("Split", List.of("region low", "region high"), List.of(regions, graph.whole(
                "halves", 2, 2)), Map.of("axis", -1));
        String area = graph.add("ReduceProd", "region area", List.of(graph.add("Sub", "region sides", edges.get(1),
                edges.get(0))), Map.of("axes", new int[] { -1 }, "keepdims", 0));
        String side = graph.add("Log", "region logarithm", graph.add("Div", "region share", graph.add("Sqrt",
                "region side", area), number((float) RoiAlign.CANONICAL_SIDE)));
        String halvings = graph.add("Div", "region halvings", side, number((float) Math.log(2)));
        int finest = Integer.numberOfTrailingZeros(FasterRcnn.STRIDE);
        String level = graph.add("Floor", "region level", graph.add("Add", "region height", halvings,
                number(RoiAlign.CANONICAL_LEVEL - finest + 1e-6f)));
        List<String> ordered = new ArrayList<>(), values = new ArrayList<>();
        int levels = RoiAlign.LEVELS;
        String inside = graph.add("Min", "region level inside", graph.add("Max", "region level from 0", level,
                number(0)), number(levels - 1));
        for (int i = 0; i < levels; i++) {
            String at = "pooled " + i + " ";
            String rows = where(at + "rows", graph.add("Equal", at + "level", inside, number(i)));
            String boxes = gather(at + "regions", regions, rows);
            String image = graph.add("Mul", at + "image", rows, graph.whole("0", 0));
            values.add(graph.add("RoiAlign", at + "values", List.of(FasterRcnn.LEVELS.get(i), boxes, image),
                    Map.of("mode", "avg", "output_height", FasterRcnn.POOLED, "output_width", FasterRcnn.POOLED,
                            "sampling_ratio", RoiAlign.SAMPLES, "spatial_scale", 1f / (FasterRcnn.STRIDE << i),
                            "coordinate_transformation_mode", "output_half_pixel")));
            ordered.add(boxes);
        }
        return new Shown(graph.add("Concat", OUTPUTS.get(3), ordered, Map.of("axis", 0)),
                graph.add("Concat", "pooled", values, Map.of("axis", 0)));
    }

    /** What the head says of regions, and the objects that are left. */
    private void objects(Shown shown) throws ToolException {
        graph.add(nets.head(), shown.values(), "", List.of(FasterRcnn.SCORE, FasterRcnn.BOX), weights);
        String sure = graph.add("Softmax", OUTPUTS.get(4), List.of(FasterRcnn.SCORE), Map.of("axis", 1));
        String codes = graph.add("Reshape", "object codes", FasterRcnn.BOX, graph.whole("by class", -1, classes + 1, 4));
        String own = graph.add("Slice", "class codes", codes, graph.whole("1", 1), graph.whole("behind", classes + 1),
                graph.whole("1", 1));
        String decoded = decode("objects", BoxCoding.OBJECTS, own, graph.add("Unsqueeze", "region rows",
                shown.regions(), graph.whole("1", 1)));
        String boxes = graph.add("Transpose", "boxes by class", List.of(decoded), Map.of("perm", new int[] { 1, 0, 2 }));
        String told = graph.add("Transpose", "scores by class", List.of(graph.add("Slice", "class scores", sure,
                graph.whole("1", 1), graph.whole("behind", classes + 1), graph.whole("1", 1))),
                Map.of("perm", new int[] { 1, 0 }));
        String scores = graph.add("Where", "scores of large", large("object ", boxes, FasterRcnnPass.SMALLEST), told,
                number(-1));
        String kept = suppress("objects left", boxes, graph.add("Unsqueeze", "scores in batches", scores,
                graph.whole("1", 1)), FasterRcnnPass.MOST, FasterRcnnPass.OVERLAP, FasterRcnnPass.LEAST);
        String places = graph.add("Gather", "object places", List.of(kept, graph.whole("0 2", 0, 2)), Map.of("axis", 1));
        String surest = graph.add("GatherND", "object scores", scores, places);
        String rows = best("object", surest, FasterRcnnPass.MOST);
        gather(OUTPUTS.get(0), graph.add("GatherND", "object boxes", boxes, places), rows);
        gather(OUTPUTS.get(1), column("object classes", places, 0), rows);
        gather(OUTPUTS.get(2), surest, rows);
        graph.output(OUTPUTS.get(0), Type.FLOAT, "objects", 4);
        graph.output(OUTPUTS.get(1), Type.INT, "objects");
        graph.output(OUTPUTS.get(2), Type.FLOAT, "objects");
        graph.output(OUTPUTS.get(3), Type.FLOAT, "regions", 4);
        graph.output(OUTPUTS.get(4), Type.FLOAT, "regions", classes + 1);
    }
}

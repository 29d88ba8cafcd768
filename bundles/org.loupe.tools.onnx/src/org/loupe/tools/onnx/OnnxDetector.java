package org.loupe.tools.onnx;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/** Finds objects by a detector that an ONNX file holds. */
public final class OnnxDetector implements Detector<OnnxDetector.Params>, OnnxRunner {
    private static final String CENTER_NET = "loupe.center-net";
    private static final String FASTER_RCNN = "loupe.faster-rcnn";

    /** What the four numbers of a box are. */
    public enum Box {
        /** Left, top, right, bottom edge. */
        XYXY,
        /** Left, top edge, width, height. */
        XYWH,
        /** Centre, width, height. */
        CXCYWH
    }

    /** What stands behind the box where one output holds all. */
    public enum Row {
        /** A score for each class. */
        SCORES,
        /** A score that there is an object, and one for each class. */
        OBJECT_SCORES,
        /** One score, and the number of the class. */
        SCORE_LABEL
    }

    /**
     * @param model      the file
     * @param input      what the net wants to be given
     * @param classes    names, with commas
     * @param box        what the numbers of a box are
     * @param relative   whether they are shares of the sides
     * @param row        what stands behind the box where one output holds all
     * @param firstLabel number that stands for the first class
     * @param leastScore less sure ones are left out
     * @param overlap    share of the union above which the less sure of two boxes of a class goes
     * @param largest    px of the largest object
     */
    public record Params(
            @Param(label = "Model", help = "File of the net, NAME.onnx. One that Loupe exported needs nothing else to"
                    + " be"
                    + " set.") Path model,
            Input input,
            @Param(label = "Classes", help = "Names of the classes in the net's order, with commas: pit, particle. A"
                    + " file"
                    + " that Loupe exported has them.") String classes,
            @Param(label = "Boxes", help = "What the four numbers of a box are: xyxy for left, top, right, bottom;"
                    + " xywh for"
                    + " left, top, width, height; cxcywh for the centre, width, height.") Box box,
            @Param(label = "Boxes as shares", help = "Whether the numbers of a box are shares of the input's sides,"
                    + " between"
                    + " 0 and 1, and not px.") boolean relative,
            @Param(label = "Rows", advanced = true, help = "What stands behind the box where one output holds all:"
                    + " scores"
                    + " for each class (YOLO 8), object-scores for one of the object before them (YOLO 5),"
                    + " score-label for"
                    + " a score and the number of the class.") Row row,
            @Param(label = "First label", min = 0, max = 1000, advanced = true, help = "Number that stands for the"
                    + " first"
                    + " class: 1 where 0 is the background, as in torchvision's nets.") int firstLabel,
            @Param(label = "Least score", min = 0, max = 1, step = 0.05, help = "Objects that are less sure are left"
                    + " out."
                    + " Raise it if too much is reported.") double leastScore,
            @Param(label = "Largest overlap", min = 0, max = 1, step = 0.05, advanced = true, help = "Of two boxes of a"
                    + " class that share more than this of their union, the less sure one goes; 1 keeps all.")
            double overlap,
            @Param(label = "Largest object", unit = "px", min = 0, max = 4096, advanced = true, help = "How far the"
                    + " tiles of"
                    + " a large image overlap, so that an object of this size is seen whole in one of"
                    + " them.") int largest) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.onnx-detector", "Detector from ONNX", "Finds objects by a net that was learned"
                + " elsewhere and"
                + " stored as ONNX, or that Loupe exported. What the net wants and gives is described by the"
                + " parameters;"
                + " a file of Loupe's describes itself.").within(1e-3);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Input.DEFAULT, "", Box.XYXY, false, Row.SCORES, 0, 0.3, 0.5, 64);
    }

    @Override
    public List<String> classes(Params params) {
        try {
            return classes(NetFile.of(params.model), params.classes);
        } catch (ToolException e) {
            return List.of("defect"); // check() says why
        }
    }

    /** Those of a file, or one. */
    static List<String> classes(NetFile file, String written) {
        List<String> classes = file.classes(written);
        return classes.isEmpty() ? List.of("defect") : classes;
    }

    /** So many classes, in words. */
    static String count(int classes) {
        return classes == 1 ? "1 class" : classes + " classes";
    }

    @Override
    public int halo(Params params) {
        return params.largest;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        NetFile file = NetFile.of(params.model);
        Preparation.of(file, params.input);
        if (!file.kind().isEmpty() && !file.kind().equals(CENTER_NET) && !file.kind().equals(FASTER_RCNN))
            throw new ToolException("\"" + params.model + "\" holds a net of " + file.kind() + ", " + CENTER_NET + " or "
                    + FASTER_RCNN + " is needed.", "Choose the tool for it, such as the segmenter from ONNX.");
        if (!file.kind().equals(CENTER_NET))
            Table.check(file, described(file, params));
        Preparation.check(in);
    }

    /** What Loupe's own file gives needs no description. */
    private static Params described(NetFile file, Params p) {
        return file.kind().isEmpty() ? p
                : new Params(p.model, p.input, p.classes, Box.XYXY, false, p.row, 0, p.leastScore, p.overlap, p.largest);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        NetFile file = NetFile.of(params.model);
        Preparation preparation = Preparation.of(file, params.input);
        List<String> classes = classes(file, params.classes);
        LoadedNet net = LoadedNet.open(file);
        return new Step<>() {
            @Override
            public Detections apply(Pair pair, Run run) throws ToolException {
                check(params, pair.test().shape());
                Preparation.Given given = preparation.prepare(pair, pair.test().shape().region(), run);
                List<LoadedNet.Output> outputs = net.compute(given.values(), given.shape(), run::checkCancelled);
                Detections found = file.kind().equals(CENTER_NET) ? Peaks.decode(outputs, given, classes, pair)
                        : new Table(file, described(file, params), classes).decode(outputs, given, pair);
                return Found.select(found, params.leastScore, params.overlap, pair);
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }

    @Override
    public OnnxRunner.Net open(Path file) throws ToolException {
        return LoadedNet.open(NetFile.of(file));
    }
}

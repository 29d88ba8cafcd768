package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;

/**
 * Lets a machine propose labels. {@link #look} does the work on any thread; {@link #propose} then makes of it one
 * change that can be undone: proposals of an auto-labeler take the place of its own earlier ones, labels of people stay
 * as they are, and where a person has labelled the same or has rejected it before, nothing is proposed.
 */
public final class AutoLabeling {
    /** A person has labelled or rejected the same if a box of the class shares this much with it. */
    private static final double SAME = 0.5;
    private static final int HASH_SHOWN = 12;

    private AutoLabeling() {
    }

    /** What becomes of the pixels that a segmenter finds. */
    public enum Form {
        /** The box around them. */
        BOX,
        /** Their outline. */
        POLYGON,
        /** They themselves. */
        MASK
    }

    /**
     * What is found in one image.
     *
     * @param sha256 of its file
     * @param width  px
     * @param height px
     * @param found  in px of the image
     */
    public record Finding(Item item, String sha256, int width, int height, Detections found) {
    }

    /**
     * What an auto-labeler has found.
     *
     * @param name      of the auto-labeler
     * @param hash      of the auto-labeler
     * @param findings  one for each image that was looked at
     * @param broken    why images could not be looked at, one for each
     * @param cancelled whether it was cancelled before the last image
     */
    public record Findings(String name, String hash, List<Finding> findings, List<Problem> broken, boolean cancelled) {

        /** What stands as the source of the labels: "recipe golden-board (4f1c08a29b3e)". */
        public String source() {
            return name + " (" + hash.substring(0, Math.min(HASH_SHOWN, hash.length())) + ")";
        }
    }

    /**
     * What is proposed.
     *
     * @param form     of objects that have a mask
     * @param limit    objects of a lower score are left out; 0 to 1
     * @param complete whether tiles that are marked complete are labelled too
     */
    public record Settings(Form form, float limit, boolean complete) {
        /** Boxes of any score on tiles that are not complete. */
        public static final Settings DEFAULT = new Settings(Form.BOX, 0, false);
    }

    /**
     * What was proposed.
     *
     * @param tiles    that were labelled, also those on which nothing was found
     * @param proposed labels that were proposed and were not there before
     * @param kept     labels of its own that were there and are proposed again
     * @param replaced labels of its own that are not proposed any more
     * @param labelled objects that were not proposed since a person has labelled or rejected them
     * @param left     tiles that were left alone, since they are complete or excluded
     * @param classes  names of classes that were added
     */
    public record Outcome(int tiles, int proposed, int kept, int replaced, int labelled, int left,
            List<String> classes) {
    }

    /**
     * Has images looked at. Any thread.
     *
     * @param items names are unique
     * @throws ToolException if none can be looked at; one that is broken is among the findings
     */
    public static Findings look(AutoLabeler labeler, List<Item> items, Progress progress) throws ToolException {
        List<Finding> found = new ArrayList<>();
        List<Problem> broken = new ArrayList<>();
        labeler.look(items, new AutoLabeler.Answers() {
            @Override
            public void found(Item item, String sha256, int width, int height, Detections detections) {
                found.add(new Finding(item, sha256, width, height, detections));
            }

            @Override
            public void failed(Item item, Problem why) {
                broken.add(why.at(item.name()));
            }
        }, progress);
        return new Findings(labeler.name(), labeler.hash(), found, broken,
                found.size() + broken.size() < items.size());
    }

    /** Whether a label is a proposal of an auto-labeler that nobody has looked at. @param name of the auto-labeler */
    public static boolean isOf(Label label, String name) {
        return label.state() == LabelState.AUTO && label.agreed()
                && (label.source().equals(name) || label.source().startsWith(name + " ("));
    }

    /**
     * Proposes what was found, as one change of the project; each label says which auto-labeler it is from, with the
     * start of its hash. Classes that the project lacks are added with it, and the open iteration is told what proposed
     * last. On the model's thread.
     *
     * @param what the change is called
     * @throws IllegalStateException if the project is read-only
     */
    public static Outcome propose(ProjectFile project, Findings findings, Settings settings, String what) {
        Proposing proposing = new Proposing(project, findings, settings);
        findings.findings().forEach(proposing::tile);
        LabelChange change = proposing.edit.change(what, true);
        String labeler = findings.name().replaceFirst(" ", ":");
        boolean known = Iterations.open(project.project()).filter(i -> i.getAutoLabeler().equals(labeler)).isPresent();
        if (known && proposing.added.isEmpty() || change.isEmpty())
            project.change(change);
        else
            project.change(change, () -> {
                proposing.added.keySet().forEach(name -> DefectClasses.add(project.project(), name));
                Iterations.ensureOpen(project, Iterations.number(project));
                Iterations.open(project.project()).orElseThrow().setAutoLabeler(labeler);
            });
        return proposing.outcome();
    }

    /** One change on its way. */
    private static final class Proposing {
        private final Project project;
        private final Labelling labels;
        private final LabelTable table;
        private final Findings findings;
        private final Settings settings;
        private final String source;
        private final LabelEdit edit;
        private final Map<String, Integer> added = new LinkedHashMap<>();
        private final Map<String, Integer> codes = new LinkedHashMap<>();
        private int tiles, proposed, kept, replaced, labelled, left;

        Proposing(ProjectFile file, Findings findings, Settings settings) {
            project = file.project();
            labels = file.labels();
            table = labels.table();
            this.findings = findings;
            this.settings = settings;
            source = findings.source();
            edit = labels.edit();
        }

        Outcome outcome() {
            return new Outcome(tiles, proposed, kept, replaced, labelled, left, List.copyOf(added.keySet()));
        }

        void tile(Finding finding) {
            String image = labels.image(finding.item());
            Optional<LabelTile> known = table.tile(image);
            TileState state = known.map(LabelTile::state).orElse(TileState.OPEN);
            if (state == TileState.EXCLUDED || state == TileState.COMPLETE && !settings.complete) {
                left++;
                return;
            }
            tiles++;
            List<Label> there = known.map(t -> table.labels(t.number())).orElse(List.of());
            List<Label> people = new ArrayList<>(there.stream().filter(Label::counts).toList());
            known.ifPresent(t -> people.addAll(table.rejected(t.number())));
            List<Label> own = there.stream().filter(l -> isOf(l, findings.name())).toList();
            Set<Label> again = new HashSet<>();
            LabelTile tile = null;
            for (int row = 0; row < finding.found().size(); row++) {
                float score = finding.found().score()[row];
                if (score < settings.limit)
                    continue;
                int code = code(finding.found().className(row));
                LabelShape shape = shape(finding.found(), row);
                if (people.stream().anyMatch(l -> l.code() == code && same(l.shape(), shape))) {
                    labelled++;
                    continue;
                }
                Optional<Label> before = own.stream().filter(l -> !again.contains(l) && l.code() == code
                        && l.score() == score && l.iteration() == table.iteration() && l.source().equals(source)
                        && l.shape().equals(shape)).findFirst();
                if (before.isPresent()) {
                    again.add(before.get());
                    kept++;
                    continue;
                }
                if (tile == null)
                    tile = tile(image, finding);
                edit.propose(tile, shape, code, score, source);
                proposed++;
            }
            for (Label label : own)
                if (!again.contains(label)) {
                    edit.drop(label);
                    replaced++;
                }
        }

        private LabelTile tile(String image, Finding finding) {
            LabelTile tile = edit.tile(image);
            if (!tile.sha256().isEmpty())
                return tile;
            LabelTile read = tile.content(finding.sha256(), finding.width(), finding.height());
            edit.tile(read);
            return read;
        }

        private LabelShape shape(Detections found, int row) {
            int[] mask = found.masks()[row];
            if (mask == null || settings.form == Form.BOX)
                return new Box(found.x()[row], found.y()[row], found.width()[row], found.height()[row]);
            return settings.form == Form.MASK ? MaskShapes.mask(mask, found.region(row))
                    : MaskShapes.polygon(mask, found.region(row));
        }

        /** Code of the class of a name; one that is not there yet is going to be added. */
        private int code(String name) {
            if (name.isBlank())
                return 0;
            return codes.computeIfAbsent(name, n -> DefectClasses.byName(project, n)
                    .or(() -> DefectClasses.of(project).stream().filter(c -> c.getName().equalsIgnoreCase(n))
                            .findFirst()).map(DefectClass::getCode)
                    .orElseGet(() -> added.computeIfAbsent(n, k -> DefectClasses.nextCode(project) + added.size())));
        }
    }

    /** Whether a person's label stands for a place: a point in it, or a shape whose box shares much with its box. */
    private static boolean same(LabelShape label, LabelShape proposed) {
        Box box = proposed.bounds();
        if (label instanceof LabelShape.Point point)
            return box.contains(point.x(), point.y());
        return label.bounds().iou(box) >= SAME;
    }
}

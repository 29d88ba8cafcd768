package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.store.RunReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;
import org.loupe.workspace.SquareTools;
import org.loupe.workspace.labels.AutoLabeling.Findings;
import org.loupe.workspace.labels.AutoLabeling.Form;
import org.loupe.workspace.labels.AutoLabeling.Outcome;
import org.loupe.workspace.labels.AutoLabeling.Settings;

/** Machines propose, people decide: what a person has done is never touched by a machine. */
class AutoLabelingTest {
    private final Registry registry = Registry.load(AutoLabelingTest.class.getClassLoader());

    @TempDir
    Path temp;

    private ProjectFile project;
    private List<Item> items;

    @BeforeEach
    void open() throws Exception {
        registry.add(new SquareTools(), "test", "1");
        Samples.Written made = Samples.write(new Samples.Request("test.generate-squares", Map.of(), 4, 1,
                temp.resolve("sample")), registry, Progress.NONE);
        project = ProjectFile.open(made.folder());
        items = ImageList.find(List.of(made.images()), Pairing.parse("auto"), registry);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static Recipe recipe(int threshold) {
        return new Recipe("squares", "", List.of(RecipeStep.of("test.difference", Map.of("threshold", threshold))));
    }

    private AutoLabeler squares(int threshold) throws ToolException {
        return AutoLabelers.recipe(recipe(threshold), registry, Options.defaults().threads(2));
    }

    private Outcome run(AutoLabeler labeler) throws ToolException {
        return AutoLabeling.propose(project, AutoLabeling.look(labeler, items, Progress.NONE), Settings.DEFAULT,
                "Auto-label");
    }

    private LabelTable table() {
        return project.labels().table();
    }

    private LabelTile tile(int item) {
        return project.labels().tile(items.get(item)).orElseThrow();
    }

    private void edit(Function<LabelEdit, String> compose) {
        LabelEdit edit = project.labels().edit();
        String what = compose.apply(edit);
        project.change(edit.change(what));
    }

    /** An auto-labeler that says the same of each image. */
    private static AutoLabeler saying(String name, Detections found) {
        return new AutoLabeler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String hash() {
                return "0123456789abcdef";
            }

            @Override
            public void look(List<Item> items, Answers answers, Progress progress) {
                items.forEach(item -> answers.found(item, "ab", 96, 96, found));
            }
        };
    }

    private static Detections one(String className, double x, double score) {
        return new Detections.Builder(List.of(className)).add(x, 10, 20, 20, score, 0, null).build();
    }

    @Test
    void aRecipeProposesWhatItFinds() throws Exception {
        Outcome outcome = run(squares(30));
        assertEquals(12, outcome.proposed(), "3 squares on each of 4 images");
        assertEquals(List.of(), outcome.classes(), "the project has the class");
        assertEquals(12, table().autoLabels());
        assertEquals(0, table().countedLabels(), "no person has looked at them");
        Label label = table().labels(tile(0).number()).get(0);
        assertEquals(LabelState.AUTO, label.state());
        assertEquals("square", DefectClasses.byCode(project.project(), label.code()).orElseThrow().getName());
        assertEquals(0.9f, label.score());
        assertTrue(label.source().matches("recipe squares \\([0-9a-f]{12}\\)"), label.source());
        assertEquals(64, tile(0).sha256().length(), "which pixels it looked at is known");
        assertEquals(96, tile(0).width());
    }

    @Test
    void theResultsOfARunGiveTheSame() throws Exception {
        run(squares(30));
        List<LabelShape> shapes = table().labels().stream().map(Label::shape).toList();
        project.domain().getCommandStack().undo();
        Path folder = temp.resolve("run");
        Inspections.run(new Inspections.Request(recipe(30), items, folder, Options.defaults()), registry,
                Progress.NONE);
        try (RunReader reader = RunReader.open(folder)) {
            assertEquals(12, run(AutoLabelers.run(reader)).proposed());
            assertEquals(shapes, table().labels().stream().map(Label::shape).toList());
            Outcome again = run(squares(30));
            assertEquals(List.of(0, 12, 0), List.of(again.proposed(), again.kept(), again.replaced()),
                    "the recipe knows its own labels, however they came");
            Findings other = AutoLabeling.look(AutoLabelers.run(reader), List.of(Item.of(temp.resolve("new.png"))),
                    Progress.NONE);
            assertEquals(List.of("new.png"), other.broken().stream().map(Problem::where).toList());
        }
    }

    @Test
    void whatAPersonLabelledIsNeitherTouchedNorProposedAgain() throws Exception {
        run(squares(30));
        List<Label> first = table().labels(tile(0).number());
        Label accepted = first.get(0), moved = first.get(1), reclassed = first.get(2);
        edit(e -> e.accept(accepted).reshape(moved, moved.shape().moved(2, 1)).classify(reclassed, 7).toString());
        Map<Integer, Label> before = people();
        Outcome again = run(squares(30));
        assertEquals(before, people());
        assertEquals(2, again.labelled(), "of the same class and place");
        assertEquals(1, again.proposed(), "of another class: the machine has another opinion");
        assertEquals(9, again.kept());
        assertEquals(13, table().labelCount());
    }

    @Test
    void whatAPersonRejectedIsNotProposedAgain() throws Exception {
        run(squares(30));
        List<Label> first = table().labels(tile(0).number());
        edit(e -> e.drop(first.get(0)).drop(first.get(1)).toString());
        assertEquals(List.of(first.get(0), first.get(1)), table().rejected(tile(0).number()));
        LabelTable before = table().copy();
        Outcome again = run(squares(30));
        assertEquals(List.of(0, 2, 10), List.of(again.proposed(), again.labelled(), again.kept()));
        Outcome other = run(squares(20));
        assertEquals(2, other.labelled(), "by another recipe neither");
        project.domain().getCommandStack().undo(); // the other recipe's proposals
        project.domain().getCommandStack().undo();
        assertEquals(first, table().labels(tile(0).number()));
        assertEquals(List.of(), table().rejected(tile(0).number()), "taking it back takes back the rejection");
        assertEquals(2, before.rejected(tile(0).number()).size(), "a copy is its own");
        project.domain().getCommandStack().redo();
        project.close();
        project = ProjectFile.open(temp.resolve("sample"));
        assertEquals(2, table().rejected(tile(0).number()).size(), "it is remembered");
    }

    private Map<Integer, Label> people() {
        return table().labels().stream().filter(Label::counts).collect(Collectors.toMap(Label::id, l -> l));
    }

    @Test
    void proposalsTakeThePlaceOfItsOwnEarlierOnes() throws Exception {
        AutoLabeling.propose(project, AutoLabeling.look(saying("model A", one("square", 10, 0.8)), items,
                Progress.NONE), Settings.DEFAULT, "A");
        AutoLabeling.propose(project, AutoLabeling.look(saying("model A2", one("square", 60, 0.7)), items,
                Progress.NONE), Settings.DEFAULT, "A2");
        assertEquals(8, table().autoLabels(), "one of each");
        Outcome again = AutoLabeling.propose(project, AutoLabeling.look(saying("model A", one("square", 12, 0.6)),
                items, Progress.NONE), Settings.DEFAULT, "A again");
        assertEquals(List.of(4, 4), List.of(again.proposed(), again.replaced()));
        assertEquals(8, table().autoLabels());
        assertEquals(0, table().tally(table().iteration()).deleted(), "nobody rejected what was replaced");
        assertEquals(List.of(60f, 12f), table().labels(tile(0).number()).stream().map(l -> l.shape().bounds().x())
                .toList());
    }

    @Test
    void oneCallIsOneChangeThatCanBeUndone() throws Exception {
        Outcome outcome = AutoLabeling.propose(project, AutoLabeling.look(saying("model A", one("blob", 10, 0.8)),
                items, Progress.NONE), Settings.DEFAULT, "Auto-label 4 tiles");
        assertEquals("model:A", Iterations.open(project.project()).orElseThrow().getAutoLabeler(),
                "the iteration tells what proposed");
        assertEquals(List.of("blob"), outcome.classes());
        int code = DefectClasses.byName(project.project(), "blob").orElseThrow().getCode();
        assertEquals(4, table().classTally(code).auto());
        assertEquals("Auto-label 4 tiles", project.domain().getCommandStack().getUndoCommand().getLabel());
        project.domain().getCommandStack().undo();
        assertEquals(0, table().labelCount());
        assertTrue(DefectClasses.byName(project.project(), "blob").isEmpty());
        assertFalse(project.domain().getCommandStack().canUndo());
        project.domain().getCommandStack().redo();
        assertEquals(4, table().classTally(code).auto());
    }

    @Test
    void namesOfClassesAreFoundWhateverTheirCase() throws Exception {
        Outcome outcome = AutoLabeling.propose(project, AutoLabeling.look(saying("model A", one("Square", 10, 0.8)),
                items, Progress.NONE), Settings.DEFAULT, "A");
        assertEquals(List.of(), outcome.classes());
    }

    @Test
    void tilesThatAreCompleteOrExcludedAreLeftAlone() throws Exception {
        edit(e -> {
            e.state(e.tile(project.labels().image(items.get(0))), TileState.COMPLETE);
            e.state(e.tile(project.labels().image(items.get(1))), TileState.EXCLUDED);
            e.state(e.tile(project.labels().image(items.get(2))), TileState.FLAGGED);
            return "States";
        });
        Outcome outcome = run(squares(30));
        assertEquals(List.of(2, 2, 6), List.of(outcome.tiles(), outcome.left(), outcome.proposed()));
        Outcome asked = AutoLabeling.propose(project, AutoLabeling.look(squares(30), items, Progress.NONE),
                new Settings(Form.BOX, 0, true), "All");
        assertEquals(List.of(3, 1, 3), List.of(asked.tiles(), asked.left(), asked.proposed()));
        assertEquals(TileState.COMPLETE, tile(0).state());
    }

    @Test
    void whatIsBelowTheLimitIsNotProposed() throws Exception {
        Findings findings = AutoLabeling.look(saying("model A", one("square", 10, 0.4)), items, Progress.NONE);
        assertEquals(0, AutoLabeling.propose(project, findings, new Settings(Form.BOX, 0.5f, false), "A").proposed());
        assertEquals(0, table().tileCount(), "and leaves no trace");
        assertEquals(4, AutoLabeling.propose(project, findings, new Settings(Form.BOX, 0.4f, false), "A").proposed());
    }

    @Test
    void aBrokenImageIsNamedAndSkipped() throws Exception {
        Files.writeString(items.get(1).test(), "no image");
        Findings findings = AutoLabeling.look(squares(30), items, Progress.NONE);
        assertEquals(List.of(items.get(1).name()), findings.broken().stream().map(Problem::where).toList());
        assertFalse(findings.broken().get(0).remedy().isEmpty());
        assertEquals(3, AutoLabeling.propose(project, findings, Settings.DEFAULT, "A").tiles());
        assertFalse(findings.cancelled());
    }

    @Test
    void whatWasFoundBeforeItWasCancelledCanBeProposed() throws Exception {
        int[] done = new int[1];
        Progress soon = new Progress() {
            @Override
            public boolean cancelled() {
                return done[0] > 0;
            }

            @Override
            public void update(int now, int total, int detections, int errors, String current) {
                done[0] = now;
            }
        };
        AutoLabeler slow = AutoLabelers.recipe(new Recipe("squares", "", List.of(RecipeStep.of("test.difference",
                Map.of("pause", 300)))), registry, Options.defaults().threads(1));
        Findings findings = AutoLabeling.look(slow, items, soon);
        assertTrue(findings.cancelled());
        assertTrue(findings.findings().size() < 4, () -> "found " + findings.findings().size());
        assertEquals(findings.findings().size() * 3,
                AutoLabeling.propose(project, findings, Settings.DEFAULT, "A").proposed());
    }

    @Test
    void pixelsBecomeMasksOrPolygonsByChoice() {
        Tile tile = Tile.allocate(Shape.grey(40, 40));
        Region box = new Region(5, 6, 20, 16);
        for (int y = 0; y < box.height(); y++)
            for (int x = 0; x < box.width(); x++) // an ellipse with a hole
                if (ellipse(x, y, 10, 8) && !ellipse(x, y, 4, 3))
                    tile.data().put((box.y() + y) * 40 + box.x() + x, (byte) 255);
        int[] runs = Mask.encode(tile, box);
        Detections found = new Detections.Builder(List.of("ring")).add(5, 6, 20, 16, 1, 0, runs).build();
        LabelShape.Mask mask = assertInstanceOf(LabelShape.Mask.class, shape(found, Form.MASK));
        assertEquals(Mask.area(runs), mask.area());
        Polygon polygon = assertInstanceOf(Polygon.class, shape(found, Form.POLYGON));
        assertEquals(2, polygon.rings().size(), "outline and hole");
        assertTrue(polygon.rings().get(0).xy().length < 2 * 30, "few corners: " + polygon);
        assertEquals(mask.area(), polygon.area(), 0.06 * mask.area());
        assertEquals(new Box(5, 6, 20, 16), shape(found, Form.BOX));
    }

    private static boolean ellipse(int x, int y, double a, double b) {
        return Math.pow((x - 9.5) / a, 2) + Math.pow((y - 7.5) / b, 2) <= 1;
    }

    @Test
    void pixelsInTwoPiecesStayPixels() {
        Detections found = new Detections.Builder(List.of("two")).add(0, 0, 5, 1, 1, 0, new int[] {0, 2, 1, 2}).build();
        assertInstanceOf(LabelShape.Mask.class, shape(found, Form.POLYGON));
    }

    private LabelShape shape(Detections found, Form form) {
        Findings findings;
        try {
            findings = AutoLabeling.look(saying("model " + form, found), items.subList(0, 1), Progress.NONE);
        } catch (ToolException e) {
            throw new AssertionError(e);
        }
        AutoLabeling.propose(project, findings, new Settings(form, 0, false), "A");
        List<Label> labels = table().labels(tile(0).number());
        return labels.get(labels.size() - 1).shape();
    }
}

package org.loupe.ui.viewer.internal.tiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.Zones;
import org.loupe.model.Iteration;
import org.loupe.model.RunEntry;
import org.loupe.store.RunReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Preferences;
import org.loupe.ui.QueuedTile;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.TileQueue;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.AutoLabeler;
import org.loupe.workspace.labels.AutoLabelers;
import org.loupe.workspace.labels.AutoLabeling;
import org.loupe.workspace.labels.AutoLabeling.Findings;
import org.loupe.workspace.labels.AutoLabeling.Form;
import org.loupe.workspace.labels.AutoLabeling.Outcome;
import org.loupe.workspace.labels.AutoLabeling.Settings;
import org.loupe.workspace.labels.ImagingStandard;
import org.loupe.workspace.labels.Iterations;

/** Which machine proposes labels, and how what it proposes is accepted all at once. UI thread only. */
public final class AutoLabels {
    /** Accepts the selected proposals. */
    static final String ACCEPT = "org.loupe.ui.label.accept";
    /** Deletes the selected labels. */
    static final String DELETE = "org.loupe.ui.label.reject";
    /** Runs the auto-labeler on the chosen tiles. */
    static final String RUN = "org.loupe.ui.label.autoLabel";
    /** Runs the auto-labeler on all open tiles. */
    public static final String RUN_OPEN = "org.loupe.ui.label.autoLabelOpen";
    /** Accepts what is above the limit on all tiles. */
    static final String ACCEPT_TILES = "org.loupe.ui.label.acceptTiles";
    /** Offers the auto-labelers. */
    static final String CHOOSE = "org.loupe.ui.label.autoLabeler";

    private static final String OF_RECIPE = "recipe:";

    private static AutoLabels only;

    private final Session session;
    private Object chosen;
    private Form form = Form.BOX;

    private AutoLabels(Session session) {
        this.session = session;
    }

    /** That of the workbench. */
    static AutoLabels of(Session session) {
        if (only == null || only.session != session)
            only = new AutoLabels(session);
        return only;
    }

    // ---- which

    /** What can propose: the recipes of the project, then its runs that found something, latest first. */
    List<Object> offered() {
        List<Object> all = new ArrayList<>();
        session.project().map(ProjectFile::project).ifPresent(project -> {
            all.addAll(project.getRecipes());
            List<RunEntry> runs = project.getRuns();
            for (int i = runs.size() - 1; i >= 0; i--)
                if (runs.get(i).getDetections() > 0)
                    all.add(runs.get(i));
        });
        return all;
    }

    /** What proposes: what was chosen, else the recipe in hand; nothing if the project has none. */
    Optional<Object> chosen() {
        List<Object> all = offered();
        if (chosen != null && all.contains(chosen))
            return Optional.of(chosen);
        return ofIteration(all).or(() -> session.recipe().map(Object.class::cast).filter(all::contains))
                .or(() -> all.stream().findFirst());
    }

    /** The recipe that the open iteration was begun with. */
    private Optional<Object> ofIteration(List<Object> all) {
        String wanted = session.project().flatMap(p -> Iterations.open(p.project())).map(Iteration::getAutoLabeler)
                .orElse("");
        return all.stream().filter(org.loupe.model.Recipe.class::isInstance)
                .filter(recipe -> wanted.equals(OF_RECIPE + name(recipe))).findFirst();
    }

    /** Has a recipe propose labels from now on. */
    public static void choose(Session session, org.loupe.model.Recipe recipe) {
        of(session).choose(recipe);
    }

    /** Chooses what proposes. */
    void choose(Object labeler) {
        chosen = labeler;
        session.fire(Session.Event.LABEL);
    }

    /** What something that proposes is called. */
    static String name(Object labeler) {
        return labeler instanceof RunEntry run ? run.getName() : ((org.loupe.model.Recipe) labeler).getName();
    }

    /** What becomes of the pixels of a segmenter. */
    Form form() {
        return form;
    }

    /** Chooses what becomes of the pixels of a segmenter. */
    void form(Form to) {
        form = to;
    }

    // ---- run

    /** Has the chosen auto-labeler look at images and propose what it finds; complete tiles are left alone. */
    void run(List<Item> items) {
        if (session.project().isEmpty() || items.isEmpty())
            return;
        if (session.task().isPresent()) {
            session.status().message(Kind.WARNING, Words.get("run.already"));
            return;
        }
        Object labeler = chosen().orElse(null);
        if (labeler == null) {
            session.status().message(Kind.WARNING, Words.get("autoLabel.none"));
            return;
        }
        session.edit(project -> AutoLabelJob.start(session, name(labeler), source(project, labeler), items,
                findings -> found(project, findings, items.size())));
    }

    /** Has it look at all open tiles that are listed. */
    void runOpen() {
        TileQueue queue = session.queue();
        List<Item> open = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++)
            if (queue.get(i).open())
                open.add(queue.get(i).item());
        if (open.isEmpty())
            session.status().message(Kind.INFO, Words.get("autoLabel.noOpen"));
        else
            run(open);
    }

    private AutoLabelJob.Source source(ProjectFile project, Object labeler) {
        if (labeler instanceof RunEntry run) {
            Path folder = project.resolve(run.getFolder());
            return use -> {
                try (RunReader reader = RunReader.open(folder)) {
                    return use.look(AutoLabelers.run(reader));
                }
            };
        }
        Recipe recipe = session.freeze((org.loupe.model.Recipe) labeler);
        Options options = Preferences.options()
                .zones(session.imageSet().map(ImageSets::zones).orElse(Zones.NONE));
        return use -> use.look(AutoLabelers.recipe(recipe, session.registry(), options));
    }

    private void found(ProjectFile project, Findings findings, int asked) {
        if (session.project().orElse(null) != project)
            return;
        Outcome outcome = AutoLabeling.propose(project, findings, new Settings(form, 0, false),
                Words.get("autoLabel.undo", asked, findings.name()));
        int hidden = hidden(findings);
        String words = Words.get(findings.cancelled() ? "autoLabel.cancelled" : "autoLabel.done",
                outcome.proposed() + outcome.kept(), outcome.tiles());
        if (hidden > 0)
            words = Words.get("autoLabel.hidden", words, hidden, Words.number(session.desk().limit(), 2));
        if (outcome.left() > 0)
            words = Words.get("autoLabel.left", words, outcome.left());
        if (!outcome.classes().isEmpty())
            words = Words.get("autoLabel.classes", words, String.join(", ", outcome.classes()));
        List<Problem> differences = session.imageSet()
                .map(set -> ImagingStandard.differences(project.project(), set)).orElse(List.of());
        if (!differences.isEmpty())
            words = Words.get("autoLabel.differs", words, differences.get(0).message());
        if (findings.broken().isEmpty() && differences.isEmpty())
            TileCommands.done(words);
        else if (findings.broken().isEmpty())
            session.status().message(Kind.WARNING, words, TileCommands.undo());
        else
            session.status().message(Kind.WARNING, Words.get("autoLabel.broken", words, findings.broken().size(),
                    findings.broken().get(0)), TileCommands.undo());
    }

    private int hidden(Findings findings) {
        int hidden = 0;
        for (AutoLabeling.Finding finding : findings.findings())
            for (float score : finding.found().score())
                if (score < session.desk().limit())
                    hidden++;
        return hidden;
    }

    // ---- accept

    /**
     * Accepts the proposals above the limit on all tiles of the set that are not excluded, in one change. They are
     * looked for by a job, since there may be 1,000,000.
     */
    void acceptOnTiles() {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return;
        TileQueue queue = session.queue();
        List<String> images = new ArrayList<>();
        for (Item item : session.items())
            queue.tile(item).filter(t -> t.proposals() > 0 && t.state() != TileState.EXCLUDED).map(QueuedTile::image)
                    .ifPresent(images::add);
        LabelTable table = project.labels().table().copy();
        float limit = session.desk().limit();
        Job job = Job.create(Words.get("job.acceptTiles"), monitor -> {
            List<Label> found = new ArrayList<>();
            int tiles = 0;
            for (String image : images) {
                int before = found.size();
                int tile = table.tile(image).map(LabelTile::number).orElse(0);
                for (Label label : table.labels(tile))
                    if (label.state() == LabelState.AUTO && label.agreed() && label.score() >= limit)
                        found.add(label);
                tiles += found.size() > before ? 1 : 0;
            }
            int onTiles = tiles;
            session.ui(() -> {
                if (session.project().orElse(null) == project)
                    accept(found, onTiles, limit);
            });
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void accept(List<Label> found, int tiles, float limit) {
        if (found.isEmpty()) {
            session.status().message(Kind.INFO, Words.get("autoLabel.nothing", Words.number(limit, 2)));
            return;
        }
        session.edit(project -> {
            LabelTable now = project.labels().table();
            LabelEdit edit = project.labels().edit();
            for (Label label : found)
                now.label(label.id()).filter(label::equals).ifPresent(edit::accept); // it may have changed meanwhile
            LabelChange change = edit.change(Words.get("autoLabel.undoAccept", found.size(),
                    Words.number(limit, 2)));
            project.change(change);
            TileCommands.done(Words.get("autoLabel.accepted", change.labels().size(), tiles));
        });
    }

    /** Runs an auto-labeler. */
    @FunctionalInterface
    interface Use {
        /** @throws ToolException if it cannot look at any image */
        Findings look(AutoLabeler labeler) throws ToolException;
    }
}

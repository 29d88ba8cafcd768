package org.loupe.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.common.command.CommandStackListener;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Widget;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.ui.internal.project.Unsaved;
import org.loupe.workspace.Autosaver;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Tools;
import org.loupe.workspace.wafer.WaferBook;

/**
 * What the workbench has in its hands: the open project, and what of it the user looks at. Parts post what the user
 * chose and listen for what others chose; so every number is one click from its pixels, and back.
 *
 * <p>A workbench service: {@code site.getService(Session.class)}. UI thread only, and so is the EMF model that it gives
 * out. Nothing here reads files on the UI thread: {@link #open} expects a project that a job has opened.
 */
public final class Session {

    /** What can change. */
    public enum Event {
        /** Another project, or none. */
        PROJECT,
        /** Something in the project's model, by a command, its undo or redo. */
        MODEL,
        /** What the project knows of its runs: one began, ended or was recovered. No edit: recipes are as before. */
        RUNS,
        /** The colours of the project's classes. */
        COLOURS,
        /** Labels or tiles, by a gesture, its undo or redo. */
        LABELS,
        /** Which labels are selected, the class in hand, whose labels are seen. */
        LABEL,
        /** The order of the tiles to label, and which of them are listed; what is in them is told as labels. */
        TILES,
        /** The list of images of the chosen set. */
        IMAGES,
        /** The image in the viewer. */
        IMAGE,
        /** The recipe that is edited and run. */
        RECIPE,
        /** The run whose results are shown, or its results. */
        RUN,
        /** The selected detections. */
        SELECTION,
        /** The detection under the pointer. */
        HOVER,
        /** Which of the run's detections are listed. */
        FILTER,
        /** The part of the image that is in sight. */
        VIEWED,
        /** What the recipe makes of that part, or which stage of it is shown in the viewer. */
        PREVIEW,
        /** What is true, missed or falsely found. */
        JUDGEMENT,
        /** The long work under way has started, come further or ended. */
        PROGRESS,
        /** Which devices beside the processor this computer has. */
        DEVICES
    }

    private record Listener(Widget owner, Runnable call) {
    }

    /** Time after which saving is tried again, in ms. */
    private static final int RETRY_MILLIS = 5000;

    private final Tools tools;
    private final Display display;
    private final Map<Event, List<Listener>> listeners = new EnumMap<>(Event.class);
    private final CommandStackListener commands = e -> changed();
    private ProjectFile project;
    private ImageSet imageSet;
    private List<Item> items = List.of();
    private Optional<Problem> itemsProblem = Optional.empty();
    private Item image;
    private Item opening;
    private Recipe recipe;
    private RunResults results;
    private RunEntry chosenRun;
    private Object subject;
    private DetectionIds selection = DetectionIds.NONE;
    private DetectionId hover;
    private String filter = "";
    private Viewed viewed;
    private LivePreview preview;
    private int stage = -1;
    private Judgement judgement;
    private Task task, background;
    private Status status = Status.NONE;
    private Autosaver autosaver;
    private boolean saveFailed;
    private Optional<ToolException> labelsUnsaved = Optional.empty();
    private String listed = "";
    private final LabelDesk desk = new LabelDesk(this);
    private final TileQueue queue = new TileQueue(this);
    private final WaferBook wafers = new WaferBook();
    private boolean labelsChanged;
    private ClassColours colours;

    /** @param tools of all bundles */
    public Session(Tools tools, Display display) {
        this.tools = Objects.requireNonNull(tools);
        this.display = Objects.requireNonNull(display);
    }

    /** The tools and image formats of all bundles. Any thread. */
    public Registry registry() {
        return tools.registry();
    }

    /** Where parts show what a gesture did and where the pointer is. */
    public Status status() {
        return status;
    }

    /** Says where {@link #status()} is shown. */
    public void status(Status shownIn) {
        status = Objects.requireNonNull(shownIn);
    }

    /** Calls {@code call} on the UI thread after each such event, until {@code owner} is disposed. */
    public void listen(Widget owner, Event event, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.computeIfAbsent(event, e -> new ArrayList<>()).add(listener);
        owner.addDisposeListener(e -> listeners.get(event).remove(listener));
    }

    /** Tells all who listen. */
    public void fire(Event event) {
        for (Listener listener : List.copyOf(listeners.getOrDefault(event, List.of())))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** What a person has in hand while labelling. */
    public LabelDesk desk() {
        return desk;
    }

    /** The tiles to label: their order and how far one is. */
    public TileQueue queue() {
        return queue;
    }

    /** Where the files of the project's wafers are read; any thread but this. */
    public WaferBook wafers() {
        return wafers;
    }

    /** The colours of the project's classes as they are now. */
    public ClassColours colours() {
        if (colours == null)
            colours = new ClassColours(project == null ? null : project.project(),
                    () -> results == null ? List.of() : results.classes());
        return colours;
    }

    /** The open project. */
    public Optional<ProjectFile> project() {
        return Optional.ofNullable(project);
    }

    /** Takes a project over from the job that opened it; the one open until now is saved and closed. */
    public void open(ProjectFile opened) {
        if (!close()) {
            opened.close();
            return;
        }
        project = opened;
        autosaver = new Autosaver(opened, display::asyncExec, new Saving(), RETRY_MILLIS);
        project.domain().getCommandStack().addCommandStackListener(commands);
        project.labels().listen(change -> labelsChanged = true);
        project.labels().listen(queue::changed);
        labelsUnsaved = Optional.empty();
        if (!Preferences.LABELS_BY.get().isBlank())
            project.labels().who(Preferences.LABELS_BY.get());
        project.labels().onOutcome(outcome -> display.asyncExec(() -> labelsSaved(outcome)));
        desk.clear();
        queue.clear();
        fire(Event.PROJECT);
        if (project.readOnly())
            status.message(Status.Kind.WARNING, readOnlyWords());
        if (!project.project().getRecipes().isEmpty())
            recipe(project.project().getRecipes().get(0));
        if (!project.project().getImageSets().isEmpty())
            imageSet(project.project().getImageSets().get(0));
        List<RunEntry> runs = project.project().getRuns();
        if (!runs.isEmpty())
            show(runs.get(runs.size() - 1));
    }

    /**
     * Saves and closes the open project, if there is one.
     *
     * @return whether it is closed now; false if a run is under way, or it could not be saved and the user wants to
     *         keep it open
     */
    public boolean close() {
        if (project == null)
            return true;
        if (task != null) {
            status.message(Status.Kind.WARNING, Words.get("session.stillRunning"));
            return false;
        }
        if (!save() && !Unsaved.mayClose(project))
            return false;
        project.domain().getCommandStack().removeCommandStackListener(commands);
        autosaver.close();
        ProjectFile closed = project;
        project = null;
        desk.clear();
        colours = null;
        imageSet = null;
        recipe = null;
        items = List.of();
        image = null;
        queue.clear();
        wafers.clear();
        selection = DetectionIds.NONE;
        hover = null;
        viewed = null;
        preview = null;
        stage = -1;
        subject = null;
        setResults(null);
        closed.close();
        for (Event event : List.of(Event.PROJECT, Event.RECIPE, Event.IMAGES, Event.IMAGE, Event.SELECTION,
                Event.VIEWED, Event.PREVIEW, Event.LABELS, Event.LABEL))
            fire(event);
        return true;
    }

    /** Saves what was changed, at once. @return whether all is saved now; else the reason is shown */
    public boolean save() {
        if (project == null || project.readOnly())
            return true;
        try {
            autosaver.flush();
            return true;
        } catch (ToolException e) {
            status.message(Status.Kind.ERROR, Failures.text(e));
            Failures.log(e);
            return false;
        }
    }

    /** Tells the user when changes cannot be saved, and when they are saved after all. */
    private final class Saving implements Autosaver.Listener {
        @Override
        public void saved() {
            if (saveFailed) {
                saveFailed = false;
                status.message(Status.Kind.INFO, Words.get("session.savedAgain"));
                fire(Event.MODEL);
            }
        }

        @Override
        public void failed(ToolException why) {
            saveFailed = true;
            status.message(Status.Kind.ERROR, Words.get("session.notSaved", Failures.text(why)));
            Failures.log(why);
            fire(Event.MODEL); // the problem is listed
        }
    }

    private void labelsSaved(Optional<ToolException> outcome) {
        labelsUnsaved = outcome;
        outcome.ifPresentOrElse(why -> {
            status.message(Status.Kind.ERROR, Failures.text(why));
            Failures.log(why);
        }, () -> status.message(Status.Kind.INFO, Words.get("session.savedAgain")));
        fire(Event.LABEL);
    }

    /** Why labels cannot be saved at present; they are kept in memory. */
    public Optional<ToolException> labelsUnsaved() {
        return labelsUnsaved;
    }

    private void changed() {
        autosaver.changed();
        ClassColours before = colours;
        colours = null;
        if (before != null && !before.sameAs(colours()))
            fire(Event.COLOURS);
        if (labelsChanged) {
            labelsChanged = false;
            desk.tidy();
            fire(Event.LABELS);
            if (project.tellsLabels())
                return;
        }
        if (project.tellsFact()) {
            fire(Event.RUNS);
            return;
        }
        Object open = project.project(); // what was taken out may lie in the change that can bring it back
        if (imageSet != null && imageSet.eContainer() != open) {
            List<ImageSet> left = project.project().getImageSets();
            imageSet(left.isEmpty() ? null : left.get(0));
        } else if (imageSet != null && !listed.equals(what(imageSet))) {
            listImages();
        }
        if (recipe != null && recipe.eContainer() != open) {
            List<Recipe> left = project.project().getRecipes();
            recipe(left.isEmpty() ? null : left.get(0));
        }
        if (results != null && results.entry().eContainer() != open) {
            setResults(null);
            List<RunEntry> left = project.project().getRuns();
            if (!left.isEmpty())
                show(left.get(left.size() - 1));
        }
        fire(Event.MODEL);
    }

    /** What decides which images a set holds and how they are taken. */
    private static String what(ImageSet set) {
        return String.join("\n", set.getRoot(), set.getPattern(), set.getPairing(), set.getReference(), set.getLayer(),
                set.getMode(), set.getUmPerPx() + " " + set.getMagnification() + " " + set.getExposureMs());
    }

    /** The images that are looked at. */
    public Optional<ImageSet> imageSet() {
        return Optional.ofNullable(imageSet);
    }

    /** Chooses a set of images; they are listed by a job. */
    public void imageSet(ImageSet chosen) {
        imageSet = chosen;
        items = List.of();
        queue.show(items);
        fire(Event.IMAGES);
        listImages();
    }

    /** Lists the images of the set anew. */
    public void listImages() {
        if (imageSet == null)
            return;
        ImageSet wanted = imageSet;
        listed = what(wanted);
        ProjectFile from = project;
        ImageSet frozen = EcoreUtil.copy(wanted);
        Job.create(Words.get("job.listImages"), monitor -> {
            List<Item> found = List.of();
            Problem problem = null;
            try {
                found = ImageSets.find(from, frozen, registry());
            } catch (ToolException e) {
                problem = Problem.of(frozen.getName(), e);
            }
            List<Item> list = found;
            Problem why = problem;
            display.asyncExec(() -> {
                if (imageSet != wanted)
                    return;
                items = list;
                queue.show(list);
                itemsProblem = Optional.ofNullable(why);
                fire(Event.IMAGES);
            });
        }).schedule();
    }

    /** The images of the chosen set, in their order. */
    public List<Item> items() {
        return items;
    }

    /** Why the images could not be listed. */
    public Optional<Problem> itemsProblem() {
        return itemsProblem;
    }

    /** The image in the viewer. */
    public Optional<Item> image() {
        return Optional.ofNullable(image);
    }

    /** The image that the viewer is opening; while it does, the one before is still shown. */
    public Optional<Item> opening() {
        return Optional.ofNullable(opening);
    }

    /** Says that the viewer opens an image, until it shows one; with {@code null}, that it no longer does. */
    public void opening(Item wanted) {
        opening = wanted;
    }

    /** Says that the viewer shows an image, or with {@code null} none. */
    public void image(Item shown) {
        opening = null;
        if (Objects.equals(image, shown))
            return;
        image = shown;
        fire(Event.IMAGE);
    }

    /** The recipe that is edited and run. */
    public Optional<Recipe> recipe() {
        return Optional.ofNullable(recipe);
    }

    /**
     * A copy of a recipe to be planned or run: files that it names relative to the project are named by their whole path.
     *
     * @throws IllegalArgumentException as {@link RecipeModel#freeze}
     */
    public org.loupe.engine.Recipe freeze(Recipe edited) {
        org.loupe.engine.Recipe frozen = RecipeModel.freeze(edited);
        return project == null ? frozen : frozen.located(project.folder(), registry());
    }

    /** Chooses the recipe that is edited and run. */
    public void recipe(Recipe chosen) {
        recipe = chosen;
        fire(Event.RECIPE);
    }

    /** The run that is shown. */
    public Optional<RunResults> results() {
        return Optional.ofNullable(results);
    }

    /** Shows a run; it is opened by a job. */
    public void show(RunEntry entry) {
        chosenRun = entry;
        if (results != null && results.entry() == entry) {
            results.refresh(() -> fire(Event.RUN));
            return;
        }
        Path folder = project.resolve(entry.getFolder());
        Job.create(Words.get("job.openRun", entry.getName()), monitor -> {
            try {
                RunResults opened = RunResults.open(entry, folder, display);
                display.asyncExec(() -> {
                    if (project == null || entry.eContainer() != project.project() || chosenRun != entry)
                        opened.close();
                    else
                        setResults(opened);
                });
            } catch (ToolException e) {
                display.asyncExec(() -> {
                    if (chosenRun == entry)
                        chosenRun = results == null ? null : results.entry();
                    status.message(Status.Kind.ERROR, Failures.text(e));
                });
            }
        }).schedule();
    }

    /** The run that is shown, or will be as soon as its results are open. */
    public Optional<RunEntry> chosenRun() {
        return Optional.ofNullable(chosenRun);
    }

    private void setResults(RunResults shown) {
        if (shown == null)
            chosenRun = null;
        if (results != null)
            results.close();
        results = shown;
        selection = DetectionIds.NONE;
        hover = null;
        judgement = null;
        filter = "";
        fire(Event.RUN);
        fire(Event.FILTER);
        fire(Event.SELECTION);
        fire(Event.JUDGEMENT);
    }

    /** The selected detections of the run that is shown. */
    public DetectionIds selection() {
        return selection;
    }

    /** Selects detections of the run that is shown. */
    public void select(Set<DetectionId> chosen) {
        DetectionIds ids = DetectionIds.of(chosen);
        if (selection.equals(ids))
            return;
        selection = ids;
        fire(Event.SELECTION);
    }

    /** The detection under the pointer, wherever the pointer is. */
    public Optional<DetectionId> hover() {
        return Optional.ofNullable(hover);
    }

    /** Says that the pointer is over a detection, or with {@code null} over none. */
    public void hover(DetectionId under) {
        if (Objects.equals(hover, under))
            return;
        hover = under;
        fire(Event.HOVER);
    }

    /** Which of the run's detections are listed, in the grammar of the store; "" for all. */
    public String filter() {
        return filter;
    }

    /** Lists the run's detections that match an expression in the grammar of the store; "" for all. */
    public void filter(String expression) {
        if (filter.equals(expression))
            return;
        filter = expression;
        fire(Event.FILTER);
    }

    /** What was last selected in a part and has properties; a Properties view that opens later tells of it. */
    public Optional<Object> subject() {
        return Optional.ofNullable(subject);
    }

    /** Says what was selected in a part and has properties. */
    public void subject(Object selected) {
        subject = selected;
    }

    /** The part of the image that is in sight. */
    public Optional<Viewed> viewed() {
        return Optional.ofNullable(viewed);
    }

    /** Says which part of the image is in sight, or with {@code null} that none is. */
    public void viewed(Viewed now) {
        if (Objects.equals(viewed, now))
            return;
        viewed = now;
        fire(Event.VIEWED);
    }

    /** What the recipe makes of the part that is in sight; empty while the live preview is off. */
    public Optional<LivePreview> preview() {
        return Optional.ofNullable(preview);
    }

    /** Shows what the recipe makes of the part that is in sight, or with {@code null} no longer. */
    public void preview(LivePreview made) {
        preview = made;
        fire(Event.PREVIEW);
    }

    /** Index of the preview's stage that the viewer shows in place of the image; -1 for the image. */
    public int stage() {
        return stage;
    }

    /** Shows a stage of the preview in the viewer, or with -1 the image. */
    public void stage(int shown) {
        if (stage == shown)
            return;
        stage = shown;
        fire(Event.PREVIEW);
    }

    /** What is true, missed or falsely found at the limit that is looked at. */
    public Optional<Judgement> judgement() {
        return Optional.ofNullable(judgement);
    }

    /** Shows what is true, missed or falsely found, or with {@code null} no longer. */
    public void judgement(Judgement made) {
        judgement = made;
        fire(Event.JUDGEMENT);
    }

    /** Which implementations of a tool runs may use. */
    public Policy policy() {
        return Preferences.policy();
    }

    /** Chooses which implementations of a tool the next runs may use. */
    public void policy(Policy chosen) {
        Preferences.POLICY.set(chosen.name().toLowerCase(Locale.ROOT));
    }

    /** The long work that the status line shows. */
    public Optional<Task> task() {
        return Optional.ofNullable(task);
    }

    /** Says that long work has started or, with {@code null}, that none is under way. */
    public void task(Task shown) {
        task = shown;
        fire(Event.PROGRESS);
    }

    /** The training under way, beside which other work can be done; the status line shows it while there is none. */
    public Optional<Task> background() {
        return Optional.ofNullable(background);
    }

    /** Says that a training is under way or, with {@code null}, that none is. */
    public void background(Task shown) {
        if (shown == null && background == null)
            return;
        background = shown;
        fire(Event.PROGRESS);
    }

    /** Runs {@code work} on the UI thread soon, unless the display is gone. Any thread. */
    public void ui(Runnable work) {
        if (!display.isDisposed())
            display.asyncExec(work);
    }

    private String readOnlyWords() {
        return project.holder().map(who -> Words.get("session.heldBy", who))
                .orElse(Words.get("session.readOnly", Words.get("session.unwritable")));
    }

    /** Gives the open project to {@code use} if it may be changed; else says why not. */
    public void edit(Consumer<ProjectFile> use) {
        if (project == null)
            return;
        if (project.readOnly())
            status.message(Status.Kind.WARNING, readOnlyWords());
        else
            use.accept(project);
    }
}

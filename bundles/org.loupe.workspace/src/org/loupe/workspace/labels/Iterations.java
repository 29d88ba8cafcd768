package org.loupe.workspace.labels;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.Iteration;
import org.loupe.model.LoupeFactory;
import org.loupe.model.ModelEntry;
import org.loupe.model.Project;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.ProjectFile;

/**
 * The rounds of labelling and training of a project: named points of its one journal of labels. At most one is open.
 *
 * <p>Nobody has to begin one: the first gesture on labels while none is open begins the next, v1 in a new project, as
 * part of that gesture and undone with it. An iteration carries the labels of the one before on; going back to an older
 * one is another iteration that begins with the labels of the older one. Nothing is ever deleted. All methods are called
 * on the model's thread.
 */
public final class Iterations {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Iterations() {
    }

    /**
     * How an iteration begins.
     *
     * @param from           the iteration that it begins from; empty for the first
     * @param startModel     the model that training starts from; empty for a supplied one, or anew
     * @param autoLabeler    "recipe:" and a recipe's name, "model:" and a model's name, or "" for none
     * @param autoLabelScore least score of a proposed label, 0 to 1
     * @param notes          warnings that the user has allowed, one sentence each
     */
    public record Start(Optional<Iteration> from, Optional<ModelEntry> startModel, String autoLabeler,
            double autoLabelScore, List<String> notes) {
        public Start {
            Objects.requireNonNull(autoLabeler);
            notes = List.copyOf(notes);
            if (autoLabelScore < 0 || autoLabelScore > 1)
                throw new IllegalArgumentException("A score is 0 to 1, found " + autoLabelScore + ".");
        }

        /** As the iteration before: its auto-labeler, and the model that was trained on it. */
        public static Start after(Optional<Iteration> from) {
            return new Start(from, from.map(i -> i.getModel() == null ? i.getStartModel() : i.getModel()),
                    from.map(Iteration::getAutoLabeler).orElse(""), from.map(Iteration::getAutoLabelScore).orElse(0.5),
                    List.of());
        }
    }

    /** The iteration that is worked on; none before the first gesture, and after one was frozen. */
    public static Optional<Iteration> open(Project project) {
        return last(project).filter(i -> i.getFrozen() == null);
    }

    /** The iteration that was begun last. */
    public static Optional<Iteration> last(Project project) {
        List<Iteration> all = project.getIterations();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The iteration of a number. */
    public static Optional<Iteration> byNumber(Project project, int number) {
        return project.getIterations().stream().filter(i -> i.getNumber() == number).findFirst();
    }

    /** Number of the iteration that a gesture belongs to: of the open one, or of the one that it would begin. */
    public static int number(ProjectFile project) {
        return open(project.project()).map(Iteration::getNumber).orElseGet(() -> next(project));
    }

    /** Number that the next iteration gets. */
    public static int next(ProjectFile project) {
        int highest = project.project().getIterations().stream().mapToInt(Iteration::getNumber).max().orElse(0);
        // a program that was killed may have left labels of an iteration that the project file does not know
        return Math.max(highest + 1, project.labels().table().iteration());
    }

    /** Folder of the examples that are added in an iteration, relative to the project. */
    public static String folder(int number) {
        return Examples.ROOT + "/v" + number;
    }

    /** What an iteration is called: "2026-11-21 08:30 (v4)", in local time. */
    public static String name(Instant begun, int number) {
        return NAME.format(begun.atZone(ZoneId.systemDefault())) + " (v" + number + ")";
    }

    /**
     * Begins an iteration.
     *
     * @param what   what that is called in the Edit menu
     * @param frozen the snapshot by which the open one is frozen first; needed if there is an open one
     * @param labels those that it begins with, if not those that are there: {@link Labelling#at} of the iteration that it
     *               begins from
     * @param classes that these labels may have; those of them that are gone come back
     * @throws IllegalStateException if one is open and not frozen by that
     */
    public static Iteration begin(ProjectFile project, String what, Start start, Optional<Frozen> frozen,
            Optional<LabelTable> labels, List<ClassEntry> classes) {
        frozen.ifPresent(f -> check(project, f));
        if (frozen.isEmpty())
            open(project.project()).ifPresent(i -> {
                throw new IllegalStateException("Iteration v" + i.getNumber() + " is open; freeze it first.");
            });
        int number = next(project);
        LabelTable now = project.labels().table();
        LabelChange towards = labels.map(wanted -> now.towards(wanted, what))
                .orElseGet(() -> new LabelChange(what, false, List.of(), List.of()));
        LabelChange change = number == now.iteration() ? towards : towards.iteration(now.iteration(), number);
        Iteration begun = make(number);
        project.change(change, () -> {
            frozen.ifPresent(f -> mark(project.project(), f));
            begun.setParent(start.from.or(() -> last(project.project())).orElse(null));
            begun.setStartModel(start.startModel.orElse(null));
            begun.setAutoLabeler(start.autoLabeler);
            begun.setAutoLabelScore(start.autoLabelScore);
            begun.setDescription(String.join("\n", start.notes));
            labels.ifPresent(wanted -> bringBack(project.project(), classes, wanted));
            project.project().getIterations().add(begun);
        });
        return begun;
    }

    /** Classes that labels have and the project has not. */
    private static void bringBack(Project project, List<ClassEntry> classes, LabelTable labels) {
        Set<Integer> used = new HashSet<>();
        for (Label label : labels.labels())
            used.add(label.code());
        for (ClassEntry old : classes)
            if (used.contains(old.code()) && DefectClasses.byCode(project, old.code()).isEmpty()
                    && !project.getClassSchemes().isEmpty())
                project.getClassSchemes().get(0).getClasses().add(old.make());
    }

    private static Iteration make(int number) {
        Iteration made = LoupeFactory.eINSTANCE.createIteration();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        made.setNumber(number);
        made.setCreated(now);
        made.setName(name(now, number));
        made.setFolder(folder(number));
        return made;
    }

    /**
     * Freezes the open iteration by a snapshot.
     *
     * @param what what that is called in the Edit menu
     * @throws IllegalStateException if labels changed since the snapshot was noted; freeze {@linkplain Freezing#again
     *                               again} then
     */
    public static void freeze(ProjectFile project, String what, Frozen frozen) {
        check(project, frozen);
        project.change(what, () -> mark(project.project(), frozen));
    }

    private static void check(ProjectFile project, Frozen frozen) {
        Iteration open = open(project.project())
                .orElseThrow(() -> new IllegalStateException("There is no open iteration to freeze."));
        if (open.getNumber() != frozen.number() || project.labels().entries().size() != frozen.entry())
            throw new IllegalStateException("Labels were changed while iteration v" + frozen.number()
                    + " was being frozen; freeze it again.");
    }

    private static void mark(Project project, Frozen frozen) {
        Iteration open = open(project).orElseThrow();
        open.setFrozen(frozen.at());
        open.setEntry(frozen.entry());
        open.setHead(frozen.head());
        open.setLabels(frozen.folder());
        open.setManifest(frozen.folder() + "/" + org.loupe.store.labels.LabelSnapshot.IMAGES);
        open.setSha256(frozen.sha256());
        open.setTiles(frozen.tiles());
        open.setCompleteTiles(frozen.complete());
        open.setLabelCount(frozen.labels());
        open.setProposed(frozen.tally().proposed());
        open.setAccepted(frozen.tally().accepted());
        open.setEdited(frozen.tally().edited());
        open.setDeleted(frozen.tally().deleted());
        open.setAdded(frozen.tally().added());
    }

    /** Adds the iteration that a gesture begins, if none is open. Called within the change that the gesture is. */
    public static void ensureOpen(ProjectFile project, int number) {
        if (open(project.project()).isPresent())
            return;
        Optional<Iteration> last = last(project.project());
        Start like = Start.after(last);
        Iteration begun = make(number);
        begun.setParent(last.orElse(null));
        begun.setStartModel(like.startModel.orElse(null));
        begun.setAutoLabeler(like.autoLabeler);
        begun.setAutoLabelScore(like.autoLabelScore);
        project.project().getIterations().add(begun);
    }

    /** Writes a warning that the user has allowed into the open iteration, once. Called within a change. */
    public static void note(Project project, String sentence) {
        open(project).ifPresent(open -> {
            String old = open.getDescription();
            if (old.lines().noneMatch(sentence::equals))
                open.setDescription(old.isEmpty() ? sentence : old + "\n" + sentence);
        });
    }
}

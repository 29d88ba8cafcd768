package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.loupe.api.Detections;
import org.loupe.model.Project;
import org.loupe.store.ImageRow;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;

/**
 * Decides on the selected detections of a run outside the perspective Label: accepting makes labels of them, of their own
 * class or of another; rejecting takes such labels away again. What the run found stays as it is. UI thread.
 */
final class Decisions {
    /** More are for a job with progress. */
    private static final int MOST = 10_000;

    /** A detection as a label would have it. */
    private record Found(ImageRow image, LabelShape shape, String className, float score) {
    }

    private Decisions() {
    }

    /** @param place of the class that is given, or -1 @return why nothing is done */
    static Optional<String> run(LabelAction action, Session session, int place) {
        RunResults results = session.results().orElse(null);
        if (action != LabelAction.ACCEPT && action != LabelAction.REJECT && action != LabelAction.CLASSIFY)
            return Optional.of(Words.get("label.onlyInLabel"));
        DetectionIds ids = session.selection();
        if (results == null || ids.isEmpty())
            return Optional.of(Words.get("viewer.selectSome"));
        if (ids.size() > MOST)
            return Optional.of(Words.get("label.tooMany", ids.size(), MOST));
        OptionalInt code = place < 0 ? OptionalInt.empty() : Classes.code(session, place);
        if (place > 0 && code.isEmpty())
            return Optional.of(Words.get("label.fewClasses", Classes.of(session).size()));
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (DetectionId id : ids)
            rows.computeIfAbsent(id.image(), i -> new ArrayList<>()).add(id.row());
        Map<Integer, ImageRow> images = new LinkedHashMap<>();
        for (ImageRow image : results.images())
            if (rows.containsKey(image.index()))
                images.put(image.index(), image);
        results.ask(reader -> {
            List<Found> found = new ArrayList<>();
            for (ImageRow image : images.values()) {
                Detections d = reader.detections(image.index());
                for (int row : rows.get(image.index()))
                    found.add(new Found(image, shape(d, row), d.className(row), d.score()[row]));
            }
            return found;
        }, found -> {
            if (action == LabelAction.REJECT)
                reject(session, found);
            else
                accept(session, found, code, results.entry().getName());
        });
        return Optional.empty();
    }

    private static LabelShape shape(Detections d, int row) {
        if (d.masks()[row] == null)
            return new LabelShape.Box(d.x()[row], d.y()[row], d.width()[row], d.height()[row]);
        return new LabelShape.Mask(Math.round(d.x()[row]), Math.round(d.y()[row]), Math.round(d.width()[row]),
                Math.round(d.height()[row]), d.masks()[row]);
    }

    private static String image(Session session, ProjectFile project, ImageRow image) {
        return project.labels().image(ImageEditor.item(session, image));
    }

    private static Optional<Label> existing(ProjectFile project, String image, LabelShape shape) {
        return project.labels().table().tile(image).flatMap(t -> project.labels().table().labels(t.number()).stream()
                .filter(l -> l.agreed() && l.shape().equals(shape)).findFirst());
    }

    private static void accept(Session session, List<Found> found, OptionalInt code, String run) {
        session.edit(project -> {
            List<String> missing = code.isPresent() ? List.of() : found.stream().map(Found::className).distinct()
                    .filter(name -> DefectClasses.byName(project.project(), name).isEmpty()).toList();
            if (missing.isEmpty()) {
                LabelChange change = compose(session, project, found, code, run);
                project.change(change);
                say(session, change);
                return;
            }
            // the classes have codes only once they are there: make them, then the labels
            project.change(Words.get("label.undo.classes", missing.size()),
                    () -> missing.forEach(name -> DefectClasses.add(project.project(), name)));
            LabelChange change = compose(session, project, found, code, run);
            project.change(change);
            say(session, change);
        });
    }

    private static void say(Session session, LabelChange change) {
        LabelAction.say(session, Words.get(change.labels().isEmpty() ? "label.labelledBefore" : "label.made",
                change.labels().size()));
    }

    private static LabelChange compose(Session session, ProjectFile project, List<Found> found, OptionalInt code,
            String run) {
        Project model = project.project();
        LabelEdit edit = project.labels().edit();
        int made = 0;
        for (Found one : found) {
            String image = image(session, project, one.image);
            int of = code.orElseGet(() -> DefectClasses.byName(model, one.className).orElseThrow().getCode());
            Optional<Label> old = existing(project, image, one.shape);
            if (old.isPresent()) {
                edit.classify(old.get(), of);
                continue;
            }
            LabelTile tile = edit.tile(image);
            Label label = edit.propose(tile, one.shape, of, Math.max(0, Math.min(1, one.score)), run);
            edit.accept(label);
            made++;
        }
        return edit.change(Words.get("label.undo.fromRun", Math.max(made, 1)));
    }

    private static void reject(Session session, List<Found> found) {
        session.edit(project -> {
            LabelEdit edit = project.labels().edit();
            for (Found one : found)
                existing(project, image(session, project, one.image), one.shape).ifPresent(edit::drop);
            LabelChange change = edit.change(Words.get("label.undo.delete", found.size()));
            project.change(change);
            LabelAction.say(session, change.isEmpty() ? Words.get("label.noneOfThese")
                    : Words.get("label.deleted", change.labels().size()));
        });
    }
}

package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.model.DefectClass;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;
import org.loupe.store.RunReader;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.LossWords;
import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.Labelling;
import org.loupe.workspace.wafer.DefectFindings;
import org.loupe.workspace.wafer.DefectImages;
import org.loupe.workspace.wafer.DefectImages.Found;
import org.loupe.workspace.wafer.KlarfWriteBack;
import org.loupe.workspace.wafer.WaferBook.Opened;
import org.loupe.workspace.wafer.WaferBook.Place;
import org.loupe.workspace.wafer.WaferExport;

/** What would be written of a wafer: which defects get which class, and which not. Planned by a job. UI thread. */
final class WaferWritingPreview {
    private static final int WAIT = 150;

    private final Session session;
    private final Runnable told;
    private final Composite body;
    private final Label summary;
    private final Table table;
    private WaferWriting writing;
    private String problem = "";
    private volatile int wanted;
    private boolean working;

    /** Where classes come from, as a job may know it. */
    private record Source(Path run, Labelling labelling, LabelTable labels, Map<Integer, String> classes) {
    }

    WaferWritingPreview(Composite parent, Session session, Runnable told) {
        this.session = session;
        this.told = told;
        body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(body);
        summary = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        table = new Table(body, SWT.BORDER | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 120).applyTo(table);
        for (String key : List.of("wizard.wafer.what", "wizard.labels.count", "wizard.labels.example"))
            new TableColumn(table, key.endsWith("count") ? SWT.RIGHT : SWT.NONE).setText(Words.get(key));
        table.addListener(SWT.Resize, e -> {
            int width = table.getClientArea().width;
            table.getColumn(0).setWidth(width * 56 / 100);
            table.getColumn(1).setWidth(width * 10 / 100);
            table.getColumn(2).setWidth(width * 34 / 100);
        });
    }

    Control control() {
        return body;
    }

    /**
     * Plans, a moment later.
     *
     * @param labels whether the classes of labels are written back
     * @param run    whose classes are written back, or {@code null}
     */
    void show(WaferEntry entry, boolean labels, RunEntry run, KlarfWriteBack.Options options, WaferExport.Form form) {
        int number = ++wanted;
        writing = null;
        problem = "";
        working = true;
        fill(Words.get("wizard.wafer.reading"), List.of());
        ProjectFile project = session.project().orElseThrow();
        Place place = Place.of(project, entry);
        Path images = entry.getImageSet() == null ? place.file().getParent()
                : project.resolve(entry.getImageSet().getRoot());
        Map<Integer, String> classes = new HashMap<>();
        for (DefectClass one : DefectClasses.of(project.project()))
            classes.put(one.getCode(), one.getName());
        Source source = new Source(run == null ? null : project.resolve(run.getFolder()),
                labels ? project.labels() : null, labels ? project.labels().table().copy() : null, classes);
        Job job = Job.create(Words.get("job.planWafer", entry.getName()), monitor -> {
            try {
                Opened opened = session.wafers().open(place);
                if (form.id().equals(WaferExport.KLARF) && !WaferExport.klarf(place.file()))
                    throw new ToolException(Words.get("wizard.wafer.notKlarf", place.file().getFileName()), "");
                Optional<KlarfWriteBack.Plan> plan = Optional.empty();
                if (source.run != null || source.labels != null)
                    plan = Optional.of(KlarfWriteBack.plan(opened.wafer(), found(opened.wafer(), source,
                            new DefectImages(images).of(opened.wafer())), options));
                WaferWriting made = new WaferWriting(place, opened.wafer(), plan);
                session.ui(() -> take(number, made, opened.changed(), ""));
            } catch (ToolException e) {
                session.ui(() -> take(number, null, Optional.empty(), Failures.text(e)));
            }
        });
        job.setSystem(true);
        job.schedule(WAIT);
    }

    private static DefectFindings found(Wafer wafer, Source source, Map<Integer, List<Found>> images)
            throws ToolException {
        if (source.run == null)
            return DefectFindings.ofLabels(source.labelling, source.labels, source.classes, wafer, images);
        try (RunReader reader = RunReader.open(source.run)) {
            return DefectFindings.ofRun(reader, wafer, images);
        }
    }

    private void take(int number, WaferWriting made, Optional<String> changed, String wrong) {
        if (number != wanted || body.isDisposed())
            return;
        working = false;
        writing = made;
        problem = wrong;
        if (made == null) {
            fill(wrong, List.of());
        } else if (made.plan().isEmpty()) {
            fill(Words.get("wizard.wafer.same", made.wafer().defects().size()), changed.map(w -> List.of(
                    new Loss(w, 1, ""))).orElse(List.of()));
        } else {
            KlarfWriteBack.Plan plan = made.plan().get();
            List<Loss> rows = new ArrayList<>();
            plan.chosen().forEach((name, code) -> {
                long count = plan.numbers().values().stream().filter(n -> n.equals(code)).count();
                boolean added = plan.added().stream().anyMatch(c -> c.number() == code);
                rows.add(new Loss(Words.get(added ? "wizard.wafer.newClass" : "wizard.wafer.toClass", name,
                        Integer.toString(code)), (int) count, added ? "" : made.wafer().className(code)));
            });
            changed.ifPresent(w -> rows.add(new Loss(w, 1, "")));
            rows.addAll(plan.losses());
            fill(Words.get("wizard.wafer.plan", plan.numbers().size(), plan.same(), plan.added().size(),
                    plan.images().size(), made.wafer().defects().size()), rows);
        }
        told.run();
    }

    private void fill(String words, List<Loss> rows) {
        summary.setText(words);
        table.removeAll();
        for (Loss row : rows)
            new TableItem(table, SWT.NONE).setText(new String[] { LossWords.of(row), Words.number(row.count(), 0),
                row.example() });
        table.notifyListeners(SWT.Resize, new Event());
        body.layout(true, true);
    }

    /** What would be written; {@code null} while that is not known, or it cannot be. */
    WaferWriting writing() {
        return writing;
    }

    /** Why it cannot be written, with the remedy; "" if it can. */
    String problem() {
        return working ? Words.get("wizard.wafer.reading") : problem;
    }
}

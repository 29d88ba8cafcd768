package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.wafer.WaferImport;
import org.loupe.workspace.wafer.WaferImport.Coming;

/** What an import of wafers would do: the wafers of the files, and what would be lost. Planned by a job. UI thread. */
final class WafersPreview {
    private static final int WAIT = 200, SHOWN = 200;

    private final Session session;
    private final Runnable told;
    private final Label summary, lossTitle;
    private final Table table, losses;
    private WaferImport.Plan plan;
    private String problem = "";
    private volatile int wanted;
    private boolean working;

    /** @param told on the UI thread, when it is known what an import would do */
    WafersPreview(Composite parent, Session session, Runnable told) {
        this.session = session;
        this.told = told;
        Composite body = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).indent(0, 4).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(body);
        summary = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        table = LabelFormatWords.table(body, 130, List.of("wizard.wafers.wafer", "wizard.wafers.slot",
                "wizard.wafers.step", "wizard.wafers.defects", "wizard.wafers.dies", "wizard.wafers.classes",
                "wizard.wafers.found"), new int[] { 24, 8, 22, 12, 11, 11, 12 });
        lossTitle = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).indent(0, 4).applyTo(lossTitle);
        losses = LabelFormatWords.losses(body, 70);
    }

    /**
     * Plans the import of files, a moment later.
     *
     * @param files  none if none are chosen
     * @param choose whether files that are of no known format are left out, since a whole folder was chosen
     */
    void show(List<Path> files, boolean choose, WaferImport.Options options) {
        int number = ++wanted;
        plan = null;
        problem = "";
        working = !files.isEmpty() && session.project().isPresent();
        if (!working) {
            fill(Words.get("wizard.wafers.choose"));
            return;
        }
        fill(Words.get("wizard.wafers.reading"));
        Set<String> known = WaferImport.known(session.project().get().project());
        Progress progress = new Progress() {
            @Override
            public boolean cancelled() {
                return number != wanted;
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                // it is soon done, or another file is wanted
            }
        };
        Job job = Job.create(Words.get("job.readWafers"), monitor -> {
            try {
                WaferImport.Plan made = WaferImport.plan(choose ? ofKnownFormats(files) : files, known, options,
                        progress);
                session.ui(() -> take(number, made, ""));
            } catch (CancellationException e) {
                return; // another file is wanted
            } catch (ToolException e) {
                session.ui(() -> take(number, null, Failures.text(e)));
            }
        });
        job.setSystem(true);
        job.schedule(WAIT);
    }

    private static List<Path> ofKnownFormats(List<Path> files) throws ToolException {
        List<Path> known = new ArrayList<>();
        for (Path file : files)
            if (WaferFormats.of(file).isPresent())
                known.add(file);
        return known;
    }

    private void take(int number, WaferImport.Plan planned, String wrong) {
        if (number != wanted || table.isDisposed())
            return;
        working = false;
        plan = planned;
        problem = wrong;
        if (plan != null && plan.wafers().isEmpty())
            problem = Words.get("wizard.wafers.noWafer");
        else if (plan != null && plan.coming() == 0)
            problem = Words.get("wizard.wafers.there");
        fill(plan == null ? wrong : Words.get("wizard.wafers.summary", String.join(", ", plan.formats()),
                plan.coming(), plan.wafers().size(), plan.wafers().stream().mapToLong(Coming::defects).sum(),
                plan.wafers().stream().map(w -> w.info().lot()).filter(l -> !l.isBlank()).distinct().count()));
        told.run();
    }

    private void fill(String words) {
        summary.setText(words);
        table.removeAll();
        if (plan != null) {
            for (Coming wafer : plan.wafers().subList(0, Math.min(SHOWN, plan.wafers().size())))
                new TableItem(table, SWT.NONE).setText(new String[] { name(wafer), wafer.info().slot() > 0
                        ? Integer.toString(wafer.info().slot()) : "–", wafer.info().step(),
                    Words.number(wafer.defects(), 0), Words.number(wafer.dies(), 0), Words.number(wafer.classes(), 0),
                    wafer.there() ? Words.get("wizard.wafers.isThere") : Words.number(wafer.images().size(), 0) });
        }
        LabelFormatWords.fill(losses, plan == null ? List.of() : plan.losses());
        lossTitle.setText(plan == null ? "" : Words.get("wizard.labels.losses", plan.losses().size()));
        table.notifyListeners(SWT.Resize, new Event());
        summary.getParent().layout(true, true);
    }

    private static String name(Coming wafer) {
        String lot = wafer.info().lot(), name = wafer.info().wafer();
        return lot.isBlank() && name.isBlank() ? wafer.file().getFileName().toString()
                : lot.isBlank() ? name : Words.get("wizard.wafers.ofLot", lot, name);
    }

    /** What the import would do; {@code null} while that is not known. */
    WaferImport.Plan plan() {
        return plan;
    }

    /** Why nothing can be imported, with the remedy; "" if something can. */
    String problem() {
        return working ? Words.get("wizard.wafers.reading") : problem;
    }
}

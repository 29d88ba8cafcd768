package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.model.ImageSet;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;

/** Which images a set would hold and how they would be paired, found by a job while its fields are typed. */
final class ImagesPreview {
    private static final int WAIT = 250;

    /**
     * What was found.
     *
     * @param items   the images
     * @param info    what the first one's file says of it
     * @param problem why there are none, as a sentence with the remedy; "" if there are some
     */
    record Found(List<Item> items, Optional<ImageInfo> info, String problem) {

        /** How many of the images have a reference. */
        int paired() {
            return (int) items.stream().filter(i -> i.reference().isPresent()).count();
        }
    }

    private final Session session;
    private final Consumer<Found> told;
    private final Label summary;
    private final Table table;
    private Found found = new Found(List.of(), Optional.empty(), "");
    private int wanted;
    private boolean searching;

    /** @param told on the UI thread, when something was found for the set that was asked for last */
    ImagesPreview(Composite parent, Session session, Consumer<Found> told) {
        this.session = session;
        this.told = told;
        Composite body = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).indent(0, 4).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(body);
        summary = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        table = new Table(body, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 90).applyTo(table);
        for (String key : List.of("wizard.preview.image", "wizard.preview.reference"))
            new TableColumn(table, SWT.NONE).setText(Words.get(key));
        table.addListener(SWT.Resize, e -> {
            int width = table.getClientArea().width;
            table.getColumn(0).setWidth(width / 2);
            table.getColumn(1).setWidth(width - width / 2);
        });
        VirtualTables.fill(table, (row, index) -> {
            Item item = found.items.get(index);
            row.setText(new String[] { item.name(),
                    item.reference().map(r -> r.getFileName().toString()).orElse("–") });
        });
    }

    /** Looks for the images of a set, a moment later. @param set no one else's; null if it is not known yet */
    void show(Path project, ImageSet set) {
        int number = ++wanted;
        searching = set != null;
        summary.setText(Words.get(set == null ? "wizard.preview.none" : "wizard.preview.searching"));
        if (set == null) {
            take(new Found(List.of(), Optional.empty(), ""));
            return;
        }
        Job job = Job.create(Words.get("job.listImages"), monitor -> {
            if (number != wanted)
                return;
            Found now;
            try {
                List<Item> items = ImageSets.find(project, set, session.registry());
                now = new Found(items, info(items.get(0)), "");
            } catch (ToolException e) {
                now = new Found(List.of(), Optional.empty(), Failures.text(e));
            }
            Found result = now;
            session.ui(() -> {
                if (number == wanted && !table.isDisposed()) {
                    searching = false;
                    take(result);
                    told.accept(result);
                }
            });
        });
        job.setSystem(true);
        job.schedule(WAIT);
    }

    private Optional<ImageInfo> info(Item item) {
        try (ImageSource source = session.registry().open(item.test())) {
            return Optional.of(source.info(item.page()));
        } catch (ToolException | RuntimeException e) {
            return Optional.empty(); // the run tells what is wrong with this image
        }
    }

    private void take(Found now) {
        found = now;
        if (!now.items.isEmpty())
            summary.setText(Words.get("wizard.preview.found", now.items.size(), now.paired()));
        else if (!now.problem.isEmpty())
            summary.setText(now.problem);
        VirtualTables.setItemCount(table, now.items.size());
        table.clearAll();
        summary.getParent().layout(true, true);
    }

    /** What was found last. */
    Found found() {
        return found;
    }

    /** Whether the images are being looked for. */
    boolean searching() {
        return searching;
    }
}

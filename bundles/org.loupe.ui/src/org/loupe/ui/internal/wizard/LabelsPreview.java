package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.exchange.Loss;
import org.loupe.model.ImageSet;
import org.loupe.model.Project;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelTransfer;

/**
 * What an import of labels would do: the first labels of the file with the images that they would lie on, and what
 * would be lost. Read and planned by a job. UI thread.
 */
final class LabelsPreview {
    private static final int WAIT = 200, SHOWN = 20;

    /**
     * What a file holds.
     *
     * @param path    of the file
     * @param wanted  the format that was chosen, {@code null} if it was told by the content
     * @param format  of the file
     * @param labels  in it
     * @param losses  of reading it
     * @param images  of the project, by how its labels name them
     * @param setOf   names of the sets of these images
     */
    private record Read(Path path, LabelFormat wanted, LabelFormat format, LabelFile labels, List<Loss> losses,
            Map<String, Item> images, Map<String, String> setOf) {

        boolean of(Path itsPath, LabelFormat itsFormat) {
            return path.equals(itsPath) && wanted == itsFormat;
        }
    }

    private final Session session;
    private final Runnable told;
    private final Label summary, lossTitle;
    private final Table table, losses;
    private volatile Read read;
    private LabelTransfer.Plan plan;
    private String problem = "";
    private volatile int wanted;
    private boolean working;

    /** @param told on the UI thread, when it is known what an import would do */
    LabelsPreview(Composite parent, Session session, Runnable told) {
        this.session = session;
        this.told = told;
        Composite body = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).indent(0, 4).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(body);
        summary = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        table = LabelFormatWords.table(body, 130, List.of("wizard.labels.image", "wizard.labels.class",
                "wizard.labels.box", "wizard.labels.found"), new int[] { 36, 18, 22, 24 });
        lossTitle = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).indent(0, 4).applyTo(lossTitle);
        losses = LabelFormatWords.losses(body, 90);
    }

    /**
     * Plans the import of a file, a moment later.
     *
     * @param path   {@code null} if none is chosen
     * @param format of it, {@code null} to be told by the content
     */
    void show(Path path, LabelFormat format, LabelTransfer.Options options) {
        int number = ++wanted;
        plan = null;
        problem = "";
        ProjectFile project = session.project().orElse(null);
        working = path != null && project != null;
        if (!working) {
            fill(Words.get("wizard.labels.none"));
            return;
        }
        if (read == null || !read.of(path, format))
            fill(Words.get("wizard.labels.reading"));
        LabelTable now = project.labels().table().copy();
        Project model = EcoreUtil.copy(project.project());
        Job job = Job.create(Words.get("job.readLabels"), monitor -> {
            if (number != wanted)
                return;
            try {
                Read there = read;
                if (there == null || !there.of(path, format)) {
                    there = read(path, format, project, model);
                    read = there;
                }
                LabelTransfer.Plan planned = LabelTransfer.plan(there.labels, now, model, there.images, options)
                        .after(there.losses);
                Read file = there;
                session.ui(() -> take(number, file, planned, ""));
            } catch (ToolException e) {
                session.ui(() -> take(number, null, null, Failures.text(e)));
            }
        });
        job.setSystem(true);
        job.schedule(WAIT);
    }

    private Read read(Path path, LabelFormat chosen, ProjectFile project, Project model) throws ToolException {
        LabelFormat format = chosen == null ? LabelFormats.of(path) : chosen;
        Map<String, Item> images = new LinkedHashMap<>();
        Map<String, String> setOf = new HashMap<>();
        for (ImageSet set : model.getImageSets())
            try {
                for (Item item : ImageSets.find(project.folder(), set, session.registry())) {
                    String name = project.labels().image(item);
                    if (images.putIfAbsent(name, item) == null)
                        setOf.put(name, set.getName());
                }
            } catch (ToolException e) {
                Failures.log(e); // the images of the others may do
            }
        LabelFormat.Read labels = format.read(path, KnownImages.of(images, session.registry()));
        return new Read(path, chosen, format, labels.labels(), labels.losses(), images, setOf);
    }

    private void take(int number, Read file, LabelTransfer.Plan planned, String wrong) {
        if (number != wanted || table.isDisposed())
            return;
        working = false;
        plan = planned;
        problem = wrong;
        if (plan != null && plan.images().isEmpty())
            problem = Words.get("wizard.labels.noImage", plan.file().tiles().size(),
                    plan.file().tiles().stream().findFirst().map(LabelTile::image).orElse("–"));
        else if (plan != null && plan.labels() == 0 && !plan.file().labels().isEmpty())
            problem = Words.get("wizard.labels.nothing");
        fill(plan == null ? wrong : summary(file));
        told.run();
    }

    private String summary(Read file) {
        LabelFile labels = file.labels;
        Map<String, Integer> sets = new LinkedHashMap<>();
        plan.images().values().forEach(image -> sets.merge(file.setOf.getOrDefault(image, ""), 1, Integer::sum));
        String where = sets.entrySet().stream().map(s -> Words.get("wizard.labels.ofSet", s.getKey(), s.getValue()))
                .reduce((a, b) -> a + Words.get("wizard.labels.and") + b).orElse("–");
        String words = Words.get("wizard.labels.summary", LabelFormatWords.label(file.format), plan.labels(),
                labels.labels().size(), plan.images().size(), labels.tiles().size(), where);
        return plan.newClasses().isEmpty() ? words : Words.get("wizard.labels.newClasses", words,
                plan.newClasses().size(), String.join(", ", plan.newClasses()));
    }

    private void fill(String words) {
        summary.setText(words);
        table.removeAll();
        if (plan != null) {
            LabelFile file = plan.file();
            Map<Integer, LabelTile> tiles = new HashMap<>();
            file.tiles().forEach(tile -> tiles.put(tile.number(), tile));
            Map<Integer, String> names = new HashMap<>();
            file.classes().forEach(one -> names.put(one.code(), one.name()));
            for (org.loupe.store.labels.Label label : file.labels().subList(0, Math.min(SHOWN, file.labels().size()))) {
                LabelTile tile = tiles.get(label.tile());
                new TableItem(table, SWT.NONE).setText(new String[] { tile.image(),
                        names.getOrDefault(label.code(), Words.get("label.unclassified")), box(label.shape()),
                        plan.images().getOrDefault(tile, Words.get("wizard.labels.notFound")) });
            }
        }
        LabelFormatWords.fill(losses, plan == null ? List.of() : plan.losses());
        lossTitle.setText(plan == null ? "" : Words.get("wizard.labels.losses", plan.losses().size()));
        table.notifyListeners(SWT.Resize, new Event());
        summary.getParent().layout(true, true);
    }

    private static String box(LabelShape shape) {
        if (shape instanceof LabelShape.Whole)
            return Words.get("wizard.labels.whole");
        LabelShape.Box box = shape.bounds();
        return Words.get("wizard.labels.at", Words.number(box.x(), 0), Words.number(box.y(), 0),
                Words.number(box.width(), 0), Words.number(box.height(), 0));
    }

    /** What the import would do; {@code null} while that is not known. */
    LabelTransfer.Plan plan() {
        return plan;
    }

    /** Whether it is not known yet what the import would do. */
    boolean working() {
        return working;
    }

    /** Why nothing can be imported, with the remedy; "" if something can. */
    String problem() {
        return working ? Words.get("wizard.labels.reading") : problem;
    }
}

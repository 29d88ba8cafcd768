package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.RunProvenance;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.Page;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** A defect: its picture beside the reference, what was measured, where it lies, and how the run found it. */
final class DetectionProperties implements Properties {
    private static final int EDGE = 128;

    private final DetectionId id;
    private final Session session = ResultCommands.session();

    DetectionProperties(DetectionId id) {
        this.id = id;
    }

    /** Adapts ids of detections. */
    public static final class Factory implements IAdapterFactory {
        @Override
        public <T> T getAdapter(Object object, Class<T> type) {
            return type == Properties.class && object instanceof DetectionId id
                    ? type.cast(new DetectionProperties(id)) : null;
        }

        @Override
        public Class<?>[] getAdapterList() {
            return new Class<?>[] { Properties.class };
        }
    }

    @Override
    public String icon() {
        return "select";
    }

    @Override
    public String title() {
        String image = session.results().stream().flatMap(r -> r.images().stream())
                .filter(i -> i.index() == id.image()).map(ImageRow::image).findFirst().orElse("");
        return Words.get("detection.title", image, id.row() + 1);
    }

    /** What the store knows. */
    private record Facts(ResultRows.Row row, List<Provenance> steps, String seed) {
    }

    @Override
    public void fill(PropertyForm form) {
        RunResults results = session.results().orElse(null);
        if (results == null)
            return;
        Canvas picture = new Canvas(form.body(), SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().span(3, 1).hint(2 * EDGE + 1, EDGE).applyTo(picture);
        AtomicReference<ResultRows.Row> known = new AtomicReference<>();
        Crops crops = new Crops(picture, session.registry(), picture::redraw);
        crops.run(results);
        picture.addListener(SWT.Paint, e -> Optional.ofNullable(known.get())
                .flatMap(row -> crops.get(row.id())).ifPresent(crop -> {
            crop.test().ifPresent(image -> draw(e.gc, image, 0));
            crop.reference().ifPresent(image -> draw(e.gc, image, EDGE + 1));
        }));
        List<Consumer<String>> later = new ArrayList<>();
        for (String fact : List.of("class", "score", "image", "place", "size"))
            later.add(form.later(Words.get("detection." + fact)));
        form.fact(Words.get("detection.run"), () -> results.entry().getName());
        List<Column> measured = Columns.of(results).measured().stream().filter(c -> c.value() >= 5).toList();
        if (!measured.isEmpty())
            form.section(Words.get("detection.features"));
        List<Consumer<String>> values = measured.stream().map(c -> form.later(c.label())).toList();
        form.section(Words.get("detection.made"));
        Consumer<String> steps = form.later(Words.get("detection.found"));
        Consumer<String> seed = form.later(Words.get("detection.seed"));
        Consumer<String> versions = form.later(Words.get("detection.versions"));
        results.ask(Urgency.USUAL, () -> !picture.isDisposed(), this::read, facts -> {
            if (picture.isDisposed())
                return;
            ResultRows.Row row = facts.row;
            known.set(row);
            crops.want(List.of(row));
            double um = results.images().stream().filter(i -> i.index() == id.image()).findFirst()
                    .map(ImageRow::umPerPx).orElse(Double.NaN);
            List<String> words = List.of(row.className(), Words.number(row.values()[0], 2), row.image(),
                    place(row.values()[1] + row.values()[3] / 2, row.values()[2] + row.values()[4] / 2, um),
                    size(row.values()[3], row.values()[4], um));
            for (int i = 0; i < words.size(); i++)
                later.get(i).accept(words.get(i));
            for (int i = 0; i < measured.size(); i++)
                values.get(i).accept(Words.number(row.values()[measured.get(i).value()], measured.get(i).decimals()));
            steps.accept(String.join("\n", facts.steps.stream().map(Provenance::toolId).distinct().toList()));
            seed.accept(facts.seed);
            versions.accept(String.join("\n",
                    facts.steps.stream().map(DetectionProperties::version).distinct().toList()));
            form.refresh();
        }, Failures::log);
    }

    private static String version(Provenance step) {
        return step.bundle() + " " + step.version() + ", " + step.device();
    }

    /** A middle, in px, and in µm if the scale is known. */
    static String place(double x, double y, double um) {
        String px = Words.get("detection.placeValue", Words.number(x, 1), Words.number(y, 1));
        return Double.isNaN(um) ? px : px + "\n" + Words.get("detection.placeUm", Words.length(x * um),
                Words.length(y * um));
    }

    /** An extent, in px, and in µm if the scale is known. */
    static String size(double width, double height, double um) {
        String px = Words.get("detection.sizeValue", Words.number(width, 1), Words.number(height, 1));
        return Double.isNaN(um) ? px : px + "\n" + Words.get("detection.sizeUm", Words.length(width * um),
                Words.length(height * um));
    }

    /** Asks the store; not on the UI thread. */
    private Facts read(RunReader reader) throws ToolException {
        Listing all = reader.table().listing("", "");
        int place = all.place(DetectionIds.key(id));
        if (place < 0)
            throw new ToolException("The run has no detection " + id.row() + " in image " + id.image() + ".", "");
        Page page = reader.table().page(all, place, 1);
        RunProvenance made = RunProvenance.parse(reader.provenanceJson());
        return new Facts(ResultRows.rows(page).get(0), made.steps(),
                made.steps().isEmpty() ? "" : Long.toString(made.steps().get(0).seed()));
    }

    private static void draw(GC gc, Image image, int x) {
        Rectangle size = image.getBounds();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, 0, EDGE, EDGE);
        gc.setInterpolation(size.width < EDGE / 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, x, 0, EDGE, EDGE);
    }
}

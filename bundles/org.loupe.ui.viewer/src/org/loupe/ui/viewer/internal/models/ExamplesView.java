package org.loupe.ui.viewer.internal.models;

import java.util.Arrays;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Region;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.LabelCrops;
import org.loupe.ui.viewer.internal.clusters.CropGrid;

/** The examples behind the figure that was clicked on, as pictures with what they are and what they were taken for. */
public final class ExamplesView extends ViewPart {
    private ModelDesk desk;
    private Label note;
    private CropGrid grid;

    @Override
    public void createPartControl(Composite parent) {
        Session session = getSite().getService(Session.class);
        desk = ModelDesk.of(session);
        Parts.title(this, parent, "gallery", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(6, 0)
                .applyTo(note);
        grid = new CropGrid(page, session, new Crops());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        desk.listen(grid, ModelDesk.Event.CHOSEN, this::update);
        desk.listen(grid, ModelDesk.Event.EXAMPLE, grid::refresh);
        update();
    }

    private void update() {
        note.setText(desk.why().isEmpty() ? Words.get("models.examples.none")
                : Words.get("models.chosen", desk.why(), desk.chosen().length));
        note.setToolTipText(note.getText());
        grid.refresh();
    }

    /** Number of examples that are listed. */
    public int size() {
        return desk.chosen().length;
    }

    /** Where the picture of an example is cut out; a place that nothing is at if that is not known. */
    static CropPlace place(OpenModel model, String id) {
        return model.crop(id).map(c -> new CropPlace(c.image().test(), c.image().page(), LabelCrops.around(c.shape())))
                .orElse(new CropPlace(model.file().resolveSibling(id), 0, new Region(0, 0, 0, 0)));
    }

    private final class Crops implements CropGrid.Crops {
        @Override
        public int size() {
            return desk.open().isEmpty() ? 0 : desk.chosen().length;
        }

        @Override
        public CropPlace place(int index) {
            OpenModel open = desk.open().orElseThrow();
            return ExamplesView.place(open, open.ids().get(desk.chosen()[index]));
        }

        @Override
        public String words(int index) {
            int row = desk.chosen()[index];
            OpenModel open = desk.open().orElseThrow();
            if (open.anomaly().isPresent())
                return Words.number(open.anomaly().get().scores().get(row), 2);
            Scored scored = open.classifier().orElseThrow().report().scored();
            return Words.get("models.examples.words", scored.predictions().className(row),
                    Words.number(scored.predictions().confidence(row), 2));
        }

        @Override
        public boolean selected(int index) {
            return desk.chosen()[index] == desk.example();
        }

        @Override
        public boolean hovered(int index) {
            return false;
        }

        @Override
        public void choose(int index, boolean toggle, boolean extend) {
            desk.example(desk.chosen()[index]);
        }

        @Override
        public void clear() {
            desk.example(-1);
        }

        @Override
        public void hover(int index) {
            // nothing depends on it
        }

        @Override
        public void open(int index) {
            ModelActions.view(getSite().getPage(), desk, desk.chosen()[index]);
        }

        @Override
        public int focus() {
            return Arrays.stream(desk.chosen()).boxed().toList().indexOf(desk.example());
        }

        @Override
        public String accessible() {
            return note.getText();
        }
    }

    @Override
    public void setFocus() {
        grid.setFocus();
    }
}

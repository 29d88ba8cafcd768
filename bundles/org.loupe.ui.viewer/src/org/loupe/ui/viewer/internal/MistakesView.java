package org.loupe.ui.viewer.internal;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.evaluation.Evaluation.Confusion;
import org.loupe.engine.evaluation.ScoreLimits.Box;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** What is missed and what is falsely found at the limit, or the boxes of a cell of the confusion, as pictures. */
public final class MistakesView extends ViewPart {
    private static final String CONTEXT = "org.loupe.ui.context.mistakes";

    /** A heading over pictures. */
    private record Half(Composite box, Label title, Label order, MistakeGrid grid) {
    }

    private Review review;
    private ToolRow tools;
    private Label note;
    private SashForm halves;
    private Half escapes, overkill;

    @Override
    public void createPartControl(Composite parent) {
        review = Review.of(getSite().getWorkbenchWindow());
        Parts.title(this, parent, "mistakes", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT)
                .indent(6, 0).applyTo(note);
        tools.command("org.loupe.ui.review.all", "reset", Words.get("review.all"));
        tools.command("org.loupe.ui.review.past", "target", Words.get("review.past"));
        halves = new SashForm(page, SWT.HORIZONTAL | SWT.SMOOTH);
        halves.setSashWidth(3);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        escapes = half();
        overkill = half();
        review.attach(this, page, true, this::update);
    }

    private Half half() {
        Composite box = new Composite(halves, SWT.NONE);
        ToolRow.style(box, "loupe-part");
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).extendedMargins(0, 12, 0, 0).applyTo(box);
        Label title = new Label(box, SWT.NONE);
        ToolRow.style(title, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 6).applyTo(title);
        Label order = new Label(box, SWT.NONE);
        ToolRow.style(order, "loupe-hint");
        GridDataFactory.fillDefaults().indent(0, 6).align(SWT.END, SWT.CENTER).applyTo(order);
        MistakeGrid grid = new MistakeGrid(box, review, getSite().getService(Session.class));
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), CONTEXT);
        return new Half(box, title, order, grid);
    }

    private void update() {
        boolean ready = review.judged().isPresent() && review.state() != Review.State.NO_TRUTH;
        halves.setVisible(ready);
        String limit = Words.number(review.limit(), 2);
        setPartName(ready ? Words.get("review.mistakes.tab", limit) : Words.get("review.mistakes.tabNone"));
        if (!ready) {
            note.setText(review.state() == Review.State.NO_TRUTH ? Words.get("review.noTruth")
                    : review.state() == Review.State.NO_RUN ? Words.get("review.noRun") : review.problem());
            return;
        }
        Judged judged = review.judged().orElseThrow();
        int[] cell = review.cell().orElse(null);
        if (cell == null) {
            note.setText(Words.get("review.mistakes.hint"));
            fill(escapes, "review.mistakes.escapes", judged.scoped().escapes(review.limit()));
            fill(overkill, "review.mistakes.overkill", judged.scoped().overkill(review.limit()));
        } else {
            Confusion names = judged.all().confusion(review.limit());
            boolean fits = cell[0] <= names.truthClasses().size() && cell[1] <= names.foundClasses().size();
            List<Box> boxes = fits && judged.scoped() == judged.all()
                    ? judged.all().cell(cell[0], cell[1], review.limit()) : List.of();
            note.setText(Words.get("review.mistakes.cell", name(names.truthClasses(), cell[0]),
                    name(names.foundClasses(), cell[1])));
            fill(escapes, "review.mistakes.boxes", boxes);
        }
        halves.setMaximizedControl(cell == null ? null : escapes.box);
        tools.refresh();
    }

    private static String name(List<String> classes, int index) {
        return index < classes.size() ? classes.get(index) : Words.get("review.unmatched");
    }

    private static void fill(Half half, String title, List<Box> boxes) {
        half.title.setText(Words.get(title, boxes.size()));
        half.order.setText(Words.get("review.mistakes.order"));
        half.grid.show(boxes);
        half.box.layout();
    }

    /** The missed ones that are shown, or those of the cell. */
    public List<Box> escapes() {
        return escapes.grid.boxes();
    }

    /** The false ones that are shown. */
    public List<Box> overkill() {
        return overkill.grid.boxes();
    }

    /** Chooses one as a click does. @param missed whether one of those at the left */
    public void choose(boolean missed, int index) {
        (missed ? escapes : overkill).grid.choose(index);
    }

    @Override
    public void setFocus() {
        escapes.grid.setFocus();
    }
}

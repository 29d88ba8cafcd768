package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.evaluation.Evaluation.Confusion;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * What became of each class at the limit: rows are true, columns are found, the last of each is what has no partner. A
 * click lists a cell's boxes in Mistakes; arrows walk, Esc lists all mistakes again.
 */
public final class ConfusionView extends ViewPart {
    private Review review;
    private MatrixCanvas canvas;
    private Label note;

    @Override
    public void createPartControl(Composite parent) {
        review = Review.of(getSite().getWorkbenchWindow());
        Parts.title(this, parent, "confusion", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT)
                .indent(6, 0).applyTo(note);
        tools.command("org.loupe.ui.review.all", "reset", Words.get("review.all"));
        canvas = new MatrixCanvas(page, review::fill, () -> note.getText(), review::cell);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        review.attach(this, page, false, this::update);
    }

    private boolean ready() {
        return review.judged().isPresent() && review.state() != Review.State.NO_TRUTH;
    }

    /** The matrix at the limit. */
    public Confusion confusion() {
        return review.judged().orElseThrow().all().confusion(review.limit());
    }

    private void update() {
        String words = switch (review.state()) {
            case NO_RUN -> Words.get("review.noRun");
            case NO_TRUTH -> Words.get("review.noTruth");
            case FAILED -> review.problem();
            default -> ready() ? Words.get("review.confusion.hint", Words.number(review.limit(), 2)) : "";
        };
        int[] cell = review.cell().orElse(null);
        if (ready() && cell != null) {
            Confusion c = confusion();
            if (cell[0] < c.counts().length && cell[1] < c.counts()[0].length)
                words = Words.get("review.confusion.cell", name(c.truthClasses(), cell[0]),
                        name(c.foundClasses(), cell[1]), c.counts()[cell[0]][cell[1]]);
        }
        note.setText(words);
        canvas.show(ready() ? matrix() : null, cell);
    }

    private static String name(List<String> classes, int index) {
        return index < classes.size() ? classes.get(index) : Words.get("review.unmatched");
    }

    /** Lists the boxes of a cell, as a click does; the corner without a partner on either side has none. */
    public void choose(int row, int column) {
        canvas.choose(row, column);
    }

    /** The matrix as the canvas shows it: the last row and column are what has no partner. */
    private MatrixCanvas.Matrix matrix() {
        Confusion c = confusion();
        boolean any = review.judged().orElseThrow().all().classAgnostic();
        int rows = c.counts().length, columns = c.counts()[0].length;
        boolean[][] right = new boolean[rows][columns];
        for (int row = 0; row < rows - 1; row++)
            for (int column = 0; column < columns - 1; column++)
                right[row][column] = any || c.truthClasses().get(row).equals(c.foundClasses().get(column));
        return new MatrixCanvas.Matrix(IntStream.range(0, rows).mapToObj(i -> name(c.truthClasses(), i)).toList(),
                IntStream.range(0, columns).mapToObj(i -> name(c.foundClasses(), i)).toList(),
                new int[] { rows - 1, columns - 1 }, c.counts(), right);
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}

package org.loupe.ui.viewer.internal.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * A plot of how a classifier did. A click lists the examples behind what is clicked on; the arrows go from one of its
 * bars or points to the next.
 */
abstract class ModelPlot extends PlotCanvas {
    private final ModelDesk desk;
    private int marked = -1;

    ModelPlot(Composite parent, ModelDesk desk) {
        super(parent);
        this.desk = desk;
    }

    final ModelDesk desk() {
        return desk;
    }

    /** What is shown, or nothing while there is no classifier. */
    final Optional<ClassificationReport> report() {
        return desk.classifier().map(OpenModel.Classifier::report);
    }

    /** Another model is shown, or another class of it. */
    abstract void refresh();

    /** Number of bars or points whose examples can be listed. */
    int marks() {
        return 0;
    }

    /** Lists the examples of a bar or point. */
    void list(int mark) {
        // there are none
    }

    /** Chooses a bar or point, and lists its examples; -1 for none. */
    final void mark(int mark) {
        marked = mark;
        if (mark >= 0)
            list(mark);
        redraw();
    }

    /** The bar or point that is chosen, -1 for none. */
    final int marked() {
        return marked;
    }

    @Override
    protected boolean key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by == 0 || marks() == 0)
            return false;
        mark(Math.max(0, Math.min(marks() - 1, marked < 0 && by < 0 ? marks() - 1 : marked + by)));
        return true;
    }

    /** Frames the bar that is chosen. */
    final void frame(GC gc, int left, int top, int wide, int high) {
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawRectangle(left - 1, top - 1, wide + 1, high + 1);
        gc.setLineWidth(1);
    }

    /** What the tool row says of the plot. */
    abstract String note();

    @Override
    protected String accessibleName() {
        return note();
    }

    @Override
    protected String emptyText() {
        return report().isEmpty() ? Words.get("models.empty") : "";
    }

    /** Lists the rows of the report for which something holds, the surest first. */
    final void choose(IntPredicate which, String why) {
        Scored scored = report().orElseThrow().scored();
        desk.choose(IntStream.range(0, scored.rows()).filter(which).boxed()
                .sorted((a, b) -> Float.compare(scored.predictions().confidence(b), scored.predictions().confidence(a)))
                .mapToInt(Integer::intValue).toArray(), why);
    }

    /** The colour of a class for lines. */
    final Color stroke(List<String> classes, int index) {
        return desk.session().colours().stroke(classes.get(index), index);
    }

    /** A share as people read it. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : Words.get("review.percent", Words.number(share * 100, 1));
    }

    /** Counts of right and wrong ones by confidence. @return {@code [bin][0 right, 1 wrong]} */
    static int[][] histogram(Scored scored, int bins) {
        int[][] counts = new int[bins][2];
        for (int row = 0; row < scored.rows(); row++)
            counts[bin(scored.predictions().confidence(row), bins)][scored.right(row) ? 0 : 1]++;
        return counts;
    }

    /** The bin of a share. */
    static int bin(double share, int bins) {
        return Math.max(0, Math.min(bins - 1, (int) (share * bins)));
    }

    /** The largest sum of a histogram's bars. */
    static int highest(int[][] counts) {
        return Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).sum()).max().orElse(0);
    }

    /** The colours of right and wrong. */
    static Color rightColour() {
        return Palette.classStroke(1);
    }

    static Color wrongColour() {
        return Palette.classStroke(0);
    }
}

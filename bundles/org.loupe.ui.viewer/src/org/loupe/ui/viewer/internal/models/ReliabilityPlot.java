package org.loupe.ui.viewer.internal.models;

import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.Reliability.Bin;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/** Whether a confidence of 80 % is right in 80 % of all cases: bars on the diagonal. A click lists a bar's examples. */
final class ReliabilityPlot extends ModelPlot {

    ReliabilityPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    @Override
    void refresh() {
        mark(-1);
        axes(new Axis(Words.get("models.confidence"), 0, 1), new Axis(Words.get("models.shareRight"), 0, 1));
        redraw();
    }

    private List<Bin> bins() {
        return report().map(r -> r.reliability().bins()).orElse(List.of());
    }

    @Override
    String note() {
        return desk().classifier().map(c -> Words.get("models.reliability.note",
                Words.number(c.model().card().validation().eceBefore(), 3),
                Words.number(c.model().card().validation().eceAfter(), 3))).orElse("");
    }

    @Override
    protected void paintData(GC gc) {
        List<Bin> bins = bins();
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            int left = toX(bin.from()) + 1, wide = Math.max(1, toX(bin.to()) - left - 1), top = toY(bin.right());
            gc.setBackground(Palette.mix(Palette.color(Token.PART), rightColour(), 0.65));
            gc.fillRectangle(left, top, wide, toY(0) - top);
            gc.setForeground(wrongColour());
            gc.setLineWidth(2);
            gc.drawLine(left, toY(bin.confidence()), left + wide, toY(bin.confidence()));
            gc.setLineWidth(1);
            if (i == marked())
                frame(gc, left, top, wide, toY(0) - top);
        }
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.setLineStyle(SWT.LINE_DASH);
        gc.drawLine(toX(0), toY(0), toX(1), toY(1));
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    private int at(double value) {
        List<Bin> bins = bins();
        return IntStream.range(0, bins.size()).filter(i -> value > bins.get(i).from() && value <= bins.get(i).to())
                .findFirst().orElse(-1);
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        int at = at(valueX);
        if (at < 0)
            return "";
        Bin bin = bins().get(at);
        return Words.get("models.reliability.read", percent(bin.confidence()), percent(bin.right()),
                Words.number(bin.objects(), 0));
    }

    @Override
    int marks() {
        return bins().size();
    }

    @Override
    void list(int mark) {
        Bin bin = bins().get(mark);
        Scored scored = report().orElseThrow().scored();
        choose(row -> scored.predictions().confidence(row) > bin.from()
                && scored.predictions().confidence(row) <= bin.to(),
                Words.get("models.score.why", Words.number(bin.from(), 2), Words.number(bin.to(), 2)));
    }

    @Override
    protected void click(Event e) {
        if (at(valueX(e.x)) >= 0)
            mark(at(valueX(e.x)));
    }
}

package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * The loss, or the score, by epoch: of the training that is shown, with the epoch that counts, and dotted of another
 * one. The future is shaded. A click shows the tiles of an epoch.
 */
final class EpochPlot extends PlotCanvas {
    private static final String LOSS = "loss";

    private final NetDesk desk;
    private final boolean loss;
    private final IntConsumer chosen;

    /** @param loss whether the loss is drawn, else the score @param chosen told the epoch that is clicked on */
    EpochPlot(Composite parent, NetDesk desk, boolean loss, IntConsumer chosen) {
        super(parent);
        this.desk = desk;
        this.loss = loss;
        this.chosen = chosen;
        refresh();
    }

    /** Something has changed. */
    void refresh() {
        TrainingState s = desk.state().orElse(null);
        int last = Math.max(s == null ? 0 : Math.max(s.card().isPresent() ? 0 : s.wanted(), s.epochs().size()),
                desk.other().map(o -> o.epochs().size()).orElse(0));
        double most = 0;
        for (TrainingState each : states())
            for (NetEpoch epoch : each.epochs())
                for (double value : new double[] { epoch.trained().getOrDefault(LOSS, Double.NaN), validation(epoch) })
                    most = Double.isFinite(value) ? Math.max(most, value) : most;
        if (s != null && Double.isFinite(s.live()) && s.epochs().isEmpty())
            most = Math.max(most, s.live());
        Axis epochs = new Axis("", 0, Math.max(1, last));
        axes(epochs, loss ? new Axis(Words.get("net.plot.loss"), 0, most > 0 ? most * 1.08 : 1)
                : new Axis(s == null ? Words.get("net.score.mapAlone") : s.scoreName(), 0, 1));
        redraw();
    }

    private List<TrainingState> states() {
        List<TrainingState> all = new ArrayList<>();
        desk.state().ifPresent(all::add);
        desk.other().ifPresent(all::add);
        return all;
    }

    private ToDoubleFunction<NetEpoch> value() {
        return loss ? e -> e.trained().getOrDefault(LOSS, Double.NaN) : NetEpoch::score;
    }

    @Override
    protected String emptyText() {
        TrainingState s = desk.state().orElse(null);
        if (s == null)
            return !loss ? " " : desk.problem().isEmpty() ? Words.get("net.empty") : desk.problem();
        return !loss && s.held() == 0 && s.learned() > 0 ? Words.get("net.plot.unjudged") : "";
    }

    @Override
    protected String accessibleName() {
        TrainingState s = desk.state().orElse(null);
        return s == null ? Words.get("net.empty") : s.last().map(this::words).orElse(desk.name());
    }

    @Override
    protected List<Key> legend() {
        List<Key> keys = new ArrayList<>();
        if (desk.state().isEmpty())
            return keys;
        keys.add(new Key(Palette.classStroke(1), Words.get(loss ? "net.plot.training" : "net.plot.this")));
        if (loss && desk.state().get().epochs().stream().anyMatch(e -> Double.isFinite(validation(e))))
            keys.add(new Key(Palette.classStroke(0), Words.get("net.plot.validation")));
        if (desk.other().isPresent())
            keys.add(new Key(Palette.color(Token.TEXT2), desk.otherEntry().orElseThrow().getName()));
        return keys;
    }

    private static double validation(NetEpoch epoch) {
        return epoch.judged().getOrDefault(NetEpoch.VALIDATION_LOSS, Double.NaN);
    }

    @Override
    protected void paintData(GC gc) {
        TrainingState s = desk.state().orElseThrow();
        Rectangle plot = plot();
        int now = toX(s.now());
        if (s.alive() && s.wanted() > 0) {
            gc.setBackground(Palette.color(Token.GRID));
            gc.setAlpha(90);
            gc.fillRectangle(now, plot.y, plot.x + plot.width - now, plot.height);
            gc.setAlpha(255);
        }
        desk.other().ifPresent(o -> line(gc, o.epochs(), value(), Token.TEXT2, -1, SWT.LINE_DOT));
        Optional<NetEpoch> best = s.best();
        if (best.isPresent()) {
            int x = toX(best.get().number());
            String words = Words.get("net.plot.best", best.get().number());
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(Token.OK));
            gc.setLineStyle(SWT.LINE_DASH);
            gc.drawLine(x, plot.y, x, plot.y + plot.height);
            gc.setLineStyle(SWT.LINE_SOLID);
            int wide = gc.textExtent(words).x;
            int y = loss ? plot.y + 2 : plot.y + plot.height - gc.textExtent(words).y - 2;
            gc.drawText(words, x - wide - 4 < plot.x ? x + 4 : x - wide - 4, y, true);
        }
        if (loss)
            line(gc, s.epochs(), EpochPlot::validation, null, 0, SWT.LINE_DASH);
        line(gc, s.epochs(), value(), null, 1, SWT.LINE_SOLID);
        gc.setBackground(Palette.classStroke(1));
        if (loss && Double.isFinite(s.live()))
            dot(gc, s.now(), s.live());
        else
            s.last().ifPresent(e -> dot(gc, e.number(), value().applyAsDouble(e)));
    }

    private void dot(GC gc, double epoch, double value) {
        if (Double.isFinite(value))
            gc.fillOval(toX(epoch) - 4, toY(value) - 4, 9, 9);
    }

    /** A line with a gap where a value is missing; as many points as there are px. */
    private void line(GC gc, List<NetEpoch> epochs, ToDoubleFunction<NetEpoch> value, Token token, int stroke,
            int style) {
        gc.setForeground(token == null ? Palette.classStroke(stroke) : Palette.color(token));
        gc.setLineStyle(style);
        gc.setLineWidth(style == SWT.LINE_DOT ? 1 : 2);
        int lastX = Integer.MIN_VALUE, lastY = 0;
        for (int i = 0; i < epochs.size(); i++) {
            double y = value.applyAsDouble(epochs.get(i));
            if (!Double.isFinite(y)) {
                lastX = Integer.MIN_VALUE;
                continue;
            }
            int x = toX(epochs.get(i).number()), at = toY(y);
            if (x == lastX && i < epochs.size() - 1)
                continue;
            if (lastX != Integer.MIN_VALUE)
                gc.drawLine(lastX, lastY, x, at);
            lastX = x;
            lastY = at;
        }
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    private Optional<NetEpoch> nearest(double epoch) {
        return desk.state().flatMap(s -> s.epochs().stream().min((a, b) -> Double.compare(Math.abs(a.number() - epoch),
                Math.abs(b.number() - epoch))));
    }

    private String words(NetEpoch epoch) {
        return Words.get("net.plot.point", epoch.number(), Words.number(epoch.trained().getOrDefault(LOSS, Double.NaN),
                3), desk.state().orElseThrow().scoreName(), TrainingState.score(epoch.score()),
                String.format("%.2e", epoch.trained().getOrDefault("learningRate", Double.NaN)));
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        return nearest(valueX).map(this::words).orElse("");
    }

    @Override
    protected void click(Event e) {
        nearest(valueX(e.x)).ifPresent(epoch -> chosen.accept(epoch.number()));
    }
}

package org.loupe.ui.viewer.internal;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/** Precision over recall, or escape over overkill, at all limits: the pointer reads one, a click turns to it. */
public final class CurveView extends ViewPart {

    private Review review;
    private Combo kind;
    private Label note;
    private Curve curve;
    private Object shown;

    @Override
    public void createPartControl(Composite parent) {
        review = Review.of(getSite().getWorkbenchWindow());
        Parts.title(this, parent, "curve", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        kind = tools.add(new Combo(tools, SWT.READ_ONLY));
        kind.setItems(Words.get("review.curve.pr"), Words.get("review.curve.defects"),
                Words.get("review.curve.images"));
        kind.select(0);
        kind.addListener(SWT.Selection, e -> {
            shown = null;
            update();
        });
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT)
                .indent(6, 0).applyTo(note);
        curve = new Curve(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(curve);
        Contexts.whileFocused(curve, getSite(), ThresholdView.CONTEXT);
        review.attach(this, page, this::update);
    }

    private boolean ready() {
        return review.judged().isPresent() && review.state() != Review.State.NO_TRUTH;
    }

    private void update() {
        if (ready() && shown != review.judged().get()) {
            shown = review.judged().get();
            curve.fit();
        }
        note.setText(switch (review.state()) {
            case NO_RUN -> Words.get("review.noRun");
            case NO_TRUTH -> Words.get("review.noTruth");
            case FAILED -> review.problem();
            default -> ready() ? curve.text(review.judged().get().scoped().at(review.limit())) : "";
        });
        curve.redraw();
    }

    private double across(OperatingPoint p) {
        return switch (kind.getSelectionIndex()) {
            case 1 -> p.perDefect().overkill().value();
            case 2 -> p.perImage().overkill().value();
            default -> p.scores().recall();
        };
    }

    private double up(OperatingPoint p) {
        return switch (kind.getSelectionIndex()) {
            case 1 -> p.perDefect().escape().value();
            case 2 -> p.perImage().escape().value();
            default -> p.scores().precision();
        };
    }

    /** The plot. */
    private final class Curve extends PlotCanvas {

        Curve(Composite parent) {
            super(parent);
        }

        void fit() {
            boolean pr = kind.getSelectionIndex() == 0;
            axes(new Axis(Words.get(pr ? "review.recall" : "review.overkill"), 0, 1),
                    new Axis(Words.get(pr ? "review.precision" : "review.escape"), 0, 1));
        }

        @Override
        protected String emptyText() {
            return ready() ? "" : note.getText();
        }

        @Override
        protected String accessibleName() {
            return note.getText();
        }

        @Override
        protected void paintData(GC gc) {
            List<OperatingPoint> points = review.judged().orElseThrow().curve().points();
            double floor = review.judged().get().run().floor();
            gc.setForeground(Palette.classStroke(1));
            gc.setLineWidth(2);
            int lastX = 0, lastY = 0;
            boolean joined = false;
            for (OperatingPoint p : points) {
                double across = across(p), up = up(p);
                if (Double.isNaN(across) || Double.isNaN(up) || p.setting() < floor) {
                    joined = false;
                    continue;
                }
                int x = toX(across), y = toY(up);
                if (joined && (x != lastX || y != lastY))
                    gc.drawLine(lastX, lastY, x, y);
                lastX = x;
                lastY = y;
                joined = true;
            }
            gc.setLineWidth(1);
            double before = review.before();
            dot(gc, review.judged().get().scoped().at(before), Token.TEXT2, 4);
            dot(gc, review.judged().get().scoped().at(review.limit()), Token.ACCENT, 6);
        }

        private void dot(GC gc, OperatingPoint p, Token colour, int radius) {
            if (Double.isNaN(across(p)) || Double.isNaN(up(p)))
                return;
            int x = toX(across(p)), y = toY(up(p));
            gc.setBackground(Palette.color(Token.PART));
            gc.fillOval(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
            gc.setBackground(Palette.color(colour));
            gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        /** The known point nearest to a place, by the eye. */
        private OperatingPoint nearest(double valueX, double valueY) {
            OperatingPoint best = null;
            double least = Double.MAX_VALUE, floor = review.judged().orElseThrow().run().floor();
            for (OperatingPoint p : review.judged().get().curve().points()) {
                double away = Math.hypot(across(p) - valueX, up(p) - valueY);
                if (away < least && p.setting() >= floor) { // unknown shares are nowhere near
                    least = away;
                    best = p;
                }
            }
            return best;
        }

        private String text(OperatingPoint p) {
            boolean pr = kind.getSelectionIndex() == 0;
            return Words.get(pr ? "review.curve.readPr" : "review.curve.read", Words.number(p.setting(), 2),
                    Words.number(up(p) * (pr ? 1 : 100), pr ? 3 : 2),
                    Words.number(across(p) * (pr ? 1 : 100), pr ? 3 : 2), Words.number(p.scores().f(), 3));
        }

        @Override
        protected String readOut(double valueX, double valueY) {
            OperatingPoint p = ready() ? nearest(valueX, valueY) : null;
            return p == null ? "" : text(p);
        }

        @Override
        protected void click(Event e) {
            OperatingPoint p = ready() ? nearest(valueX(e.x), valueY(e.y)) : null;
            if (p == null)
                return;
            review.sweep().choose(-1, null);
            review.set(Math.round(p.setting() * 1000) / 1000.0);
        }
    }

    /** Turns to the limit at a place of the plot, as a click does; for tests. */
    public void click(int x, int y) {
        Event e = new Event();
        e.x = x;
        e.y = y;
        curve.click(e);
    }

    @Override
    public void setFocus() {
        curve.setFocus();
    }
}

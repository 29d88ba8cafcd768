package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/** Precision over recall, or escape over overkill, at all limits: the pointer reads one, a click turns to it. */
public final class CurveView extends ViewPart {

    private Review review;
    private static final List<String> KINDS = List.of("review.curve.pr", "review.curve.defects",
            "review.curve.images");

    private ToolButton button;
    private int kind;
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
        button = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseKind));
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT)
                .indent(6, 0).applyTo(note);
        curve = new Curve(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(curve);
        Contexts.whileFocused(curve, getSite(), ThresholdView.CONTEXT);
        review.attach(this, page, false, this::update);
    }

    private void chooseKind() {
        Menus.drop(button, menu -> {
            for (int i = 0; i < KINDS.size(); i++) {
                int chosen = i;
                Menus.choice(menu, Words.get(KINDS.get(i)), kind == i, () -> kind(chosen));
            }
        });
    }

    /** Draws precision over recall (0), or escape over overkill by defect (1) or by image (2). */
    public void kind(int chosen) {
        kind = chosen;
        shown = null;
        update();
    }

    private boolean ready() {
        return review.judged().isPresent() && review.state() != Review.State.NO_TRUTH;
    }

    private void update() {
        if (ready() && shown != review.judged().get()) {
            shown = review.judged().get();
            curve.fit();
        }
        String drop = Words.get("review.drop", Words.get(KINDS.get(kind)));
        if (!drop.equals(button.text())) {
            button.text(drop);
            button.getParent().layout();
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
        return switch (kind) {
            case 1 -> p.perDefect().overkill().value();
            case 2 -> p.perImage().overkill().value();
            default -> p.scores().recall();
        };
    }

    private double up(OperatingPoint p) {
        return switch (kind) {
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

        /** Shows all of the curve, from a round share on. */
        void fit() {
            boolean pr = kind == 0;
            double leastX = 1, mostX = 0, leastY = 1, mostY = 0;
            for (OperatingPoint p : known()) {
                leastX = Math.min(leastX, across(p));
                mostX = Math.max(mostX, across(p));
                leastY = Math.min(leastY, up(p));
                mostY = Math.max(mostY, up(p));
            }
            axes(axis(pr ? "review.recall" : "review.overkill", leastX, mostX),
                    axis(pr ? "review.precision" : "review.escape", leastY, mostY));
        }

        private Axis axis(String words, double least, double most) {
            double to = Math.max(0.2, Math.min(1, Math.ceil(most * 10 + 0.2) / 10));
            return new Axis(Words.get(words), Math.max(0, Math.min(Math.floor(least * 10 - 0.5) / 10, to - 0.2)), to);
        }

        /** The points that the run knows and that have both shares. */
        private List<OperatingPoint> known() {
            double floor = review.judged().orElseThrow().run().floor();
            return review.judged().get().curve().points().stream().filter(p -> p.setting() >= floor
                    && !Double.isNaN(across(p)) && !Double.isNaN(up(p))).toList();
        }

        @Override
        protected void zoom(double valueX, double valueY, double factor) {
            axes(x().zoom(valueX, factor), y().zoom(valueY, factor));
        }

        @Override
        protected void pan(double shareX, double shareY) {
            axes(x().part(shareX, 1 + shareX), y().part(shareY, 1 + shareY));
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
            gc.setForeground(Palette.classStroke(1));
            gc.setLineWidth(2);
            gc.drawPolyline(known().stream().flatMapToInt(p -> IntStream.of(toX(across(p)), toY(up(p)))).toArray());
            gc.setLineWidth(1);
        }

        @Override
        protected void paintOver(GC gc) {
            double before = review.before();
            dot(gc, review.judged().get().scoped().at(before), Token.TEXT2, 4);
            dot(gc, review.judged().get().scoped().at(review.limit()), Token.ACCENT, 6);
        }

        private void dot(GC gc, OperatingPoint p, Token colour, int radius) {
            int x = toX(across(p)), y = toY(up(p));
            if (Double.isNaN(across(p)) || Double.isNaN(up(p)) || !plot().contains(x, y))
                return;
            gc.setBackground(Palette.color(Token.PART));
            gc.fillOval(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
            gc.setBackground(Palette.color(colour));
            gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        /** The known point nearest to a place, by the eye. */
        private OperatingPoint nearest(double valueX, double valueY) {
            OperatingPoint best = null;
            double least = Double.MAX_VALUE;
            for (OperatingPoint p : known()) {
                double away = Math.hypot(x().share(across(p)) - x().share(valueX),
                        y().share(up(p)) - y().share(valueY));
                if (away < least) {
                    least = away;
                    best = p;
                }
            }
            return best;
        }

        private String text(OperatingPoint p) {
            boolean pr = kind == 0;
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

package org.loupe.ui.viewer.internal.labelreview;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.labels.Agreement;

/**
 * Two people's labels held against each other: how well they agree, and a list of where they do not, each of which is
 * settled by a key. What is settled leaves the list.
 */
public final class LabelReviewView extends ViewPart {
    /** The list of differences has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.labelReview";
    private static final int SIDE = 320, FIGURES = 42, COMMENT = 190, PAD = 8;

    private LabelReview review;
    private Composite page, body;
    private Label empty;
    private ToolButton left, right;
    private TextField comment;
    private DisputeList list;
    private Label none;
    private Canvas figures;
    private AgreementMatrix matrix;

    @Override
    public void createPartControl(Composite parent) {
        Session session = getSite().getService(Session.class);
        review = LabelReview.of(session);
        Parts.title(this, parent, "persons", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools(session);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(empty);
        body = new Composite(page, SWT.NONE);
        ToolRow.style(body, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(body);
        Composite column = new Composite(body, SWT.NONE);
        ToolRow.style(column, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(column);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(column);
        none = new Label(column, SWT.WRAP);
        ToolRow.style(none, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(none);
        list = new DisputeList(column, review, session);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(list);
        Contexts.whileFocused(list, getSite(), CONTEXT);
        Menus.context(list, menu -> {
            Menus.command(menu, getSite(), LabelReviewCommands.LEFT, "take-left");
            Menus.command(menu, getSite(), LabelReviewCommands.RIGHT, "take-right");
        });
        Composite side = new Composite(body, SWT.NONE);
        ToolRow.style(side, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(side);
        GridDataFactory.fillDefaults().grab(false, true).hint(SIDE, SWT.DEFAULT).applyTo(side);
        figures = new Canvas(side, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        figures.addListener(SWT.Paint, e -> paint(e.gc));
        Palette.onChange(figures, figures::redraw);
        GridDataFactory.fillDefaults().grab(true, false).hint(SIDE, FIGURES).applyTo(figures);
        matrix = new AgreementMatrix(side, review, session);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(matrix);
        page.addListener(SWT.Show, e -> review.later());
        body.addListener(SWT.Resize, e -> review.later());
        review.watch(page, this::update);
        session.listen(page, Session.Event.LABEL, left.getParent()::redraw);
        update();
    }

    private void tools(Session session) {
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        left = side(tools, true);
        Label against = new Label(tools, SWT.NONE);
        ToolRow.style(against, "loupe-bar");
        against.setText(Words.get("labelReview.against"));
        tools.add(against);
        right = side(tools, false);
        tools.line();
        tools.command(LabelReviewCommands.LEFT, "take-left", Words.get("labelReview.takeLeft"));
        tools.command(LabelReviewCommands.RIGHT, "take-right", Words.get("labelReview.takeRight"));
        comment = tools.add(new TextField(tools, ""));
        GridDataFactory.swtDefaults().hint(COMMENT, 24).applyTo(comment);
        comment.text().setMessage(Words.get("labelReview.comment"));
        comment.text().addListener(SWT.DefaultSelection, e -> list.setFocus());
        tools.spring();
        tools.command(LabelReviewCommands.OPINION, "person", Words.get("opinion.button"))
                .toggled(() -> !session.desk().layer().isEmpty());
        tools.command(LabelReviewCommands.CHECK, "check-all");
    }

    /** Whose labels are on a side. */
    private ToolButton side(ToolRow tools, boolean first) {
        ToolButton[] made = new ToolButton[1];
        made[0] = tools.add(new ToolButton(tools, "person", "", Look.FLAT, () -> Menus.drop(made[0], menu -> {
            String other = first ? review.second() : review.first(), now = first ? review.first() : review.second();
            List<String> all = new ArrayList<>(review.layers());
            all.add(0, "");
            Consumer<String> choose = who -> review.sides(first ? who : other, first ? other : who);
            for (String who : all)
                if (!who.equals(other))
                    Menus.choice(menu, LabelReview.name(who), who.equals(now), () -> choose.accept(who));
        })));
        made[0].setToolTipText(Words.get(first ? "labelReview.left.tip" : "labelReview.right.tip"));
        return made[0];
    }

    private void update() {
        Agreement agreement = review.agreement().orElse(null);
        boolean some = agreement != null;
        empty.setText(Words.get("labelReview.none"));
        Parts.visible(empty, !some);
        Parts.visible(body, some);
        boolean listed = !review.shown().isEmpty();
        none.setText(!some ? "" : agreement.tiles() == 0 ? Words.get("labelReview.noTiles")
                : agreement.disputes().isEmpty() ? Words.get("labelReview.agreed")
                        : Words.get("labelReview.noneInCell", agreement.disputes().size()));
        Parts.visible(none, !listed);
        Parts.visible(list, listed);
        left.text(Words.get("labelReview.side", LabelReview.name(review.first())));
        right.text(Words.get("labelReview.side", some ? LabelReview.name(review.second()) : "–"));
        setPartName(!some || agreement.disputes().isEmpty() ? Words.get("labelReview.tab")
                : Words.get("labelReview.tabCount", agreement.disputes().size()));
        left.getParent().layout(true, true);
        page.layout(true, true);
        list.renew();
        figures.redraw();
        matrix.redraw();
    }

    private void paint(GC gc) {
        Rectangle area = figures.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, 0, 0, area.height);
        review.agreement().ifPresent(a -> {
            int x = figure(gc, Words.number(a.kappa(), 2), Words.get("labelReview.kappa"), PAD);
            x = figure(gc, Words.number(a.meanIou(), 2), Words.get("labelReview.iou"), x);
            x = figure(gc, Words.number(a.tiles(), 0), Words.get("labelReview.tiles"), x);
            x = figure(gc, Words.number(a.pairs(), 0), Words.get("labelReview.pairs"), x);
            figure(gc, Words.number(a.disputes().size(), 0), Words.get("labelReview.disputes"), x);
        });
    }

    /** A number and what it is. @return where the next one begins */
    private static int figure(GC gc, String value, String caption, int x) {
        gc.setFont(Palette.font(Type.HEADING));
        int wide = gc.textExtent(value).x, high = gc.getFontMetrics().getHeight();
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(value, x, 2, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(caption, x, 2 + high, true);
        return x + Math.max(wide, gc.textExtent(caption).x) + 14;
    }

    /** Settles the difference that is looked at with the words in the field, and goes to the next. */
    void settle(boolean withLeft) {
        if (review.settle(withLeft, comment.text().getText().strip())) {
            comment.text().setText("");
            if (list.isVisible())
                list.setFocus();
        }
    }

    /** The list, for tests. */
    public Control list() {
        return list;
    }

    /** The field for the comment, for tests. */
    public TextField comment() {
        return comment;
    }

    /** Number of differences that are listed, for tests. */
    public int count() {
        return review.shown().size();
    }

    /** Looks at a difference as a click does, for tests. */
    public void choose(int row) {
        list.select(row);
    }

    /** Lists the differences of a cell, with -1 for "not marked", as a click does, for tests. */
    public void cell(int firstCode, int secondCode) {
        matrix.choose(firstCode, secondCode);
    }

    /** How well both agree, for tests; {@code null} while that is not known. */
    public Agreement agreement() {
        return review.agreement().orElse(null);
    }

    @Override
    public void setFocus() {
        if (list.isVisible())
            list.setFocus();
        else
            page.setFocus();
    }
}

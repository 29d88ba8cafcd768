package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.learning.Memory;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPictures;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.Latest;

/**
 * Why one example was taken for what: its picture, the probability of each class, how unlike everything known it is, and
 * the examples that it is most like.
 */
public final class DecisionView extends ViewPart {
    private static final int PAD = 12, PICTURE = 128, NEAR = 72, BAR = 20, NEAREST = 8;

    private ModelDesk desk;
    private Canvas canvas;
    private CropPictures pictures;
    private Latest asking;
    private List<Memory.Neighbour> nearest = List.of();

    @Override
    public void createPartControl(Composite parent) {
        Session session = getSite().getService(Session.class);
        desk = ModelDesk.of(session);
        Parts.title(this, parent, "info", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        canvas = new Canvas(page, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        pictures = new CropPictures(canvas, session, canvas::redraw);
        asking = new Latest(canvas, "Loupe nearest examples");
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        Parts.focusable(canvas, e -> { });
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = String.join(", ", texts());
            }
        });
        desk.listen(canvas, ModelDesk.Event.OPENED, this::update);
        desk.listen(canvas, ModelDesk.Event.EXAMPLE, this::update);
        update();
    }

    private void update() {
        nearest = List.of();
        asking.forget();
        OpenModel model = desk.open().orElse(null);
        int row = desk.example();
        if (model != null && model.classifier().isPresent() && row >= 0) {
            TrainedClassifier classifier = model.classifier().get().model();
            String id = scored().ids().get(row);
            // one more, since the example itself is the nearest to itself
            asking.ask(unwanted -> near(classifier, id), found -> {
                nearest = found;
                canvas.redraw();
            });
        }
        canvas.redraw();
    }

    private static List<Memory.Neighbour> near(TrainedClassifier classifier, String id) {
        int at = classifier.memory().ids().indexOf(id);
        if (at < 0)
            return List.of();
        return classifier.memory().nearest(at, NEAREST + 1).stream().filter(n -> n.row() != at).limit(NEAREST).toList();
    }

    private Scored scored() {
        return desk.classifier().orElseThrow().report().scored();
    }

    /** What is told, line by line. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        int row = desk.example();
        if (desk.classifier().isEmpty() || row < 0)
            return List.of(Words.get("models.decision.none"));
        Scored s = scored();
        texts.add(s.ids().get(row));
        texts.add(Words.get(s.right(row) ? "models.decision.right" : "models.decision.wrong",
                s.classes().get(s.truth()[row]), s.classes().get(s.predictions().best()[row])));
        texts.add(Words.get("models.decision.novelty", Words.number(s.predictions().novelty()[row], 2)));
        return texts;
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        gc.setAntialias(SWT.ON);
        List<String> texts = texts();
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        Optional<OpenModel> model = desk.open();
        if (texts.size() == 1) {
            gc.drawText(texts.get(0), PAD, PAD, true);
            return;
        }
        List<CropPlace> seen = new ArrayList<>();
        CropPlace own = ExamplesView.place(model.orElseThrow(), texts.get(0));
        seen.add(own);
        nearest.forEach(n -> seen.add(ExamplesView.place(model.get(), n.id())));
        pictures.want(seen);
        pictures.paint(gc, own, new Rectangle(PAD, PAD, PICTURE, PICTURE));
        int x = PAD + PICTURE + PAD, y = PAD;
        gc.setForeground(Palette.color(Token.TEXT));
        for (String text : texts) {
            y = line(gc, text, x, y, area.width - x - PAD);
            gc.setForeground(Palette.color(Token.TEXT2));
        }
        y = bars(gc, Math.max(PAD + PICTURE, y) + PAD, area.width);
        neighbours(gc, seen, y + PAD, area.width);
    }

    private static int line(GC gc, String text, int x, int y, int wide) {
        gc.setClipping(x, y, Math.max(1, wide), 40);
        gc.drawText(text, x, y, true);
        gc.setClipping((Rectangle) null);
        return y + gc.textExtent(text).y + 4;
    }

    private int bars(GC gc, int top, int wide) {
        Scored s = scored();
        int row = desk.example(), y = top, left = PAD + 110, room = wide - left - PAD - 44;
        for (int c = 0; c < s.classes().size(); c++, y += BAR) {
            String name = s.classes().get(c);
            gc.setForeground(Palette.color(c == s.truth()[row] ? Token.TEXT : Token.TEXT2));
            gc.setFont(Palette.font(c == s.truth()[row] ? Type.STRONG : Type.BODY));
            gc.setClipping(PAD, y, 106, BAR);
            gc.drawText(name, PAD, y, true);
            gc.setClipping((Rectangle) null);
            gc.setBackground(desk.session().colours().fill(name, c));
            gc.fillRectangle(left, y + 3, Math.max(1, (int) (room * s.probability(row, c))), BAR - 8);
            gc.setFont(Palette.font(Type.SMALL));
            gc.drawText(Words.number(s.probability(row, c), 2), left + room + 8, y + 1, true);
        }
        return y;
    }

    private void neighbours(GC gc, List<CropPlace> seen, int top, int wide) {
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get(nearest.isEmpty() ? "models.decision.nearestNone" : "models.decision.nearest"), PAD, top,
                true);
        int columns = Math.max(1, (wide - 2 * PAD + 8) / (NEAR + 8)), from = top + gc.textExtent("0").y + 6;
        for (int i = 0; i < nearest.size(); i++) {
            Memory.Neighbour near = nearest.get(i);
            int x = PAD + i % columns * (NEAR + 8), y = from + i / columns * (NEAR + 36);
            pictures.paint(gc, seen.get(i + 1), new Rectangle(x, y, NEAR, NEAR));
            String name = scored().classes().get(near.truth());
            gc.setBackground(desk.session().colours().fill(name, near.truth()));
            gc.fillRectangle(x, y + NEAR, NEAR, 3);
            gc.setClipping(x, y + NEAR, NEAR, 36);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(name, x, y + NEAR + 4, true);
            gc.setClipping((Rectangle) null);
            String distance = Words.number(near.distance(), 2);
            Point size = gc.textExtent(distance);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(distance, x + NEAR - size.x, y + NEAR + 4 + size.y - 2, true);
        }
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}

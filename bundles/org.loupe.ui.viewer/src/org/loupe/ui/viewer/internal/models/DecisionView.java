package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.learning.Memory;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.CropPictures;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.Latest;

/**
 * Why one example was taken for what: its picture, the probability of the likely classes, how unlike everything known
 * it is, and the examples that it is most like. A click or the arrows choose one of those, a double click or Enter looks
 * at it in its place.
 */
public final class DecisionView extends ViewPart {
    private static final int PAD = 12, PICTURE = 128, NEAR = 72, BAR = 20, LINES = 4, NEAREST = 8, CLASSES = 6;

    private ModelDesk desk;
    private Canvas canvas;
    private CropPictures pictures;
    private Latest asking;
    private List<Memory.Neighbour> nearest = List.of();
    private final List<Rectangle> places = new ArrayList<>();
    private int chosen = -1;

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
        Parts.focusable(canvas, this::key);
        canvas.addListener(SWT.MouseDown, e -> {
            canvas.setFocus();
            choose(at(e.x, e.y));
        });
        canvas.addListener(SWT.MouseMove, e -> tell(at(e.x, e.y)));
        canvas.addListener(SWT.MouseDoubleClick, e -> look(at(e.x, e.y)));
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
        places.clear();
        chosen = -1;
        asking.forget();
        OpenModel model = desk.open().orElse(null);
        int row = desk.example();
        if (model != null && model.classifier().isPresent() && row >= 0) {
            String id = scored().ids().get(row);
            asking.ask(unwanted -> Decision.nearest(model, id, NEAREST), found -> {
                nearest = found;
                canvas.redraw();
            });
        }
        canvas.redraw();
    }

    private int at(int x, int y) {
        for (int i = 0; i < places.size(); i++)
            if (places.get(i).contains(x, y))
                return i;
        return -1;
    }

    /** Tells the whole name of an example under the pointer. */
    private void tell(int index) {
        String words = index < 0 || index >= nearest.size() ? null : Words.get("models.decision.near",
                nearest.get(index).id(), scored().classes().get(nearest.get(index).truth()),
                Words.number(nearest.get(index).distance(), 2));
        if (!Objects.equals(words, canvas.getToolTipText()))
            canvas.setToolTipText(words);
    }

    private void choose(int index) {
        chosen = index;
        canvas.redraw();
    }

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by != 0 && !nearest.isEmpty())
            choose(Math.floorMod(chosen < 0 && by < 0 ? -1 : chosen + by, nearest.size()));
        else if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR)
            look(chosen);
    }

    /** Looks at one of the examples that the shown one is like, instead of it. */
    public void look(int index) {
        if (index < 0 || index >= nearest.size())
            return;
        int row = scored().ids().indexOf(nearest.get(index).id());
        if (row >= 0)
            desk.example(row);
    }

    /** Names of the examples that the shown one is most like. */
    public List<String> nearest() {
        return nearest.stream().map(Memory.Neighbour::id).toList();
    }

    private Scored scored() {
        return desk.classifier().orElseThrow().report().scored();
    }

    /** What is told, line by line. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        int row = desk.example();
        OpenModel model = desk.open().orElse(null);
        if (model == null || row < 0)
            return List.of(Words.get("models.decision.none"));
        String id = model.ids().get(row);
        texts.add(id);
        model.classifier().ifPresentOrElse(c -> tell(texts, c.report().scored(), row), () -> texts.add(Words.get(
                "models.decision.good", Words.number(model.anomaly().orElseThrow().scores().get(row), 2))));
        if (model.crop(id).isEmpty())
            texts.add(Words.get("models.examples.unknown"));
        else {
            CropPlace place = ExamplesView.place(model, id);
            if (pictures.get(place).filter(p -> p.image().isEmpty()).isPresent())
                texts.add(Words.get("models.decision.noPicture", place.file()));
        }
        return texts;
    }

    private static void tell(List<String> texts, Scored s, int row) {
        texts.add(Words.get(s.right(row) ? "models.decision.right" : "models.decision.wrong",
                s.classes().get(s.truth()[row]), s.classes().get(s.predictions().best()[row])));
        float novelty = s.predictions().novelty()[row];
        texts.add(Words.get(novelty > 1 ? "models.decision.novel" : "models.decision.novelty",
                Words.number(novelty, 2)));
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
            y += Drawing.wrapped(gc, text, x, y, area.width - x - PAD, LINES) + 4;
            gc.setForeground(Palette.color(Token.TEXT2));
        }
        if (desk.classifier().isEmpty())
            return;
        y = bars(gc, Math.max(PAD + PICTURE, y) + PAD, area.width);
        neighbours(gc, seen, y + PAD, area.width);
    }

    private int bars(GC gc, int top, int wide) {
        Scored s = scored();
        int row = desk.example(), y = top, left = PAD + 110, room = wide - left - PAD - 44;
        List<Integer> told = Decision.classes(s, row, CLASSES);
        for (int c : told) {
            String name = s.classes().get(c);
            gc.setForeground(Palette.color(c == s.truth()[row] ? Token.TEXT : Token.TEXT2));
            gc.setFont(Palette.font(c == s.truth()[row] ? Type.STRONG : Type.BODY));
            gc.drawText(Drawing.shorten(gc, name, 106), PAD, y, true);
            gc.setBackground(desk.session().colours().fill(name, c));
            gc.fillRectangle(left, y + 3, Math.max(1, (int) (room * s.probability(row, c))), BAR - 8);
            gc.setFont(Palette.font(Type.SMALL));
            gc.drawText(Words.number(s.probability(row, c), 2), left + room + 8, y + 1, true);
            y += BAR;
        }
        if (told.size() < s.classes().size()) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("models.decision.more", s.classes().size() - told.size()), PAD, y, true);
            y += BAR;
        }
        return y;
    }

    private void neighbours(GC gc, List<CropPlace> seen, int top, int wide) {
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get(nearest.isEmpty() ? "models.decision.nearestNone" : "models.decision.nearest"), PAD, top,
                true);
        places.clear();
        int columns = Math.max(1, (wide - 2 * PAD + 8) / (NEAR + 8)), from = top + gc.textExtent("0").y + 6;
        for (int i = 0; i < nearest.size(); i++) {
            Memory.Neighbour near = nearest.get(i);
            int x = PAD + i % columns * (NEAR + 8), y = from + i / columns * (NEAR + 36);
            places.add(new Rectangle(x, y, NEAR, NEAR + 36));
            pictures.paint(gc, seen.get(i + 1), new Rectangle(x, y, NEAR, NEAR));
            String name = scored().classes().get(near.truth());
            gc.setBackground(desk.session().colours().fill(name, near.truth()));
            gc.fillRectangle(x, y + NEAR, NEAR, 3);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(Drawing.shorten(gc, name, NEAR), x, y + NEAR + 4, true);
            String distance = Words.number(near.distance(), 2);
            Point size = gc.textExtent(distance);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(distance, x + NEAR - size.x, y + NEAR + 4 + size.y - 2, true);
            if (i == chosen) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.setLineWidth(2);
                gc.drawRectangle(x, y, NEAR, NEAR + 3);
                gc.setLineWidth(1);
            }
        }
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}

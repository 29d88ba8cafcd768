package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Task;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.Trainings;

import jakarta.annotation.PostConstruct;

/**
 * The status line: message or hint, what is under the pointer, the work under way, the device. Cells keep their width,
 * so nothing jumps while the pointer moves.
 */
public final class StatusBar implements Status {
    private static final int HEIGHT = 24;
    private static final int SHOWN_MS = 8000;
    private static final int BAR = 110;
    private static final int TICK_MS = 500;
    private static final String WHO = "org.loupe.ui.label.who";

    private Session session;
    private IWorkbenchWindow window;
    private Canvas canvas;
    private Kind kind = Kind.INFO;
    private String message = "";
    private List<Link> links = List.of();
    private final List<Rectangle> linkPlaces = new ArrayList<>();
    private int overLink = -1;
    private int messages;
    private ReadOut readOut = ReadOut.NONE;
    private Rectangle stop = new Rectangle(0, 0, 0, 0), who = new Rectangle(0, 0, 0, 0);
    private LabelCells labels;
    private List<LabelCells.Cell> shown = List.of();

    /** Creates the controls. */
    @PostConstruct
    void create(Composite parent, IWorkbenchWindow owner) {
        window = owner;
        session = owner.getService(Session.class);
        labels = new LabelCells(session);
        Composite frame = new Composite(parent, SWT.NONE);
        ToolRow.style(frame, "loupe-bar");
        frame.setLayout(new FillLayout());
        canvas = new Canvas(frame, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS) {
            @Override
            public Point computeSize(int wHint, int hHint, boolean changed) {
                return new Point(wHint == SWT.DEFAULT ? 400 : wHint, HEIGHT + 2); // the trim takes 2 of it
            }
        };
        ToolRow.style(canvas, "loupe-bar");
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        canvas.addListener(SWT.MouseUp, e -> {
            int link = linkAt(e.x, e.y);
            if (link >= 0)
                links.get(link).action().run();
            else if (who.contains(e.x, e.y))
                ToolRow.execute(window, WHO);
            else if (stop.contains(e.x, e.y))
                ToolRow.execute(window, session.task().isPresent() ? Ids.STOP : Ids.TRAINING_END);
        });
        canvas.addListener(SWT.MouseMove, e -> over(linkAt(e.x, e.y), stop.contains(e.x, e.y) || who.contains(e.x, e.y)));
        canvas.addListener(SWT.MouseExit, e -> over(-1, false));
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = hint();
            }
        });
        Palette.onChange(canvas, canvas::redraw);
        for (Session.Event event : List.of(Session.Event.PROGRESS, Session.Event.PROJECT, Session.Event.SELECTION,
                Session.Event.RUN, Session.Event.IMAGE, Session.Event.LABELS, Session.Event.LABEL,
                Session.Event.TILES, Session.Event.DEVICES))
            session.listen(canvas, event, canvas::redraw);
        Preferences.listen(canvas, Preferences.POLICY, canvas::redraw);
        session.status(this);
        tick();
    }

    /** How long ago labels were saved is told anew while one labels. */
    private void tick() {
        canvas.getDisplay().timerExec(TICK_MS, () -> {
            if (canvas.isDisposed())
                return;
            if (labelling() && !labels.cells().equals(shown))
                canvas.redraw();
            tick();
        });
    }

    private boolean labelling() {
        return shows(LabelPerspective.ID);
    }

    private boolean shows(String perspective) {
        IWorkbenchPage page = window.getActivePage();
        return page != null && page.getPerspective() != null && page.getPerspective().getId().equals(perspective);
    }

    private int linkAt(int x, int y) {
        for (int i = 0; i < linkPlaces.size(); i++)
            if (linkPlaces.get(i).contains(x, y))
                return i;
        return -1;
    }

    private void over(int link, boolean overStop) {
        canvas.setCursor(link >= 0 || overStop ? canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
        if (link != overLink) {
            overLink = link;
            canvas.redraw();
        }
    }

    /** What can be done about the message that is shown. */
    public List<Link> links() {
        return message.isEmpty() ? List.of() : links;
    }

    @Override
    public void message(Kind newKind, String text, Link... offered) {
        kind = newKind;
        message = text;
        links = List.of(offered);
        int mine = ++messages;
        canvas.redraw();
        if (newKind != Kind.ERROR)
            canvas.getDisplay().timerExec(SHOWN_MS, () -> {
                if (mine == messages && !canvas.isDisposed()) {
                    message = "";
                    canvas.redraw();
                }
            });
    }

    /** What is said now: the message, or what the window shows. */
    public String hint() {
        if (!message.isEmpty())
            return message;
        if (session.project().isEmpty())
            return Words.get("status.noProject");
        if (labelling())
            return labels.hint(window);
        if (shows(WaferPerspective.ID))
            return Words.get("status.wafer");
        if (shows(ClusterPerspective.ID))
            return Words.get("status.cluster");
        if (shows(TrainPerspective.ID))
            return session.background().isPresent() ? Trainings.of(session).hint() : Words.get("status.train");
        int selected = session.selection().size();
        if (selected > 0)
            return Words.get(selected == 1 ? "status.selectedOne" : "status.selected", selected);
        return session.results().map(r -> summary(r.entry(), r.detections(), r.errors()))
                .orElse(session.task().isPresent() ? "" : Words.get("status.noRun"));
    }

    private static String summary(org.loupe.model.RunEntry run, long detections, long errors) {
        return Words.get("status.run", run.getName(), run.getImages(), detections, errors);
    }

    @Override
    public void readOut(ReadOut values) {
        if (!readOut.equals(values)) {
            readOut = values;
            canvas.redraw();
        }
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, 0, area.width, 0);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        int right = area.width - 8;
        who = new Rectangle(0, 0, 0, 0);
        shown = labelling() ? labels.cells() : List.of();
        if (shown.isEmpty())
            right = cell(gc, right, Devices.line(session), 0, area);
        for (int i = shown.size() - 1; i >= 0; i--)
            right = cell(gc, right, shown.get(i), area);
        stop = new Rectangle(0, 0, 0, 0);
        Task task = session.task().or(session::background).orElse(null);
        if (task != null)
            right = progress(gc, right, task, area);
        if (!readOut.zoom().isEmpty()) {
            if (shown.isEmpty()) { // there is no room for all while one labels
                right = cell(gc, right, readOut.scale(), gc.textExtent("00.00 µm/px").x, area);
                right = cell(gc, right, readOut.zoom(), gc.textExtent("6,400 %").x, area);
            }
            int grey = gc.textExtent("grey 00000").x, place = gc.textExtent("00.000 · 00.000 mm").x;
            int pixel = gc.textExtent("x 00000.0 · y 00000.0 px").x;
            // without a pointer over the image the cells are empty, and give way to a message that needs their place
            if (!readOut.pixel().isEmpty() || 30 + gc.textExtent(hint()).x < right - grey - place - pixel - 70) {
                right = cell(gc, right, readOut.value(), grey, area);
                right = cell(gc, right, readOut.place(), place, area);
                right = cell(gc, right, readOut.pixel(), pixel, area);
            }
        }
        Token tint = kind == Kind.ERROR ? Token.ERROR : kind == Kind.WARNING ? Token.WARN : Token.TEXT2;
        String icon = kind == Kind.ERROR ? "error" : kind == Kind.WARNING ? "warning" : "info";
        gc.drawImage(Icons.get(icon, message.isEmpty() ? Token.TEXT2 : tint), 8, (HEIGHT - 16) / 2);
        gc.setClipping(0, 0, Math.max(0, right - 8), HEIGHT);
        text(gc, hint(), 30, Token.TEXT);
        int end = 30 + gc.textExtent(hint()).x;
        paintLinks(gc, end);
        String whole = end > right - 8 ? hint() : null;
        if (!Objects.equals(canvas.getToolTipText(), whole))
            canvas.setToolTipText(whole); // what has no room can be read nevertheless
        gc.setClipping((Rectangle) null);
    }

    /** Behind the message, from {@code x} on. */
    private void paintLinks(GC gc, int x) {
        linkPlaces.clear();
        for (Link link : links()) {
            int left = x + 14, width = gc.textExtent(link.text()).x;
            text(gc, link.text(), left, Token.ACCENT);
            if (linkPlaces.size() == overLink)
                gc.drawLine(left, HEIGHT - 5, left + width, HEIGHT - 5);
            linkPlaces.add(new Rectangle(left - 4, 0, width + 8, HEIGHT));
            x = left + width;
        }
    }

    /** Draws a cell that ends at {@code right} and gives where the next one ends. */
    private static int cell(GC gc, int right, String text, int width, Rectangle area) {
        int wide = Math.max(width, gc.textExtent(text).x);
        text(gc, text, right - wide, Token.TEXT);
        int line = right - wide - 10;
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(line, 5, line, area.height - 5);
        return line - 10;
    }

    /** A cell with an icon before its text. */
    private int cell(GC gc, int right, LabelCells.Cell cell, Rectangle area) {
        int wide = Math.max(gc.textExtent(cell.widest()).x, gc.textExtent(cell.text()).x);
        Token tint = cell.failed() ? Token.ERROR : cell.icon().equals("ok") ? Token.OK : Token.TEXT2;
        text(gc, cell.text(), right - wide, cell.failed() ? Token.ERROR : Token.TEXT);
        int left = right - wide;
        if (!cell.icon().isEmpty()) {
            left -= 20;
            gc.drawImage(Icons.get(cell.icon(), tint), left, (HEIGHT - 16) / 2);
        }
        if (cell.icon().equals("person"))
            who = new Rectangle(left - 6, 0, right - left + 10, HEIGHT);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(left - 10, 5, left - 10, area.height - 5);
        return left - 20;
    }

    private int progress(GC gc, int right, Task run, Rectangle area) {
        int side = 9, top = (HEIGHT - side) / 2;
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawRoundRectangle(right - side, top, side, side, 2, 2);
        stop = new Rectangle(right - side - 7, 0, side + 14, HEIGHT);
        int left = right - side - 12 - BAR;
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRoundRectangle(left, HEIGHT / 2 - 3, BAR, 6, 6, 6);
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRoundRectangle(left, HEIGHT / 2 - 3, (int) Math.round(BAR * run.fraction()), 6, 6, 6);
        String words = run.words();
        int wide = Math.max(gc.textExtent(words).x, 330);
        text(gc, words, left - 10 - gc.textExtent(words).x, Token.TEXT);
        int line = left - 10 - wide - 10;
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(line, 5, line, area.height - 5);
        return line - 10;
    }

    private static void text(GC gc, String text, int x, Token colour) {
        gc.setForeground(Palette.color(colour));
        gc.drawText(text, x, (HEIGHT - gc.textExtent(text).y) / 2 + 1, true);
    }
}

package org.loupe.ui.viewer.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Contexts;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * What histogram and scatter have in common: columns for the axes, zoom, selection both ways, the marked range that
 * filters. Columns are read once; what is drawn is computed by a thread of the view. UI thread unless said otherwise.
 */
abstract class PlotView extends ViewPart implements Lists {
    private static final double WIDE = 1000;

    private final AtomicInteger asked = new AtomicInteger(), drawn = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe plot");
        made.setDaemon(true);
        return made;
    });
    private Session session;
    private ToolRow tools;
    private String corner = "";
    private PlotCanvas canvas;
    private RunResults shown;
    private List<Column> columns = List.of();
    private PlotData data;
    private Column columnX, columnY;
    private boolean coloured;
    /** Whether an axis is logarithmic; empty while its values decide. */
    private Optional<Boolean> logX = Optional.empty(), logY = Optional.empty();
    /** Range that was marked by a gesture: from x, to x, from y, to y. */
    private double[] mark;
    /** What a gesture in this plot selected last. */
    private DetectionIds selected = DetectionIds.NONE;

    // ---- what a plot gives

    /** Name of the view's icon, and of its node in the preferences. */
    abstract String name();

    /** Makes the canvas. */
    abstract PlotCanvas canvas(Composite parent);

    /** The first column that a user would look at, for an axis. @param vertical of the vertical axis */
    abstract String usual(boolean vertical);

    /** Whether the vertical axis is a column too. */
    abstract boolean twoColumns();

    /** The data or an axis has changed; data is not {@code null}. @param whole whether to show all values */
    abstract void dataChanged(boolean whole);

    /** Draws anew what depends on selection, zoom, size or theme. */
    abstract void render();

    /** There is nothing to draw. */
    abstract void clear();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, name(), this::setTitleImage);
        ResultCommands.handle(getSite());
        IEclipsePreferences kept = node();
        coloured = kept.getBoolean("coloured", true);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(PlotCommands.AXIS_X, "axis-x", " ");
        if (twoColumns())
            tools.command(PlotCommands.AXIS_Y, "axis-y", " ");
        tools.toggle(PlotCommands.COLOUR, "palette", () -> coloured);
        if (twoColumns())
            tools.toggle(PlotCommands.LASSO, "lasso", () -> canvas.gesture() == PlotCanvas.Gesture.LASSO);
        tools.command(PlotCommands.WHOLE, "fit");
        tools.spring();
        canvas = canvas(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        canvas.addListener(SWT.Resize, e -> renderIf());
        Palette.onChange(page, this::renderIf);
        session.listen(page, Session.Event.COLOURS, this::renderIf);
        Contexts.whileFocused(canvas, getSite(), PlotCommands.CONTEXT);
        Menus.context(canvas, this::fillMenu);
        canvas.addDisposeListener(e -> thread.shutdown());
        session.listen(page, Session.Event.RUN, this::showRun);
        session.listen(page, Session.Event.FILTER, () -> query(false));
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        session.listen(page, Session.Event.HOVER, canvas::redraw);
        session.listen(page, Session.Event.PROGRESS, () -> {
            if (shown == null || shown.detections() == 0)
                canvas.redraw();
        });
        showRun();
    }

    private IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode("org.loupe.ui.viewer/" + name());
    }

    private void keep(String key, String value) {
        node().put(key, value);
        Preferences.saveSoon();
    }

    private void showRun() {
        RunResults results = session.results().orElse(null);
        boolean other = results != shown;
        shown = results;
        tools.refresh();
        columns = results == null ? List.of() : Columns.of(results).measured();
        columnX = column("x", false, columnX);
        columnY = twoColumns() ? column("y", true, columnY) : null;
        if (other) {
            data = null;
            mark = null;
        }
        query(other);
    }

    /** The column that was shown last, else the usual one, else the first. */
    private Column column(String axis, boolean vertical, Column now) {
        String last = now != null ? now.key() : node().get(axis, usual(vertical));
        for (String wanted : List.of(last, usual(vertical), "score"))
            for (Column column : columns)
                if (column.key().equals(wanted))
                    return column;
        return null;
    }

    private void query(boolean whole) {
        int mine = asked.incrementAndGet();
        if (shown == null || columnX == null || shown.detections() == 0) {
            data = null;
            clear();
            told();
            return;
        }
        String where = session.filter(), x = columnX.key(), y = columnY == null ? "" : columnY.key();
        boolean all = whole || data == null;
        shown.ask(Urgency.LATER, () -> asked.get() == mine, reader -> PlotData.of(reader, where, x, y), found -> {
            if (asked.get() != mine || canvas.isDisposed())
                return;
            data = found;
            dataChanged(all);
            told();
        }, why -> {
            // the table says what is wrong with the filter
        });
        told();
    }

    private void told() {
        names();
        canvas.redraw();
    }

    /** Writes the columns on the buttons. */
    private void names() {
        boolean change = false;
        int button = 0;
        for (var child : tools.getChildren())
            if (child instanceof ToolButton b && !b.text().isEmpty()) {
                Column column = button++ == 0 ? columnX : columnY;
                String text = column == null ? " " : column.label();
                change |= !text.equals(b.text());
                b.text(text);
            }
        if (change)
            tools.layout(true, true);
    }

    private void renderIf() {
        if (data != null && canvas.plot().width > 1)
            render();
    }

    /** A range stays marked as long as what it selected is selected. */
    private void showSelection() {
        if (session.selection() != selected)
            mark = null;
        renderIf();
    }

    /** Has the view's thread make a picture; if another is wanted meanwhile, this one is not shown. */
    final <T> void make(Supplier<T> work, Consumer<T> show) {
        int mine = drawn.incrementAndGet();
        thread.execute(() -> {
            if (drawn.get() != mine)
                return;
            T made = work.get();
            session.ui(() -> {
                if (drawn.get() == mine && !canvas.isDisposed() && data != null)
                    show.accept(made);
            });
        });
    }

    /** Selects what a loop over the data finds, with Ctrl beside what is selected, with Shift without it. */
    final void select(Supplier<DetectionIds> loop, int modifiers) {
        RunResults of = shown;
        thread.execute(() -> {
            DetectionIds found = loop.get();
            session.ui(() -> {
                if (shown != of)
                    return;
                DetectionIds now = session.selection();
                selected = (modifiers & SWT.MOD1) != 0 ? now.with(found)
                        : (modifiers & SWT.SHIFT) != 0 ? now.without(found) : found;
                session.select(selected);
            });
        });
    }

    // ---- what a plot asks

    final Session session() {
        return session;
    }

    final RunResults run() {
        return shown;
    }

    final PlotData data() {
        return data;
    }

    final Column columnX() {
        return columnX;
    }

    final Column columnY() {
        return columnY;
    }

    final boolean coloured() {
        return coloured;
    }

    /** Whether an axis is logarithmic: as the user wants it, else if its values span {@value #WIDE}. */
    final boolean logarithmic(boolean vertical) {
        double[] range = data == null ? null : vertical ? data.rangeY() : data.rangeX();
        return (vertical ? logY : logX).orElse(range != null && range[0] > 0 && range[1] / range[0] >= WIDE);
    }

    final double[] mark() {
        return mark;
    }

    final void mark(double[] range) {
        mark = range;
        canvas.redraw();
    }

    /** Says how much is shown, in the corner of the plot. */
    final void say(String text) {
        corner = text;
    }

    /** The classes and their colours, if they are coloured. */
    final List<PlotCanvas.Key> legend(IntFunction<Color> colours) {
        List<PlotCanvas.Key> keys = new ArrayList<>();
        for (int i = 0; coloured && shown != null && i < shown.classes().size(); i++)
            keys.add(new PlotCanvas.Key(colours.apply(i), shown.classes().get(i)));
        return keys;
    }

    final String corner() {
        return corner;
    }

    /** Why there is no plot, or "". */
    final String reason() {
        if (shown == null || shown.detections() == 0)
            return NoResults.plain(session, shown);
        if (data == null)
            return "";
        if (data.size() == 0)
            return Words.get("plot.noMatch");
        if (Double.isNaN(data.rangeX()[0]))
            return Words.get("plot.noValues", columnX.label());
        return columnY != null && Double.isNaN(data.rangeY()[0]) ? Words.get("plot.noValues", columnY.label()) : "";
    }

    /** An axis that holds all listed values of a column. */
    final Axis whole(boolean vertical) {
        double[] range = vertical ? data.rangeY() : data.rangeX();
        boolean log = logarithmic(vertical);
        return Axis.around((vertical ? columnY : columnX).label(),
                log && !(range[0] > 0) && !Double.isNaN(range[2]) ? range[2] : range[0], range[1], log);
    }

    // ---- what the commands do

    /** Offers the columns of an axis. */
    void axisMenu(boolean vertical) {
        int wanted = vertical ? 1 : 0, button = 0;
        for (var child : tools.getChildren())
            if (child instanceof ToolButton b && !b.text().isEmpty() && button++ == wanted)
                Menus.drop(b, menu -> fillAxis(menu, vertical));
    }

    private void fillAxis(Menu menu, boolean vertical) {
        for (Column column : columns)
            Menus.choice(menu, column.label(), column.equals(vertical ? columnY : columnX),
                    () -> axis(vertical, column.key()));
        Menus.line(menu);
        Menus.check(menu, Words.get("plot.log"), logarithmic(vertical), () -> log(vertical));
    }

    /** Shows another column on an axis. */
    public void axis(boolean vertical, String key) {
        for (Column column : columns)
            if (column.key().equals(key)) {
                if (vertical) {
                    columnY = column;
                    logY = Optional.empty();
                } else {
                    columnX = column;
                    logX = Optional.empty();
                }
                keep(vertical ? "y" : "x", key);
                mark = null;
                query(true);
            }
    }

    /** Makes an axis logarithmic, or linear again. */
    public void log(boolean vertical) {
        Optional<Boolean> other = Optional.of(!logarithmic(vertical));
        if (vertical)
            logY = other;
        else
            logX = other;
        if (data != null)
            dataChanged(true);
    }

    /** Colours by class, or not. */
    void colour() {
        coloured = !coloured;
        keep("coloured", Boolean.toString(coloured));
        tools.refresh();
        renderIf();
    }

    /** Draws a lasso or a rubber band. */
    void lasso() {
        canvas.gesture(canvas.gesture() == PlotCanvas.Gesture.LASSO ? PlotCanvas.Gesture.BAND
                : PlotCanvas.Gesture.LASSO);
        tools.refresh();
    }

    /** Shows all values. */
    public void whole() {
        mark = null;
        if (data != null)
            dataChanged(true);
    }

    /** Shows a smaller or larger range. */
    void zoomBy(boolean in) {
        canvas.notifyListeners(SWT.MouseVerticalWheel, wheel(in));
    }

    private Event wheel(boolean in) {
        Event event = new Event();
        event.x = canvas.plot().x + canvas.plot().width / 2;
        event.y = canvas.plot().y + canvas.plot().height / 2;
        event.count = in ? 1 : -1;
        return event;
    }

    /** The marked range as a condition, else the range that the axes show; empty without a plot. */
    @Override
    public Optional<String> condition() {
        if (data == null || columnX == null)
            return Optional.empty();
        double[] range = mark != null ? mark : range();
        String text = condition(columnX, range[0], range[1]);
        return Optional.of(columnY == null ? text : text + " and " + condition(columnY, range[2], range[3]));
    }

    private static String condition(Column column, double from, double to) {
        String name = Completion.quoted(column.key());
        return name + " >= " + number(from, false) + " and " + name + " <= " + number(to, true);
    }

    private static String number(double value, boolean up) {
        return new BigDecimal(rounded(value, up)).round(new MathContext(6))
                .stripTrailingZeros().toPlainString();
    }

    /** With six digits, so that a range that is selected and one that is typed hold the same. @param up not smaller */
    static double rounded(double value, boolean up) {
        return new BigDecimal(value).round(new MathContext(6,
                up ? RoundingMode.CEILING : RoundingMode.FLOOR)).doubleValue();
    }

    @Override
    public void selectAll() {
        if (data == null)
            return;
        PlotData of = data;
        double[] range = range();
        select(() -> of.in(range[0], range[1], range[2], range[3]), 0);
    }

    /** Copies a picture of the plot. */
    @Override
    public void copy() {
        Point size = canvas.getSize();
        if (size.x < 1 || size.y < 1)
            return;
        Image image = new Image(canvas.getDisplay(), size.x, size.y);
        GC gc = new GC(canvas);
        gc.copyArea(image, 0, 0);
        gc.dispose();
        Clipboard clipboard = new Clipboard(canvas.getDisplay());
        clipboard.setContents(new Object[] { image.getImageData() }, new Transfer[] { ImageTransfer.getInstance() });
        clipboard.dispose();
        image.dispose();
        session.status().message(Kind.INFO, Words.get("plot.copied"));
    }

    /** Asks for a file and writes the values within the axes. */
    void export() {
        if (data == null)
            return;
        FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE | SWT.SHEET);
        dialog.setText(Words.get("plot.exportTitle"));
        dialog.setFilterExtensions(new String[] { "*.csv" });
        dialog.setFileName(name() + ".csv");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null)
            export(Path.of(chosen));
    }

    /** Writes the values within the axes as CSV; a job does it. */
    public Job export(Path file) {
        PlotCsv csv = new PlotCsv(data, range(), shown.classes(), columnX.key(), columnY == null ? "" : columnY.key());
        Job job = Job.create(Words.get("job.export", file.getFileName()), monitor -> {
            try {
                int rows = csv.write(file);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("plot.exported", rows, file)));
            } catch (IOException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR,
                        Words.get("plot.notExported", file, Failures.text(e))));
            }
            return Status.OK_STATUS; // said in the status line; no dialog while people look at images
        });
        job.schedule();
        return job;
    }

    /** What the axes show: from x, to x, from y, to y. */
    private double[] range() {
        return new double[] { canvas.x().min(), canvas.x().max(), canvas.y().min(), canvas.y().max() };
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ResultCommands.SELECT_ALL, "").setText(Words.get("plot.selectAll"));
        Menus.command(menu, getSite(), PlotCommands.FILTER, "filter");
        Menus.command(menu, getSite(), PlotCommands.EXCLUDE, "filter-off");
        Menus.command(menu, getSite(), ResultCommands.CLEAR, "");
        Menus.line(menu);
        fillAxis(Menus.sub(menu, Words.get("plot.axisX")), false);
        if (twoColumns())
            fillAxis(Menus.sub(menu, Words.get("plot.axisY")), true);
        Menus.command(menu, getSite(), PlotCommands.LOG_X, "log-x");
        Menus.command(menu, getSite(), PlotCommands.LOG_Y, "log-y");
        Menus.command(menu, getSite(), PlotCommands.COLOUR, "palette");
        Menus.command(menu, getSite(), PlotCommands.WHOLE, "fit");
        Menus.line(menu);
        Menus.command(menu, getSite(), PlotCommands.COPY_IMAGE, "image");
        Menus.command(menu, getSite(), PlotCommands.EXPORT, "export");
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.PROPERTIES, "info");
    }

    /** The canvas, for tests. */
    public PlotCanvas plot() {
        return canvas;
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}

package org.loupe.ui.viewer.internal.lot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.lot.FigureList.Figure;
import org.loupe.ui.viewer.internal.lot.LotTrend.Series;
import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.ui.viewer.internal.wafer.WaferEditor;
import org.loupe.ui.viewer.internal.wafer.WaferInput;
import org.loupe.ui.viewer.internal.wafer.WaferSelection;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.statistics.Pareto;

/** Figures of the wafer on the map, its defects by class, and the defects of each wafer of the lot. */
public final class StatisticsView extends ViewPart {
    private Session session;
    private WaferDesk desk;
    private Lots lots;
    private Composite page, charts;
    private Label empty;
    private FigureList figures;
    private ParetoChart pareto;
    private LotTrend trend;
    private OpenWafer counted;
    private WaferNumbers numbers;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = WaferDesk.of(session);
        lots = Lots.of(session);
        Parts.title(this, parent, "curve", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("waferStatistics.empty"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        charts = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(charts);
        GridLayoutFactory.fillDefaults().numColumns(5).spacing(0, 0).applyTo(charts);
        figures = new FigureList(charts, this::selectFigure);
        GridDataFactory.fillDefaults().grab(false, true).applyTo(figures);
        line();
        pareto = new ParetoChart(charts, this::selectClass, this::colour);
        GridDataFactory.fillDefaults().grab(true, true).hint(330, SWT.DEFAULT).applyTo(pareto);
        line();
        trend = new LotTrend(charts, this::openWafer);
        GridDataFactory.fillDefaults().grab(true, true).hint(600, SWT.DEFAULT).applyTo(trend);
        for (Canvas chart : List.of(pareto, trend))
            Contexts.whileFocused(chart, getSite(), Ids.LOT_CONTEXT);
        desk.listen(page, WaferDesk.Event.WAFER, this::update);
        lots.listen(page, this::update);
        session.listen(page, Session.Event.MODEL, pareto::redraw);
        update();
    }

    private void line() {
        Canvas line = new Canvas(charts, SWT.NONE);
        GridDataFactory.fillDefaults().grab(false, true).hint(1, SWT.DEFAULT).applyTo(line);
        line.addListener(SWT.Paint, e -> {
            e.gc.setBackground(Palette.color(Token.LINE2));
            e.gc.fillRectangle(line.getClientArea());
        });
        Palette.onChange(line, line::redraw);
    }

    private void update() {
        OpenWafer open = desk.shown().orElse(null);
        boolean none = open == null && lots.shown().isEmpty();
        Parts.visible(empty, none);
        Parts.visible(charts, !none);
        page.layout(true, true);
        if (open != counted) {
            counted = open;
            numbers = null;
            if (open != null)
                count(open);
        }
        show();
    }

    private void count(OpenWafer open) {
        List<WaferNumbers.Before> others = WaferNumbers.before(session, open);
        Job job = Job.create(Words.get("job.waferStatistics"), monitor -> {
            WaferNumbers made = WaferNumbers.of(open.wafer(), others, session.wafers());
            session.ui(() -> {
                if (counted == open && !page.isDisposed()) {
                    numbers = made;
                    show();
                }
            });
        });
        job.setSystem(true);
        job.setPriority(Job.SHORT);
        job.schedule();
    }

    private void show() {
        figures.show(numbers == null ? List.of() : numbers.figures());
        pareto.show(numbers == null ? null : numbers.classes());
        trend.show(series());
    }

    private Series series() {
        List<WaferEntry> wafers = lots.shown().map(Lots.Lot::wafers).orElse(List.of());
        List<String> below = new ArrayList<>(), names = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < wafers.size(); i++) {
            WaferEntry wafer = wafers.get(i);
            below.add(Integer.toString(wafer.getSlot() > 0 ? wafer.getSlot() : i + 1));
            names.add(wafer.getName());
            counts.add(lots.figures(wafer).map(WaferFigures::defects).orElse(wafer.getDefects()));
        }
        return new Series(lots.shown().map(Lots.Lot::lot).orElse(""), below, names, counts,
                WaferNumbers.limit(counts), desk.shown().flatMap(OpenWafer::entry).map(wafers::indexOf).orElse(-1));
    }

    /** The colour that the class has on the map. */
    private Color colour(int number) {
        if (counted == null)
            return Palette.classFill(0);
        int rank = 0;
        while (rank < counted.index().classes() - 1 && counted.index().classNumber(rank) != number)
            rank++;
        return session.colours().fill(counted.wafer().className(number), rank);
    }

    /** Selects the defects of a bar on the map. */
    private void selectClass(int bar) {
        if (counted == null || desk.shown().orElse(null) != counted)
            return;
        List<Pareto.Bar> bars = pareto.bars();
        Set<Integer> others = new HashSet<>();
        bars.forEach(b -> others.add(b.number()));
        int number = bars.get(bar).number();
        WaferDefects defects = counted.wafer().defects();
        BitSet chosen = new BitSet();
        for (int i = 0; i < defects.size(); i++) {
            int own = defects.classNumber(i);
            if (number == Pareto.OTHER ? !others.contains(own) : own == number)
                chosen.set(i);
        }
        desk.select(WaferSelection.defects(chosen));
        session.status().message(org.loupe.ui.Status.Kind.INFO, Words.get("pareto.selected", chosen.cardinality(),
                ParetoChart.name(bars.get(bar))));
    }

    /** Selects the defects that a figure counts on the map. */
    private void selectFigure(Figure figure) {
        if (counted != null && desk.shown().orElse(null) == counted)
            desk.select(WaferSelection.defects(figure.defects()));
    }

    private void openWafer(int point) {
        lots.shown().filter(lot -> point < lot.wafers().size()).ifPresent(lot -> session.project()
                .ifPresent(project -> WaferEditor.show(getSite().getPage(),
                        WaferInput.of(project, lot.wafers().get(point)), false)));
    }

    /** The figures as they are written, for tests. */
    public List<String> figures() {
        return figures.texts();
    }

    /** The bars in words, for tests. */
    public List<String> bars() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pareto.items(); i++)
            words.add(pareto.words(i));
        return words;
    }

    /** Chooses a bar as a click does, for tests. */
    public void chooseBar(int bar) {
        pareto.choose(bar);
    }

    /** Chooses a wafer of the trend as a click does, for tests. */
    public void chooseWafer(int point) {
        trend.choose(point);
    }

    /** What is written beside the title of the trend, for tests: "5 of 25 above the limit". */
    public String aboveLimit() {
        return trend.aside();
    }

    /** The wafers out of control, for tests. */
    public Optional<Double> limit() {
        return Double.isNaN(trend.series().limit()) ? Optional.empty() : Optional.of(trend.series().limit());
    }

    @Override
    public void setFocus() {
        if (charts.isVisible())
            pareto.setFocus();
        else
            page.setFocus();
    }
}

package org.loupe.ui.viewer.internal.sweeps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.nets.NetSweep;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.nets.SweepState.Phase;
import org.loupe.ui.viewer.internal.Menus;

/** The sweeps of the project, one of them as a table: one thing that varies down, another across. */
public final class SweepsView extends ViewPart {
    private static final String WORDS = "words", COPY = "org.eclipse.ui.edit.copy";

    private Session session;
    private SweepDesk desk;
    private Composite page;
    private ToolRow tools;
    private ToolButton which, lay, figure, resume, stop;
    private final Map<String, ToolButton> fixed = new LinkedHashMap<>();
    private Label about;
    private Link empty;
    private SweepTable table;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = SweepDesk.of(session);
        Parts.title(this, parent, "table", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        which = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseSweep));
        lay = tools.add(new ToolButton(tools, "table", "", ToolButton.Look.FLAT, this::chooseLayout));
        figure = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseFigure));
        about = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(about, "loupe-bar loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(40, SWT.DEFAULT)
                .indent(6, 0).applyTo(about);
        resume = tools.command(Ids.SWEEP_RESUME, "resume", Words.get("sweeps.tool.resume"));
        stop = tools.command(Ids.SWEEP_STOP, "stop", Words.get("sweeps.tool.stop"));
        tools.command(Ids.SWEEP_NEW, "plus", Words.get("sweeps.tool.new"));
        tools.command(Ids.SWEEP_EXPORT, "export");
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(), Ids.SWEEP_NEW));
        table = new SweepTable(page, desk, () -> SweepEditor.show(getSite().getPage(), false));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        Contexts.whileFocused(table, getSite(), Ids.SWEEP_CONTEXT);
        Menus.context(table, this::menu);
        getSite().getService(IHandlerService.class).activateHandler(COPY, new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                copy();
                return null;
            }
        });
        desk.listen(page, this::refresh);
        refresh();
    }

    private void menu(Menu menu) {
        Menus.command(menu, getSite(), Ids.SWEEP_SHOW, "gallery");
        Menus.command(menu, getSite(), Ids.SWEEP_TRAIN, "train");
        Menus.command(menu, getSite(), Ids.SWEEP_COPY, "copy");
        Menus.line(menu);
        Menus.command(menu, getSite(), Ids.SWEEP_RESUME, "resume");
        Menus.command(menu, getSite(), Ids.SWEEP_STOP, "stop");
        Menus.command(menu, getSite(), Ids.SWEEP_AGAIN, "again");
        Menus.line(menu);
        Menus.command(menu, getSite(), COPY, "copy");
        Menus.command(menu, getSite(), Ids.SWEEP_EXPORT, "export");
        Menus.command(menu, getSite(), Ids.SWEEP_REPORT, "report");
        Menus.line(menu);
        Menus.command(menu, getSite(), Ids.SWEEP_DELETE, "trash");
    }

    // ---------------------------------------------------------------- what is shown

    private void refresh() {
        SweepState state = desk.state().orElse(null);
        boolean any = state != null;
        which.text(any ? Words.get("review.drop", state.kept().name()) : "");
        tools.show(which, any);
        boolean many = any && state.sweep().axes().size() > 1;
        tools.show(lay, many);
        boolean figures = any && !desk.layout().across().equals(SweepGrid.FIGURES)
                && !state.kept().table().figures().isEmpty();
        tools.show(figure, figures);
        if (any) {
            lay.text(many ? Words.get("review.drop", Words.get("sweeps.layout", axis(state, desk.layout().down()),
                    axis(state, desk.layout().across()))) : "");
            figure.text(Words.get("review.drop", SweepWords.figure(desk.registry(), state.sweep(),
                    desk.layout().figure())));
        }
        fixed(state);
        about.setText(any ? about(state) : "");
        about.setToolTipText(any && !state.problem().isEmpty() ? state.problem() : about.getText());
        tools.show(resume, any && (state.phase() == Phase.STOPPED || state.phase() == Phase.FAILED));
        tools.show(stop, any && state.alive());
        empty.setText(Words.get(session.project().isEmpty() ? "models.noProject" : "sweeps.empty"));
        if (any == empty.getVisible()) {
            Parts.visible(empty, !any);
            Parts.visible(table, any);
            page.layout();
        }
        table.refresh();
        tools.refresh();
        String words = which.text() + lay.text() + figure.text() + figures + many + fixed.keySet()
                + fixed.values().stream()
                .map(ToolButton::text).toList() + (any ? state.phase() : "");
        if (!words.equals(tools.getData(WORDS))) {
            tools.setData(WORDS, words);
            tools.layout(true, true);
        }
    }

    private String axis(SweepState state, String axis) {
        return SweepWords.axis(desk.registry(), state.sweep(), axis);
    }

    /** Buttons for what varies beside that which is down and across: one value of each is shown. */
    private void fixed(SweepState state) {
        List<String> axes = new ArrayList<>();
        if (state != null)
            state.sweep().axes().keySet().stream().filter(a -> !a.equals(desk.layout().down())
                    && !a.equals(desk.layout().across())).forEach(axes::add);
        if (!axes.equals(List.copyOf(fixed.keySet()))) {
            fixed.values().forEach(ToolButton::dispose);
            fixed.clear();
            for (String axis : axes) {
                ToolButton button = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT,
                        () -> chooseValue(axis)));
                button.moveAbove(about);
                fixed.put(axis, button);
            }
        }
        fixed.forEach((axis, button) -> button.text(Words.get("review.drop", Words.get("sweeps.value",
                axis(state, axis), SweepWords.value(desk.registry(), state, axis, desk.layout().fixed().get(axis))))));
    }

    private String about(SweepState state) {
        NetSweep sweep = state.sweep();
        int done = state.kept().cells().size(), total = state.kept().total();
        String how = switch (state.phase()) {
            case QUEUED -> Words.get("net.phase.queued");
            case RUNNING -> Double.isNaN(state.left()) ? Words.get("sweeps.done", done, total)
                    : Words.get("sweeps.doneLeft", done, total, Words.time(state.left()));
            case STOPPED -> Words.get("sweeps.stopped", done, total);
            case FAILED -> state.problem();
            case OVER -> Words.get("sweeps.trainings", total);
        };
        return Words.get("sweeps.about", sweep.nets().size() == 1 ? SweepWords.net(desk.registry(),
                sweep.nets().get(0)) : Words.get("sweeps.nets", sweep.nets().size()), sweep.repeats(), how);
    }

    // ---------------------------------------------------------------- gestures

    private void chooseSweep() {
        Menus.drop(which, menu -> {
            SweepState now = desk.state().orElseThrow();
            for (SweepState each : desk.sweeps().all())
                Menus.choice(menu, Words.get("sweeps.choice", each.kept().name(), each.kept().cells().size(),
                        each.kept().total()), each.folder().equals(now.folder()), () -> desk.choose(each.folder()));
        });
    }

    private void chooseLayout() {
        Menus.drop(lay, menu -> {
            SweepState state = desk.state().orElseThrow();
            SweepGrid.Layout layout = desk.layout();
            Menu down = Menus.sub(menu, Words.get("sweeps.down")), across = Menus.sub(menu,
                    Words.get("sweeps.across"));
            for (String each : state.sweep().axes().keySet()) {
                Menus.choice(down, axis(state, each), each.equals(layout.down()), () -> desk.layout(layout.down(each)));
                Menus.choice(across, axis(state, each), each.equals(layout.across()),
                        () -> desk.layout(layout.across(each)));
            }
            Menus.choice(across, axis(state, SweepGrid.FIGURES), layout.across().equals(SweepGrid.FIGURES),
                    () -> desk.layout(layout.across(SweepGrid.FIGURES)));
        });
    }

    private void chooseFigure() {
        Menus.drop(figure, menu -> {
            SweepState state = desk.state().orElseThrow();
            SweepGrid.Layout layout = desk.layout();
            List<String> all = new ArrayList<>(List.of(""));
            all.addAll(SweepGrid.figures(state.kept().table()));
            for (String each : all)
                Menus.choice(menu, SweepWords.figure(desk.registry(), state.sweep(), each),
                        each.equals(layout.figure()), () -> desk.layout(layout.figure(each)));
        });
    }

    private void chooseValue(String axis) {
        Menus.drop(fixed.get(axis), menu -> {
            SweepState state = desk.state().orElseThrow();
            SweepGrid.Layout layout = desk.layout();
            for (String each : state.sweep().axes().get(axis))
                Menus.choice(menu, SweepWords.value(desk.registry(), state, axis, each),
                        each.equals(layout.fixed().get(axis)), () -> desk.layout(layout.fix(axis, each)));
        });
    }

    /** Puts the table on the clipboard, for a spreadsheet. */
    private void copy() {
        if (desk.state().isEmpty())
            return;
        Clipboard clipboard = new Clipboard(page.getDisplay());
        clipboard.setContents(new Object[] { String.join("\n", table.texts()).replace('|', '\t') + "\n" },
                new Transfer[] { TextTransfer.getInstance() });
        clipboard.dispose();
        session.status().message(Kind.INFO, Words.get("sweeps.copied"));
    }

    // ---------------------------------------------------------------- for those who look on

    /** What the table tells, row by row, the head first; cells divided by "|". */
    public List<String> texts() {
        return table.texts();
    }

    /** Chooses a cell, as a click does. */
    public void choose(int row, int column) {
        table.choose(row, column);
        SweepEditor.show(getSite().getPage(), false);
    }

    /** What stands behind the name of the sweep. */
    public String about() {
        return about.getText();
    }

    @Override
    public void setFocus() {
        desk.sweeps().refresh(); // the command line may have made one meanwhile
        (desk.state().isEmpty() ? page : table).setFocus();
    }
}

package org.loupe.ui.viewer.internal.curation;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.curation.Suspects;
import org.loupe.workspace.curation.Suspects.Suspect;

/** Labels whose class is doubted: given and suggested class with evidence, to accept or to keep. */
public final class SuspectsView extends ViewPart {
    private static final String CONTEXT = "org.loupe.ui.context.suspects";
    private static final int SLIDER = 110, VALUE = 34;

    private Session session;
    private Curating curating;
    private Composite page;
    private ToolRow tools;
    private Slider slider;
    private Label value, note;
    private Link empty;
    private SuspectGrid grid;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        curating = Curating.of(session);
        Parts.title(this, parent, "help", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(SuspectsCommands.FIND, "search", Words.get("suspects.find"));
        tools.line();
        Label least = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(least, "loupe-bar loupe-hint");
        least.setText("≥");
        slider = new Slider(tools, 0, 1, 0.01, Curating.USUAL_LIMIT, curating::limit, curating::limit);
        slider.setToolTipText(Words.get("suspects.limit"));
        GridDataFactory.fillDefaults().hint(SLIDER, 22).align(SWT.FILL, SWT.CENTER).applyTo(slider);
        tools.add(slider);
        value = new Label(tools, SWT.NONE);
        ToolRow.style(value, "loupe-bar");
        GridDataFactory.fillDefaults().hint(VALUE, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(value);
        tools.add(value);
        note = new Label(tools, SWT.NONE);
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(6, 0)
                .applyTo(note);
        tools.add(note);
        tools.command(SuspectsCommands.ACCEPT, "accept", Words.get("suspects.accept"));
        tools.command(SuspectsCommands.KEEP, "lock", Words.get("suspects.keep"));
        tools.command(SuspectsCommands.NEXT, "next");
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> follow());
        grid = new SuspectGrid(page, session, curating);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), CONTEXT);
        Menus.context(grid, menu -> {
            Menus.command(menu, getSite(), SuspectsCommands.ACCEPT, "accept");
            Menus.command(menu, getSite(), SuspectsCommands.KEEP, "lock");
            Menus.line(menu);
            Menus.command(menu, getSite(), SuspectsCommands.SHOW, "eye");
            Menus.command(menu, getSite(), SuspectsCommands.NEXT, "next");
            Menus.command(menu, getSite(), SuspectsCommands.PREVIOUS, "previous");
        });
        curating.listen(page, this::update);
        update();
    }

    /** What the link of the empty view does: looks, or lowers the limit. */
    private void follow() {
        if (curating.suspects().isEmpty())
            curating.findSuspects();
        else
            curating.limit(curating.suspects().get().all().stream().mapToDouble(Suspect::score).max().stream()
                    .map(most -> Math.floor(most * 10) / 10).findFirst().orElse(0));
    }

    private void update() {
        slider.value(curating.limit());
        value.setText(Words.number(curating.limit(), 2));
        List<Suspect> shown = curating.shown();
        Suspects found = curating.suspects().orElse(null);
        empty.setText(shown.isEmpty() ? emptyWords(found) : "");
        Parts.visible(empty, shown.isEmpty());
        Parts.visible(grid, !shown.isEmpty());
        note.setText(found == null ? "" : Words.get("suspects.note", shown.size(), found.labels(),
                Words.number(found.wrong() * 100, 1)));
        note.setToolTipText(found == null ? null : Words.get("suspects.note.about"));
        setPartName(found == null ? Words.get("suspects.tab") : Words.get("suspects.tabCount", shown.size()));
        page.layout(true, true);
        grid.show(shown);
        tools.refresh();
    }

    private String emptyWords(Suspects found) {
        if (session.project().isEmpty())
            return Words.get("images.noProject");
        if (curating.finding())
            return Words.get("suspects.finding");
        return found == null ? Words.get("suspects.none")
                : found.all().isEmpty() ? Words.get("suspects.allKept")
                : Words.get("suspects.noneAbove", Words.number(curating.limit(), 2));
    }

    /** What is said when nothing is listed, for tests. */
    public String emptyText() {
        return empty.getText();
    }

    /** How many labels are in doubt, for tests. */
    public String noteText() {
        return note.getText();
    }

    /** The list, for tests. */
    public Control grid() {
        return grid;
    }

    @Override
    public void setFocus() {
        if (grid.isVisible())
            grid.setFocus();
        else
            empty.setFocus();
    }
}

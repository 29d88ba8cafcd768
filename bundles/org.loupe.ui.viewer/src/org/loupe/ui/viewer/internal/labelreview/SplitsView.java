package org.loupe.ui.viewer.internal.labelreview;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Failures;
import org.loupe.ui.NumberField;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.curation.Curating;
import org.loupe.workspace.curation.TileFindings;
import org.loupe.workspace.labels.SplitRule;
import org.loupe.workspace.labels.Splits;

/**
 * Which tiles train and which test: the rule, what each part holds, where each group is, and what leaks from one part
 * into another. Splitting is one change; its rule is kept with the iteration.
 */
public final class SplitsView extends ViewPart {
    private static final List<String> GROUPS = List.of("lot", "wafer", "scan", "folder", "tile");
    private static final String PATTERN = "^\\d+";
    private static final int PAUSE = 120;

    private Session session;
    private Composite page, body, banner;
    private Label empty, warning;
    private ToolButton grouping, fix;
    private TextField pattern;
    private SplitShares shares;
    private NumberField seed;
    private SplitParts parts;
    private SplitGroups groups;
    private Latest latest, assigner;
    private SplitRule rule = SplitRule.USUAL;
    /** The rule that the project remembers, as its text. */
    private String remembered = "";
    private SplitFigures figures = SplitFigures.NONE;
    private final Runnable count = this::count;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "splits", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        latest = new Latest(page, "Loupe splits");
        assigner = new Latest(page, "Loupe split");
        tools();
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("splits.none"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(empty);
        banner();
        body = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).spacing(0, 0).applyTo(body);
        parts = new SplitParts(body, session);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(parts);
        groups = new SplitGroups(body, this::showTile);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(groups);
        session.listen(page, Session.Event.PROJECT, this::remember);
        session.listen(page, Session.Event.MODEL, this::remember);
        session.listen(page, Session.Event.LABELS, this::later);
        Curating.of(session).listen(page, this::later);
        page.addListener(SWT.Show, e -> later());
        body.addListener(SWT.Resize, e -> later());
        remember();
    }

    private void tools() {
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(SplitsCommands.SPLIT, "splits", Words.get("splits.split"));
        fix = tools.command(SplitsCommands.FIX, "fix", Words.get("splits.fixAll"));
        fix.unless(() -> figures.leaks().isEmpty() ? Words.get("splits.clean") : "");
        tools.line();
        grouping = tools.command(SplitsCommands.GROUP, "group", "");
        pattern = tools.add(new TextField(tools, ""));
        GridDataFactory.swtDefaults().hint(96, 24).exclude(true).applyTo(pattern);
        pattern.setVisible(false);
        pattern.text().setToolTipText(Words.get("splits.pattern.tip"));
        pattern.text().addListener(SWT.Modify, e -> patternTyped());
        shares = tools.add(new SplitShares(tools,
                p -> rule(new SplitRule(rule.group(), p[0], p[1], p[2], rule.seed()))));
        Label label = new Label(tools, SWT.NONE);
        ToolRow.style(label, "loupe-bar");
        label.setText(Words.get("splits.seed"));
        tools.add(label);
        seed = tools.add(new NumberField(tools, 1, this::seedTyped));
        GridDataFactory.swtDefaults().hint(64, 24).applyTo(seed);
        tools.spring();
        tools.command(SplitsCommands.ALIKE, "duplicate", Words.get("splits.alike"))
                .toggled(() -> findings().isPresent());
    }

    /** What leaks, in a line over the bars, with what closes it. */
    private void banner() {
        banner = new Composite(page, SWT.NONE);
        ToolRow.style(banner, "loupe-part");
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 4).spacing(8, 0).applyTo(banner);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(banner);
        warning = new Label(banner, SWT.NONE);
        ToolRow.style(warning, "loupe-error");
        Runnable colour = () -> warning.setForeground(Palette.color(Token.ERROR));
        Palette.onChange(banner, colour);
        colour.run();
        ToolButton link = new ToolButton(banner, "fix", Words.get("splits.fix"), Look.FLAT, this::fix);
        link.tint(Token.ACCENT);
    }

    private void remember() {
        String text = session.project().map(p -> Splits.rule(p.project())).orElse("");
        if (!text.equals(remembered)) {
            remembered = text;
            try {
                rule = SplitRule.parse(text);
            } catch (ToolException e) {
                session.status().message(Kind.WARNING, Failures.text(e)); // one written by another program
            }
        }
        showRule();
        later();
    }

    private boolean named() {
        return GROUPS.contains(rule.group());
    }

    private void showRule() {
        grouping.text(Words.get("labelReview.side", Words.get("splits.by." + (named() ? rule.group() : "pattern"))));
        if (!named() && !pattern.text().getText().equals(rule.group()) && !pattern.text().isFocusControl())
            pattern.text().setText(rule.group());
        if (pattern.getVisible() == named()) {
            ((GridData) pattern.getLayoutData()).exclude = named();
            pattern.setVisible(!named());
        }
        grouping.getParent().layout(true, true);
        shares.show(rule.train(), rule.validation());
        seed.value(String.valueOf(rule.seed()), false);
    }

    private void rule(SplitRule other) {
        if (other.equals(rule))
            return;
        rule = other;
        showRule();
        parts.show(figures, rule);
        later();
    }

    private void patternTyped() {
        String typed = pattern.text().getText();
        if (named() && !pattern.getVisible())
            return;
        try {
            SplitRule other = new SplitRule(typed, rule.train(), rule.validation(), rule.test(), rule.seed());
            pattern.wrong(false);
            pattern.text().setToolTipText(Words.get("splits.pattern.tip"));
            if (!GROUPS.contains(typed))
                rule(other);
        } catch (IllegalArgumentException e) {
            pattern.wrong(true);
            pattern.text().setToolTipText(e.getMessage());
        }
    }

    private void seedTyped(String typed) {
        try {
            rule(new SplitRule(rule.group(), rule.train(), rule.validation(), rule.test(),
                    Long.parseLong(typed.strip())));
        } catch (NumberFormatException e) {
            seed.wrong(true);
        }
    }

    /** The rule in the form. */
    public SplitRule rule() {
        return rule;
    }

    /** Groups by something else. @param by as a rule names it */
    public void groupBy(String by) {
        rule(new SplitRule(by, rule.train(), rule.validation(), rule.test(), rule.seed()));
    }

    /** Offers what tiles are grouped by. */
    void groupMenu() {
        Menus.drop(grouping, menu -> {
            for (String group : GROUPS)
                Menus.choice(menu, Words.get("splits.by." + group), rule.group().equals(group), () -> groupBy(group));
            Menus.choice(menu, Words.get("splits.by.pattern"), !named(), () -> {
                groupBy(PATTERN);
                pattern.text().setFocus();
            });
        });
    }

    private Optional<TileFindings> findings() {
        return session.project().isEmpty() ? Optional.empty() : Curating.of(session).findings();
    }

    /** Looks for tiles that look alike, so that they stay in one part. */
    void lookForAlike() {
        Curating.of(session).lookAtTiles();
    }

    private Map<String, String> duplicates() {
        return findings().map(TileFindings::duplicates).orElse(Map.of());
    }

    private void later() {
        if (!page.isDisposed())
            page.getDisplay().timerExec(PAUSE, count);
    }

    private void count() {
        if (page.isDisposed() || !page.isVisible())
            return; // counted once it is shown
        LabelTable table = session.desk().table().copy();
        SplitRule by = rule;
        Map<String, String> duplicates = duplicates();
        latest.ask(unwanted -> SplitFigures.of(table, by, Splits.alike(table, duplicates)), this::show);
    }

    private void show(SplitFigures counted) {
        figures = counted;
        boolean some = figures.tiles() > 0;
        Parts.visible(empty, !some);
        Parts.visible(body, some);
        Parts.visible(banner, some && !figures.leaks().isEmpty());
        int leaking = figures.leaks().size();
        warning.setText(leaking == 0 ? "" : Words.get("splits.leaks", leaking,
                figures.leaks().stream().mapToInt(l -> l.tiles().size()).sum()));
        setPartName(leaking == 0 ? Words.get("splits.tab") : Words.get("splits.tabLeaks", leaking));
        page.layout(true, true);
        parts.show(figures, rule);
        groups.show(figures);
        fix.redraw();
        grouping.getParent().redraw();
    }

    /** Splits all tiles by the rule, as one change. */
    public void split() {
        SplitRule by = rule;
        Map<String, String> duplicates = duplicates();
        assign(Words.get("splits.undo.split"), table -> Splits.assign(table, by, Splits.alike(table, duplicates)), by,
                "splits.done");
    }

    /** Puts tiles that belong together into the part where most of them are, as one change. */
    public void fix() {
        SplitRule by = rule;
        Map<String, String> duplicates = duplicates();
        int leaking = figures.leaks().size();
        if (leaking == 0) {
            session.status().message(Kind.INFO, Words.get("splits.clean"));
            return;
        }
        assign(Words.get("splits.undo.fix"), table -> Splits.closed(table, by, Splits.alike(table, duplicates)), by,
                "splits.fixed");
    }

    /** Finds parts off the UI thread. */
    private interface Assigning {
        Map<Integer, String> of(LabelTable table);
    }

    /** A split that was found. @param from entries of the journal that it was found for */
    private record Found(int from, Map<Integer, String> parts) {
    }

    private void assign(String what, Assigning assigning, SplitRule by, String done) {
        if (session.project().isEmpty() || session.desk().table().tileCount() == 0) {
            session.status().message(Kind.INFO, Words.get("splits.none"));
            return;
        }
        LabelTable table = session.desk().table().copy();
        int entries = entries();
        assigner.ask(unwanted -> new Found(entries, assigning.of(table)),
                found -> make(what, found, by, done));
    }

    private int entries() {
        return session.desk().labelling().map(l -> l.entries().size()).orElse(0);
    }

    private void make(String what, Found found, SplitRule by, String done) {
        session.edit(project -> {
            if (entries() != found.from) {
                session.status().message(Kind.WARNING, Words.get("splits.changedMeanwhile"));
                return;
            }
            LabelTable table = project.labels().table();
            if (by.toString().equals(Splits.rule(project.project())) && found.parts.entrySet().stream()
                    .allMatch(e -> table.tile(e.getKey()).filter(t -> t.split().equals(e.getValue())).isPresent())) {
                session.status().message(Kind.INFO, Words.get("splits.same"));
                return;
            }
            LabelChange change = Splits.make(project, found.parts, by, what);
            session.status().message(Kind.INFO, Words.get(done, change.tiles().size()), LabelReview.undo());
        });
    }

    private void showTile(int number) {
        session.desk().table().tile(number).ifPresent(tile -> ImageEditor.show(getSite().getPage(),
                LabelReview.item(session, tile), false));
    }

    /** Number of leaks that are shown, for tests. */
    public int leaks() {
        return figures.leaks().size();
    }

    /** Number of tiles in each part, for tests. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        figures.parts().forEach((name, part) -> counts.put(name, part.tiles()));
        return counts;
    }

    @Override
    public void setFocus() {
        if (body.isVisible())
            groups.setFocus();
        else
            page.setFocus();
    }
}

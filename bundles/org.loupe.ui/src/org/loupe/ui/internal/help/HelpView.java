package org.loupe.ui.internal.help;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.help.HelpPages.Line;
import org.loupe.ui.internal.help.HelpPages.Page;
import org.loupe.ui.internal.help.HelpPages.Style;

/** Help on what has the focus: a tool, a part; with a search over all pages. */
public final class HelpView extends ViewPart {
    private HelpPages pages;
    private Text search;
    private ToolButton back;
    private StyledText text;
    private Page shown;
    private boolean quiet;
    private final Deque<String> before = new ArrayDeque<>();

    @Override
    public void createPartControl(Composite parent) {
        pages = new HelpPages(getSite().getWorkbenchWindow().getWorkbench());
        Composite body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        Parts.title(this, body, "help", this::setTitleImage);
        ToolRow row = new ToolRow(body, getSite());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        back = row.add(new ToolButton(row, "undo", "", Look.FLAT, this::back));
        back.setToolTipText(Words.get("help.back"));
        ToolButton index = row.add(new ToolButton(row, "book", "", Look.FLAT, () -> show(HelpPages.INDEX)));
        index.setToolTipText(Words.get("help.index"));
        search = new Text(row, SWT.SEARCH | SWT.ICON_CANCEL | SWT.BORDER);
        search.setMessage(Words.get("help.search"));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(search);
        row.add(search);
        search.addListener(SWT.Modify, e -> found());
        text = new StyledText(body, SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        text.setMargins(14, 10, 14, 12);
        text.setTabStops(new int[] { 130 });
        text.setCaret(null);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
        text.addListener(SWT.MouseUp, this::follow);
        text.addListener(SWT.MouseMove, e -> text.setCursor(link(new Point(e.x, e.y)) == null ? null
                : text.getDisplay().getSystemCursor(SWT.CURSOR_HAND)));
        Palette.onChange(text, () -> render(shown));
        show(HelpPages.INDEX);
    }

    /** Shows a page. @param id as {@link HelpPages} gives it */
    public void show(String id) {
        if (shown != null && !shown.id().equals(id))
            before.push(shown.id());
        quiet = true;
        search.setText("");
        quiet = false;
        render(pages.page(id));
    }

    private void back() {
        if (before.isEmpty())
            return;
        String id = before.pop();
        shown = null;
        show(id);
    }

    private void found() {
        if (quiet)
            return;
        String words = search.getText().strip();
        if (words.isEmpty()) {
            render(pages.page(shown.id()));
            return;
        }
        List<Page> hits = pages.search(words);
        List<Line> lines = new ArrayList<>();
        for (Page hit : hits)
            lines.add(new Line(Style.LINK, hit.title(), hit.id()));
        render(new Page(shown.id(), Words.get("help.found", hits.size()), lines));
    }

    private void render(Page page) {
        if (page == null || text.isDisposed())
            return;
        shown = page;
        back.setEnabled(!before.isEmpty());
        StringBuilder all = new StringBuilder();
        List<StyleRange> ranges = new ArrayList<>();
        add(all, ranges, page.title(), Style.HEADING, "", true);
        for (Line line : page.lines())
            add(all, ranges, line.text(), line.style(), line.to(), false);
        text.setBackground(Palette.color(Token.PART));
        text.setText(all.toString());
        text.setStyleRanges(ranges.toArray(StyleRange[]::new));
        text.setFont(Palette.font(Type.BODY));
        text.setLineSpacing(3);
        text.setTopIndex(0);
    }

    private static void add(StringBuilder all, List<StyleRange> ranges, String line, Style style, String to,
            boolean first) {
        if (!first)
            all.append(style == Style.HEADING || style == Style.NAME ? "\n\n" : "\n");
        StyleRange range = new StyleRange();
        range.start = all.length();
        range.length = line.length();
        range.foreground = Palette.color(switch (style) {
            case LINK -> Token.ACCENT;
            case HINT -> Token.TEXT2;
            default -> Token.TEXT;
        });
        range.font = Palette.font(switch (style) {
            case HEADING -> Type.HEADING;
            case NAME -> Type.STRONG;
            case HINT -> Type.SMALL;
            default -> Type.BODY;
        });
        range.data = to;
        ranges.add(range);
        all.append(line);
    }

    private String link(Point at) {
        int offset = text.getOffsetAtPoint(at);
        if (offset < 0 || offset >= text.getCharCount())
            return null;
        StyleRange range = text.getStyleRangeAtOffset(offset);
        return range != null && range.data instanceof String to && !to.isEmpty() ? to : null;
    }

    private void follow(org.eclipse.swt.widgets.Event e) {
        String to = link(new Point(e.x, e.y));
        if (to != null && text.getSelectionCount() == 0)
            show(to);
    }

    /** What is shown, as plain text. */
    public String words() {
        return text.getText();
    }

    /** The field over all pages. */
    public Text search() {
        return search;
    }

    @Override
    public void setFocus() {
        search.setFocus();
    }
}

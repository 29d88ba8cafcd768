package org.loupe.ui.internal.help;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.contexts.IContextService;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** The keys of the part with the focus, on a sheet over the window; Esc, a click or another window closes it. */
public final class KeySheet {
    private static final int ROW = 24, COLUMN = 360, KEY = 130, PAD = 20, HEAD = 40;

    private final List<Map.Entry<String, String>> rows;
    private final String title;
    private final int lines;

    private KeySheet(String title, Map<String, String> keys, int lines) {
        this.title = title;
        rows = new ArrayList<>(keys.entrySet());
        this.lines = lines;
    }

    /** Opens the sheet for the part that has the focus in a window. */
    @SuppressWarnings("unchecked") // the platform gives a raw collection of ids
    static Shell open(IWorkbenchWindow window) {
        HelpPages pages = new HelpPages(window.getWorkbench());
        Collection<String> active = window.getService(IContextService.class).getActiveContextIds();
        List<String> own = active.stream().filter(c -> c.startsWith("org.loupe.")).toList();
        Map<String, String> keys = pages.keys(own.isEmpty() ? List.of("org.eclipse.ui.contexts.window") : own);
        String title = own.isEmpty() || window.getActivePage().getActivePart() == null ? Words.get("help.windowKeys")
                : Words.get("help.keysOf", window.getActivePage().getActivePart().getTitle());
        Rectangle over = window.getShell().getBounds();
        int lines = Math.max(1, Math.min((keys.size() + 1) / 2, (over.height - 160) / ROW));
        KeySheet sheet = new KeySheet(title, keys, lines);
        Shell shell = new Shell(window.getShell(), SWT.NO_TRIM | SWT.TOOL);
        shell.setLayout(new FillLayout());
        Canvas canvas = new Canvas(shell, SWT.DOUBLE_BUFFERED);
        canvas.addListener(SWT.Paint, e -> sheet.paint(e.gc, canvas.getClientArea()));
        canvas.addListener(SWT.MouseDown, e -> shell.close());
        canvas.addListener(SWT.KeyDown, e -> shell.close());
        // a window system may take the focus away and give it back while the sheet opens
        shell.addListener(SWT.Deactivate, e -> shell.getDisplay().asyncExec(() -> {
            if (!shell.isDisposed() && shell.getDisplay().getActiveShell() != shell)
                shell.close();
        }));
        int columns = Math.max(2, (keys.size() + lines - 1) / lines);
        int width = 2 * PAD + columns * COLUMN, height = HEAD + lines * ROW + PAD + 22;
        shell.setBounds(over.x + (over.width - width) / 2, over.y + (over.height - height) / 2, width, height);
        shell.setText(title);
        shell.open();
        canvas.setFocus();
        return shell;
    }

    private void paint(GC gc, Rectangle area) {
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        gc.setFont(Palette.font(Type.HEADING));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(title, PAD, 12, true);
        for (int i = 0; i < rows.size(); i++) {
            int x = PAD + i / lines * COLUMN, y = HEAD + i % lines * ROW;
            key(gc, rows.get(i).getValue(), x, y);
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(rows.get(i).getKey(), x + KEY, y + 2, true);
        }
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get("help.sheetClose"), PAD, area.height - 26, true);
    }

    /** Draws keys as caps. */
    private static void key(GC gc, String keys, int x, int y) {
        int end = x + KEY;
        gc.setFont(Palette.font(Type.SMALL));
        for (String key : keys.split(java.util.regex.Pattern.quote(Words.get("help.or")))) {
            Point size = gc.textExtent(key);
            if (x + size.x + 10 > end)
                return;
            gc.setBackground(Palette.color(Token.BAR));
            gc.fillRoundRectangle(x, y, size.x + 10, size.y + 4, 5, 5);
            gc.setForeground(Palette.color(Token.FIELD_LINE));
            gc.drawRoundRectangle(x, y, size.x + 10, size.y + 4, 5, 5);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(key, x + 5, y + 2, true);
            x += size.x + 16;
        }
    }
}

package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.CropPictures;

/** Draws the row of a cluster: its heading with chip, name and figures, and the crops that have room. UI thread. */
final class ClusterPainter {
    /** Room of the chip before the name. */
    static final int CHIP = 20;
    private static final int SQUARE = 11, PILL = 6;

    /**
     * How a row stands.
     *
     * @param current whether it is the one that commands are for
     * @param target  whether something is dragged over it
     * @param focused whether the list has the focus
     * @param open    whether all its crops are shown
     */
    record State(boolean current, boolean target, boolean focused, boolean open) {
    }

    private final ClusterDesk desk;
    private final CropPictures pictures;

    ClusterPainter(ClusterDesk desk, CropPictures pictures) {
        this.desk = desk;
        this.pictures = pictures;
    }

    void paint(GC gc, ClusterRow row, RowPlaces places, int index, int top, Rectangle area, State state) {
        int y = places.top(index) - top, high = places.height(index);
        if (state.current || state.target) {
            gc.setBackground(Palette.color(state.target ? Token.SELECTION : state.focused ? Token.ACCENT_BG
                    : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, area.width, high);
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRectangle(0, y, 3, high);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + high - 1, area.width, y + high - 1);
        heading(gc, row, y, area, state);
        int[] members = places.members(index, top, top + area.height);
        if (members.length > 0)
            for (int i = members[0]; i <= members[1]; i++)
                crop(gc, row.rows()[i], places.place(index, i), top);
        if (row.size() > 1) {
            Rectangle first = places.place(index, 0);
            gc.setForeground(Palette.color(Token.LINE));
            int x = first.x + first.width + (RowPlaces.GAP + RowPlaces.APART) / 2;
            gc.drawLine(x, first.y - top, x, first.y - top + first.height - 1);
        }
        Rectangle more = places.more(index);
        if (more.width > 0) {
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(Token.TEXT2));
            String text = state.open ? Words.get("clusters.less")
                    : Words.get("clusters.more", row.size() - places.shown(index));
            gc.drawText(text, more.x + 4, more.y - top + (more.height - gc.textExtent(text).y) / 2, true);
        }
    }

    private void heading(GC gc, ClusterRow row, int y, Rectangle area, State state) {
        int middle = y + RowPlaces.HEAD / 2 + 1, x = RowPlaces.SIDE;
        chip(gc, desk.fill(row), desk.hatched(row), x, middle - SQUARE / 2, SQUARE);
        x += CHIP;
        int right = area.width - RowPlaces.SIDE;
        int chosen = state.current ? selectedIn(row) : 0;
        if (chosen > 0) {
            gc.setFont(Palette.font(Type.SMALL));
            String words = Words.get("clusters.selected", chosen);
            int wide = gc.textExtent(words).x;
            if (right - wide > x + 200) {
                gc.setForeground(Palette.color(Token.TEXT2));
                text(gc, words, right - wide, middle);
                right -= wide + 12;
            }
        }
        Rectangle before = gc.getClipping();
        gc.setClipping(before.intersection(new Rectangle(x, y, Math.max(0, right - x), RowPlaces.HEAD)));
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        x += text(gc, Drawing.shorten(gc, row.name(), Math.max(80, (right - x) / 2)), x, middle) + 8;
        gc.setFont(Palette.font(Type.SMALL));
        x += pill(gc, Words.number(row.size(), 0), x, middle, Token.SELECTION_OFF, Token.TEXT2) + 8;
        gc.setForeground(Palette.color(Token.TEXT2));
        x += text(gc, figures(row), x, middle) + 8;
        if (row.loose())
            pill(gc, Words.get("clusters.loose"), x, middle, Token.SELECTION_OFF, Token.WARN);
        gc.setClipping(before);
    }

    /** "silhouette 0.71 · stable 98 %". */
    private static String figures(ClusterRow row) {
        boolean judged = !Double.isNaN(row.silhouette()), steady = !Double.isNaN(row.stability());
        String silhouette = Words.get("clusters.silhouette", Words.number(row.silhouette(), 2));
        String stable = Words.get("clusters.stable", Words.number(row.stability() * 100, 0));
        return judged && steady ? silhouette + " · " + stable : judged ? silhouette : steady ? stable : "";
    }

    private int selectedIn(ClusterRow row) {
        BitSet selected = desk.selection().rows();
        int n = 0;
        if (!selected.isEmpty())
            for (int each : row.rows())
                if (selected.get(each))
                    n++;
        return n;
    }

    private static int text(GC gc, String words, int x, int middle) {
        Point size = gc.textExtent(words);
        gc.drawText(words, x, middle - size.y / 2, true);
        return size.x;
    }

    private static int pill(GC gc, String words, int x, int middle, Token ground, Token colour) {
        Point size = gc.textExtent(words);
        int wide = size.x + 2 * PILL;
        gc.setBackground(colour == Token.WARN ? Palette.mix(Palette.color(Token.PART), Palette.color(Token.WARN), 0.16)
                : Palette.color(ground));
        gc.fillRoundRectangle(x, middle - size.y / 2 - 1, wide, size.y + 2, size.y, size.y);
        gc.setForeground(Palette.color(colour));
        gc.drawText(words, x + PILL, middle - size.y / 2, true);
        return wide;
    }

    /** A square in the colour of a class or cluster; those that repeat a colour are hatched. */
    static void chip(GC gc, org.eclipse.swt.graphics.Color fill, boolean hatched, int x, int y, int edge) {
        gc.setBackground(fill);
        gc.fillRectangle(x, y, edge, edge);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        if (hatched)
            for (int i = 3; i < 2 * edge; i += 4)
                gc.drawLine(x + Math.max(0, i - edge + 1), y + Math.min(i, edge - 1), x + Math.min(i, edge - 1),
                        y + Math.max(0, i - edge + 1));
        gc.drawRectangle(x, y, edge - 1, edge - 1);
        gc.setAlpha(255);
    }

    private void crop(GC gc, int row, Rectangle at, int top) {
        Rectangle place = new Rectangle(at.x, at.y - top, at.width, at.height);
        pictures.paint(gc, desk.place(row), place);
        frame(gc, place, desk.selection().rows().get(row), desk.hover() == row);
    }

    /**
     * The frame around a crop: of one that is selected or under the pointer, else a thin one, which tells a white crop
     * from a light part and a black one from a dark part.
     */
    static void frame(GC gc, Rectangle place, boolean selected, boolean hovered) {
        gc.setAntialias(SWT.OFF);
        gc.setForeground(selected || hovered ? Palette.color(Token.ACCENT)
                : Palette.mix(Palette.color(Token.PART), Palette.color(Token.TEXT2), 0.45));
        gc.setLineWidth(selected ? 2 : 1);
        gc.drawRectangle(place.x, place.y, place.width - 1, place.height - 1);
        if (selected) {
            gc.setLineWidth(1);
            gc.setForeground(Palette.WHITE);
            gc.drawRectangle(place.x + 2, place.y + 2, place.width - 5, place.height - 5);
        }
        gc.setLineWidth(1);
        gc.setAntialias(SWT.ON);
    }
}

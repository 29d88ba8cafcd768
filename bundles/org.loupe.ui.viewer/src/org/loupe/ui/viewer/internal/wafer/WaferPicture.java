package org.loupe.ui.viewer.internal.wafer;

import java.util.Arrays;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;

/**
 * A wafer, its dies and its defects drawn into pixels: each defect as a dot, or so many that their density is drawn.
 * Drawn off the UI thread, so that the canvas only has to put it on the screen.
 *
 * @param frame   for which it was drawn
 * @param look    in which it was drawn
 * @param pixels  that fill the area of the frame
 * @param density whether density is drawn instead of dots
 * @param points  number of defects drawn
 * @param most    defects of a square that has the full colour of the density
 */
record WaferPicture(WaferFrame frame, MapLook look, ImageData pixels, boolean density, int points, int most) {
    /** Defects in sight above which density is drawn. */
    static final int MOST_DOTS = 50_000;
    /** Bytes as the screen keeps them, which is several times as fast to take over as the usual order. */
    private static final PaletteData BGR0 = new PaletteData(0xFF00, 0xFF0000, 0xFF000000);
    /** Edge of a square of equal density, in points, and points of a die below which no gap is left beside it. */
    static final double CELL = 3;
    /** Depth of a notch, in µm, and length of a dash, in points. */
    private static final double NOTCH_UM = 1000, DASH = 4.5;
    private static final double GAP_FROM = 4;
    /** Share of squares with defects that may be fuller than the full colour tells. */
    private static final double LEFT_OUT = 0.005;
    private static final int FEW = 3_000, SOME = 15_000;
    /** How far from the centre a flat cuts a wafer, as a share of its radius: it is about 0.3 of the diameter long. */
    static final double FLAT = Math.cos(Math.toRadians(17));

    /** Draws; too long for the UI thread. @param device pixels for each point of the canvas */
    static WaferPicture draw(OpenWafer open, WaferFrame frame, MapLook look, double device) {
        int wide = Math.max(1, (int) Math.round(frame.area().width * device));
        int high = Math.max(1, (int) Math.round(frame.area().height * device));
        Drawing to = new Drawing(open, frame, look, device, wide, high, new int[wide * high]);
        Arrays.fill(to.rgb, look.ground());
        to.ground();
        WaferIndex index = open.index();
        double x0 = frame.umX(frame.area().x), x1 = frame.umX(frame.area().x + frame.area().width);
        double y0 = frame.umY(frame.area().y + frame.area().height), y1 = frame.umY(frame.area().y);
        int about = look.points().length == 0 ? 0 : index.around(x0, y0, x1, y1);
        int[] drawn = { about };
        boolean density = about > MOST_DOTS;
        to.dies(density ? look.plain() : -1);
        int most = 0;
        if (density)
            most = to.density(x0, y0, x1, y1);
        else if (about > 0)
            drawn[0] = to.dots(x0, y0, x1, y1, about);
        to.edge();
        look.rings().forEach(r -> to.ring(r.radiusUm(), r.rgb(), DASH * device, 0, 0));
        ImageData pixels = new ImageData(wide, high, 32, BGR0);
        for (int i = 0, at = 0; i < to.rgb.length; i++, at += 4) {
            int colour = to.rgb[i];
            pixels.data[at] = (byte) colour;
            pixels.data[at + 1] = (byte) (colour >> 8);
            pixels.data[at + 2] = (byte) (colour >> 16);
        }
        return new WaferPicture(frame, look, pixels, density, drawn[0], most);
    }

    /** One picture under way. */
    private record Drawing(OpenWafer open, WaferFrame frame, MapLook look, double device, int wide, int high,
            int[] rgb) {

        double pixelX(double um) {
            return (frame.toX(um) - frame.area().x) * device;
        }

        double pixelY(double um) {
            return (frame.toY(um) - frame.area().y) * device;
        }

        /** The wafer below its dies. */
        void ground() {
            Outline of = open.wafer().outline();
            double cx = pixelX(0), cy = pixelY(0), unit = frame.scale() * device;
            double rx = of.widthUm() / 2 * unit, ry = of.heightUm() / 2 * unit;
            double angle = Math.toRadians(of.degrees()), dx = Math.cos(angle), dy = -Math.sin(angle);
            double cut = of.mark() == Outline.Mark.FLAT ? rx * FLAT : Double.POSITIVE_INFINITY;
            for (int y = Math.max(0, (int) (cy - ry)); y <= Math.min(high - 1, cy + ry); y++) {
                double up = (y + 0.5 - cy) / ry;
                if (Math.abs(up) > 1)
                    continue;
                double half = of.round() ? rx * Math.sqrt(1 - up * up) : rx, from = cx - half, to = cx + half;
                if (cut < rx) { // dx·x + dy·y <= cut
                    double left = cut - dy * (y + 0.5 - cy);
                    if (dx > 1e-9)
                        to = Math.min(to, cx + left / dx);
                    else if (dx < -1e-9)
                        from = Math.max(from, cx + left / dx);
                    else if (left < 0)
                        continue;
                }
                int a = Math.max(0, (int) Math.round(from)), b = Math.min(wide, (int) Math.round(to));
                if (b > a)
                    Arrays.fill(rgb, y * wide + a, y * wide + b, look.wafer());
            }
        }

        /** @param all colour of all dies, -1 for that of each */
        void dies(int all) {
            if (look.dies().length == 0)
                return;
            WaferIndex index = open.index();
            DieGrid grid = open.wafer().grid();
            double unit = frame.scale() * device;
            boolean gap = Math.min(grid.pitchXum(), grid.pitchYum()) * unit >= GAP_FROM * device;
            int lines = (int) Math.max(1, Math.round(device));
            for (int i = 0; i < index.dies(); i++) {
                int x0 = (int) Math.round(pixelX(grid.left(index.column(i))));
                int x1 = (int) Math.round(pixelX(grid.left(index.column(i) + 1)));
                int y0 = (int) Math.round(pixelY(grid.bottom(index.row(i) + 1)));
                int y1 = (int) Math.round(pixelY(grid.bottom(index.row(i))));
                if (gap) {
                    x1 -= lines;
                    y1 -= lines;
                }
                fill(x0, y0, Math.max(x1, x0 + 1), Math.max(y1, y0 + 1),
                        all < 0 ? look.dies()[i] : all);
            }
        }

        void fill(int x0, int y0, int x1, int y1, int colour) {
            int a = Math.max(0, x0), b = Math.min(wide, x1);
            if (a < b)
                for (int y = Math.max(0, y0); y < Math.min(high, y1); y++)
                    Arrays.fill(rgb, y * wide + a, y * wide + b, colour);
        }

        int dots(double x0, double y0, double x1, double y1, int about) {
            double radius = (about <= FEW ? 2.6 : about <= SOME ? 2.1 : 1.6) * device;
            int reach = (int) Math.ceil(radius), edge = 2 * reach + 1;
            int[] inner = new int[edge * edge], outer = new int[edge * edge];
            for (int y = -reach; y <= reach; y++)
                for (int x = -reach; x <= reach; x++) {
                    double away = Math.hypot(x, y);
                    int at = (y + reach) * edge + x + reach;
                    outer[at] = (int) (255 * Math.max(0, Math.min(1, radius + 0.5 - away)));
                    inner[at] = (int) (255 * Math.max(0, Math.min(1, radius - 0.4 * device - away)));
                }
            int[] drawn = { 0 };
            double margin = reach / device / frame.scale();
            open.index().within(x0 - margin, y0 - margin, x1 + margin, y1 + margin, (d, umX, umY) -> {
                int colour = look.chosen().get(d) ? look.selection() : look.point(d);
                if (colour < 0)
                    return;
                drawn[0]++;
                dot((int) Math.floor(pixelX(umX)), (int) Math.floor(pixelY(umY)), reach, inner, outer, colour);
            });
            return drawn[0];
        }

        private void dot(int cx, int cy, int reach, int[] inner, int[] outer, int colour) {
            int rim = mix(colour, 0, 140), edge = 2 * reach + 1;
            for (int y = Math.max(0, cy - reach); y <= Math.min(high - 1, cy + reach); y++)
                for (int x = Math.max(0, cx - reach); x <= Math.min(wide - 1, cx + reach); x++) {
                    int at = (y - cy + reach) * edge + x - cx + reach;
                    if (outer[at] == 0)
                        continue;
                    int under = y * wide + x;
                    rgb[under] = mix(mix(rgb[under], rim, outer[at]), colour, inner[at]);
                }
        }

        /** Squares that are the stronger the more defects they have. @return defects of the strongest colour */
        int density(double x0, double y0, double x1, double y1) {
            int cell = (int) Math.max(2, Math.round(CELL * device));
            int columns = (wide + cell - 1) / cell, lines = (high + cell - 1) / cell;
            int[] counts = new int[columns * lines], selected = new int[counts.length];
            double unit = frame.scale() * device, left = pixelX(0), upper = pixelY(0);
            boolean some = !look.chosen().isEmpty();
            open.index().within(x0, y0, x1, y1, (d, umX, umY) -> {
                if (look.point(d) < 0)
                    return;
                int x = (int) (left + umX * unit), y = (int) (upper - umY * unit);
                if (x < 0 || y < 0 || x >= wide || y >= high)
                    return;
                int at = y / cell * columns + x / cell;
                counts[at]++;
                if (some && look.chosen().get(d))
                    selected[at]++;
            });
            int[] full = Arrays.stream(counts).filter(n -> n > 0).sorted().toArray();
            int most = full.length == 0 ? 1 : full[(int) ((1 - LEFT_OUT) * (full.length - 1))];
            for (int line = 0; line < lines; line++)
                for (int column = 0; column < columns; column++) {
                    int n = counts[line * columns + column], of = selected[line * columns + column];
                    if (n > 0)
                        square(column * cell, line * cell, cell, of == 0 ? look.dense()
                                : mix(look.dense(), look.selection(), 55 + 200 * of / n),
                                (int) Math.min(255, 25 + 230L * n / most));
                }
            return most;
        }

        /** The outline, with its notch or flat. */
        void edge() {
            Outline of = open.wafer().outline();
            double cx = pixelX(0), cy = pixelY(0), unit = frame.scale() * device;
            double rx = of.widthUm() / 2 * unit, ry = of.heightUm() / 2 * unit;
            if (!of.round()) {
                line(cx - rx, cy - ry, cx + rx, cy - ry);
                line(cx + rx, cy - ry, cx + rx, cy + ry);
                line(cx + rx, cy + ry, cx - rx, cy + ry);
                line(cx - rx, cy + ry, cx - rx, cy - ry);
                return;
            }
            // a real notch of 1 mm could not be seen
            double notch = Math.max(6 * device, NOTCH_UM * unit), at = Math.toRadians(of.degrees());
            double half = switch (of.mark()) {
                case NOTCH -> Math.min(0.5, notch / rx);
                case FLAT -> Math.acos(FLAT);
                case NONE -> 0;
            };
            ring(of.widthUm() / 2, look.edge(), 0, at, half);
            double x0 = cx + rx * Math.cos(at - half), y0 = cy - rx * Math.sin(at - half);
            double x1 = cx + rx * Math.cos(at + half), y1 = cy - rx * Math.sin(at + half);
            if (of.mark() == Outline.Mark.NOTCH) {
                double x = cx + (rx - notch) * Math.cos(at), y = cy - (rx - notch) * Math.sin(at);
                line(x0, y0, x, y);
                line(x, y, x1, y1);
            } else if (of.mark() == Outline.Mark.FLAT) {
                line(x0, y0, x1, y1);
            }
        }

        /** A line with soft edges, in the colour of the outline. */
        private void line(double x0, double y0, double x1, double y1) {
            boolean flat = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
            double from = flat ? Math.min(x0, x1) : Math.min(y0, y1), to = flat ? Math.max(x0, x1) : Math.max(y0, y1);
            double slope = flat ? (y1 - y0) / (x1 - x0) : (x1 - x0) / (y1 - y0), half = 0.5 * device;
            double narrow = half * Math.sqrt(1 + slope * slope);
            for (int a = Math.max(0, (int) from); a < Math.min(flat ? wide : high, Math.ceil(to)); a++) {
                double b = (flat ? y0 : x0) + (a + 0.5 - (flat ? x0 : y0)) * slope;
                for (int i = (int) Math.floor(b - narrow - 1); i <= b + narrow + 1; i++) {
                    double cover = Math.min(1, narrow + 0.5 - Math.abs(i + 0.5 - b));
                    int x = flat ? a : i, y = flat ? i : a;
                    if (cover > 0 && x >= 0 && y >= 0 && x < wide && y < high)
                        rgb[y * wide + x] = mix(rgb[y * wide + x], look.edge(), (int) (255 * cover));
                }
            }
        }

        /**
         * A circle around the centre with soft edges, line by line.
         *
         * @param dash length of a dash in pixels, 0 for none
         * @param at   direction of the middle of a gap, in radians
         * @param gap  half of it, in radians; 0 for none
         */
        void ring(double radiusUm, int colour, double dash, double at, double gap) {
            double cx = pixelX(0), cy = pixelY(0), r = radiusUm * frame.scale() * device, half = 0.5 * device;
            double outer = r + half + 0.5, inner = Math.max(0, r - half - 0.5);
            for (int y = Math.max(0, (int) Math.floor(cy - outer)); y < Math.min(high, cy + outer); y++) {
                double dy = y + 0.5 - cy, to = outer * outer - dy * dy;
                if (to <= 0)
                    continue;
                double far = Math.sqrt(to), near = Math.sqrt(Math.max(0, inner * inner - dy * dy));
                for (int side = -1; side <= 1; side += 2) {
                    double from = cx + (side < 0 ? -far : near), end = cx + (side < 0 ? -near : far);
                    for (int x = Math.max(0, (int) Math.floor(from)); x < Math.min(wide, Math.ceil(end)); x++) {
                        double dx = x + 0.5 - cx, cover = Math.min(1, half + 0.5 - Math.abs(Math.hypot(dx, dy) - r));
                        if (cover <= 0 || dx * side < 0)
                            continue;
                        double angle = dash > 0 || gap > 0 ? Math.atan2(-dy, dx) : 0;
                        boolean drawn = dash > 0 ? (angle + Math.PI) * r % (2 * dash) < 1.1 * dash
                                : gap <= 0 || Math.abs(Math.IEEEremainder(angle - at, 2 * Math.PI)) >= gap;
                        if (drawn)
                            rgb[y * wide + x] = mix(rgb[y * wide + x], colour, (int) (235 * cover));
                    }
                }
            }
        }

        private void square(int left, int upper, int edge, int colour, int strength) {
            for (int y = upper; y < Math.min(high, upper + edge); y++)
                for (int x = left; x < Math.min(wide, left + edge); x++)
                    rgb[y * wide + x] = mix(rgb[y * wide + x], colour, strength);
        }
    }

    /** A colour between two. @param share of the second, 0..255 */
    private static int mix(int first, int second, int share) {
        if (share >= 255)
            return second;
        if (share <= 0)
            return first;
        int keep = 255 - share;
        int red = ((first >> 16 & 0xff) * keep + (second >> 16 & 0xff) * share) / 255;
        int green = ((first >> 8 & 0xff) * keep + (second >> 8 & 0xff) * share) / 255;
        int blue = ((first & 0xff) * keep + (second & 0xff) * share) / 255;
        return red << 16 | green << 8 | blue;
    }
}

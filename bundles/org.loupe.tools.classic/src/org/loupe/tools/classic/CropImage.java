package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;

/**
 * Keeps a part of the image, with its place in the full image: a given area in the full image's pixels, or everything
 * but the data bar that electron microscopes write below or above an image ({@link DataBar}). How high a data bar is
 * shows only in the pixels: the announced shape is then the largest possible, the whole image.
 */
public final class CropImage implements Operator<CropImage.Params> {

    /** What is kept. */
    public enum Mode {
        /** A given area. */
        FIXED,
        /** Everything but the data bar. */
        DATA_BAR
    }

    /**
     * @param mode   what is kept
     * @param x      left edge of the area in px
     * @param y      top edge of the area in px
     * @param width  of the area in px
     * @param height of the area in px
     */
    public record Params(
            @Param(label = "Mode",
                    help = "Fixed keeps the area below; data-bar cuts off the bar with text that electron"
                    + " microscopes add, and leaves the image whole if it has none.") Mode mode,
            @Param(label = "Left", unit = "px", min = 0, max = 1e6, step = 1, when = "mode=fixed",
                    help = "First column that is kept.") int x,
            @Param(label = "Top", unit = "px", min = 0, max = 1e6, step = 1, when = "mode=fixed",
                    help = "First row that is kept.") int y,
            @Param(label = "Width", unit = "px", min = 1, max = 1e6, step = 1, when = "mode=fixed",
                    help = "Columns that are kept; an area that reaches beyond the image ends there.") int width,
            @Param(label = "Height", unit = "px", min = 1, max = 1e6, step = 1, when = "mode=fixed",
                    help = "Rows that are kept; an area that reaches beyond the image ends there.") int height) {

        Region area() {
            return new Region(x, y, width, height);
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.crop", "Crop", "Keeps a part of the image: a given area, or all but an electron"
                + " microscope's data bar. Detections keep their places in the full image.");
    }

    @Override
    public Params defaults() {
        return new Params(Mode.FIXED, 0, 0, 1024, 1024);
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public boolean global(Params params) {
        return params.mode() == Mode.DATA_BAR;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        if (params.mode() == Mode.DATA_BAR)
            return in;
        Region area = params.area().intersect(in.region());
        return in.size(Math.max(1, area.width()), Math.max(1, area.height()));
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            if (params.mode() == Mode.DATA_BAR)
                return withoutBar(in, run);
            Region area = params.area().intersect(in.region());
            return area.isEmpty() ? outside(in, params, run) : cut(in, area.move(-in.x(), -in.y()), run);
        };
    }

    private static Tile withoutBar(Tile in, Run run) {
        Region picture = DataBar.picture(in, run);
        if (picture.height() == in.height()) {
            run.warn("No data bar was found; the image stays whole.", "Crop a fixed area if there is one.");
            return in;
        }
        return cut(in, picture, run);
    }

    /**
     * A tile of a larger image that the area does not touch: one pixel in the area, where this tile reports nothing.
     */
    private static Tile outside(Tile in, Params params, Run run) throws ToolException {
        if (in.x() == 0 && in.y() == 0)
            throw new ToolException("The area at " + params.x() + ", " + params.y() + " lies outside of the image of "
                    + in.shape() + ".", "Choose an area that the image covers.");
        return cut(in, new Region(0, 0, 1, 1), run).at(params.x(), params.y());
    }

    private static Tile cut(Tile in, Region part, Run run) {
        Tile out = run.tile(in.shape().size(part.width(), part.height()));
        int pixel = in.shape().channels() * in.shape().type().bytes(), row = part.width() * pixel;
        for (int y = 0; y < part.height(); y++) {
            if (y % 256 == 0)
                run.checkCancelled();
            out.data().put(y * row, in.data(), ((part.y() + y) * in.width() + part.x()) * pixel, row);
        }
        return out.at(in.x() + part.x(), in.y() + part.y());
    }
}

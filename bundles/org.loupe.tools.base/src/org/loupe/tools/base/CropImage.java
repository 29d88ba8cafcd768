package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Keeps a part of the image, with its place in the full image: a given area in the full image's pixels, or everything
 * but the data bar that electron microscopes write below or above an image ({@link DataBar}). How high a data bar is
 * shows only in the pixels: the announced shape is then the largest possible, the whole image.
 */
public abstract class CropImage implements Operator<CropImage.Params> {

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

        /** In px of the full image. */
        public Region area() {
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

    /** What is done with pixels, wherever they lie. */
    protected interface Pixels {

        /** Of each row, how often each level of {@link DataBar} occurs in the first channel. */
        int[][] histograms() throws ToolException;

        /** A part of the tile, in the tile's own pixels, at its place. */
        Tile cut(Region part) throws ToolException;
    }

    /** Crops a tile, whose pixels are given as well. */
    protected Tile apply(Tile in, Params params, Pixels pixels, Run run) throws ToolException {
        if (params.mode() == Mode.DATA_BAR)
            return withoutBar(in, pixels, run);
        Region area = params.area().intersect(in.region());
        return area.isEmpty() ? outside(in, params, pixels) : pixels.cut(area.move(-in.x(), -in.y()));
    }

    private static Tile withoutBar(Tile in, Pixels pixels, Run run) throws ToolException {
        Region picture = DataBar.picture(in.width(), pixels.histograms());
        if (picture.height() == in.height()) {
            run.warn("No data bar was found; the image stays whole.", "Crop a fixed area if there is one.");
            return in;
        }
        return pixels.cut(picture);
    }

    /**
     * A tile of a larger image that the area does not touch: one pixel in the area, where this tile reports nothing.
     */
    private static Tile outside(Tile in, Params params, Pixels pixels) throws ToolException {
        if (in.x() == 0 && in.y() == 0)
            throw new ToolException("The area at " + params.x() + ", " + params.y() + " lies outside of the image of "
                    + in.shape() + ".", "Choose an area that the image covers.");
        return pixels.cut(new Region(0, 0, 1, 1)).at(params.x(), params.y());
    }
}

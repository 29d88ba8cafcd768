package org.loupe.workspace.wafer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

/**
 * Panels of boards as wafers: each image of a run is a panel, the units of its layout are the dies, and what was found
 * on them are the defects; so the map and the figures of wafers tell of boards too.
 */
public final class Panels {

    private Panels() {
    }

    /**
     * How boards lie on an image, from its upper left corner; in µm, or in px.
     *
     * @param inPixels whether lengths are px
     * @param columns  number of boards side by side, at least 1
     * @param rows     number of boards below each other, at least 1
     * @param pitchX   distance of neighbours in x; 0 if there is one column
     * @param pitchY   distance of neighbours in y; 0 if there is one row
     * @param originX  left edge of the first board
     * @param originY  upper edge of the first board
     */
    public record Boards(boolean inPixels, int columns, int rows, double pitchX, double pitchY, double originX,
            double originY) {
        /** One board that fills its image. */
        public static final Boards ONE = new Boards(true, 1, 1, 0, 0, 0, 0);

        public Boards {
            if (columns < 1 || rows < 1 || pitchX < 0 || pitchY < 0)
                throw new IllegalArgumentException("A panel has at least 1 board and no pitch below 0, found " + columns
                        + " × " + rows + " at " + pitchX + " × " + pitchY + ".");
        }

        /** As the layout of a set says; one board without it. On the model's thread. */
        public static Boards of(ImageSet set) {
            Layout layout = set == null ? null : set.getLayout();
            if (layout == null)
                return ONE;
            boolean across = layout.getColumns() > 1 && layout.getPitchXum() > 0;
            boolean down = layout.getRows() > 1 && layout.getPitchYum() > 0;
            return new Boards(layout.isInPixels(), across ? layout.getColumns() : 1, down ? layout.getRows() : 1,
                    across ? layout.getPitchXum() : 0, down ? layout.getPitchYum() : 0,
                    across ? layout.getOriginXum() : 0, down ? layout.getOriginYum() : 0);
        }
    }

    /**
     * The panels of a run, one for each image that was inspected, in its order.
     *
     * @throws ToolException if the run cannot be read any more
     */
    public static List<Wafer> of(RunReader run, Boards boards) throws ToolException {
        List<Wafer> panels = new ArrayList<>();
        for (ImageRow image : run.images())
            if (!image.failed() && image.width() > 0)
                panels.add(of(image, run.detections(image.index()), boards, run.classNames()));
        return panels;
    }

    /**
     * The panel of an image. Where the scale of the image is unknown, a px counts as a µm.
     *
     * @param classes of the run, which number the classes of the defects from 1
     */
    public static Wafer of(ImageRow image, Detections found, Boards boards, List<String> classes) {
        double scale = image.umPerPx() > 0 ? image.umPerPx() : 1, unit = boards.inPixels ? scale : 1;
        double width = image.width() * scale, height = image.height() * scale;
        double pitchX = boards.pitchX > 0 ? boards.pitchX * unit : width - boards.originX * unit;
        double pitchY = boards.pitchY > 0 ? boards.pitchY * unit : height - boards.originY * unit;
        DieGrid grid = new DieGrid(pitchX, pitchY, boards.originX * unit - width / 2,
                height / 2 - boards.originY * unit - boards.rows * pitchY);
        Dies.Builder dies = new Dies.Builder();
        for (int row = boards.rows - 1; row >= 0; row--)
            for (int column = 0; column < boards.columns; column++)
                dies.add(column, row, Dies.NO_BIN);
        List<Wafer.DefectCode> codes = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++)
            codes.add(new Wafer.DefectCode(i + 1, classes.get(i), ""));
        WaferDefects.Image picture = new WaferDefects.Image(image.path(), image.page(), "");
        WaferDefects.Builder defects = new WaferDefects.Builder();
        for (int i = 0; i < found.size(); i++) {
            double x = (found.x()[i] + found.width()[i] / 2) * scale - width / 2;
            double y = height / 2 - (found.y()[i] + found.height()[i] / 2) * scale;
            double across = found.width()[i] * scale, down = found.height()[i] * scale;
            defects.add(i + 1, x, y, grid.column(x), grid.row(y)).classNumber(1 + classes.indexOf(found.className(i)))
                    .size(across, down, across * down, Math.max(across, down)).images(List.of(picture));
        }
        return new Wafer(new WaferInfo("", image.image(), 0, "", "", "", "", Optional.empty()),
                Outline.panel(width, height), grid, dies.build(), List.of(), defects.build(), codes, List.of());
    }
}

package org.loupe.ui.viewer.internal.wafer;

import java.nio.file.Path;
import java.util.Locale;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.drawing.Look;
import org.loupe.wafer.drawing.MapFiles;
import org.loupe.wafer.drawing.WaferMap;
import org.loupe.wafer.drawing.WaferPainter;

/** Writes a map as SVG or PNG, on white. */
public final class MapExport {
    private static final int EDGE = 900, SCALE = 2;

    private MapExport() {
    }

    /** Asks for a file and writes the map to it in a job. UI thread. */
    static void ask(WaferEditor map) {
        FileDialog dialog = new FileDialog(map.getSite().getShell(), SWT.SAVE);
        dialog.setText(Words.get("map.export.title"));
        dialog.setFilterExtensions(new String[] { "*.svg", "*.png" });
        dialog.setFilterNames(new String[] { Words.get("map.export.svg"), Words.get("map.export.png") });
        dialog.setFileName(map.input().name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".svg");
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null)
            write(map, Path.of(chosen));
    }

    /** Writes what a map shows in a job: an SVG, or a PNG if the file's name ends so. UI thread. */
    public static void write(WaferEditor map, Path file) {
        Session session = map.session();
        Wafer wafer = map.open().orElseThrow().wafer();
        MapModes modes = map.canvas().modes();
        String title = map.input().name();
        WaferPainter.DieColours dies = switch (modes.dies()) {
            case DEFECTS -> WaferPainter.DieColours.DEFECTS;
            case BINS -> WaferPainter.DieColours.BINS;
            case NONE -> WaferPainter.DieColours.NONE;
        };
        WaferMap.Options options = new WaferMap.Options(title, dies, modes.points() != MapModes.Point.NONE,
                modes.zones(), true);
        WaferMap.Words words = new WaferMap.Words(Words.get("map.perDie"), Words.get("map.export.other"),
                Words.get("map.export.die"), Words.get("map.export.bin"), Words.get("map.export.class"));
        Job job = Job.create(Words.get("job.exportMap"), monitor -> {
            try {
                WaferMap picture = new WaferMap(new WaferPainter(wafer, Look.LIGHT), Look.LIGHT, options, words);
                int high = (int) Math.max(300, Math.min(2 * EDGE,
                        EDGE * wafer.outline().heightUm() / wafer.outline().widthUm() + 90));
                if (file.toString().toLowerCase(Locale.ROOT).endsWith(".png"))
                    MapFiles.writePng(picture, EDGE, high, SCALE, file);
                else
                    MapFiles.writeSvg(picture, EDGE, high, title, file);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("map.export.done", file)));
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.schedule();
    }
}

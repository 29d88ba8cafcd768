package org.loupe.ui.viewer.internal;

import java.util.Locale;
import java.util.StringJoiner;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.store.ImageRow;
import org.loupe.ui.Failures;
import org.loupe.ui.Reading;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.Screens;

/** Puts what an editor shows into the clipboard, and says so. Files and the store are read off the UI thread. */
final class Copies {
    /** Surroundings of a defect that are copied with it, as a share of its size, and at least so many px. */
    private static final double MARGIN = 0.5;
    private static final int LEAST = 16;

    private Copies() {
    }

    /** The defect's picture, as its file has it, with its surroundings. */
    static void crop(Session session, ImageCanvas canvas, Detections d, int row) {
        Pixels pixels = canvas.pixels().orElseThrow();
        int margin = (int) Math.max(LEAST, MARGIN * Math.max(d.width()[row], d.height()[row]));
        Region region = d.region(row).grow(margin).intersect(pixels.shape().region());
        String what = Words.get("viewer.tag", d.className(row), Words.number(d.score()[row], 2));
        Job job = Job.create(Words.get("job.copyCrop"), monitor -> {
            try (Reading run = new Reading(pixels::isClosed)) {
                Tile tile = pixels.read(region, 0, run);
                ImageData picture = Screens.toScreen(tile, pixels.range(tile));
                session.ui(() -> {
                    put(picture, ImageTransfer.getInstance());
                    session.status().message(Kind.INFO, Words.get("copy.crop", what, region.width(),
                            region.height()));
                });
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.WARNING, Failures.text(e)));
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    /** The detection with all its features: a line of names and one of values, with tabulators. */
    static void row(Session session, ImageRow image, Detections d, int row) {
        session.results().ifPresent(results -> results.ask(reader -> reader.features(image.index()), features -> {
            put(table(image, d, features, row), TextTransfer.getInstance());
            session.status().message(Kind.INFO, Words.get("copy.row", Words.get("viewer.tag", d.className(row),
                    Words.number(d.score()[row], 2))));
        }));
    }

    /** Numbers have a point, so that any program reads them. */
    static String table(ImageRow image, Detections d, Features features, int row) {
        StringJoiner names = new StringJoiner("\t"), values = new StringJoiner("\t");
        for (String name : new String[] { "image", "class", "score", "x", "y", "width", "height" })
            names.add(name);
        values.add(image.image()).add(d.className(row));
        for (float value : new float[] { d.score()[row], d.x()[row], d.y()[row], d.width()[row], d.height()[row] })
            values.add(number(value));
        for (int column = 0; column < features.names().size(); column++) {
            names.add(features.names().get(column));
            values.add(number(features.get(row, column)));
        }
        return names + "\n" + values + "\n";
    }

    private static String number(float value) {
        return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%s", value);
    }

    /** Where the pointer is, with the value there and the zoom. */
    static void readOut(Session session, String image, ReadOut values) {
        StringJoiner text = new StringJoiner("\t");
        text.add(image);
        for (String part : new String[] { values.pixel(), values.place(), values.value(), values.zoom(),
                values.scale() })
            if (!part.isEmpty())
                text.add(part);
        text(session, text.toString(), Words.get("copy.readOut", values.pixel()));
    }

    /** A text. @param said in the status line */
    static void text(Session session, String text, String said) {
        put(text, TextTransfer.getInstance());
        session.status().message(Kind.INFO, said);
    }

    private static void put(Object what, Transfer how) {
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        clipboard.setContents(new Object[] { what }, new Transfer[] { how });
        clipboard.dispose();
    }
}

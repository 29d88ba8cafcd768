package org.loupe.ui.viewer.internal;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Item;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.Histogram;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Patch;
import org.loupe.ui.viewer.Screens;
import org.loupe.ui.viewer.Tone;

/**
 * The live preview in the viewer: the chosen stage in the image's place, and a pill in the tool row that says so. The
 * stage before stays in sight until the next one is coloured. UI thread.
 */
final class Stages {
    private static final double LEFT_OUT = 0.0005;
    private static final int HEIGHT = 20, MARGIN = 9;

    private final Session session;
    private final ImageCanvas canvas;
    private final Latest painter;
    private final Toning toning;
    private Canvas pill;
    private Item item;
    private String text = "";
    private Tile shown;

    Stages(Session session, ImageCanvas canvas, Toning toning) {
        this.session = session;
        this.canvas = canvas;
        this.toning = toning;
        painter = new Latest(canvas, "Loupe stage");
        session.listen(canvas, Session.Event.PREVIEW, this::show);
    }

    /** Creates the pill as the next control of a row. */
    void pill(ToolRow row) {
        pill = row.add(new Canvas(row, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS) {
            @Override
            public Point computeSize(int wHint, int hHint, boolean changed) {
                GC gc = new GC(this);
                gc.setFont(Palette.font(Type.SMALL));
                int wide = gc.textExtent(text).x + 2 * MARGIN;
                gc.dispose();
                return new Point(wide, HEIGHT);
            }
        });
        GridData data = (GridData) pill.getLayoutData();
        data.verticalAlignment = SWT.CENTER;
        data.exclude = true;
        pill.setVisible(false);
        pill.addListener(SWT.Paint, e -> {
            Rectangle area = pill.getClientArea();
            e.gc.setAntialias(SWT.ON);
            e.gc.setBackground(pill.getParent().getBackground());
            e.gc.fillRectangle(area);
            e.gc.setBackground(Palette.color(Token.ACCENT_BG));
            e.gc.fillRoundRectangle(0, 0, area.width, area.height, area.height, area.height);
            e.gc.setForeground(Palette.color(Token.ACCENT));
            e.gc.setFont(Palette.font(Type.SMALL));
            e.gc.drawText(text, MARGIN, (area.height - e.gc.textExtent(text).y) / 2, true);
        });
        Palette.onChange(pill, pill::redraw);
    }

    /** What the pill says; "" while there is none. */
    String pillText() {
        return text;
    }

    /** Another image is shown. */
    void image(Item other) {
        item = other;
        show();
    }

    private void show() {
        Optional<LivePreview> preview = session.preview().filter(p -> p.image().equals(item));
        Optional<Stage> stage = preview.filter(p -> session.stage() >= 0 && session.stage() < p.stages().size())
                .map(p -> p.stages().get(session.stage()));
        say(preview.map(p -> pillText(p, stage)).orElse(""));
        if (stage.isEmpty()) {
            painter.forget();
            shown = null;
            if (canvas.patch().isPresent()) {
                canvas.patch(null, false);
                canvas.caption("");
                canvas.bar(null);
            }
            return;
        }
        Tile tile = stage.get().tile();
        if (tile == shown)
            return;
        shown = tile;
        boolean heat = stage.get().kind() == Stage.Kind.HEAT;
        Tone image = toning.tone().orElse(null);
        LivePreview of = preview.get();
        painter.ask(unwanted -> {
            Tone tone = tone(tile, heat, image);
            return new Painted(Screens.toScreen(tile, tone), tone);
        }, painted -> {
            canvas.patch(new Patch(of.region(), new Image(canvas.getDisplay(), painted.data)), false);
            canvas.caption(stage.get().label());
            canvas.bar(heat ? painted.tone : null);
        });
    }

    private record Painted(ImageData data, Tone tone) {
    }

    private static Tone tone(Tile tile, boolean heat, Tone image) {
        if (heat) {
            double high = Histogram.of(tile).window(LEFT_OUT)[1];
            return new Tone(0, Math.max(1e-6, high), 1, ColorMap.HEAT);
        }
        if (image != null && tile.shape().type() == Shape.Type.U8)
            return image;
        return Tone.of(tile.shape().type() == Shape.Type.U8 ? new double[] { 0, 255 }
                : Histogram.of(tile).window(LEFT_OUT));
    }

    private static String pillText(LivePreview preview, Optional<Stage> stage) {
        String what = stage.map(Stage::label).orElseGet(() -> preview.stages().isEmpty() ? ""
                : preview.stages().get(preview.stages().size() - 1).label());
        return Words.get(preview.scale() > 1 ? "viewer.previewApproximate" : "viewer.previewOf", what);
    }

    private void say(String words) {
        if (words.equals(text) || pill == null)
            return;
        text = words;
        ((GridData) pill.getLayoutData()).exclude = words.isEmpty();
        pill.setVisible(!words.isEmpty());
        pill.getParent().layout();
        pill.redraw();
    }
}

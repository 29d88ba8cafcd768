package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Viewed;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;

/** The pixel side of the viewer: zoom, tone, comparison, stages of the preview, scans. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ViewerTest {
    private static final long SOON = 30_000;
    private static final String VIEWER = "org.loupe.ui.viewer.";

    @TempDir static Path temp;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ImageEditor viewer() {
        return (ImageEditor) page().getActiveEditor();
    }

    private static ImageCanvas canvas() {
        return viewer().canvas();
    }

    private static void command(String name) {
        User.command(VIEWER + name);
    }

    private static void look(Callable<?> work) {
        ui(work);
    }

    private static void picture(String name) throws Exception {
        settle(700); // tiles and thumbnails come by themselves
        screenshot(name);
    }

    /** What the canvas paints at this moment, with the tiles that are there. */
    private static ImageData pixels(ImageCanvas canvas) {
        return ui(() -> {
            Point size = canvas.getSize();
            Image image = new Image(display(), size.x, size.y);
            GC gc = new GC(image);
            try {
                canvas.print(gc);
                return image.getImageData();
            } finally {
                gc.dispose();
                image.dispose();
            }
        });
    }

    private static RGB middle(ImageCanvas canvas) {
        ImageData data = pixels(canvas);
        return at(data, data.width / 2.0, data.height / 2.0);
    }

    private static RGB at(ImageData data, double x, double y) {
        return data.palette.getRGB(data.getPixel((int) x, (int) y));
    }

    private static void waitForTiles() {
        waitUntil("all tiles in sight have come", SOON, () -> ui(() -> canvas().complete()));
    }

    @BeforeAll
    static void open() throws Exception {
        ui(() -> session().close());
        Path folder = temp.resolve("boards");
        Samples.write(new Samples.Request("boards", Map.of(), 3, 5, folder), ui(() -> session().registry()),
                Progress.NONE);
        ProjectFile file = ProjectFile.open(folder);
        look(() -> {
            session().open(file);
            return null;
        });
        waitUntil("the images are listed", SOON, () -> ui(() -> session().items().size() == 3));
        show(ui(() -> session().items().get(0)));
        look(() -> {
            canvas().setFocus();
            return null;
        });
    }

    private static void show(Item item) {
        look(() -> ImageEditor.show(page(), item, true));
        waitUntil("the image is shown", SOON, () -> ui(() -> session().image().filter(item::equals).isPresent()
                && canvas().pixels().isPresent()));
        waitForTiles();
    }

    @AfterAll
    static void close() {
        look(() -> session().close());
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    @Test
    @Order(1)
    void aNotchZoomsAtThePointerAndStopsAtFullSize() {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        command("fit");
        double x = ui(() -> canvas.toImageX(300)), y = ui(() -> canvas.toImageY(200)), fitted = ui(
                () -> canvas.view().scale());
        double full = 1 / ui(canvas::device);
        wheel(canvas, 300, 200, 3);
        assertEquals(fitted < full ? Math.min(full, fitted * ImageCanvas.NOTCH) : fitted * ImageCanvas.NOTCH,
                ui(() -> canvas.view().scale()), 1e-9);
        assertEquals(x, ui(() -> canvas.toImageX(300)), 1e-6, "the place under the pointer stays");
        assertEquals(y, ui(() -> canvas.toImageY(200)), 1e-6);
        look(() -> {
            canvas.zoom(0.9 * full / canvas.view().scale(), 300, 200); // may stop at 100 %
            canvas.zoom(0.9 * full / canvas.view().scale(), 300, 200);
            return null;
        });
        wheel(canvas, 300, 200, 3);
        assertEquals(full, ui(() -> canvas.view().scale()), "it stops at 100 %");
        assertEquals("100 %", ui(canvas::zoomText));
        wheel(canvas, 300, 200, 3);
        assertEquals(1.25 * full, ui(() -> canvas.view().scale()), 1e-9);
        wheel(canvas, 300, 200, 1);
        assertTrue(ui(() -> canvas.view().scale()) < 1.25 * 1.1 * full, "a trackpad's step is a part of a notch");
        command("oneToOne");
        assertEquals(full, ui(() -> canvas.view().scale()));
        command("fit");
        assertEquals(fitted, ui(() -> canvas.view().scale()), 1e-9);
    }

    @Test
    @Order(2)
    void aNotchGlidesAndTheNextCutsItShort() {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        command("fit");
        double fitted = ui(() -> canvas.view().scale());
        Preferences.ANIMATION.set(true);
        try {
            ui(() -> {
                Event notch = new Event();
                notch.count = -3;
                notch.x = 300;
                notch.y = 200;
                canvas.notifyListeners(SWT.MouseVerticalWheel, notch);
                assertTrue(canvas.view().scale() > fitted / ImageCanvas.NOTCH, "it is on its way");
                canvas.notifyListeners(SWT.MouseVerticalWheel, notch);
                assertTrue(canvas.view().scale() < fitted / ImageCanvas.NOTCH * 1.001, "the first one has arrived");
                return null;
            });
            waitUntil("the second one has arrived", SOON, () -> ui(() -> Math.abs(canvas.view().scale()
                    - fitted / ImageCanvas.NOTCH / ImageCanvas.NOTCH) < 1e-9));
        } finally {
            Preferences.ANIMATION.set(false);
        }
        command("fit");
    }

    private static void wheel(ImageCanvas canvas, int x, int y, int lines) {
        look(() -> {
            Event event = new Event();
            event.count = lines;
            event.x = x;
            event.y = y;
            canvas.notifyListeners(SWT.MouseVerticalWheel, event);
            return null;
        });
    }

    @Test
    @Order(2)
    void whatIsInSightIsTold() {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        look(() -> {
            canvas.zoom(4, 100, 100); // stops at 100 %
            canvas.zoom(4, 100, 100);
            return null;
        });
        waitUntil("the session knows what is in sight", SOON, () -> ui(() -> session().viewed()
                .filter(v -> v.region().equals(canvas.visible()) && v.scale() == canvas.view().scale()).isPresent()));
        Viewed viewed = ui(() -> session().viewed().orElseThrow());
        assertEquals(viewer(), ui(() -> page().getActiveEditor()));
        assertTrue(viewed.region().width() < 640);
        command("fit");
        waitUntil("the whole image is in sight", SOON, () -> ui(() -> session().viewed()
                .filter(v -> v.region().equals(new Region(0, 0, 640, 640))).isPresent()));
    }

    @Test
    @Order(2)
    void theImagesBesideAreThereBeforeTheyAreAskedFor() {
        List<Item> items = ui(() -> session().items());
        waitUntil("the next image was read ahead", SOON, () -> ui(() -> viewer().readAhead(items.get(1))));
        assertFalse(ui(() -> viewer().readAhead(items.get(2))), "only the next one");
        for (int by : new int[] { 1, -1 })
            assertTrue(ui(() -> {
                viewer().step(by);
                return session().image().filter(items.get(by > 0 ? 1 : 0)::equals).isPresent() && canvas().loaded();
            }), "it is shown at once, " + by);
        command("nextImage");
        waitUntil("the one after it was read ahead", SOON, () -> ui(() -> viewer().readAhead(items.get(2))));
        look(() -> {
            canvas().zoom(3, 20, 20);
            return null;
        });
        waitUntil("and what would be in sight now", SOON, () -> ui(() -> viewer().readAhead(items.get(2))));
        command("previousImage");
        waitUntil("no longer", SOON, () -> ui(() -> !viewer().readAhead(items.get(2))));
        command("fit");
    }

    @Test
    @Order(3)
    void theGroundIsNeverSeenWhereACoarserTileIs() {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        command("hud");
        command("map");
        try {
            for (int i = 0; i < 12; i++) {
                int round = i;
                look(() -> {
                    canvas.zoom(round % 3 == 2 ? 0.3 : 2.2, 200 + 20 * round, 150);
                    canvas.pan(round % 2 == 0 ? 180 : -120, 40);
                    return null;
                });
                ImageData shown = pixels(canvas);
                Color ground = ui(() -> Palette.color(Token.GROUND));
                Rectangle image = ui(() -> new Rectangle((int) Math.ceil(canvas.toScreenX(0)) + 2,
                        (int) Math.ceil(canvas.toScreenY(0)) + 2,
                        (int) (640 * canvas.view().scale()) - 4, (int) (640 * canvas.view().scale()) - 4)
                                .intersection(new Rectangle(4, 4, shown.width - 8, shown.height - 8)));
                int blank = 0, seen = 0;
                for (int y = image.y; y < image.y + image.height; y += 7)
                    for (int x = image.x; x < image.x + image.width; x += 7, seen++)
                        if (at(shown, x, y).equals(ground.getRGB()))
                            blank++;
                assertTrue(blank <= seen / 50, blank + " of " + seen + " places were blank at step " + i);
            }
        } finally {
            command("hud");
            command("map");
            command("fit");
        }
    }

    @Test
    @Order(4)
    void aColourMapAndWindowChangeThePictureWithoutAFlash() throws Exception {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        waitForTiles();
        RGB grey = middle(canvas);
        assertEquals(grey.red, grey.blue, "grey at first");
        command("colourMap");
        waitForTiles();
        RGB inverted = middle(canvas);
        assertEquals(255 - grey.red, inverted.red, 2);
        command("colourMap");
        waitForTiles();
        picture("viewer-heat");
        assertEquals(ColorMap.HEAT.rgb(grey.red / 255.0) & 0xff,
                middle(canvas).blue, 3);
        command("colourMap");
        command("colourMap");
        waitForTiles();
        command("windowLevel");
        User.drag(canvas, new Point(300, 200), new Point(420, 320), 0);
        waitForTiles();
        assertNotEquals(grey, middle(canvas),
                "dragging changes the tone");
        command("windowLevel");
        command("histogram");
        command("autoLevel");
        picture("viewer-histogram");
        command("resetLevel");
        command("histogram");
        waitForTiles();
        assertEquals(grey, middle(canvas));
    }

    @Test
    @Order(5)
    void theReferenceIsRegisteredBesideTheImage() throws Exception {
        command("splitThree");
        waitUntil("the reference is laid on the image", SOON, () -> ui(() -> viewer().compared()));
        List<ImageCanvas> panes = ui(() -> viewer().canvases());
        assertTrue(ui(() -> panes.get(2).getVisible() && panes.get(2).pixels().isPresent()));
        assertTrue(ui(() -> viewer().registered()).startsWith("registered"), ui(() -> viewer().registered()));
        look(() -> {
            panes.get(0).zoom(2, 60, 60);
            return null;
        });
        assertEquals(ui(() -> panes.get(0).view().scale()), ui(() -> panes.get(2).view().scale()));
        assertEquals(ui(() -> panes.get(0).view().x()), ui(() -> panes.get(1).view().x()));
        command("lock");
        double x = ui(() -> panes.get(1).view().x());
        look(() -> {
            panes.get(0).pan(50, 0);
            return null;
        });
        assertEquals(x, ui(() -> panes.get(1).view().x()), "unlocked views move alone");
        command("lock");
        look(() -> {
            panes.get(0).pan(10, 0);
            return null;
        });
        assertNotEquals(ui(() -> panes.get(0).view().x()), ui(() -> panes.get(1).view().x()), "the offset is kept");
        command("fit");
        look(() -> {
            Event move = new Event();
            move.x = 150;
            move.y = 220;
            panes.get(0).notifyListeners(SWT.MouseMove, move);
            return null;
        });
        picture("compare-three");
        command("signed");
        picture("compare-signed");
        command("signed");
        command("splitThree");
        assertFalse(ui(() -> panes.get(1).getVisible()));
    }

    @Test
    @Order(6)
    void theReferenceTakesTheImagesPlace() throws Exception {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        var test = ui(() -> canvas.pixels().orElseThrow());
        User.focus(canvas);
        User.keyDown(canvas, "Q");
        assertNotEquals(test, ui(() -> canvas.pixels().orElseThrow()), "seen while the key is held");
        Thread.sleep(320); // longer than a tap
        User.keyDown(canvas, "Q"); // it repeats
        assertNotEquals(test, ui(() -> canvas.pixels().orElseThrow()));
        User.keyUp(canvas, "Q");
        assertEquals(test, ui(() -> canvas.pixels().orElseThrow()), "no longer");
        User.key(canvas, "Q");
        assertNotEquals(test, ui(() -> canvas.pixels().orElseThrow()), "a tap keeps it");
        User.key(canvas, "Q");
        assertEquals(test, ui(() -> canvas.pixels().orElseThrow()));
        command("blink");
        waitUntil("the reference has its turn", SOON, () -> ui(() -> canvas.pixels().orElseThrow() != test));
        picture("compare-blink");
        waitUntil("the image has its turn", SOON, () -> ui(() -> canvas.pixels().orElseThrow() == test));
        command("blink");
        assertEquals(test, ui(() -> canvas.pixels().orElseThrow()));
        command("swipe");
        waitUntil("both are there", SOON, () -> ui(() -> canvas.swiped().isPresent() && viewer().compared()));
        int middle = ui(() -> canvas.getClientArea().width / 2);
        User.drag(canvas, new Point(middle, 100), new Point(middle + 80, 100), 0);
        assertEquals((middle + 80.0) / ui(() -> canvas.getClientArea().width), ui(canvas::swipeAt), 0.01);
        picture("compare-swipe");
        command("swipe");
        command("difference");
        waitUntil("the difference is in the image's place", SOON,
                () -> ui(() -> canvas.pixels().isPresent() && canvas.pixels().get() != test));
        picture("compare-difference");
        command("difference");
        assertEquals(test, ui(() -> canvas.pixels().orElseThrow()));
    }

    @Test
    @Order(7)
    void aStageOfThePreviewStandsInTheImagesPlace() throws Exception {
        Item item = ui(() -> viewer().item());
        Shape shape = new Shape(200, 150, 1, Shape.Type.F32, Double.NaN);
        Tile tile = Tile.allocate(shape);
        for (int y = 0; y < 150; y++)
            for (int x = 0; x < 200; x++)
                tile.set(x, y, 0, x);
        Stage stage = new Stage("Golden difference", 3, Stage.Kind.HEAT, tile);
        look(() -> {
            session().preview(new LivePreview(item, new Region(100, 100, 400, 300), 2, List.of(stage), Detections.NONE,
                    List.of(), 12, List.of(), java.util.Optional.empty()));
            session().stage(0);
            return null;
        });
        ImageCanvas canvas = ui(ViewerTest::canvas);
        waitUntil("the stage is drawn", SOON, () -> ui(() -> canvas.patch().isPresent()));
        picture("viewer-stage");
        RGB right = at(pixels(canvas), ui(() -> canvas.toScreenX(490)), ui(() -> canvas.toScreenY(250)));
        assertTrue(right.red > 200 && right.green > 180, "the largest value is light: " + right);
        look(() -> {
            session().stage(-1);
            session().preview(null);
            return null;
        });
        waitUntil("the image is back", SOON, () -> ui(() -> canvas.patch().isEmpty()));
    }

    @Test
    @Order(8)
    void anImageOfAnotherSizeIsRefusedWithBothSizes() throws Exception {
        Item item = ui(() -> viewer().item());
        Path small = temp.resolve("small.png");
        Files.copy(item.test(), temp.resolve("other.png"));
        javax.imageio.ImageIO.write(new java.awt.image.BufferedImage(600, 500,
                java.awt.image.BufferedImage.TYPE_BYTE_GRAY), "png", small.toFile());
        look(() -> {
            session().recipe(null);
            return null;
        });
        show(new Item("other", temp.resolve("other.png"), 0, java.util.Optional.of(small), Double.NaN,
                item.conditions()));
        command("splitThree");
        waitUntil("it is refused", SOON, () -> ui(() -> viewer().refusal().contains("640 × 640")
                && viewer().refusal().contains("600 × 500")));
        picture("compare-refused");
        command("splitThree");
        look(() -> {
            session().recipe(session().project().orElseThrow().project().getRecipes().get(0));
            return null;
        });
        show(item);
    }

    @Test
    @Order(9)
    void aTileOfAScanIsNamed() throws Exception {
        Item item = ui(() -> viewer().item());
        Files.copy(item.test(), temp.resolve("r0c0.png"));
        Files.copy(item.test(), temp.resolve("r0c1.png"));
        Path scan = Files.writeString(temp.resolve("lot.scan.json"), "{\"loupe\": \"scan\", \"version\": 1, \"tiles\":"
                + " [{\"file\": \"r0c0.png\", \"x\": 0, \"y\": 0}, {\"file\": \"r0c1.png\", \"x\": 640, \"y\": 0}]}");
        show(Item.of(scan));
        ImageCanvas canvas = ui(ViewerTest::canvas);
        look(() -> {
            Event move = new Event();
            move.x = (int) canvas.toScreenX(900);
            move.y = (int) canvas.toScreenY(300);
            canvas.notifyListeners(SWT.MouseMove, move);
            return null;
        });
        waitUntil("the tile is named", SOON, () -> ui(canvas::corner).startsWith("r0c1.png"));
        picture("viewer-scan");
        show(item);
    }

    @Test
    @Order(10)
    void valuesAreWrittenInLargePixelsInBothThemes() throws Exception {
        ImageCanvas canvas = ui(ViewerTest::canvas);
        look(() -> {
            canvas.zoom(80, 300, 200); // stops at 100 %
            canvas.zoom(48, 300, 200);
            return null;
        });
        picture("viewer-values");
        command("fit");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette.color(Token.PART).getRed()) < 64);
        command("splitThree");
        command("histogram");
        waitUntil("the reference is laid on the image", SOON, () -> ui(() -> viewer().compared()));
        picture("compare-dark");
        command("histogram");
        command("splitThree");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette.color(Token.PART).getRed()) > 200);
    }
}

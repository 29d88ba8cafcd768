package org.loupe.workspace.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetWatcher;

/** What a training shows of a fixed tile, and what it keeps of itself in its folder. */
class NetTileTest {
    private static final List<String> CLASSES = List.of("pit", "scratch");
    private static final NetSettings SETTINGS = NetSettings.of("any.net");

    private static Detections boxes(double... xyC) {
        Detections.Builder boxes = new Detections.Builder(CLASSES);
        for (int i = 0; i < xyC.length; i += 3)
            boxes.add(xyC[i], xyC[i + 1], 20, 20, 0.9, (int) xyC[i + 2], null);
        return boxes.build();
    }

    private static NetWatcher.Shown shown(Detections truth, Detections found) {
        return new NetWatcher.Shown(3, Pair.of(Tile.allocate(Shape.grey(2000, 1000))), truth, found, 0.25);
    }

    @Test
    void thePlaceWithMostObjectsIsShownAndJudged() {
        Detections truth = boxes(100, 100, 0, 1500, 500, 0, 1560, 520, 1);
        NetTile tile = NetTile.of(shown(truth, boxes()), "a", CLASSES);
        assertEquals(320, tile.width());
        assertEquals(320 * 320 * 3, tile.rgb().length);
        tile.add(1, shown(truth, boxes(1502, 501, 0, 1560, 520, 0, 100, 100, 0)), SETTINGS);
        NetTile.Seen seen = tile.at(1);
        assertEquals(1, seen.missed(), "the scratch was found as a pit");
        assertEquals(1, seen.extra());
        assertEquals(2, seen.boxes().size(), "what lies elsewhere on the image is not counted");
        assertEquals(List.of(true, false), seen.truths().stream().map(NetTile.Box::matched).toList());
        assertEquals(seen.truths().get(0).x() + 2, seen.boxes().get(0).x(), 1e-3);
    }

    @Test
    void anEpochIsShownAsEarlyAsItIsKnownAndManyAreThinned() {
        Detections truth = boxes(500, 500, 0);
        NetTile tile = NetTile.of(shown(truth, boxes()), "a", CLASSES);
        for (int epoch = 2; epoch <= 500; epoch++)
            tile.add(epoch, shown(truth, boxes()), SETTINGS);
        assertNull(tile.at(1));
        assertEquals(500, tile.at(Integer.MAX_VALUE).epoch());
        assertEquals(2, tile.at(2).epoch(), "the first is kept");
        assertTrue(tile.seen().size() <= 64, tile.seen().size() + " epochs are remembered");
        tile.add(500, shown(truth, truth), SETTINGS);
        assertEquals(0, tile.at(500).missed(), "what is told anew replaces what was told");
    }

    @Test
    void pixelsOfASegmenterAreComparedByTheirClass() {
        Tile truth = Tile.allocate(Shape.grey(40, 40).samples(2, Shape.Type.F32));
        Tile found = Tile.allocate(truth.shape());
        for (int x = 0; x < 10; x++) {
            truth.set(x, 5, 0, 1);
            found.set(x + 5, 5, 0, 0.9);
        }
        NetWatcher.Shown shown = new NetWatcher.Shown(0, Pair.of(Tile.allocate(Shape.grey(40, 40))), truth, found,
                0.5);
        NetTile tile = NetTile.of(shown, "a", CLASSES);
        tile.add(1, shown, SETTINGS);
        assertEquals(5.0 / 15, tile.at(1).overlap(), 1e-9);
        assertEquals(0.5, tile.at(1).loss());
        assertEquals(1, tile.truth()[5 * 40]);
        assertEquals(0, tile.at(1).map()[5 * 40]);
    }

    @Test
    void tilesAndPlanAreReadAsTheyWereWritten(@TempDir Path project) throws Exception {
        Path folder = NetFolders.of(NetFolders.newModel(project, "My net", List.of()));
        assertEquals(List.of(), NetFolders.interrupted(project));
        NetPlan plan = new NetPlan("My net", SETTINGS.with(Map.of("epochs", 4L, "learningRate", 0.5)), true, "");
        plan.write(folder);
        assertEquals(plan, NetPlan.read(folder));
        assertEquals(List.of(), NetFolders.interrupted(project), "it has not begun");
        Files.createDirectories(NetFolders.state(folder));
        assertEquals(List.of(folder), NetFolders.interrupted(project));
        assertEquals("My-net-2.model", NetFolders.newModel(project, "My net", List.of()).getFileName().toString());

        Detections truth = boxes(500, 500, 1);
        NetTile tile = NetTile.of(shown(truth, truth), "a", CLASSES);
        tile.add(1, shown(truth, truth), SETTINGS);
        NetTiles.write(List.of(tile), NetFolders.tiles(folder));
        NetTile read = NetTiles.read(NetFolders.tiles(folder)).get(0);
        assertArrayEquals(tile.rgb(), read.rgb());
        assertEquals(tile.at(1).boxes(), read.at(1).boxes());
        read.add(2, shown(truth, boxes()), SETTINGS);
        assertEquals(1, read.at(2).missed(), "a training that goes on adds to them");
        Files.write(NetFolders.tiles(folder), new byte[] { 1, 2, 3 });
        assertEquals(List.of(), NetTiles.read(NetFolders.tiles(folder)), "they are there to be looked at only");

        NetFolders.delete(folder);
        assertThrows(ToolException.class, () -> NetPlan.read(folder));
    }
}

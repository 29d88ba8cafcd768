package org.loupe.workspace.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Pairing;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;

/** A segmenter learns the very pixels that were outlined, in a project or a truth file; a box alone is no outline. */
class NetExamplesTest {
    private static final Registry REGISTRY = Registry.load(NetExamplesTest.class.getClassLoader());
    /** A triangle with the right angle at 4, 4, and a square of 3 px with a hole. */
    private static final LabelShape TRIANGLE = new LabelShape.Polygon(List.of(new LabelShape.Ring(
            new float[] {4, 4, 10, 4, 4, 10})));
    private static final LabelShape RING = new LabelShape.Mask(20, 12, 3, 3, new int[] {0, 4, 1, 4});

    @TempDir
    Path folder;

    private static Path image(Path folder, String name) throws Exception {
        Files.createDirectories(folder);
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY), "png", folder.resolve(name).toFile());
        return folder;
    }

    private static String drawn(Tile map, int classes, int kind) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < map.height(); y++)
            for (int x = 0; x < map.width(); x++)
                if (map.data().getFloat((y * map.width() + x) * classes * 4 + kind * 4) == 1)
                    text.append(x).append(',').append(y).append(' ');
        return text.toString();
    }

    /** @param width of the triangle's box, which a truth file may give larger than the triangle */
    private static void check(List<StackExamples.Image> images, float width) throws Exception {
        try (NetExamples examples = new NetExamples(images, new Recipe("", "", List.of()), REGISTRY, Policy.AUTO)) {
            Examples<Pair, Tile> read = examples.read(Task.SEGMENTATION, Progress.NONE);
            assertEquals(List.of("ring", "triangle"), read.classes());
            Tile map = read.truths().get(0);
            assertEquals("20,12 21,12 22,12 20,13 22,13 20,14 21,14 22,14 ", drawn(map, 2, 0));
            StringBuilder triangle = new StringBuilder();
            for (int y = 4; y < 10; y++)
                for (int x = 4; x < 10; x++)
                    if (x - 3.5 + y - 3.5 < 6)
                        triangle.append(x).append(',').append(y).append(' ');
            assertEquals(triangle.toString(), drawn(map, 2, 1));
            Examples<Pair, Detections> boxes = examples.read(Task.DETECTION, Progress.NONE);
            assertEquals(2, boxes.truths().get(0).size(), "a detector learns the boxes around them");
            int row = boxes.truths().get(0).className(0).equals("triangle") ? 0 : 1;
            assertEquals(width, boxes.truths().get(0).width()[row]);
        }
    }

    /** A project with one complete image that shows these, in the classes ring and triangle by turns. */
    private List<StackExamples.Image> labelled(LabelShape... shapes) throws Exception {
        image(folder.resolve("p/images"), "a.png");
        try (ProjectFile project = ProjectFile.create(folder.resolve("p"), "p")) {
            project.change("Prepare", () -> {
                List.of("ring", "triangle").forEach(name -> DefectClasses.add(project.project(), name));
                ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
                set.setName("images");
                set.setRoot("images");
                set.setMode("DF");
                project.project().getImageSets().add(set);
            });
            LabelEdit edit = project.labels().edit();
            LabelTile tile = edit.tile("images/a.png");
            for (int i = 0; i < shapes.length; i++)
                edit.add(tile, shapes[i], i % 2 + 1, "test", "");
            edit.state(tile, TileState.COMPLETE);
            project.change(edit.change("Label"));
            return new StackSource(project).read(REGISTRY);
        }
    }

    @Test
    void labelsOfAProjectAreLearnedPixelByPixel() throws Exception {
        check(labelled(RING, TRIANGLE), 6);
    }

    @Test
    void aTruthFileOfOutlinesIsLearnedPixelByPixel() throws Exception {
        Path images = image(folder.resolve("images"), "a.png");
        Path truth = Files.writeString(folder.resolve("truth.json"), """
                {"images": [{"id": 1, "file_name": "a.png", "width": 32, "height": 24}],
                 "categories": [{"id": 1, "name": "triangle"}, {"id": 2, "name": "ring"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "bbox": [3, 3, 9, 9],
                   "segmentation": [[4, 4, 10, 4, 4, 10]]},
                  {"id": 2, "image_id": 1, "category_id": 2, "bbox": [20, 12, 3, 3], "iscrowd": 0,
                   "segmentation": {"size": [24, 32], "counts": [492, 3, 21, 1, 1, 1, 21, 3, 225]}}]}
                """);
        check(StackExamples.truth(truth, ImageList.find(List.of(images), Pairing.AUTO, REGISTRY)), 9);
    }

    @Test
    void theModeOfAnImageIsThatOfItsSetElseOfItsFile() throws Exception {
        Path alone = image(folder.resolve("images"), "a.png");
        Path scan = Files.writeString(alone.resolve("b.scan.json"), """
                {"loupe": "scan", "version": 1, "mode": "SEM", "tiles": [{"file": "a.png", "x": 0, "y": 0}]}
                """);
        Path truth = Files.writeString(folder.resolve("truth.json"), """
                {"images": [{"id": 1, "file_name": "a.png", "width": 32, "height": 24},
                  {"id": 2, "file_name": "b.scan.json", "width": 32, "height": 24}], "categories": [
                  {"id": 1, "name": "ring"}], "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "bbox": [20, 12, 3, 3]},
                  {"id": 2, "image_id": 2, "category_id": 1, "bbox": [20, 12, 3, 3]}]}
                """);
        assertEquals(List.of("DF"), modes(labelled(RING)));
        assertEquals(List.of("", "SEM"), modes(StackExamples.truth(truth, ImageList.find(List.of(alone.resolve("a.png"),
                scan), Pairing.AUTO, REGISTRY))));
    }

    private static List<String> modes(List<StackExamples.Image> images) throws Exception {
        try (NetExamples examples = new NetExamples(images, new Recipe("", "", List.of()), REGISTRY, Policy.AUTO)) {
            return examples.read(Task.DETECTION, Progress.NONE).modes();
        }
    }

    @Test
    void aBoxAloneIsRefusedWithTheRemedy() throws Exception {
        List<StackExamples.Image> images = labelled(RING, new LabelShape.Box(4, 4, 5, 5));
        try (NetExamples examples = new NetExamples(images, new Recipe("", "", List.of()), REGISTRY, Policy.AUTO)) {
            ToolException refused = assertThrows(ToolException.class,
                    () -> examples.read(Task.SEGMENTATION, Progress.NONE));
            assertTrue(refused.getMessage().contains("box alone") && refused.remedy().contains("polygons"),
                    refused::toString);
        }
    }
}

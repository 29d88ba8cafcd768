package org.loupe.workspace.crops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.store.ColumnFile;
import org.loupe.store.labels.LabelShape;

/** Crops of any source are measured once, whatever the order and the number of workers. */
class CropsTest {

    @TempDir
    static Path temp;
    private static Path folder;
    private static CropList crops;

    @BeforeAll
    static void draw() throws Exception {
        folder = DrawnCrops.draw(temp.resolve("缺陷 crops"), 5);
        crops = CropSources.folder(folder, DrawnCrops.registry());
    }

    private static Features measure(List<Crop> wanted, int threads, Optional<Path> kept) throws Exception {
        try (CropMeasuring measuring = new CropMeasuring(DrawnCrops.FEATURES, DrawnCrops.registry(), kept, threads)) {
            return measuring.measure(wanted, Progress.NONE);
        }
    }

    @Test
    void foldersInAFolderAreClassesAndThoseOfADivisionAreNot() throws Exception {
        assertEquals(15, crops.size());
        assertEquals(List.of("specks", "stripes", "圆点"), crops.all().stream().map(Crop::known).distinct().sorted()
                .toList());
        Path divided = temp.resolve("divided");
        DrawnCrops.draw(divided.resolve("train"), 1);
        Files.copy(folder.resolve("specks/crop 0.png"), Files.createDirectories(divided.resolve("test_images"))
                .resolve("a.png"));
        Files.copy(folder.resolve("specks/crop 0.png"), Files.createDirectories(divided.resolve("unlabeled_images/b"))
                .resolve("b.png"));
        CropList found = CropSources.folder(divided, DrawnCrops.registry());
        assertEquals(List.of("", "", "specks", "stripes", "圆点"), found.all().stream().map(Crop::known).sorted()
                .toList());
    }

    @Test
    void aListTellsTheClassesOfAFlatFolderButNotWhereFoldersDo() throws Exception {
        Path flat = Files.createDirectories(temp.resolve("listed/test"));
        for (String name : List.of("a.png", "b.png", "c.png"))
            Files.copy(folder.resolve("specks/crop 0.png"), flat.resolve(name));
        Path beside = temp.resolve("listed/labels.csv");
        Files.writeString(beside, "\ufeffFile;Class\na.png;划痕\nb;pit\n");
        assertEquals(List.of("划痕", "pit", ""), known(flat));
        Files.writeString(flat.resolve("classes.csv"), "crop,file,class,confidence\na,a.png,wrong,0.9\n");
        Files.writeString(flat.resolve("labels.csv"), "image,x,y,width,height,class\na.png,1,1,2,2,wrong\n");
        assertEquals(List.of("划痕", "pit", ""), known(flat), "predictions and boxes are no list of classes");
        Files.writeString(flat.resolve("truth.csv"), "image,label\n\"a.png\",in\nc.png,side\n");
        assertEquals(List.of("in", "", "side"), known(flat));
        Files.writeString(flat.resolve("truth.csv"), "file,class\na.png,one\na.png,two\n");
        ToolException two = assertThrows(ToolException.class, () -> known(flat));
        assertTrue(two.getMessage().contains("a.png two classes"), two.getMessage());
        Files.writeString(flat.resolve("truth.csv"), "file,class\na.png\n");
        assertTrue(assertThrows(ToolException.class, () -> known(flat)).getMessage().contains("Line 2"));
        Files.writeString(flat.resolve("truth.csv"), "file,class\na.png,list\n");
        Files.move(flat.resolve("b.png"), Files.createDirectories(flat.resolve("specks")).resolve("b.png"));
        assertEquals(List.of("", "", "specks"), known(flat).stream().sorted().toList());
    }

    private static List<String> known(Path flat) throws Exception {
        return CropSources.folder(flat, DrawnCrops.registry()).all().stream().map(Crop::known).toList();
    }

    @Test
    void whatIsUsualSuitsTheCrops() throws Exception {
        Path net = Path.of("net.pth");
        assertEquals(UsualFeatures.HAND_MADE, UsualFeatures.of(crops, Optional.empty()));
        FeatureSet whole = UsualFeatures.of(crops, Optional.of(net));
        assertEquals(UsualFeatures.HAND_MADE.and(UsualFeatures.net(crops, net)), whole);
        assertTrue(UsualFeatures.net(crops, net).weight() > 1, "the form of whole images tells nothing");
        CropList boxes = new CropList(crops.all().stream().map(c -> new Crop(new Item(c.image().name(),
                c.image().test(), 0, Optional.of(c.image().test()), Double.NaN, ImageInfo.Conditions.UNKNOWN), "",
                new LabelShape.Box(1, 1, 9, 9), c.name(), "", "", c.origin())).toList(), "boxes", List.of());
        FeatureSet.Block bare = FeatureSet.Block.of(UsualFeatures.NET).with(UsualFeatures.WEIGHTS, "net.pth");
        assertEquals(bare.with("pairing", "both"), UsualFeatures.net(boxes, net));
        FeatureSet chosen = UsualFeatures.HAND_MADE.and(bare);
        assertEquals(whole, UsualFeatures.suited(chosen, crops));
        assertEquals(UsualFeatures.of(boxes, Optional.of(net)), UsualFeatures.suited(chosen, boxes));
        FeatureSet said = UsualFeatures.HAND_MADE.and(bare.weight(2));
        assertEquals(said, UsualFeatures.suited(said, crops), "what was said is kept");
    }

    @Test
    void theNumbersDependNeitherOnTheOrderNorOnTheWorkers() throws Exception {
        Features one = measure(crops.all(), 1, Optional.empty());
        List<Crop> turned = new ArrayList<>(crops.all());
        Collections.reverse(turned);
        Features four = measure(turned, 4, Optional.empty());
        assertArrayEquals(one.values(), four.select(IntStream.iterate(14, i -> i >= 0, i -> i - 1).toArray()).values());
    }

    @Test
    void whatWasMeasuredOnceIsNotReadAgain() throws Exception {
        Path place = DrawnCrops.draw(temp.resolve("twice"), 2), kept = temp.resolve("kept");
        List<Crop> all = CropSources.folder(place, DrawnCrops.registry()).all().stream().map(c -> new Crop(c.image(),
                "hash of " + c.name(), c.shape(), c.name(), c.group(), c.known(), c.origin())).toList();
        Features first = measure(all, 2, Optional.of(kept));
        for (Crop crop : all)
            Files.delete(crop.image().test());
        assertArrayEquals(first.values(), measure(all, 2, Optional.of(kept)).values());
    }

    @Test
    void equalNamesSizesAndTimesInTwoFoldersAreTwoImages() throws Exception {
        Path a = temp.resolve("same/a/1.png"), b = temp.resolve("same/b/1.png");
        Files.createDirectories(a.getParent());
        Files.createDirectories(b.getParent());
        byte[] specks = Files.readAllBytes(folder.resolve("specks/crop 0.png"));
        byte[] disk = Files.readAllBytes(folder.resolve("圆点/crop 0.png"));
        int size = Math.max(specks.length, disk.length); // what follows the end of a PNG does not count
        Files.write(a, java.util.Arrays.copyOf(specks, size));
        Files.write(b, java.util.Arrays.copyOf(disk, size));
        Files.setLastModifiedTime(b, Files.getLastModifiedTime(a));
        Path kept = temp.resolve("kept two");
        measure(List.of(crop(a)), 1, Optional.of(kept));
        assertArrayEquals(measure(List.of(crop(b)), 1, Optional.empty()).values(),
                measure(List.of(crop(b)), 1, Optional.of(kept)).values());
    }

    private static Crop crop(Path file) {
        return new Crop(Item.of(file), "", new LabelShape.Whole(), file.toString(), "", "", Crop.Origin.IMAGE);
    }

    @Test
    void aBrokenImageIsUnknownAndToldAndTheOthersGoOn() throws Exception {
        Path place = DrawnCrops.draw(temp.resolve("broken"), 2);
        Files.writeString(place.resolve("specks/crop 0.png"), "no image");
        CropTable table = DrawnCrops.measure(place);
        assertEquals(6, table.rows());
        assertEquals(5, table.measured().length);
        assertEquals(1, table.problems().size(), table.problems()::toString);
        assertTrue(table.problems().get(0).message().contains("crop 0.png"), table.problems().get(0).message());
        assertEquals(5, table.labelled().rows());
    }

    @Test
    void aCancelledMeasurementEnds() throws Exception {
        try (CropMeasuring measuring = new CropMeasuring(DrawnCrops.FEATURES, DrawnCrops.registry(),
                Optional.empty())) {
            assertThrows(CancellationException.class, () -> measuring.measure(crops.all(), new Progress() {
                @Override
                public boolean cancelled() {
                    return true;
                }
            }));
        }
    }

    @Test
    void aTableIsReadAsItWasWritten() throws Exception {
        CropTable table = DrawnCrops.measure(folder);
        Path file = temp.resolve("表 table.parquet");
        CropFile.write(table, file);
        CropTable again = CropFile.read(file);
        assertEquals(table.crops().stream().map(Crop::name).toList(), again.crops().stream().map(Crop::name).toList());
        assertEquals(table.crops().get(3).image().test(), again.crops().get(3).image().test());
        assertArrayEquals(table.features().values(), again.features().values());
        assertEquals(table.columns().set(), again.columns().set());
        assertEquals(table.columns().provenance(), again.columns().provenance());
        assertArrayEquals(table.columns().block(), again.columns().block());
        assertArrayEquals(table.fusion().factor(), again.fusion().factor());
        ColumnFile columns = ColumnFile.read(file);
        assertEquals(15, columns.rows());
        assertEquals(table.features().get(4, 0), columns.floats(table.features().names().get(0))[4]);
        Files.writeString(temp.resolve("text.parquet"), "text");
        assertThrows(ToolException.class, () -> CropFile.read(temp.resolve("text.parquet")));
    }

    @Test
    void outlinesAndOriginsAreKeptInTheTable() throws Exception {
        Item item = Item.of(folder.resolve("specks/crop 0.png")).scale(0.5);
        List<Crop> some = List.of(
                new Crop(item, "ab", new LabelShape.Box(3, 4, 5.5f, 6), "box", "w1", "Spur", Crop.Origin.label(7)),
                new Crop(item, "ab", new LabelShape.Mask(3, 4, 2, 2, new int[] {1, 2, 1}), "mask", "w1", "",
                        Crop.Origin.detection("runs/0001", 2, 9)));
        try (CropMeasuring measuring = new CropMeasuring(FeatureSet.of("loupe.measure"), DrawnCrops.registry(),
                Optional.empty())) {
            CropFile.write(measuring.measure(new CropList(some, "two", List.of()), Progress.NONE),
                    temp.resolve("two.parquet"));
        }
        CropTable read = CropFile.read(temp.resolve("two.parquet"));
        for (int i = 0; i < 2; i++) {
            assertEquals(some.get(i).shape(), read.crops().get(i).shape());
            assertEquals(some.get(i).origin(), read.crops().get(i).origin());
            assertEquals(0.5, read.crops().get(i).image().umPerPx());
        }
        int area = read.features().column("area_um2");
        assertEquals(2 * 0.25, read.features().get(1, area), 1e-6, "two pixels of half a µm");
    }

    @Test
    void otherWeightsAndFewerBlocksTakeNoMeasuring() throws Exception {
        CropTable table = DrawnCrops.measure(folder);
        CropTable heavy = table.by(new FeatureSet(List.of(Block.of("loupe.zernike").weight(3))));
        assertTrue(heavy.features().names().size() < table.features().names().size());
        assertEquals(3, heavy.columns().set().blocks().get(0).weight());
        int c = table.features().column(heavy.features().names().get(2));
        assertEquals(table.features().get(8, c), heavy.features().get(8, 2));
        ToolException e = assertThrows(ToolException.class, () -> table.by(FeatureSet.of("loupe.measure")));
        assertTrue(e.getMessage().contains("loupe.measure was not measured"), e.getMessage());
    }

    @Test
    void whatLiesAtOnePlaceIsTakenOnceFromTheFirstSource() {
        Item item = Item.of(Path.of("a.png"));
        Crop label = new Crop(item, "", new LabelShape.Box(1, 2, 3, 4), "one", "", "Spur", Crop.Origin.label(1));
        Crop found = new Crop(item, "", new LabelShape.Box(1, 2, 3, 4), "two", "", "",
                Crop.Origin.detection("r", 0, 0));
        Crop other = new Crop(item, "", new LabelShape.Box(9, 2, 3, 4), "one", "", "",
                Crop.Origin.detection("r", 0, 1));
        CropList all = CropSources.joined(List.of(new CropList(List.of(label), "labels", List.of()),
                new CropList(List.of(found, other), "run", List.of())));
        assertEquals(List.of("one", "one (2)"), all.all().stream().map(Crop::name).toList());
        assertEquals(Crop.Kind.LABEL, all.all().get(0).origin().kind());
    }

    private static Crop found(String file, double x, double y, double width, double height) {
        return new Crop(Item.of(Path.of(file)), "", new LabelShape.Box((float) x, (float) y, (float) width,
                (float) height), file + " " + x, "", "", Crop.Origin.detection("r", 0, 0));
    }

    private static int joined(List<Crop> first, List<Crop> second) {
        return CropSources.joined(List.of(new CropList(first, "one", List.of()), new CropList(second, "two",
                List.of()))).all().size();
    }

    @Test
    void aDefectThatTwoSourcesShowInUnlikeBoxesIsTakenOnce() {
        for (double size : new double[] {1, 3, 31.9, 32, 127, 500})
            for (double at : new double[] {0, 15.99, 63.5, 1023.9}) {
                List<Crop> first = List.of(found("a.png", at, at, size, size / 2));
                assertEquals(1, joined(first, List.of(found("a.png", at - size / 8, at, size * 1.25, size / 2))));
                assertEquals(1, joined(first, List.of(found("a.png", at, at, size, size * 0.99))));
                assertEquals(2, joined(first, List.of(found("a.png", at + size / 2, at, size, size / 2))));
                assertEquals(2, joined(first, List.of(found("b.png", at, at, size, size / 2))));
            }
        List<Crop> nested = List.of(found("a.png", 0, 0, 10, 10), found("a.png", 0, 0, 10, 9));
        assertEquals(2, joined(nested, List.of()), "what one source tells apart stays apart");
    }

    @Test
    void aToolThatDescribesNothingIsRefused() {
        Registry registry = DrawnCrops.registry();
        assertThrows(ToolException.class, () -> new CropMeasuring(FeatureSet.of("loupe.median"), registry,
                Optional.empty()));
    }
}

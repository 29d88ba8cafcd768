package org.loupe.workspace.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Options;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.Zones;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.Rate;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.RunWriter;

/** The report says what the run holds, stands alone and survives what users call their files. */
class HtmlReportTest {
    private static final String NASTY = "<b>\"Spur\" & 'co'</b>";

    @TempDir
    Path temp;

    private static ImageRow image(int index, String name, double umPerPx, boolean failed, List<String> warnings) {
        return new ImageRow(index, name, "/lot/" + name, 0, "/golden.png", failed ? "" : "sha" + index, "ref",
                "k" + index, failed ? 0 : 1000, failed ? 0 : 500, umPerPx, ImageInfo.Conditions.UNKNOWN, 0, 1,
                failed ? ImageRow.ERROR : ImageRow.OK, failed ? "It has <no> pixels." : "",
                failed ? "Copy it again." : "", warnings);
    }

    private static Detections boxes(List<String> classes, int count) {
        Detections.Builder b = new Detections.Builder(classes);
        for (int i = 0; i < count; i++)
            b.add(i * 10, i * 5, 20, 10, 0.5 + i * 0.01, i % classes.size(), null);
        return b.build();
    }

    private static Features areas(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = 800 + i;
        return new Features(List.of("area_um2"), count, values);
    }

    private static String provenance() {
        return new RunProvenance("planhash", Options.defaults(),
                List.of(new Provenance("loupe.golden-difference", "org.loupe.tools.opencv", "0.1.0",
                        Map.of("threshold", 34.0), 7, "", "CPU", Map.of("opencv", "4.13.0"), List.of())),
                Map.of("os", "Linux")).toJson();
    }

    /** Three images inspected (one good), one broken; 30 and 5 defects of the given classes. */
    private Path run(List<String> classes) throws ToolException {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", provenance())) {
            writer.append(image(0, "板 <1>.png", 2, false, List.of("Faint.")), boxes(classes, 30), areas(30));
            writer.append(image(1, "b.png", 2, false, List.of("Faint.")), boxes(classes, 5), areas(5));
            writer.append(image(2, "good.png", Double.NaN, false, List.of()), boxes(classes, 0), areas(0));
            writer.append(image(3, "broken.png", Double.NaN, true, List.of()), Detections.NONE, Features.none(0));
            writer.complete();
        }
        return folder;
    }

    private String report(Path folder, Locale locale, Optional<Evaluation> evaluation, HtmlReport.Crops crops)
            throws Exception {
        Path file = temp.resolve("report.html");
        try (RunReader run = RunReader.open(folder)) {
            HtmlReport.write(run,
                    new HtmlReport.Head("Line <3>", "run 14", "golden-board",
                            ZonedDateTime.of(2026, 11, 21, 8, 30, 0, 0, ZoneOffset.UTC), "CPU", locale),
                    evaluation, crops, file);
        }
        assertFalse(Files.exists(temp.resolve("report.html.tmp")));
        String html = Files.readString(file);
        assertWellFormed(html);
        return html;
    }

    private static Optional<Tile> grey(Region region) {
        return Optional.of(Tile.allocate(Shape.grey(region.width(), region.height())).at(region.x(), region.y()));
    }

    /** Every element that is opened is closed, in order. */
    private static void assertWellFormed(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?:\"[^\"]*\"|[^\">])*)>")
                .matcher(html.replaceAll("(?s)<style>.*?</style>", "").replace("<!DOCTYPE html>", ""));
        while (tag.find()) {
            String name = tag.group(2);
            if (tag.group(3).endsWith("/") || Set.of("meta", "img", "wbr").contains(name))
                continue;
            if (tag.group(1).isEmpty())
                open.push(name);
            else
                assertEquals(open.pop(), name,
                        "before " + html.substring(tag.start(), Math.min(html.length(), tag.start() + 200)));
        }
        assertTrue(open.isEmpty(), open.toString());
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher m = Pattern.compile(pattern).matcher(text);
        while (m.find())
            found.add(m.group(1));
        return found;
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ").replace('\u00a0', ' ')
                .replaceAll("\\s+", " ");
    }

    @Test
    void itSaysWhatTheRunHolds() throws Exception {
        String html = report(run(List.of("Open", "Short")), Locale.US, Optional.empty(),
                (i, region, r) -> grey(region));
        String text = text(html);
        for (String part : List.of("Line &lt;3&gt;", "run 14", "golden-board", "21 Nov 2026 08:30 UTC+00:00",
                "State complete", "Images inspected 3 1 more could not be inspected", "Defects 35 of 2 classes",
                "Yield 33.33 % 1 of 3 images without a defect",
                // 35 defects on 2 × (1000 × 2 µm) × (500 × 2 µm) = 4 mm²
                "Defect density 8.75 per mm² 11.67 per image, 4.00 mm² inspected in the 2 images of known scale",
                "Worst 20 defects", "1 image could not be inspected", "It has &lt;no&gt; pixels. Copy it again.",
                "Faint. 2 板 &lt;1&gt;.png", "loupe.golden-difference threshold 34 org.loupe.tools.opencv 0.1.0 CPU",
                "planhash", "opencv 4.13.0", "3 images", "1 reference ref", "40.0 × 20.0 µm"))
            assertTrue(text.contains(part), part + " is missing in " + text);
        assertEquals(40, all("<img [^>]*src=\"(data:image/png;base64,)", html).size());
        assertTrue(text.contains("1 Open 18 51.43 % 51.43 % 2 6.00 0.62 811 µm²"), text);
        assertTrue(text.contains("All 35 2 11.67"), text);
        assertFalse(text.contains("Against the truth"));
    }

    @Test
    void itNeedsNoOtherFileAndNoScript() throws Exception {
        String html = report(run(List.of("a")), Locale.US, Optional.empty(), (i, region, r) -> grey(region));
        assertFalse(Pattern.compile("(?i)<script|<link|<iframe|https?:|url\\((?!#)|@import|javascript:|\\son\\w+=")
                .matcher(html).find());
        for (String source : all("src=\"([^\"]*)\"", html))
            assertTrue(source.startsWith("data:image/png;base64,"));
    }

    @Test
    void namesAreText() throws Exception {
        String html = report(run(List.of(NASTY, "x")), Locale.US, Optional.empty(), (i, region, r) -> grey(region));
        assertFalse(html.contains("<b>"));
        assertTrue(html.contains("&lt;b&gt;&quot;Spur&quot; &amp; &#39;co&#39;&lt;/b&gt;"));
    }

    @Test
    void theWorstAreTheSurestThenTheLargest() throws Exception {
        String html = report(run(List.of("a")), Locale.US, Optional.empty(), (i, region, r) -> grey(region));
        List<String> scores = all("title=\"score\">([^<]*)<", html);
        assertEquals(20, scores.size());
        assertEquals("0.79", scores.get(0));
        assertEquals("0.60", scores.get(19));
    }

    @Test
    void cropsLieInTheImageAndHoldTheDefect() throws Exception {
        List<Region> asked = new ArrayList<>();
        report(run(List.of("a")), Locale.US, Optional.empty(), (image, region, reference) -> {
            assertEquals("板 <1>.png", image.image());
            assertEquals(region, region.intersect(new Region(0, 0, 1000, 500)));
            asked.add(region);
            return grey(region);
        });
        assertEquals(40, asked.size());
        assertEquals(asked.get(0), asked.get(1), "the reference is read at the same place");
        // the surest defect: row 29 at 290, 145 of 20 × 10
        assertEquals(new Region(276, 132, 48, 36), asked.get(0));
    }

    @Test
    void picturesThatAreMissingDoNotSpoilIt() throws Exception {
        String text = text(report(run(List.of("a")), Locale.US, Optional.empty(), (i, region, reference) -> {
            if (reference)
                return Optional.empty();
            throw new ToolException("gone", "");
        }));
        assertTrue(text.contains("na: the file could not be read") && text.contains("no reference"), text);
    }

    @Test
    void figuresAgainstTheTruth() throws Exception {
        Detections truth = boxes(List.of("a"), 1);
        Evaluation e = Evaluation
                .of(List.of(new Evaluation.Case("1", truth, truth), new Evaluation.Case("2", truth, Detections.NONE),
                        new Evaluation.Case("3", Detections.NONE, Detections.NONE)), Evaluation.Settings.DEFAULT);
        String text = text(report(run(List.of("a")), Locale.US, Optional.of(e), (i, region, r) -> grey(region)));
        assertTrue(text.contains("Overkill 0.00 % 0 of 1 found"), text);
        assertTrue(text.contains("Escape 50.00 % 1 of 2 true"), text);
        assertTrue(text.contains("F at IoU 0.33 0.667 P 1.000 · R 0.500"), text);
        assertTrue(text.contains("By image: overkill 0.00 % (0 of 1 good images rejected), "
                + "escape 50.00 % (1 of 2 defective images passed)."), text);
        assertTrue(text.contains("Confusion"), text);
    }

    @Test
    void zonesAreToldOf() throws Exception {
        Zones zones = new Zones(true, 100, 50, 400, 0, 2, 1, List.of(new Zones.Zone(true, 0, 0, 300.5, 400),
                new Zones.Zone(false, 10, 20, 30, 40), new Zones.Zone(false, 60, 20, 30, 40)));
        Path folder = temp.resolve("zones");
        RunWriter.create(folder, "{}", new RunProvenance("planhash", Options.defaults().zones(zones), List.of(),
                Map.of()).toJson()).close();
        String text = text(report(folder, Locale.US, Optional.empty(), (i, region, r) -> grey(region)));
        assertTrue(text.contains("Zones 1 care zone, 2 ignore zones in each of 2 × 1 units"), text);
        assertTrue(text.contains("What has its centre in an ignore zone, or in no care zone, was dropped"), text);
        assertTrue(text.contains("care 100.0 px 50.0 px 300.5 px 400.0 px ignore 110.0 px 70.0 px"), text);
        assertTrue(text.contains("units repeat every 400.0 × 0.0 px"), text);
        assertFalse(text(report(run(List.of("a")), Locale.US, Optional.empty(), (i, region, r) -> grey(region)))
                .contains("Zones"));
    }

    @Test
    void numbersHaveTheLocalesSeparators() throws Exception {
        String text = text(report(run(List.of("a")), Locale.GERMANY, Optional.empty(), (i, region, r) -> grey(region)));
        assertTrue(text.contains("33,33 %") && text.contains("8,75 per mm²"), text);
        Numbers german = new Numbers(Locale.GERMANY), arabic = new Numbers(Locale.forLanguageTag("ar-EG"));
        assertEquals("1.234.567", german.count(1_234_567));
        assertTrue(arabic.count(12).matches("[0-9]+"), arabic.count(12));
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        Numbers n = new Numbers(Locale.US);
        assertEquals("−0.50", n.score(-0.5));
        assertEquals("–", n.percent(Double.NaN));
        assertEquals("– (0 of 0 images)", n.rate(new Rate(0, 0), "images"));
        assertEquals("0.936", n.ratio(0.93557));
        assertEquals("0.0333", n.significant(0.03331));
        assertEquals("0", n.significant(0));
        assertEquals("12,346", n.significant(12345.6));
        assertEquals(List.of("0.0009\u00a0mm²", "1.2000\u00a0mm²", "–"),
                n.areas(List.of(900.0, 1.2e6, Double.NaN), true));
        assertEquals(List.of("12.0\u00a0px²", "140.0\u00a0px²"), n.areas(List.of(12.0, 140.0), false));
        assertEquals("1.20 × 0.83\u00a0mm", n.size(1200, 830, 1));
        assertEquals("701 × 520\u00a0µm", n.size(701, 520, 1));
        assertEquals("20 × 10\u00a0px", n.size(20, 10, Double.NaN));
    }

    @Test
    void anEmptyRunAndARunWithoutDefects() throws Exception {
        Path empty = temp.resolve("empty");
        RunWriter.create(empty, "{}", provenance()).close();
        String text = text(report(empty, Locale.US, Optional.empty(), (i, region, r) -> grey(region)));
        assertTrue(text.contains("Images inspected 0") && text.contains("State not complete"), text);
        Path good = temp.resolve("good");
        try (RunWriter writer = RunWriter.create(good, "{}", provenance())) {
            writer.append(image(0, "a.png", 1, false, List.of()), Detections.NONE, Features.none(0));
        }
        text = text(report(good, Locale.US, Optional.empty(), (i, region, r) -> grey(region)));
        assertTrue(text.contains("Nothing was found.") && text.contains("Yield 100.00 %") && text.contains("0 per mm²"),
                text);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        try (RunReader run = RunReader.open(run(List.of("a")))) {
            Path file = temp.resolve("none/report.html");
            ToolException e = assertThrows(ToolException.class,
                    () -> HtmlReport.write(run, new HtmlReport.Head("", "r", "x", ZonedDateTime.now(), "", Locale.US),
                            Optional.empty(), (i, region, r) -> grey(region), file));
            assertTrue(e.getMessage().contains(file.toString()) && !e.remedy().isEmpty(), e.getMessage());
        }
    }

    @Test
    void picturesShowTheWholeRangeAndAverageLargeOnes() throws Exception {
        Tile deep = Tile.allocate(new Shape(4, 2, 1, Shape.Type.U16, Double.NaN));
        for (int x = 0; x < 4; x++)
            for (int y = 0; y < 2; y++)
                deep.set(x, y, 0, 1000 + x * 100);
        BufferedImage image = read(Picture.source(deep, Picture.Window.of(deep), 100));
        assertEquals(0, image.getRaster().getSample(0, 0, 0));
        assertEquals(85, image.getRaster().getSample(1, 1, 0));
        assertEquals(255, image.getRaster().getSample(3, 0, 0));
        image = read(Picture.source(deep, Picture.Window.of(deep), 2));
        assertEquals(2, image.getWidth());
        assertEquals(43, image.getRaster().getSample(0, 0, 0), 1);
        Tile colour = Tile.allocate(new Shape(1, 1, 4, Shape.Type.U8, Double.NaN));
        colour.set(0, 0, 0, 10);
        colour.set(0, 0, 1, 20);
        colour.set(0, 0, 2, 30);
        assertEquals(0x0a141e, read(Picture.source(colour, Picture.Window.of(colour), 9)).getRGB(0, 0) & 0xffffff);
    }

    private static BufferedImage read(String source) throws Exception {
        return ImageIO
                .read(new ByteArrayInputStream(Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1))));
    }
}

package org.loupe.tools.imageio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;

/** Every format gives the pixels that were written, whole, by region and reduced. */
class ImageFormatsTest {
    /** 5 × 4 px lossless WebP, the pixel at x, y being (40x, 60y, 9). */
    static final String WEBP = "UklGRiwAAABXRUJQVlA4TCAAAAAvBMAAAJkyRPQ/NhHR/zAQZNsM7P5oZ2gGZRIisjACDw==";

    @TempDir
    Path folder;

    static ImageSource open(Path file) throws ToolException, IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(256);
        }
        for (ImageFormat format : new ImageIoTools().formats())
            if (format.support(file, head) > 0)
                return format.open(file);
        throw new IOException("No format reads " + file);
    }

    /** Reads the page whole, then by many regions and reductions, and compares; gives the whole. */
    static Tile readAll(ImageSource source, int page) throws ToolException {
        try (TestRun run = new TestRun()) {
            Shape shape = source.info(page).shape();
            Tile whole = source.read(page, shape.region(), 1, run);
            Random random = new Random(5);
            for (int i = 0; i < 30; i++) {
                int x = random.nextInt(shape.width()), y = random.nextInt(shape.height());
                Region region = new Region(x, y, 1 + random.nextInt(shape.width() - x),
                        1 + random.nextInt(shape.height() - y));
                int step = i < 15 ? 1 : 1 + random.nextInt(6);
                Tile part = source.read(page, region, step, run);
                assertEquals((region.width() + step - 1) / step, part.width());
                assertEquals((region.height() + step - 1) / step, part.height());
                assertEquals(x, part.x());
                assertEquals(y, part.y());
                for (int row = 0; row < part.height(); row++)
                    for (int column = 0; column < part.width(); column++)
                        for (int c = 0; c < shape.channels(); c++)
                            assertEquals(whole.get(x + column * step, y + row * step, c), part.get(column, row, c),
                                    "column " + column + ", row " + row + " of " + region + " / " + step);
            }
            return whole;
        }
    }

    private Path image(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
        return file;
    }

    private static BufferedImage picture(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(3);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int b = 0; b < image.getRaster().getNumBands(); b++)
                    image.getRaster().setSample(x, y, b, random.nextInt(
                            1 << image.getRaster().getSampleModel().getSampleSize(b)));
        return image;
    }

    private static void equal(BufferedImage expected, Tile found) {
        int bands = Math.min(found.shape().channels(), expected.getRaster().getNumBands());
        for (int y = 0; y < expected.getHeight(); y++)
            for (int x = 0; x < expected.getWidth(); x++)
                for (int b = 0; b < bands; b++)
                    assertEquals(expected.getRaster().getSample(x, y, b), found.get(x, y, b), x + ", " + y + ", " + b);
    }

    @Test
    void pngOfAllKinds() throws Exception {
        int[] types = { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR };
        for (int type : types) {
            BufferedImage image = picture(type, 61, 37);
            try (ImageSource source = open(image("kind" + type + ".png", image))) {
                Shape shape = source.info(0).shape();
                assertEquals(type == BufferedImage.TYPE_USHORT_GRAY ? Shape.Type.U16 : Shape.Type.U8, shape.type());
                assertEquals(image.getRaster().getNumBands(), shape.channels());
                equal(image, readAll(source, 0));
            }
        }
    }

    /** Writers cut the data where they like, between the last pixel and the check sum too. */
    @Test
    void pngDataMayBeCutAnywhere() throws Exception {
        BufferedImage image = picture(BufferedImage.TYPE_BYTE_GRAY, 17, 11);
        byte[] whole = Files.readAllBytes(image("whole.png", image));
        int at = 33; // behind the signature and the header
        ByteBuffer png = ByteBuffer.wrap(whole);
        int length = png.getInt(at);
        assertEquals("IDAT", new String(whole, at + 4, 4, StandardCharsets.US_ASCII));
        for (int first = 0; first <= length; first++) {
            ByteBuffer cut = ByteBuffer.allocate(whole.length + 12).put(whole, 0, at);
            chunk(cut, Arrays.copyOfRange(whole, at + 8, at + 8 + first));
            chunk(cut, Arrays.copyOfRange(whole, at + 8 + first, at + 8 + length));
            cut.put(whole, at + 12 + length, whole.length - at - 12 - length);
            Path file = Files.write(folder.resolve("cut.png"), cut.array());
            try (ImageSource source = open(file); TestRun run = new TestRun()) {
                equal(image, source.read(0, source.info(0).shape().region(), 1, run));
            }
        }
    }

    private static void chunk(ByteBuffer png, byte[] data) {
        byte[] type = "IDAT".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        png.putInt(data.length).put(type).put(data).putInt((int) sum.getValue());
    }

    @Test
    void pngPalettesBecomeGreyOrRgb() throws Exception {
        byte[] grey = { 0, 50, 100, (byte) 200 }, green = { 0, 60, 120, (byte) 210 };
        BufferedImage greyImage = picture(BufferedImage.TYPE_BYTE_GRAY, 31, 9);
        for (boolean coloured : new boolean[] { false, true }) {
            BufferedImage image = new BufferedImage(31, 9, BufferedImage.TYPE_BYTE_INDEXED,
                    new IndexColorModel(2, 4, grey, coloured ? green : grey, grey));
            for (int y = 0; y < 9; y++)
                for (int x = 0; x < 31; x++)
                    image.getRaster().setSample(x, y, 0, greyImage.getRaster().getSample(x, y, 0) & 3);
            try (ImageSource source = open(image("palette" + coloured + ".png", image))) {
                Tile tile = readAll(source, 0);
                assertEquals(coloured ? 3 : 1, tile.shape().channels());
                for (int y = 0; y < 9; y++)
                    for (int x = 0; x < 31; x++) {
                        int i = image.getRaster().getSample(x, y, 0);
                        assertEquals(grey[i] & 0xff, tile.get(x, y, 0));
                        if (coloured)
                            assertEquals(green[i] & 0xff, tile.get(x, y, 1));
                    }
            }
        }
        BufferedImage bits = picture(BufferedImage.TYPE_BYTE_BINARY, 45, 11);
        try (ImageSource source = open(image("bits.png", bits))) {
            Tile tile = readAll(source, 0);
            assertEquals("45 × 11, 8-bit grey", tile.shape().toString());
            for (int y = 0; y < 11; y++)
                for (int x = 0; x < 45; x++)
                    assertEquals(bits.getRaster().getSample(x, y, 0) * 255, tile.get(x, y, 0));
        }
    }

    @Test
    void interlacedPng() throws Exception {
        BufferedImage image = picture(BufferedImage.TYPE_3BYTE_BGR, 29, 23);
        Path file = folder.resolve("interlaced.png");
        write(image, "png", file, param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT), null);
        try (ImageSource source = open(file)) {
            assertEquals("PNG, interlaced", source.info(0).metadata().get("Compression"));
            equal(image, readAll(source, 0));
        }
    }

    @Test
    void bmp() throws Exception {
        for (int type : new int[] { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR }) {
            BufferedImage image = picture(type, 61, 37);
            try (ImageSource source = open(image("kind" + type + ".bmp", image))) {
                assertEquals(image.getRaster().getNumBands(), source.info(0).shape().channels());
                equal(image, readAll(source, 0));
            }
        }
    }

    @Test
    void jpegGreyColourAndProgressive() throws Exception {
        for (int type : new int[] { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR })
            for (boolean progressive : new boolean[] { false, true }) {
                BufferedImage image = new BufferedImage(80, 56, type);
                for (int y = 0; y < 56; y++)
                    for (int x = 0; x < 80; x++)
                        for (int b = 0; b < image.getRaster().getNumBands(); b++)
                            image.getRaster().setSample(x, y, b, 2 * x + y + 20 * b);
                Path file = folder.resolve("picture" + type + progressive + ".jpg");
                write(image, "jpeg", file, param -> {
                    if (progressive)
                        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                    param.setCompressionQuality(0.98f);
                }, null);
                try (ImageSource source = open(file)) {
                    assertEquals(image.getRaster().getNumBands(), source.info(0).shape().channels());
                    assertEquals(progressive ? "JPEG, progressive" : "JPEG",
                            source.info(0).metadata().get("Compression"));
                    Tile tile = readAll(source, 0);
                    for (int y = 0; y < 56; y++)
                        for (int x = 0; x < 80; x++)
                            for (int b = 0; b < tile.shape().channels(); b++)
                                assertEquals(image.getRaster().getSample(x, y, b), tile.get(x, y, b), 6);
                }
            }
    }

    @Test
    void webp() throws Exception {
        Path file = folder.resolve("small.webp");
        Files.write(file, Base64.getDecoder().decode(WEBP));
        try (ImageSource source = open(file)) {
            Tile tile = readAll(source, 0);
            assertEquals("5 × 4, 8-bit RGB", tile.shape().toString());
            for (int y = 0; y < 4; y++)
                for (int x = 0; x < 5; x++) {
                    assertEquals(40 * x, tile.get(x, y, 0));
                    assertEquals(60 * y, tile.get(x, y, 1));
                    assertEquals(9, tile.get(x, y, 2));
                }
        }
    }

    @Test
    void tiffOfAllKinds() throws Exception {
        record Kind(int samples, int bits, int format) {
        }
        List<Kind> kinds = List.of(new Kind(1, 1, 1), new Kind(1, 4, 1), new Kind(1, 8, 1), new Kind(1, 12, 1),
                new Kind(1, 16, 1), new Kind(3, 8, 1), new Kind(3, 16, 1), new Kind(4, 8, 1), new Kind(1, 32, 3),
                new Kind(1, 16, 2));
        int number = 0;
        for (Kind kind : kinds)
            for (boolean big : new boolean[] { false, true })
                for (ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN })
                    for (int compression : new int[] { 1, 5, 8, 32946, 32773 })
                        for (int tile : new int[] { 0, 16 }) {
                            int predictor = kind.bits < 8 || kind.bits == 12 || compression < 5
                                    || compression == 32773 ? 1 : kind.format == 3 ? 3 : number % 2 + 1;
                            tiff(number++, kind.samples, kind.bits, kind.format, big, order, compression, tile,
                                    predictor);
                        }
    }

    private void tiff(int number, int samples, int bits, int format, boolean big, ByteOrder order, int compression,
            int tile, int predictor) throws Exception {
        int width = 37, height = 29;
        Random random = new Random(number);
        double[] values = new double[width * height * samples];
        for (int i = 0; i < values.length; i++)
            values[i] = format == 3 ? random.nextGaussian() : i / 40 % 3 == 0 ? 5 & (1 << bits) - 1
                    : random.nextInt(1 << bits) - (format == 2 ? 1 << bits - 1 : 0);
        Path file = new TiffFile(big, order).page(width, height, samples, bits, format, tile, tile == 0 ? 7 : 16,
                compression, predictor, (x, y, s) -> values[(y * width + x) * samples + s])
                .write(folder.resolve(number + ".tif"));
        try (ImageSource source = open(file)) {
            Tile found = readAll(source, 0);
            assertEquals(bits <= 8 ? Shape.Type.U8 : bits <= 16 && format == 1 ? Shape.Type.U16 : Shape.Type.F32,
                    found.shape().type());
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    for (int s = 0; s < samples; s++) {
                        double v = values[(y * width + x) * samples + s];
                        assertEquals(bits == 1 ? v * 255 : bits == 4 ? v * 17 : format == 3 ? (float) v : v,
                                found.get(x, y, s), "file " + number + " at " + x + ", " + y);
                    }
        }
    }

    @Test
    void tiffOfManyPagesLeavesReducedCopiesOut() throws Exception {
        TiffFile tiff = new TiffFile(false, ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < 5; p++) {
            int page = p;
            tiff.page(20 + p, 10, 1, 8, 1, 0, 4, 1, 1, (x, y, s) -> 10 * page + x);
            if (p == 2)
                tiff.tag(254, new int[] { 1 });
        }
        try (ImageSource source = open(tiff.write(folder.resolve("pages.tif")))) {
            assertEquals(4, source.pages());
            assertEquals(20, source.info(0).shape().width());
            assertEquals(23, source.info(2).shape().width());
            assertEquals(33, readAll(source, 2).get(3, 3, 0));
            ToolException e = assertThrows(ToolException.class, () -> source.info(4));
            assertTrue(e.getMessage().contains("pages 0 to 3"), e.getMessage());
        }
    }

    @Test
    void tiffPaletteAndWhiteIsZero() throws Exception {
        short[] map = new short[3 * 256];
        for (int i = 0; i < 256; i++)
            map[i] = map[256 + i] = map[512 + i] = (short) ((255 - i) * 257);
        Path grey = new TiffFile(false, ByteOrder.BIG_ENDIAN).page(9, 9, 1, 8, 1, 0, 9, 1, 1, (x, y, s) -> 9 * y + x)
                .tag(262, new short[] { 3 }).tag(320, map).write(folder.resolve("palette.tif"));
        try (ImageSource source = open(grey)) {
            assertEquals(1, source.info(0).shape().channels());
            assertEquals(255 - 12, readAll(source, 0).get(3, 1, 0));
        }
        Path white = new TiffFile(false, ByteOrder.BIG_ENDIAN).page(9, 9, 1, 8, 1, 0, 9, 1, 1, (x, y, s) -> 9 * y + x)
                .tag(262, new short[] { 0 }).write(folder.resolve("white.tif"));
        try (ImageSource source = open(white)) {
            assertEquals(255 - 12, readAll(source, 0).get(3, 1, 0));
        }
    }

    @Test
    void tiffOfTheLibrary() throws Exception {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 48; y++)
            for (int x = 0; x < 64; x++)
                image.setRGB(x, y, x * 3 << 16 | y * 4 << 8 | 77);
        Path file = folder.resolve("jpeg.tif");
        write(image, "tiff", file, param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("JPEG");
            param.setCompressionQuality(0.95f);
        }, null);
        try (ImageSource source = open(file)) {
            assertEquals("JPEG", source.info(0).metadata().get("Compression"));
            Tile tile = readAll(source, 0);
            assertEquals(3 * 40, tile.get(40, 20, 0), 8);
            assertEquals(4 * 20, tile.get(40, 20, 1), 8);
        }
    }

    /** All tiles of the file are the same bytes, so it is small; reading it is as much work as of a large one. */
    @Test
    void hugeTiffByRegionInFlatMemory() throws Exception {
        int size = 30_000, tile = 256, across = (size + tile - 1) / tile;
        TiffFile tiff = new TiffFile(true, ByteOrder.LITTLE_ENDIAN).page(tile, tile, 1, 8, 1, tile, tile, 1, 1,
                (x, y, s) -> x ^ y);
        long[] offsets = new long[across * across], lengths = new long[across * across];
        Arrays.fill(offsets, 16);
        Arrays.fill(lengths, tile * tile);
        tiff.tag(256, new int[] { size }).tag(257, new int[] { size }).tag(324, offsets).tag(325, lengths);
        Path file = tiff.write(folder.resolve("huge.tif"));
        try (ImageSource source = open(file); TestRun run = new TestRun()) {
            assertEquals(900_000_000L, source.info(0).shape().pixels());
            assertEquals(new Region(0, 0, 256, 256), source.info(0).storage());
            Tile part = source.read(0, new Region(28_000, 27_900, 2000, 2100), 1, run);
            for (int i = 0; i < 2000; i += 7)
                assertEquals((28_000 + i & 255) ^ (27_900 + i & 255), part.get(i, i, 0));
            long before = used();
            for (int y = 0; y + 2048 <= size; y += 2048)
                for (int x = 0; x + 2048 <= size; x += 2048) {
                    source.read(0, new Region(x, y, 2048, 2048), 1, run);
                    run.close();
                }
            assertTrue(used() - before < 32 << 20, "the heap grew by " + (used() - before) + " bytes");
            Tile overview = source.read(0, source.info(0).shape().region(), 100, run);
            assertEquals(300, overview.width());
            assertEquals((9_900 & 255) ^ (1_200 & 255), overview.get(99, 12, 0));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void scaleIsBelievedWhenPlausible() throws Exception {
        assertEquals(Double.NaN, scaled(new double[] { 300 }, 2));
        assertEquals(Double.NaN, scaled(new double[] { 72 }, 2));
        assertEquals(Double.NaN, scaled(new double[] { 1 }, 1));
        assertEquals(Double.NaN, scaled(new double[] { 37.7953 }, 3));
        assertEquals(25400 / 1200.0, scaled(new double[] { 1200 }, 2), 1e-9);
        assertEquals(0.5, scaled(new double[] { 20000 }, 3), 1e-9);
    }

    private double scaled(double[] density, int unit) throws Exception {
        Path file = new TiffFile(false, ByteOrder.LITTLE_ENDIAN).page(8, 8, 1, 8, 1, 0, 8, 1, 1, (x, y, s) -> x)
                .tag(282, density).tag(283, density).tag(296, new short[] { (short) unit })
                .write(folder.resolve("scale.tif"));
        try (ImageSource source = open(file); TestRun run = new TestRun()) {
            double scale = source.info(0).shape().umPerPx();
            Tile half = source.read(0, new Region(0, 0, 8, 8), 2, run);
            assertEquals(2 * scale, half.shape().umPerPx());
            return scale;
        }
    }

    @Test
    void scaleOfPngAndJpeg() throws Exception {
        BufferedImage image = picture(BufferedImage.TYPE_BYTE_GRAY, 16, 16);
        Path png = folder.resolve("scale.png");
        write(image, "png", png, param -> {
        }, metadata -> {
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0"), phys = new IIOMetadataNode("pHYs");
            phys.setAttribute("pixelsPerUnitXAxis", "1000000");
            phys.setAttribute("pixelsPerUnitYAxis", "1000000");
            phys.setAttribute("unitSpecifier", "meter");
            root.appendChild(phys);
            metadata.mergeTree("javax_imageio_png_1.0", root);
        });
        try (ImageSource source = open(png)) {
            assertEquals(1.0, source.info(0).shape().umPerPx(), 1e-9);
        }
        byte[] jpeg = Files.readAllBytes(image("scale.jpg", image));
        assertEquals('J', jpeg[6]);
        jpeg[13] = 2;
        jpeg[14] = 0x13;
        jpeg[15] = (byte) 0x88;
        jpeg[16] = 0x13;
        jpeg[17] = (byte) 0x88;
        Path file = Files.write(folder.resolve("scale2.jpg"), jpeg);
        try (ImageSource source = open(file)) {
            assertEquals(2.0, source.info(0).shape().umPerPx(), 1e-9);
        }
    }

    @Test
    void zeissSem() throws Exception {
        String text = "\r\n1\r\n0\r\n2.5\r\nAP_MAG\r\nMag = 20.00 K X\r\nAP_IMAGE_PIXEL_SIZE\r\n"
                + "Image Pixel Size = 5.58 nm\r\n"
                + "AP_PIXEL_SIZE\r\nPixel Size = 11.16 nm\r\nAP_ACTUALKV\r\nEHT = 5.00 kV\r\nAP_WD\r\nWD = 4.2 mm\r\n"
                + "DP_DETECTOR_TYPE\r\nDetector = InLens\r\nAP_TIME\r\nTime :14:53:05\r\nAP_FRAME_TIME\r\n"
                + "Frame Time = 1.2 Secs\r\nDP_FROZEN\r\nFrozen = Yes\r\n";
        Path file = new TiffFile(false, ByteOrder.LITTLE_ENDIAN).page(64, 48, 1, 8, 1, 0, 48, 1, 1, (x, y, s) -> x)
                .tag(34118, text).tag(282, new double[] { 72 }).tag(283, new double[] { 72 })
                .write(folder.resolve("zeiss.tif"));
        try (ImageSource source = open(file)) {
            ImageInfo info = source.info(0);
            assertEquals(0.00558, info.shape().umPerPx(), 1e-9);
            assertEquals(new ImageInfo.Conditions("", "SEM", 20000, 1200), info.conditions());
            assertEquals("5.00 kV", info.metadata().get("Acceleration voltage"));
            assertEquals("InLens", info.metadata().get("Detector"));
        }
    }

    @Test
    void feiSem() throws Exception {
        String text = "[User]\r\nDate=11/21/2026\r\n[System]\r\nSystemType=Helios G4 UX\r\n"
                + "[Beam]\r\nHV=5000\r\nSpot=3\r\n"
                + "[Scan]\r\nPixelWidth=8.26823e-010\r\nPixelHeight=8.26823e-010\r\nDwelltime=3e-007\r\n"
                + "FrameTime=0.94\r\n[Stage]\r\nWorkingDistance=0.0041\r\n[Detectors]\r\nName=TLD\r\nMode=SE\r\n";
        for (int tag : new int[] { 34680, 34682 }) {
            Path file = new TiffFile(false, ByteOrder.LITTLE_ENDIAN)
                    .page(64, 48, 1, 16, 1, 0, 48, 1, 1, (x, y, s) -> x).tag(tag, text)
                    .write(folder.resolve("fei.tif"));
            try (ImageSource source = open(file)) {
                ImageInfo info = source.info(0);
                assertEquals(8.26823e-4, info.shape().umPerPx(), 1e-12);
                assertEquals("SEM", info.conditions().mode());
                assertEquals(940, info.conditions().exposureMs(), 1e-9);
                assertEquals("TLD", info.metadata().get("Detector"));
                assertEquals("5.000 kV", info.metadata().get("Acceleration voltage"));
                assertEquals("4.100 mm", info.metadata().get("Working distance"));
            }
        }
    }

    @Test
    void wrongRegionsAndCancelling() throws Exception {
        Path file = image("a.png", picture(BufferedImage.TYPE_BYTE_GRAY, 20, 10));
        try (ImageSource source = open(file); TestRun run = new TestRun()) {
            for (Region wrong : List.of(new Region(0, 0, 21, 1), new Region(-1, 0, 2, 2), new Region(3, 3, 0, 1),
                    new Region(0, 9, 1, 2)))
                assertTrue(assertThrows(ToolException.class, () -> source.read(0, wrong, 1, run)).getMessage()
                        .contains("20 × 10"));
            assertThrows(ToolException.class, () -> source.read(0, new Region(0, 0, 5, 5), 0, run));
            assertEquals(1, source.read(0, new Region(0, 0, 20, 10), Integer.MAX_VALUE, run).width());
            run.cancel();
            assertThrows(CancellationException.class, () -> source.read(0, new Region(0, 0, 5, 5), 1, run));
        }
    }

    interface Setting<T> {
        void apply(T t) throws IOException;
    }

    /** Writes by the JDK's own writer, so that tests do not depend on which libraries are in the class path. */
    static void write(BufferedImage image, String format, Path file, Setting<ImageWriteParam> setting,
            Setting<IIOMetadata> metadata) throws IOException {
        List<ImageWriter> writers = new ArrayList<>();
        ImageIO.getImageWritersByFormatName(format).forEachRemaining(writers::add);
        ImageWriter writer = writers.stream().filter(w -> w.getClass().getName().startsWith("com.sun.")).findFirst()
                .orElseThrow();
        ImageWriteParam param = writer.getDefaultWriteParam();
        setting.apply(param);
        IIOMetadata data = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        if (metadata != null)
            metadata.apply(data);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, data), param);
        } finally {
            writer.dispose();
        }
    }
}

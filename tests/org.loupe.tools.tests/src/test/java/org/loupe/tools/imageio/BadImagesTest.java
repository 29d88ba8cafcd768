package org.loupe.tools.imageio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;

/** Files that are damaged, wrong, hostile or not there give a sentence, never a crash, a hang or a wrong picture. */
class BadImagesTest {
    @TempDir
    Path folder;

    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(48, 40, type);
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 48; x++)
                for (int b = 0; b < image.getRaster().getNumBands(); b++)
                    image.getRaster().setSample(x, y, b, 5 * x + 3 * y + 40 * b + (x * y) % 7 & 0xff);
        return image;
    }

    private List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String format : new String[] { "png", "jpeg", "bmp" })
            for (int type : new int[] { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR }) {
                Path file = folder.resolve("seed." + format);
                assertTrue(ImageIO.write(picture(type), format, file.toFile()));
                seeds.add(Files.readAllBytes(file));
            }
        for (String format : new String[] { "png", "jpeg" }) {
            Path file = folder.resolve("seed." + format);
            ImageFormatsTest.write(picture(BufferedImage.TYPE_3BYTE_BGR), format, file,
                    param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT), null);
            seeds.add(Files.readAllBytes(file));
        }
        Path file = folder.resolve("seed.tif");
        ImageFormatsTest.write(picture(BufferedImage.TYPE_3BYTE_BGR), "tiff", file, param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("JPEG");
        }, null);
        seeds.add(Files.readAllBytes(file));
        seeds.add(Base64.getDecoder().decode(ImageFormatsTest.WEBP));
        for (int compression : new int[] { 1, 5, 8, 32773 }) {
            seeds.add(new TiffFile(false, ByteOrder.LITTLE_ENDIAN).page(48, 40, 1, 8, 1, 16, 16, compression, 1,
                    (x, y, s) -> x * y / 5).bytes());
            seeds.add(new TiffFile(true, ByteOrder.BIG_ENDIAN).page(48, 40, 3, 16, 1, 0, 9, compression, 1,
                    (x, y, s) -> x * y + s).tag(34118, "AP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = 5.58 nm\r\n")
                    .page(20, 20, 1, 1, 1, 0, 9, compression, 1, (x, y, s) -> x + y & 1).bytes());
        }
        return seeds;
    }

    private static byte[] damage(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 1 -> {
                for (int i = 1 + random.nextInt(8); i > 0; i--)
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            case 2 -> {
                for (int i = 1 + random.nextInt(4); i > 0; i--)
                    bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt(256);
            }
            case 3 -> {
                int at = random.nextInt(bytes.length), n = Math.min(bytes.length - at, 4);
                byte value = (byte) new int[] { 0, 255, 127, 128 }[random.nextInt(4)];
                Arrays.fill(bytes, at, at + n, value);
            }
            default -> {
                int from = random.nextInt(bytes.length), to = random.nextInt(bytes.length);
                int n = Math.min(1 + random.nextInt(64), bytes.length - Math.max(from, to));
                System.arraycopy(valid, from, bytes, to, n);
            }
        }
        return bytes;
    }

    @Test
    void twoThousandDamagedFiles() throws Exception {
        List<byte[]> seeds = seeds();
        Random random = new Random(20261121);
        int refused = 0, read = 0;
        try (TestRun run = new TestRun()) {
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = damage(seeds.get(i % seeds.size()), random);
                Path file = Files.write(folder.resolve("damaged"), bytes);
                long start = System.nanoTime();
                if (tryRead(file, bytes, run, "file " + i))
                    read++;
                else
                    refused++;
                run.close();
                long ms = (System.nanoTime() - start) / 1_000_000;
                assertTrue(ms < 10_000, "file " + i + " took " + ms + " ms");
            }
        }
        assertTrue(refused > 600 && read > 100, refused + " refused, " + read + " read");
    }

    private static boolean tryRead(Path file, byte[] bytes, TestRun run, String name) {
        byte[] head = Arrays.copyOf(bytes, Math.min(256, bytes.length));
        for (ImageFormat format : new ImageIoTools().formats()) {
            if (format.support(file, head) == 0)
                continue;
            try (ImageSource source = format.open(file)) {
                for (int page = 0; page < Math.min(3, source.pages()); page++) {
                    Shape shape = source.info(page).shape();
                    Region part = new Region(shape.width() / 3, shape.height() / 3,
                            Math.max(1, Math.min(300, shape.width() / 3)),
                            Math.max(1, Math.min(300, shape.height() / 3)));
                    source.read(page, part, 1, run);
                    if (shape.bytes() < 1 << 24)
                        source.read(page, shape.region(), 1, run);
                }
                return true;
            } catch (ToolException e) {
                assertTrue(e.getMessage().startsWith("Cannot read damaged: "), e.getMessage());
                assertFalse(e.remedy().isBlank());
                return false;
            } catch (RuntimeException | Error e) {
                fail(name + " (" + format.id() + ") threw " + e, e);
            }
        }
        return false;
    }

    private String refusal(Path file) {
        return assertThrows(ToolException.class, () -> {
            try (ImageSource source = ImageFormatsTest.open(file); TestRun run = new TestRun()) {
                source.read(0, source.info(0).shape().region(), 1, run);
            }
        }).getMessage();
    }

    private void refused(Path file, String part) {
        String message = refusal(file);
        assertTrue(message.contains(part), message);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void truncatedFilesAreNoPictures() throws Exception {
        for (byte[] seed : seeds()) {
            Path file = file("half", Arrays.copyOf(seed, seed.length * 3 / 5));
            assertTrue(refusal(file).startsWith("Cannot read half: "));
        }
    }

    @Test
    void sizesThatCannotBeAreRefusedAtOnce() throws Exception {
        byte[] png = seeds().get(0);
        ByteBuffer.wrap(png).putInt(16, 65000).putInt(20, 65000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        refused(file("bomb.png", png), "65000 × 65000");
        byte[] jpeg = seeds().get(2);
        for (int i = 0; i < jpeg.length - 8; i++)
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0)
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65000).putShort(i + 7, (short) 65000);
        refused(file("bomb.jpg", jpeg), "65000 × 65000");
        byte[] bmp = seeds().get(4);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 65000).putInt(22, 65000);
        refused(file("bomb.bmp", bmp), "65000 × 65000");
        Path tiff = new TiffFile(false, ByteOrder.LITTLE_ENDIAN).page(8, 8, 1, 8, 1, 0, 8, 1, 1, (x, y, s) -> x)
                .tag(256, new int[] { 65000 }).tag(257, new int[] { 65000 }).tag(278, new int[] { 65000 })
                .write(folder.resolve("bomb.tif"));
        String message = refusal(tiff);
        assertTrue(message.startsWith("Cannot read bomb.tif") || message.contains("2 GiB"), message);
    }

    @Test
    void pathsThatCannotBeRead() throws Exception {
        for (ImageFormat format : new ImageIoTools().formats()) {
            assertTrue(assertThrows(ToolException.class, () -> format.open(folder)).getMessage().contains("folder"));
            ToolException e = assertThrows(ToolException.class, () -> format.open(folder.resolve("none.png")));
            assertEquals("Cannot read none.png: there is no such file.", e.getMessage());
            Path empty = file("empty", new byte[0]);
            assertTrue(assertThrows(ToolException.class, () -> format.open(empty)).getMessage().contains("empty"));
            Path one = file("one", new byte[] { 1 });
            assertThrows(ToolException.class, () -> format.open(one));
            assertEquals(0, format.support(one, new byte[] { 1 }));
            assertEquals(0, format.support(empty, new byte[0]));
        }
    }

    @Test
    void namesInAllScripts() throws Exception {
        byte[] png = seeds().get(0);
        for (String name : new String[] { "基板 検査 01.png", "плата №1.PNG", "a b  c.png", "ü%20&#.png", "🔬.png" })
            try (ImageSource source = ImageFormatsTest.open(file(name, png)); TestRun run = new TestRun()) {
                assertEquals(48, source.read(0, source.info(0).shape().region(), 1, run).width());
            }
    }

    @Test
    void damagedPixelsAreNoticed() throws Exception {
        byte[] png = seeds().get(0);
        png[png.length - 30] ^= 16;
        assertTrue(refusal(file("flipped.png", png)).contains("Cannot read flipped.png: "));
    }

    @Test
    void readsWithinTimeEvenIfPagesCircle() throws Exception {
        byte[] tiff = new TiffFile(false, ByteOrder.LITTLE_ENDIAN).page(8, 8, 1, 8, 1, 0, 8, 1, 1, (x, y, s) -> x)
                .bytes();
        ByteBuffer b = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = b.getInt(4), tags = b.getShort(directory);
        b.putInt(directory + 2 + 12 * tags, directory);
        Path file = file("circle.tif", tiff);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertTrue(refusal(file).contains("circle")));
    }
}

package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;

import org.loupe.api.ImageInfo;
import org.loupe.api.Shape;

/** BMP of all kinds that Windows and OS/2 wrote. Uncompressed ones are read by region. */
final class BmpPages {
    /** A run of 255 pixels takes two bytes. */
    private static final long PIXELS_PER_BYTE = 128;

    private BmpPages() {
    }

    static Pages open(Path file) throws IOException {
        long size = Files.size(file);
        FileImageInputStream input = new FileImageInputStream(file.toFile());
        ImageReader reader = new BMPImageReaderSpi().createReaderInstance();
        try {
            Header header = Header.read(file);
            reader.setInput(input, false, true);
            int width = reader.getWidth(0), height = reader.getHeight(0);
            Guard.size(width, height, size * PIXELS_PER_BYTE);
            if (header.plain() && header.need(width, height) > size)
                throw new Unreadable("it ends too early, at " + size + " bytes of " + header.need(width, height)
                        + " that " + width + " × " + height + " pixels need.");
            Shape shape = Pixels.shape(reader.getImageTypes(0).next(), width, height, header.umPerPx);
            if (!header.plain())
                Guard.memory(shape, 4, "a compressed BMP");
            return new LibraryPages(reader, input, List.of(new ImageInfo(shape, shape.region(),
                    ImageInfo.Conditions.UNKNOWN, Map.of("Compression", header.plain() ? "none" : "run lengths"))),
                    header.plain(), false);
        } catch (IOException | RuntimeException | Error e) {
            reader.dispose();
            input.close();
            throw e;
        }
    }

    /** What is needed of the file's header beside what the library tells. */
    private record Header(long pixels, int bits, int compression, double umPerPx) {

        static Header read(Path file) throws IOException {
            byte[] head = new byte[54];
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.readFully(head, 0, (int) Math.min(head.length, in.length()));
            }
            ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            boolean old = b.getInt(14) < 40;
            return new Header(b.getInt(10) & 0xffffffffL, b.getShort(old ? 24 : 28) & 0xffff, old ? 0 : b.getInt(30),
                    old ? Double.NaN : Density.fromMetre(b.getInt(38), b.getInt(42)));
        }

        /** Stored without compression: 0 is RGB, 3 and 6 are RGB with masks. */
        boolean plain() {
            return compression == 0 || compression == 3 || compression == 6;
        }

        /** Bytes that a file of this size has, without the padding of its last row. */
        long need(long width, long height) {
            return pixels + (width * bits + 31) / 32 * 4 * (height - 1) + (width * bits + 7) / 8;
        }
    }
}

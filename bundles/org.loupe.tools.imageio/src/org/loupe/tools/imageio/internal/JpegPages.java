package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

import org.loupe.api.ImageInfo;
import org.loupe.api.Shape;

/**
 * JPEG: grey and colour by the JDK's libjpeg, CMYK and lossless by TwelveMonkeys. The header is read here, since that
 * takes microseconds. The orientation that a camera notes is not applied: pixels stay where the sensor saw them.
 */
final class JpegPages {
    /** Files up to this size are decoded from memory. */
    private static final long IN_MEMORY = 64L << 20;
    /** An 8 × 8 block takes at least a bit in each scan, so a byte holds at most 512 pixels; and some slack. */
    private static final long PIXELS_PER_BYTE = 2000;

    private JpegPages() {
    }

    /**
     * What the header says.
     *
     * @param frame   number of the start-of-frame marker: 0 baseline, 1 extended, 2 progressive, 3 lossless
     * @param umPerPx from the JFIF density, or NaN
     */
    private record Header(int frame, int bits, int width, int height, int components, double umPerPx,
            Map<String, String> metadata) {
    }

    static Pages open(Path file) throws IOException {
        long length = Files.size(file);
        ImageInputStream input = length <= IN_MEMORY ? new ByteArrayImageInputStream(Files.readAllBytes(file))
                : new FileImageInputStream(file.toFile());
        ImageReader reader = null;
        try {
            Header header = header(input);
            input.seek(0);
            Guard.size(header.width, header.height, length * PIXELS_PER_BYTE);
            boolean usual = header.frame <= 2 && header.bits == 8 && (header.components == 1 || header.components == 3);
            reader = usual ? LibraryPages.jdk("jpeg") : twelveMonkeys();
            reader.setInput(input, true, true);
            Shape shape = usual
                    ? new Shape(header.width, header.height, header.components, Shape.Type.U8, header.umPerPx)
                    : Pixels.shape(reader.getImageTypes(0).next(), header.width, header.height, header.umPerPx);
            if (header.frame >= 2)
                Guard.memory(shape, 2 * shape.channels(), "a progressive or lossless JPEG");
            return new LibraryPages(reader, input, List.of(new ImageInfo(shape, shape.region(),
                    ImageInfo.Conditions.UNKNOWN, header.metadata)), false, usual);
        } catch (IOException | RuntimeException | Error e) {
            if (reader != null)
                reader.dispose();
            input.close();
            throw e;
        }
    }

    /** TwelveMonkeys' reader looks up the JDK's, on which it builds, when it is registered; so it is told to. */
    private static ImageReader twelveMonkeys() throws IOException {
        JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
        spi.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return spi.createReaderInstance();
    }

    private static Header header(ImageInputStream in) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        double umPerPx = Double.NaN;
        in.seek(2);
        while (true) {
            int marker = marker(in);
            if (marker == 0xd8 || marker >= 0xd0 && marker <= 0xd7 || marker == 0x01)
                continue;
            if (marker == 0xd9 || marker == 0xda)
                throw new Unreadable("its header ends without the size of the image.");
            long next = in.getStreamPosition();
            int length = in.readUnsignedShort();
            if (length < 2)
                throw new Unreadable("a segment of its header is " + length + " bytes long; 2 or more are"
                        + " allowed.");
            next += length;
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
                return frame(in, marker - 0xc0, umPerPx, metadata);
            if (marker == 0xe0 && length >= 14) {
                byte[] jfif = new byte[5];
                in.readFully(jfif);
                if (new String(jfif, StandardCharsets.ISO_8859_1).equals("JFIF\0")) {
                    in.readUnsignedShort();
                    int unit = in.readUnsignedByte(), x = in.readUnsignedShort(), y = in.readUnsignedShort();
                    umPerPx = unit == 1 ? Density.umPerPx(x, y) : unit == 2 ? Density.fromCentimetre(x, y)
                            : Double.NaN;
                }
            } else if (marker == 0xfe) {
                byte[] comment = new byte[Math.min(length - 2, 2000)];
                in.readFully(comment);
                metadata.put("Comment", new String(comment, StandardCharsets.UTF_8).strip());
            }
            in.seek(next);
        }
    }

    private static Header frame(ImageInputStream in, int frame, double umPerPx, Map<String, String> metadata)
            throws IOException {
        int bits = in.readUnsignedByte(), height = in.readUnsignedShort(), width = in.readUnsignedShort();
        int components = in.readUnsignedByte();
        if (components < 1 || components > 4)
            throw new Unreadable("its header says " + components + " colour components; 1 to 4 are allowed.");
        if (frame > 3 || bits != 8 && frame != 3)
            throw new Unreadable("it is a JPEG of a rare kind (frame type " + frame + ", " + bits
                    + " bits); baseline, extended and progressive ones of 8 bits and lossless ones are read.",
                    "Save it as PNG or TIFF in the program that made it.");
        metadata.put("Compression", frame == 3 ? "JPEG, lossless" : frame == 2 ? "JPEG, progressive" : "JPEG");
        return new Header(frame, bits, width, height, components, umPerPx, metadata);
    }

    /** The next marker; fill bytes are skipped, anything else is damage. */
    private static int marker(ImageInputStream in) throws IOException {
        int b = in.readUnsignedByte();
        if (b != 0xff)
            throw new Unreadable("its header is damaged at byte " + (in.getStreamPosition() - 1) + ".");
        while (b == 0xff)
            b = in.readUnsignedByte();
        return b;
    }
}

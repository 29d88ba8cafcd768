package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/** WebP, lossy and lossless, still images. Decoded as a whole, which its size of at most 16383 × 16383 allows. */
final class WebpPages implements Pages {
    private static final long LARGEST_FILE = 1L << 30;
    /** More than even pictures of one colour reach. */
    private static final long PIXELS_PER_BYTE = 20_000;
    private static final long SLACK = 1 << 20;

    private final Input input;
    private final LibraryPages pages;

    private WebpPages(Input input, LibraryPages pages) {
        this.input = input;
        this.pages = pages;
    }

    static Pages open(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE)
            throw new Unreadable("it has " + Files.size(file) + " bytes; WebP files up to " + LARGEST_FILE
                    + " bytes are read.", "Convert it to a tiled TIFF.");
        byte[] content = Files.readAllBytes(file);
        if (content.length < 12 || length(content) > content.length)
            throw new Unreadable("it ends too early, at " + content.length + " bytes of "
                    + (content.length < 12 ? 12 : length(content)) + ".");
        Input input = new Input(content);
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance();
        try {
            reader.setInput(input, false, true);
            int width = reader.getWidth(0), height = reader.getHeight(0);
            Guard.size(width, height, SLACK + Files.size(file) * PIXELS_PER_BYTE);
            Shape shape = Pixels.shape(reader.getImageTypes(0).next(), width, height, Double.NaN);
            Guard.memory(shape, 8, "a WebP image");
            return new WebpPages(input, new LibraryPages(reader, input, List.of(new ImageInfo(shape, shape.region(),
                    ImageInfo.Conditions.UNKNOWN, Map.of("Compression", "WebP"))), false, false));
        } catch (IOException | RuntimeException | Error e) {
            reader.dispose();
            input.close();
            throw e;
        }
    }

    @Override
    public int count() {
        return pages.count();
    }

    @Override
    public ImageInfo info(int page) {
        return pages.info(page);
    }

    @Override
    public void read(int page, Region region, int step, ByteBuffer out, Run run) throws IOException, ToolException {
        input.behind = 0;
        pages.read(page, region, step, out, run);
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }

    /** Bytes that the file should have, by its own header. */
    private static long length(byte[] content) {
        return 8 + (ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffffffffL);
    }

    /**
     * The file's bytes. The library takes what it reads behind the end for zeros, at the cost of an exception each;
     * some forty are its looking ahead, a thousand in one reading mean that the file is damaged.
     */
    private static final class Input extends ImageInputStreamImpl {
        private static final int MOST_BEHIND = 1000;

        private final byte[] content;
        private int behind;

        Input(byte[] content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            bitOffset = 0;
            if (streamPos >= content.length)
                return end();
            return content[(int) streamPos++] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            bitOffset = 0;
            if (count == 0)
                return 0;
            if (streamPos >= content.length)
                return end();
            int n = (int) Math.min(count, content.length - streamPos);
            System.arraycopy(content, (int) streamPos, bytes, from, n);
            streamPos += n;
            return n;
        }

        private int end() throws Unreadable {
            if (++behind > MOST_BEHIND)
                throw new Unreadable("its data end too early.");
            return -1;
        }

        @Override
        public long length() {
            return content.length;
        }
    }
}

package org.loupe.tools.imageio.internal;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Pages decoded by an ImageIO reader. The reader of a format is named outright: a search through ImageIO's registry
 * finds nothing in OSGi, and other readers in a flat class path.
 */
final class LibraryPages implements Pages {
    private static final long SLICE = 32 << 20;
    /** The JDK's readers by format, since each search sorts all that there are. */
    private static final Map<String, ImageReaderSpi> JDK = new ConcurrentHashMap<>();

    private final ImageReader reader;
    private final ImageInputStream input;
    private final List<ImageInfo> infos;
    private final boolean direct;
    private final boolean reduces;
    private final Band band = new Band(64 << 20, Band.MOST);

    /**
     * @param reader its input is set to {@code input}; both are closed with the pages
     * @param infos  one per page, with the shapes that {@link Pixels#shape} gives; none if only the reading by shape is
     *               used
     * @param direct whether the reader decodes a region at about the cost of its pixels; if not, whole rows are
     *               decoded and kept
     * @param reduces whether the reader leaves out pixels as it should; TwelveMonkeys' reader of BMP takes other rows
     */
    LibraryPages(ImageReader reader, ImageInputStream input, List<ImageInfo> infos, boolean direct,
            boolean reduces) {
        this.reader = reader;
        this.input = input;
        this.infos = infos;
        this.direct = direct;
        this.reduces = reduces;
    }

    /** The JDK's own reader of a format: {@code jpeg}, {@code bmp}. */
    static ImageReader jdk(String format) throws IOException {
        ImageReaderSpi known = JDK.get(format);
        if (known == null)
            JDK.put(format, known = find(format));
        return known.createReaderInstance();
    }

    private static ImageReaderSpi find(String format) throws IOException {
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class,
                true);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            if (spi.getClass().getName().startsWith("com.sun.imageio.plugins." + format + "."))
                return spi;
        }
        throw new Unreadable("this Java runtime has no reader for " + format.toUpperCase(Locale.ROOT) + ".",
                "Run Loupe on a JDK 17 with the module java.desktop.");
    }

    @Override
    public int count() {
        return infos.size();
    }

    @Override
    public ImageInfo info(int page) {
        return infos.get(page);
    }

    @Override
    public void read(int page, Region region, int step, ByteBuffer out, Run run) throws IOException, ToolException {
        read(page, infos.get(page).shape(), region, step, out, run);
    }

    /** The same for a page of the reader's numbering whose shape the caller knows. */
    void read(int page, Shape shape, Region region, int step, ByteBuffer out, Run run)
            throws IOException, ToolException {
        if (step > 1 && !reduces)
            reduce(page, shape, region, step, out, run);
        else if (direct || step > 1 || region.width() == shape.width())
            Pixels.copy(decode(page, region, step, run), shape.channels(), shape.type(), out);
        else
            band.read(page, shape, (from, count, rows, at) -> {
                BufferedImage image = decode(page, new Region(0, from, shape.width(), count), 1, run);
                Pixels.copy(image, shape.channels(), shape.type(), Pixels.wrap(rows, at, rows.length - at));
            }, region, step, out, run);
    }

    /** Decodes all pixels, some rows at a time if the reader allows, and picks. */
    private void reduce(int page, Shape shape, Region region, int step, ByteBuffer out, Run run)
            throws IOException, ToolException {
        int pixel = shape.channels() * shape.type().bytes();
        long rowLength = (long) region.width() * pixel;
        long most = direct ? SLICE : Integer.MAX_VALUE - 64;
        if (rowLength > most)
            throw new Unreadable("a region of " + region.width() + " pixels width is too large to be reduced.",
                    "Convert the image to a tiled TIFF, which is read by region.");
        int rows = (int) Math.min(region.height(), Math.max(1, most / rowLength / step) * step);
        for (int y = region.y(); y < region.bottom(); y += rows) {
            run.checkCancelled();
            int count = Math.min(rows, region.bottom() - y);
            byte[] samples = new byte[Math.toIntExact(count * rowLength)];
            BufferedImage image = decode(page, new Region(region.x(), y, region.width(), count), 1, run);
            Pixels.copy(image, shape.channels(), shape.type(), Pixels.wrap(samples, 0, samples.length));
            for (int row = 0; row < count; row += step)
                for (int x = 0; x < region.width(); x += step)
                    out.put(samples, (int) (row * rowLength) + x * pixel, pixel);
        }
    }

    private BufferedImage decode(int page, Region region, int step, Run run) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(region.x(), region.y(), region.width(), region.height()));
        if (step > 1)
            param.setSourceSubsampling(step, step, 0, 0);
        Watch watch = new Watch(run);
        reader.addIIOReadProgressListener(watch);
        reader.addIIOReadWarningListener(watch);
        BufferedImage image;
        try {
            image = reader.read(page, param);
        } finally {
            reader.removeAllIIOReadProgressListeners();
            reader.removeAllIIOReadWarningListeners();
        }
        watch.end();
        int width = Pages.steps(region.width(), step), height = Pages.steps(region.height(), step);
        if (image.getWidth() != width || image.getHeight() != height)
            throw new Unreadable("it decodes to " + image.getWidth() + " × " + image.getHeight() + " pixels where "
                    + width + " × " + height + " were promised.");
        return image;
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        input.close();
    }

    /** Ends a decoder when the run is cancelled, and judges its warnings. */
    private static final class Watch implements IIOReadProgressListener, IIOReadWarningListener {
        private final Run run;
        private CancellationException cancelled;
        private String damage;

        Watch(Run run) {
            this.run = run;
        }

        void end() throws Unreadable {
            if (cancelled != null)
                throw cancelled;
            if (damage != null)
                throw new Unreadable("its data are damaged (" + damage + "), so a part of the picture would be wrong.");
        }

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String text = String.valueOf(warning).strip(), lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("premature") || lower.contains("huffman") || lower.contains("corrupt")
                    && !lower.contains("extraneous") || lower.contains("truncated") || lower.contains("missing eoi"))
                damage = text;
            else
                run.warn("The image's decoder says: " + text, "Look at the image; save it again if it looks wrong.");
        }

        @Override
        public void imageProgress(ImageReader source, float percentage) {
            try {
                run.checkCancelled();
            } catch (CancellationException e) {
                cancelled = e;
                source.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {
            // of no interest
        }

        @Override
        public void sequenceComplete(ImageReader source) {
            // of no interest
        }

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {
            // of no interest
        }

        @Override
        public void imageComplete(ImageReader source) {
            // of no interest
        }

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {
            // of no interest
        }

        @Override
        public void thumbnailProgress(ImageReader source, float percentage) {
            // of no interest
        }

        @Override
        public void thumbnailComplete(ImageReader source) {
            // of no interest
        }

        @Override
        public void readAborted(ImageReader source) {
            // of no interest
        }
    }
}

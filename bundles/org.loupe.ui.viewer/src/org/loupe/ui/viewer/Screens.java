package org.loupe.ui.viewer;

import java.nio.ByteBuffer;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Turns samples into what a screen shows, by a table. Any thread. */
public final class Screens {
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);
    /** Bytes as the screen keeps them, which is several times as fast to take over as {@link #RGB}. */
    private static final PaletteData BGR0 = new PaletteData(0xFF00, 0xFF0000, 0xFF000000);

    private Screens() {
    }

    /**
     * A tile as 24-bit colours.
     *
     * @param range values shown as black and white
     */
    public static ImageData toScreen(Tile tile, double[] range) {
        ImageData image = new ImageData(tile.width(), tile.height(), 24, RGB);
        Line line = new Line(tile, Tone.of(range));
        for (int y = 0; y < image.height; y++) {
            int[] colours = line.read(y);
            for (int x = 0, to = y * image.bytesPerLine; x < image.width; x++) {
                image.data[to++] = (byte) (colours[x] >> 16);
                image.data[to++] = (byte) (colours[x] >> 8);
                image.data[to++] = (byte) colours[x];
            }
        }
        return image;
    }

    /** A tile as 32-bit colours, in the order of bytes that makes an image of it fastest. */
    public static ImageData toScreen(Tile tile, Tone tone) {
        ImageData image = new ImageData(tile.width(), tile.height(), 32, BGR0);
        Line line = new Line(tile, tone);
        for (int y = 0; y < image.height; y++) {
            int[] colours = line.read(y);
            for (int x = 0, to = y * image.bytesPerLine; x < image.width; x++, to += 4) {
                image.data[to] = (byte) colours[x];
                image.data[to + 1] = (byte) (colours[x] >> 8);
                image.data[to + 2] = (byte) (colours[x] >> 16);
            }
        }
        return image;
    }

    /** The colours of one line after the other. */
    private static final class Line {
        private final Tile tile;
        private final Tone tone;
        private final ByteBuffer data;
        private final int[] table, colours;
        private final double[] samples;
        private final boolean grey;

        Line(Tile tile, Tone tone) {
            this.tile = tile;
            this.tone = tone;
            data = tile.data();
            table = tone.table(tile.shape().type());
            colours = new int[tile.width()];
            samples = new double[tile.shape().channels()];
            grey = tile.shape().channels() < 3;
        }

        int[] read(int y) {
            int channels = tile.shape().channels(), at = y * tile.width() * channels;
            Shape.Type type = tile.shape().type();
            double factor = tone.factor();
            if (type == Shape.Type.U8 && grey) {
                for (int x = 0; x < colours.length; x++, at += channels)
                    colours[x] = table[data.get(at) & 0xff];
            } else if (grey) {
                for (int x = 0; x < colours.length; x++, at += channels)
                    colours[x] = table[tone.step(sample(type, at), factor)];
            } else {
                for (int x = 0; x < colours.length; x++, at += channels)
                    colours[x] = colour(type, at, factor);
            }
            return colours;
        }

        private double sample(Shape.Type type, int at) {
            return switch (type) {
                case U8 -> data.get(at) & 0xff;
                case U16 -> data.getShort(2 * at) & 0xffff;
                case S32 -> data.getInt(4 * at);
                case F32 -> data.getFloat(4 * at);
            };
        }

        private int colour(Shape.Type type, int at, double factor) {
            for (int c = 0; c < 3; c++)
                samples[c] = sample(type, at + c);
            if (!tone.map().perChannel())
                return entry(type, (samples[0] + samples[1] + samples[2]) / 3, factor);
            return entry(type, samples[0], factor) & 0xff0000 | entry(type, samples[1], factor) & 0xff00
                    | entry(type, samples[2], factor) & 0xff;
        }

        private int entry(Shape.Type type, double sample, double factor) {
            return table[type == Shape.Type.U8 ? (int) (sample + 0.5) : tone.step(sample, factor)];
        }
    }
}

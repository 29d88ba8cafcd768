package org.loupe.tools.classic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;

/**
 * Patch distribution modelling: the features of good images at a place have a mean and a covariance; how unlike a new
 * image is there is its Mahalanobis distance. The covariance of a place is drawn towards that of all places, since good
 * images are few.
 */
public final class Padim implements Trainer<Padim.Params, Tile, Tile> {
    /** Least variance of a feature, as a part of the mean variance of all: keeps what never differs from deciding. */
    private static final double FLOOR = 0.01;

    /** Which places are alike. */
    public enum Place {
        /** Each place of the image for itself. */
        EACH,
        /** All places of the image. */
        ALL
    }

    /**
     * @param place which places are alike
     * @param share part of each covariance that is the one of all places
     */
    public record Params(
            @Param(label = "Place", help = "Learn each place for itself (aligned images of one size), or all places as"
                    + " one (texture without fixed places).") Place place,
            @Param(label = "Shared part", min = 0, max = 1, step = 0.05, when = "place=each", advanced = true,
                    help = "How much of the covariance of each place is the one that all places have in common. Raise it"
                            + " if good images are few.") double share) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.padim", "Distance from good (PaDiM)", "Learns from good images how the features of each"
                + " place are distributed, and tells how far each place of a new image is from that. For aligned images:"
                + " the same part always lies at the same place. For texture without fixed places choose 'all'.")
                .reference("Defard, Setkov, Loesch and Audigier, PaDiM: a patch distribution modeling framework for"
                        + " anomaly detection and localization, ICPR 2021");
    }

    @Override
    public Params defaults() {
        return new Params(Place.EACH, 0.3);
    }

    @Override
    public Task task() {
        return Task.ANOMALY;
    }

    @Override
    public Step<Examples<Tile, Tile>, Model<Tile, Tile>> open(Params params, Device device) {
        return (good, run) -> learn(good, params, run);
    }

    @Override
    public Model<Tile, Tile> read(Path file) throws ToolException {
        return ModelData.read(file, info().id(), in -> {
            int width = ModelData.size(in.readInt()), height = ModelData.size(in.readInt());
            int channels = ModelData.size(in.readInt());
            float[] mean = ModelData.floats(in), factor = ModelData.floats(in);
            long places = Math.max(1, (long) width * height);
            if (channels < 1 || mean.length != places * channels || factor.length != places * Whitening.packed(channels))
                throw new IOException("its sizes do not fit each other");
            return new Distribution(width, height, channels, mean, factor);
        });
    }

    private Model<Tile, Tile> learn(Examples<Tile, Tile> good, Params params, Run run) throws ToolException {
        boolean each = params.place() == Place.EACH;
        double[][] sums = new double[1][];
        int[] size = new int[3];
        long[] seen = new long[1];
        GoodMaps.each(info().label(), good, each, run, 0, 0.3, (shape, values) -> {
            int channels = shape.channels(), places = each ? shape.width() * shape.height() : 1;
            if (sums[0] == null) {
                sums[0] = new double[places * channels];
                size[0] = shape.width();
                size[1] = shape.height();
                size[2] = channels;
            }
            for (int i = 0; i < values.length; i++)
                sums[0][each ? i : i % channels] += values[i];
            seen[0] += each ? 1 : (long) shape.width() * shape.height();
        });
        int channels = size[2], places = each ? size[0] * size[1] : 1, packed = Whitening.packed(channels);
        double[] mean = sums[0];
        for (int i = 0; i < mean.length; i++)
            mean[i] /= seen[0];
        float[] own = new float[places * packed];
        double[] all = new double[packed];
        double[] row = new double[channels];
        GoodMaps.each(info().label(), good, each, run, 0.3, 0.8, (shape, values) -> {
            for (int at = 0, p = 0; at < values.length; at += channels, p++) {
                int place = each ? p : 0;
                for (int c = 0; c < channels; c++)
                    row[c] = values[at + c] - mean[place * channels + c];
                for (int i = 0, k = 0; i < channels; i++)
                    for (int j = 0; j <= i; j++, k++) {
                        double product = row[i] * row[j];
                        own[place * packed + k] += (float) (each ? product : 0);
                        all[k] += product;
                    }
            }
        });
        double samples = (double) seen[0] * places, trace = 0;
        for (int k = 0; k < packed; k++)
            all[k] /= samples;
        for (int i = 0; i < channels; i++)
            trace += all[i * (i + 1) / 2 + i];
        double floor = FLOOR * trace / channels + 1e-12, share = each ? params.share() : 1;
        float[] centre = new float[mean.length];
        for (int i = 0; i < centre.length; i++)
            centre[i] = (float) mean[i];
        double[] covariance = new double[packed];
        for (int place = 0; place < places; place++) {
            if (place % 256 == 0) {
                run.checkCancelled();
                run.progress(0.8 + 0.2 * place / places, "");
            }
            for (int i = 0, k = 0; i < channels; i++)
                for (int j = 0; j <= i; j++, k++)
                    covariance[k] = (1 - share) * own[place * packed + k] / seen[0] + share * all[k]
                            + (i == j ? floor : 0);
            Whitening.invert(covariance, channels);
            for (int k = 0; k < packed; k++)
                own[place * packed + k] = (float) covariance[k];
        }
        return new Distribution(each ? size[0] : 0, each ? size[1] : 0, channels, centre, own);
    }

    /**
     * What was learned.
     *
     * @param width  of the maps; 0 if all places are alike
     * @param height likewise
     * @param mean   of the features at each place
     * @param factor inverse of the Cholesky factor of the covariance at each place, packed row by row
     */
    private record Distribution(int width, int height, int channels, float[] mean, float[] factor)
            implements Model<Tile, Tile> {

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public Step<Tile, Tile> open(Device device) {
            return this::distances;
        }

        private Tile distances(Tile map, Run run) throws ToolException {
            String label = new Padim().info().label();
            GoodMaps.require(label, map.shape(), channels);
            if (width > 0 && (map.width() != width || map.height() != height))
                throw new ToolException(label + " was learned from feature maps of " + width + " × " + height
                        + ", this image gives " + map.width() + " × " + map.height() + ".",
                        "Give it images of the size that it was learned from, or train it with all places alike.");
            float[] values = GoodMaps.values(map), result = new float[map.width() * map.height()];
            int packed = Whitening.packed(channels);
            float[] row = new float[channels], white = new float[channels];
            for (int p = 0; p < result.length; p++) {
                if (p % map.width() == 0)
                    run.checkCancelled();
                int place = width > 0 ? p : 0;
                for (int c = 0; c < channels; c++)
                    row[c] = values[p * channels + c] - mean[place * channels + c];
                Whitening.apply(factor, place * packed, row, white);
                double squares = 0;
                for (float v : white)
                    squares += v * v;
                result[p] = (float) Math.sqrt(squares / channels);
            }
            Tile out = run.tile(map.shape().samples(1, Shape.Type.F32)).at(map.x(), map.y());
            out.data().asFloatBuffer().put(result);
            return out;
        }

        @Override
        public void write(Path file) throws ToolException {
            ModelData.write(file, new Padim().info().id(), out -> {
                out.writeInt(width);
                out.writeInt(height);
                out.writeInt(channels);
                ModelData.write(out, mean);
                ModelData.write(out, factor);
            });
        }
    }
}

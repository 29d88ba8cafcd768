package org.loupe.tests.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.store.ImageRow;
import org.loupe.store.RunWriter;

/** Writes a run with as many detections as a wafer may have; the same ones each time. */
final class BigRun {
    static final List<String> CLASSES = List.of("Mousebite", "Open", "Pin-hole", "Short", "Spur", "Spurious copper");
    static final List<String> FEATURES = List.of("area_px", "area_um2", "equivalent_diameter_px", "perimeter_px",
            "feret_max_px", "feret_max_um", "feret_min_px", "feret_min_um", "eccentricity", "orientation_deg",
            "solidity", "mean_grey", "contrast", "edge_strength");
    /** Detections of each image. */
    static final int EACH = 500;

    private BigRun() {
    }

    /**
     * Writes a finished run.
     *
     * @param count     number of detections, a multiple of {@link #EACH}
     * @param image     file that each image is said to be; may be missing
     * @param reference likewise
     */
    static void write(Path folder, int count, Path image, Path reference, String recipeJson, String provenanceJson)
            throws ToolException {
        Random random = new Random(1);
        try (RunWriter writer = RunWriter.create(folder, recipeJson, provenanceJson)) {
            for (int i = 0; i < count / EACH; i++) {
                Detections.Builder found = new Detections.Builder(CLASSES);
                float[] features = new float[EACH * FEATURES.size()];
                for (int row = 0; row < EACH; row++)
                    detection(random, found, features, row);
                String name = String.format("%08d.png", 13_000_000 + i);
                writer.append(
                        new ImageRow(i, name, image.toString(), 0, reference.toString(), "sha" + i, "", "key" + i, 640,
                                640, 20.8,
                                new ImageInfo.Conditions("M1", "BF", 5, Double.NaN), 0, 30, ImageRow.OK, "", "",
                                List.of()),
                        found.build(), new Features(FEATURES, EACH, features));
            }
            writer.complete();
        }
    }

    /** Sizes are spread over three decades, grey values and scores around a mean that depends on the class. */
    private static void detection(Random random, Detections.Builder found, float[] features, int row) {
        int kind = (int) (Math.pow(random.nextDouble(), 1.6) * CLASSES.size());
        double area = Math.exp(3.6 + 0.25 * kind + random.nextGaussian() * 0.8), long1 = Math.sqrt(area)
                * (1.1 + random.nextDouble());
        double width = Math.max(2, long1), height = Math.max(2, area / long1);
        double score = 1 / (1 + Math.exp(-(1.2 + 0.3 * kind + random.nextGaussian() * 1.4)));
        found.add(random.nextDouble() * (640 - width), random.nextDouble() * (640 - height), width, height, score,
                kind, null);
        double[] values = { Math.round(area), area * 432.6, Math.sqrt(area * 1.27), 4 * Math.sqrt(area), long1,
                long1 * 20.8, area / long1, area / long1 * 20.8, Math.min(0.99, 0.4 + 0.1 * random.nextGaussian()
                        + 0.05 * kind), random.nextDouble() * 180 - 90, 0.8 + 0.1 * random.nextDouble(),
                128 + 30 * random.nextGaussian(), -60 + 25 * kind + 18 * random.nextGaussian(),
                Math.exp(random.nextGaussian()) };
        for (int i = 0; i < values.length; i++)
            features[row * values.length + i] = (float) values[i];
    }
}

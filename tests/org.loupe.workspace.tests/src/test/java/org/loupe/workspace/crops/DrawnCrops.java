package org.loupe.workspace.crops;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.features.FeatureSet;
import org.loupe.tools.classic.ClassicTools;
import org.loupe.tools.imageio.ImageIoTools;
import org.loupe.tools.openblas.OpenBlasTools;

/** Images that each show a disk, specks or stripes on a dark ground, with noise. */
public final class DrawnCrops {
    /** Names of the kinds, which are the folders' too. */
    public static final String[] KINDS = {"圆点", "specks", "stripes"};
    /** What tells the kinds apart. */
    public static final FeatureSet FEATURES = FeatureSet.of("loupe.haralick", "loupe.zernike");
    private static final int EDGE = 32;

    private DrawnCrops() {
    }

    public static Registry registry() {
        Registry registry = new Registry();
        registry.add(new ClassicTools(), "org.loupe.tools.classic", "0.1.0");
        registry.add(new ImageIoTools(), "org.loupe.tools.imageio", "0.1.0");
        registry.add(new OpenBlasTools(), "org.loupe.tools.openblas", "0.1.0");
        return registry;
    }

    /** Draws so many of each kind, each in the folder of its kind. */
    public static Path draw(Path folder, int each) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int kind = 0; kind < KINDS.length; kind++)
            for (int i = 0; i < each; i++)
                write(Files.createDirectories(folder.resolve(KINDS[kind])).resolve("crop " + i + ".png"), kind, random);
        return folder;
    }

    private static void write(Path file, int kind, SplittableRandom random) throws IOException {
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
        double radius = 7 + 2 * random.nextDouble(), phase = random.nextInt(4);
        for (int y = 0; y < EDGE; y++)
            for (int x = 0; x < EDGE; x++) {
                double dx = x - EDGE / 2.0, dy = y - EDGE / 2.0;
                boolean on = switch (kind) {
                    case 0 -> dx * dx + dy * dy < radius * radius;
                    case 1 -> random.nextInt(4) == 0;
                    default -> (x + phase) % 4 < 2;
                };
                image.getRaster().setSample(x, y, 0, (on ? 180 : 60) + random.nextInt(12));
            }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Measures the crops of a folder. */
    public static CropTable measure(Path folder) throws Exception {
        Registry registry = registry();
        try (CropMeasuring measuring = new CropMeasuring(FEATURES, registry, Optional.empty())) {
            return measuring.measure(CropSources.folder(folder, registry), Progress.NONE);
        }
    }
}

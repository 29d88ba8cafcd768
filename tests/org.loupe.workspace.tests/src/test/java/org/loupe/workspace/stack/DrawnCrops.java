package org.loupe.workspace.stack;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws crops that any classifier tells apart: dark ones, bright ones and striped ones, in a folder of each class. */
public final class DrawnCrops {
    private static final int EDGE = 24;

    private DrawnCrops() {
    }

    /** The same ones each time. */
    public static Path write(Path folder, int each, String... classes) throws IOException {
        Random random = new Random(7);
        for (String name : classes)
            for (int i = 0; i < each; i++) {
                BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
                for (int y = 0; y < EDGE; y++)
                    for (int x = 0; x < EDGE; x++)
                        image.getRaster().setSample(x, y, 0, level(name, x) + random.nextInt(20));
                Path file = Files.createDirectories(folder.resolve(name)).resolve(name + i + ".png");
                ImageIO.write(image, "png", file.toFile());
            }
        return folder;
    }

    private static int level(String name, int x) {
        return name.equals("dark") ? 30 : name.equals("bright") ? 200 : x % 6 < 3 ? 30 : 200;
    }
}

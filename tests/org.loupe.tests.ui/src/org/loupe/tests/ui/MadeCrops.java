package org.loupe.tests.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

/** Draws crops of defects of some kinds, each image one defect; the same ones each time. */
final class MadeCrops {
    static final List<String> KINDS = List.of("Bridge", "Break", "Hole", "Speck", "Scratch");
    private static final int EDGE = 48;

    private MadeCrops() {
    }

    /** Writes {@code each} crops of each kind into folders of their names, and some that are like none. */
    static Path write(Path folder, int each, int odd) throws IOException {
        Random random = new Random(5);
        for (String kind : KINDS)
            for (int i = 0; i < each; i++)
                write(folder.resolve(kind), i, draw(kind, random));
        for (int i = 0; i < odd; i++)
            write(folder.resolve("Odd"), i, odd(i, random));
        return folder;
    }

    private static void write(Path folder, int number, BufferedImage image) throws IOException {
        ImageIO.write(image, "png", Files.createDirectories(folder).resolve(String.format("%04d.png", number))
                .toFile());
    }

    private static BufferedImage draw(String kind, Random random) {
        BufferedImage image = ground(random, kind.equals("Hole") ? 170 : 60);
        Graphics2D g = image.createGraphics();
        g.setStroke(new BasicStroke(7));
        int at = 20 + random.nextInt(8);
        g.setColor(grey(170));
        switch (kind) {
            case "Bridge" -> {
                g.drawLine(10, 0, 10, EDGE);
                g.drawLine(38, 0, 38, EDGE);
                g.drawLine(10, at, 38, at + random.nextInt(5) - 2);
            }
            case "Break" -> {
                g.drawLine(24, 0, 24, at - 5);
                g.drawLine(24, at + 7, 24, EDGE);
            }
            case "Hole" -> {
                g.setColor(grey(40));
                g.fillOval(at - 5, at - 4, 9 + random.nextInt(4), 9 + random.nextInt(4));
            }
            case "Speck" -> g.fillOval(at, at, 5 + random.nextInt(3), 5 + random.nextInt(3));
            default -> {
                g.setStroke(new BasicStroke(2));
                g.drawLine(4, 8 + random.nextInt(6), 44, 34 + random.nextInt(8));
            }
        }
        g.dispose();
        return image;
    }

    private static BufferedImage odd(int number, Random random) {
        BufferedImage image = ground(random, 20 + 40 * number % 200);
        Graphics2D g = image.createGraphics();
        for (int i = 0; i < 4 + 6 * number; i++) {
            g.setColor(grey(random.nextInt(256)));
            g.fillRect(random.nextInt(EDGE), random.nextInt(EDGE), 2 + random.nextInt(4 + 5 * number), 2 + number);
        }
        g.dispose();
        return image;
    }

    private static BufferedImage ground(Random random, int level) {
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < EDGE; y++)
            for (int x = 0; x < EDGE; x++)
                image.getRaster().setSample(x, y, 0, Math.max(0, Math.min(255,
                        (int) (level + 6 * random.nextGaussian()))));
        return image;
    }

    private static Color grey(int level) {
        return new Color(level, level, level);
    }
}

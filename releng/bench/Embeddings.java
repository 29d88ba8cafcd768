package org.loupe.tools.torch;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;

/**
 * Describes patches for embeddings.py: WEIGHTS SIZE PATCHES ROUNDS; prints the seconds until the tool is open, the best
 * seconds of the processor for a round, the resident MiB after the first and after the last round, and the sum of all
 * numbers.
 */
public final class Embeddings {

    private Embeddings() {
    }

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]), count = Integer.parseInt(args[2]), rounds = Integer.parseInt(args[3]);
        Embedding tool = new Embedding();
        Embedding.Params usual = tool.defaults();
        Embedding.Params params = new Embedding.Params(Path.of(args[0]), usual.architecture(), usual.layer(), size, 0,
                usual.standard(), usual.pairing(), usual.scale());
        Tile image = Tile.allocate(new Shape(96, 96, 3, Shape.Type.U8, Double.NaN));
        for (int i = 0; i < image.data().capacity(); i++)
            image.data().put(i, (byte) (i * 31 % 251));
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < count; i++)
            patches.add(new Patch(image, Optional.empty(), new Region(i % 32, i / 32 % 32, 64, 64),
                    Tile.allocate(Shape.grey(96, 96))));
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        try (Step<Patch, Features> step = tool.open(params, Device.CPU); TestRun run = new TestRun()) {
            double opened = (System.nanoTime() - start) / 1e9, best = Double.POSITIVE_INFINITY, sum = 0;
            long first = 0;
            for (int round = 0; round < rounds; round++) {
                start = processor.getCurrentThreadCpuTime();
                List<Features> rows = step.applyAll(patches, run);
                best = Math.min(best, (processor.getCurrentThreadCpuTime() - start) / 1e9);
                sum = 0;
                for (Features row : rows)
                    for (float v : row.values())
                        sum += v;
                if (round == 0)
                    first = resident();
            }
            System.out.println(opened + " " + best + " " + first + " " + resident() + " " + sum);
        }
    }

    private static long resident() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmRSS"))
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        return 0;
    }
}

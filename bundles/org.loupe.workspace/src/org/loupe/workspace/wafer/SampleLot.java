package org.loupe.workspace.wafer;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Project;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;
import org.loupe.workspace.internal.BroughtFiles;
import org.loupe.workspace.labels.DefectClasses;

/**
 * A synthetic lot of 25 wafers after two steps of a process, as KLARF files in a project: what falls at random, and on
 * some wafers after the second step a ring at the edge, a scratch across the centre and a local group with images. The
 * same seed makes the same lot.
 */
public final class SampleLot {
    /** Number of wafers. */
    public static final int WAFERS = 25;
    /** Lot of the wafers. */
    public static final String LOT = "B2611";
    private static final String BEFORE = "ILD deposition", AFTER = "M1 after CMP";
    private static final int IMAGES = 24, FULL = 14;
    private static final double DIAMETER = 200_000, PITCH_X = 9_200, PITCH_Y = 12_900, USABLE = 97_000;
    private static final int PARTICLE = 12, SCRATCH = 31, RESIDUE = 43, VOID = 51, PIT = 55;
    private static final List<DefectCode> CLASSES = List.of(new DefectCode(0, "unclassified", ""),
            new DefectCode(PARTICLE, "particle", "PA"), new DefectCode(SCRATCH, "scratch", "SC"),
            new DefectCode(RESIDUE, "residue", "RE"), new DefectCode(VOID, "void", "VO"),
            new DefectCode(PIT, "pit", "PI"));
    /** Defects of the ring on wafers that have one, by slot. */
    private static final Map<Integer, Integer> RING = Map.of(8, 141, 9, 152, 13, 172, FULL, 318, 15, 351);

    private final long seed;
    private final DieGrid grid = new DieGrid(PITCH_X, PITCH_Y, -PITCH_X / 2, -PITCH_Y / 2);
    private final Dies dies;

    private SampleLot(long seed) {
        this.seed = seed;
        Dies.Builder whole = new Dies.Builder();
        for (int row = 9; row >= -9; row--)
            for (int column = -12; column <= 12; column++)
                if (Math.hypot(far(grid.left(column), PITCH_X), far(grid.bottom(row), PITCH_Y)) <= USABLE)
                    whole.add(column, row, Dies.NO_BIN);
        dies = whole.build();
    }

    /** How far from the centre the farther edge of a die is. */
    private static double far(double from, double pitch) {
        return Math.max(Math.abs(from), Math.abs(from + pitch));
    }

    /**
     * The wafers of the lot after a step, by slot.
     *
     * @param after  the second step, else the first
     * @param images names of images that the local group of wafer 14 has, one for each of its first defects
     */
    public static List<Wafer> wafers(long seed, boolean after, List<String> images) {
        SampleLot lot = new SampleLot(seed);
        List<Wafer> wafers = new ArrayList<>();
        for (int slot = 1; slot <= WAFERS; slot++)
            wafers.add(lot.wafer(slot, after, slot == FULL ? images : List.of()));
        return wafers;
    }

    private Wafer wafer(int slot, boolean after, List<String> images) {
        WaferDefects.Builder defects = new WaferDefects.Builder();
        SplittableRandom before = new SplittableRandom(seed * 1000 + slot);
        scatter(before, 11 + before.nextInt(5), defects, 0); // the same defects in both steps
        if (after) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + 500 + slot);
            scatter(random, 20 + random.nextInt(16), defects, 0);
            if (RING.containsKey(slot))
                ring(random, RING.get(slot), defects);
            if (slot == FULL) {
                scratch(random, 90, defects);
                local(random, 70, images, defects);
                scatter(random, 60, defects, PARTICLE);
            }
        }
        WaferInfo info = new WaferInfo(LOT, String.format(Locale.ROOT, "%02d", slot), slot, after ? AFTER : BEFORE,
                "SAMPLE", "M1-200", "SIM-1", Optional.of(LocalDateTime.of(2026, 11, after ? 19 : 16, 8, 0)
                        .plusMinutes(9L * slot)));
        return new Wafer(info, Outline.wafer(DIAMETER, Outline.Mark.NOTCH, 270), grid, dies, List.of(),
                defects.build(), CLASSES, List.of());
    }

    private void scatter(SplittableRandom random, int count, WaferDefects.Builder to, int only) {
        int[] classes = { PARTICLE, PARTICLE, PARTICLE, VOID, PIT, RESIDUE, 0 };
        for (int i = 0; i < count; i++) {
            double radius = USABLE * Math.sqrt(random.nextDouble()), angle = 2 * Math.PI * random.nextDouble();
            add(random, radius * Math.cos(angle), radius * Math.sin(angle),
                    only > 0 ? only : classes[random.nextInt(classes.length)], 0, to);
        }
    }

    /** Particles near the edge, with a gap at the upper right. */
    private void ring(SplittableRandom random, int count, WaferDefects.Builder to) {
        for (int i = 0; i < count;) {
            double angle = 2 * Math.PI * random.nextDouble(), radius = 88_500 + 2_600 * random.nextGaussian();
            double degrees = Math.toDegrees(angle);
            if (degrees > 30 && degrees < 63 || radius > USABLE)
                continue;
            add(random, radius * Math.cos(angle), radius * Math.sin(angle), PARTICLE, 1, to);
            i++;
        }
    }

    /** A slightly curved line from the lower left over the centre. */
    private void scratch(SplittableRandom random, int count, WaferDefects.Builder to) {
        for (int i = 0; i < count; i++) {
            double t = (i + random.nextDouble()) / count, x = -51_000 + 76_000 * t;
            double y = -45_000 + 69_000 * t + 5_000 * Math.sin(Math.PI * t) + 350 * random.nextGaussian();
            add(random, x + 350 * random.nextGaussian(), y, SCRATCH, 2, to);
        }
    }

    /** Residue around die (3, −2). */
    private void local(SplittableRandom random, int count, List<String> images, WaferDefects.Builder to) {
        for (int i = 0; i < count; i++) {
            double x = 31_500 + 5_200 * random.nextGaussian(), y = -27_000 + 6_000 * random.nextGaussian();
            add(random, x, y, i % 5 == 1 ? 0 : RESIDUE, 3, to);
            if (i < images.size())
                to.images(List.of(new WaferDefects.Image(images.get(i), 0, "")));
        }
    }

    private void add(SplittableRandom random, double x, double y, int number, int cluster, WaferDefects.Builder to) {
        double wide = 0.6 + 2.2 * random.nextDouble(), high = 0.6 + 2.2 * random.nextDouble();
        to.add(to.size() + 1, round(x), round(y), grid.column(x), grid.row(y)).classNumber(number).test(1)
                .cluster(cluster).size(round(wide), round(high), round(0.8 * wide * high), round(Math.max(wide, high)));
    }

    private static double round(double um) {
        return Math.round(um * 1000) / 1000.0;
    }

    /**
     * Writes the lot as a project with images, wafers and a recipe for the images, which can be opened at once.
     *
     * @param folder made if need be; empty
     * @throws ToolException if it is not empty or cannot be written
     */
    public static Samples.Written write(Path folder, long seed, Registry registry, Progress progress)
            throws ToolException {
        Samples.Written made = Samples.write(new Samples.Request("sem", Map.of("width", 256, "height", 256,
                "defects", 1, "good", 0.0, "dataBar", false), IMAGES, seed, folder), registry, progress);
        List<String> images = new ArrayList<>();
        for (int i = 1; i <= IMAGES; i++)
            images.add(String.format(Locale.ROOT, "sem-%04d_test.png", i));
        try (ProjectFile project = ProjectFile.open(made.folder())) {
            Path aside = BroughtFiles.folder(project.folder());
            try {
                List<Path> files = new ArrayList<>();
                WaferFormat klarf = WaferFormats.byId("klarf-1.2");
                for (boolean after : new boolean[] { false, true })
                    for (Wafer wafer : wafers(seed, after, images)) {
                        Path file = aside.resolve(LOT + "-" + wafer.info().wafer() + (after ? "-M1" : "-ILD") + ".001");
                        klarf.write(List.of(wafer), file);
                        files.add(file);
                    }
                bring(project, files, made.images(), progress);
            } finally {
                BroughtFiles.delete(aside);
            }
            project.save();
        }
        return made;
    }

    private static String name(int number) {
        return CLASSES.stream().filter(c -> c.number() == number).findFirst().orElseThrow().name();
    }

    private static void bring(ProjectFile project, List<Path> files, Path images, Progress progress)
            throws ToolException {
        WaferImport coming = new WaferImport(project, WaferImport.plan(files, WaferImport.known(project.project()),
                new WaferImport.Options(WaferImport.Images.REFERENCE, Optional.of(images)), progress));
        coming.copy(progress);
        coming.make(project, "Sample lot").forEach(entry -> entry.setSource(""));
        Project model = project.project();
        model.getClassSchemes().clear(); // those of the images' truth say nothing of the lot
        for (int number : new int[] { SCRATCH, VOID, RESIDUE, 0, PARTICLE, PIT }) {
            DefectClass made = DefectClasses.add(model, name(number));
            made.setBin(Integer.toString(number));
        }
        model.setName("Sample lot");
        model.setDescription("Made by Loupe's generator of lots: a ring, a scratch and a local group on some wafers.");
        ImageSet all = model.getImageSets().get(0);
        all.setName("Images of defects");
        all.setDescription(IMAGES + " synthetic images of defects of wafer 14");
        all.setLot(LOT);
    }
}

package org.loupe.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.drawing.Look;
import org.loupe.wafer.drawing.MapFiles;
import org.loupe.wafer.drawing.WaferMap;
import org.loupe.wafer.drawing.WaferPainter;
import org.loupe.wafer.statistics.Adders;
import org.loupe.wafer.statistics.Alignment;
import org.loupe.wafer.statistics.Placement;
import org.loupe.wafer.statistics.WaferAnalysis;
import org.loupe.workspace.report.WaferReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what files of wafers hold. */
@Command(name = "wafer", sortOptions = false,
        description = {"Tells what wafer files hold: defects, density, yield, classes, clusters, spread, and of "
                + "several wafers their trend. Reads KLARF, SEMI G85 and E142 maps and SINF."},
        footer = {"", "Exit code 1 if one of several files could not be read.", "", "Examples:",
            "  loupe wafer lot.001", "  loupe wafer lot/*.001 --report lot.html",
            "  loupe wafer after.001 --before before.001 --tolerance 40",
            "  loupe wafer sem.001 --align optical.001 --before optical.001",
            "  loupe wafer map.xml --svg map.svg --png map.png --json figures.json"})
public final class WaferVerb implements Callable<Integer> {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 640;
    private static final double PNG_SCALE = 2;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of one or more wafers.")
    private List<Path> files;

    @Option(names = "--before", paramLabel = "FILE",
            description = "The same wafers after the step before: tells the defects that were added since.")
    private Path before;

    @Option(names = "--tolerance", paramLabel = "UM", defaultValue = "40",
            description = "Farthest that a defect and itself may lie apart in two files (default: 40 µm).")
    private double tolerance;

    @Option(names = "--align", paramLabel = "FILE",
            description = "The same wafers from another tool: tells how its coordinates lie in these. If it is the "
                    + "file of --before too, it is aligned before the two are compared.")
    private Path align;

    @Option(names = "--reach", paramLabel = "UM", defaultValue = "1000",
            description = "Farthest that coordinates of the other tool may be off (default: 1000 µm).")
    private double reach;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Writes a report that prints on A4.")
    private Path report;

    @Option(names = "--svg", paramLabel = "FILE.svg",
            description = "Draws the map; of several wafers one file each, with a number behind its name.")
    private Path svg;

    @Option(names = "--png", paramLabel = "FILE.png", description = "The same as PNG.")
    private Path png;

    @Option(names = "--json", paramLabel = "FILE.json", description = "Writes all figures as JSON.")
    private Path json;

    public WaferVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!(tolerance > 0) || !(reach > 0) || Double.isInfinite(tolerance) || Double.isInfinite(reach))
            throw new ToolException("--tolerance and --reach are above 0, found " + tolerance + " and " + reach + ".",
                    "Leave them out for the defaults.");
        checkTargets();
        List<Wafer> old = before == null ? List.of() : read(before).wafers();
        List<Wafer> other = align == null ? List.of() : align.equals(before) ? old : read(align).wafers();
        List<WaferReport.Entry> entries = new ArrayList<>();
        int broken = 0;
        for (Path file : files) {
            List<Wafer> wafers = List.of();
            try {
                wafers = read(file).wafers();
            } catch (ToolException e) {
                if (files.size() == 1)
                    throw e;
                broken++;
                console.note(e.getMessage() + " " + e.remedy());
            }
            for (Wafer wafer : wafers)
                entries.add(entry(wafer, file, old, other));
        }
        if (entries.isEmpty())
            throw new ToolException("None of the " + Plural.of(files.size(), "file") + " holds a wafer.",
                    "Choose files that one of these formats has: "
                            + String.join(", ", WaferFormats.all().stream().map(WaferFormat::label).toList()) + ".");
        entries.sort(Comparator.comparingInt((WaferReport.Entry e) -> e.analysis().wafer().info().slot())
                .thenComparing(e -> e.analysis().wafer().info().wafer()));
        console.out().print(new WaferText(entries).text());
        try {
            write(entries);
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        return broken > 0 ? Console.DIFFERENT : Console.OK;
    }

    private void checkTargets() throws ToolException {
        List<Path> inputs = new ArrayList<>(files);
        if (before != null)
            inputs.add(before);
        if (align != null)
            inputs.add(align);
        List<Path> targets = new ArrayList<>();
        for (Path target : new Path[] { report, svg, png, json }) {
            if (target == null)
                continue;
            for (Path input : inputs)
                if (same(target, input))
                    throw new ToolException(target + " would be written over the file that is read.",
                            "Choose another name.");
            for (Path known : targets)
                if (same(target, known))
                    throw new ToolException(target + " would be written twice.", "Choose two names.");
            targets.add(target);
        }
    }

    private static boolean same(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private WaferFormat.Read read(Path file) throws ToolException {
        WaferFormat.Read read = WaferFormats.read(file);
        for (Loss loss : read.losses())
            console.note(file.getFileName() + ": " + loss.count() + " × " + loss.what()
                    + (loss.example().isEmpty() ? "" : ", such as " + loss.example()) + ".");
        return read;
    }

    private WaferReport.Entry entry(Wafer wafer, Path file, List<Wafer> old, List<Wafer> other) throws ToolException {
        Optional<Wafer> aligned = counterpart(wafer, other, align), earlier = counterpart(wafer, old, before);
        Optional<Alignment> alignment = aligned.isEmpty() ? Optional.empty()
                : Optional.of(Alignment.find(aligned.get(), wafer, new Alignment.Params(Alignment.Model.SIMILARITY,
                        Math.max(reach, tolerance * 1.001), tolerance, 1)));
        Placement placement = before != null && before.equals(align) && alignment.isPresent()
                ? alignment.get().placement() : Placement.SAME;
        Optional<Adders> adders = earlier.isEmpty() ? Optional.empty()
                : Optional.of(Adders.of(earlier.get(), wafer, tolerance, placement));
        return new WaferReport.Entry(WaferAnalysis.of(wafer), file, adders, alignment);
    }

    /** The same wafer of another file: by name, else by slot, else the only one. */
    private Optional<Wafer> counterpart(Wafer wafer, List<Wafer> others, Path file) throws ToolException {
        if (others.isEmpty())
            return Optional.empty();
        WaferInfo info = wafer.info();
        Optional<Wafer> found = others.stream().filter(o -> !info.wafer().isEmpty()
                && o.info().wafer().equals(info.wafer())).findFirst()
                .or(() -> others.stream().filter(o -> info.slot() > 0 && o.info().slot() == info.slot()).findFirst());
        if (found.isPresent())
            return found;
        if (others.size() == 1 && (info.wafer().isEmpty() || others.get(0).info().wafer().isEmpty()))
            return Optional.of(others.get(0));
        throw new ToolException(file.getFileName() + " has no wafer " + (info.wafer().isEmpty()
                ? "in slot " + info.slot() : info.wafer()) + ".", "Choose the file of the same wafers.");
    }

    private void write(List<WaferReport.Entry> entries) throws ToolException {
        if (report != null)
            WaferReport.write(entries, new WaferReport.Head(Optional.ofNullable(before), Optional.ofNullable(align),
                    ZonedDateTime.now(), Locale.ENGLISH), folder(report));
        for (int i = 0; i < entries.size() && (svg != null || png != null); i++) {
            WaferAnalysis of = entries.get(i).analysis();
            String title = title(of.wafer().info());
            WaferMap map = new WaferMap(new WaferPainter(of.wafer(), of.statistics(), Look.LIGHT), Look.LIGHT,
                    WaferMap.Options.of(of.wafer(), title), WaferMap.Words.ENGLISH);
            if (svg != null)
                MapFiles.writeSvg(map, WIDTH, HEIGHT, title, numbered(folder(svg), i, entries.size()));
            if (png != null)
                MapFiles.writePng(map, WIDTH, HEIGHT, PNG_SCALE, numbered(folder(png), i, entries.size()));
        }
        if (json != null)
            WaferJson.write(entries, folder(json));
    }

    private static String title(WaferInfo info) {
        List<String> parts = new ArrayList<>();
        if (!info.lot().isEmpty())
            parts.add("Lot " + info.lot());
        if (!info.wafer().isEmpty())
            parts.add("wafer " + info.wafer());
        if (!info.step().isEmpty())
            parts.add(info.step());
        return String.join(" · ", parts);
    }

    /** The file, in a folder that exists now. */
    private static Path folder(Path file) throws ToolException {
        Path target = file.toAbsolutePath().normalize();
        try {
            if (target.getParent() != null)
                Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new ToolException("The folder of " + file + " cannot be made (" + e.getMessage() + ").",
                    "Choose another place.", e);
        }
        return target;
    }

    private static Path numbered(Path file, int index, int count) {
        if (count == 1)
            return file;
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String end = dot < 1 ? "" : name.substring(dot);
        String number = String.format(Locale.ROOT, count < 100 ? "-%02d" : "-%03d", index + 1);
        return file.resolveSibling(name.substring(0, name.length() - end.length()) + number + end);
    }
}

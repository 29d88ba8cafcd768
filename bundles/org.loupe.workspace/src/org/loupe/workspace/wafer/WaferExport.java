package org.loupe.workspace.wafer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.drawing.Look;
import org.loupe.wafer.drawing.MapFiles;
import org.loupe.wafer.drawing.WaferMap;
import org.loupe.wafer.drawing.WaferPainter;
import org.loupe.workspace.internal.SafeFile;

/**
 * Writes a wafer for other programs and for people: as the tool's own KLARF file with classes written back, as any
 * format of wafers, as a table of its defects, or as a picture of its map. Any thread, no display.
 */
public final class WaferExport {
    /** The tool's own file, changed only where classes are written back. */
    public static final String KLARF = "klarf";
    /** A table of the defects. */
    public static final String CSV = "csv";
    /** The map, to be printed or put on a page. */
    public static final String SVG = "svg";
    /** The map as pixels. */
    public static final String PNG = "png";
    private static final int WIDTH = 900, HEIGHT = 960;

    private WaferExport() {
    }

    /**
     * A form that a wafer can be written in.
     *
     * @param id     as it is typed: "klarf", "klarf-1.8", "csv"
     * @param label  as people call it; "" where the id says it
     * @param suffix of its files with the dot
     */
    public record Form(String id, String label, String suffix) {
    }

    /** All forms that a wafer can be written in. @param klarf whether its own file is KLARF */
    public static List<Form> forms(boolean klarf) {
        List<Form> forms = new ArrayList<>();
        if (klarf)
            forms.add(new Form(KLARF, "", ".001"));
        for (WaferFormat format : WaferFormats.all())
            forms.add(new Form(format.id(), format.label(), format.suffix()));
        for (String id : List.of(CSV, SVG, PNG))
            forms.add(new Form(id, id.toUpperCase(Locale.ROOT), "." + id));
        return forms;
    }

    /** Whether a file is KLARF of any version. @throws ToolException if it cannot be read */
    public static boolean klarf(Path file) throws ToolException {
        return WaferFormats.of(file).filter(f -> f.id().startsWith(KLARF)).isPresent();
    }

    /**
     * A wafer to be written.
     *
     * @param file      that it was read from
     * @param index     which of the wafers of that file it is, from 0
     * @param writeBack classes that its defects get; empty for those that they have
     * @param form      id of a form
     * @param to        another file
     * @param replace   whether it may exist
     */
    public record Request(Wafer wafer, Path file, int index, Optional<KlarfWriteBack.Plan> writeBack, String form,
            Path to, boolean replace) {
        public Request {
            Objects.requireNonNull(wafer);
            Objects.requireNonNull(writeBack);
            Objects.requireNonNull(to);
        }
    }

    /**
     * Writes it.
     *
     * @return what the form cannot hold, and of which defects the class was not written back
     * @throws ToolException if there is no such form, the file is there and may not be replaced, or cannot be written
     */
    public static List<Loss> write(Request request) throws ToolException {
        KlarfWriteBack.Plan none = new KlarfWriteBack.Plan(Map.of(), 0, List.of(), Map.of(), Map.of(), List.of());
        KlarfWriteBack.Plan plan = request.writeBack.orElse(none);
        List<Loss> losses = new ArrayList<>(plan.losses());
        if (request.form.equals(KLARF)) {
            if (!klarf(request.file))
                throw new ToolException(request.file.getFileName() + " is not KLARF, so that nothing can be written "
                        + "back into it.", "Write a new file: --format klarf-1.2.");
            KlarfWriteBack.write(plan, request.file, request.index, request.to, request.replace);
            return losses;
        }
        KlarfWriteBack.free(request.file, request.to, request.replace);
        Wafer wafer = classified(request.wafer, plan);
        switch (request.form) {
            case CSV -> SafeFile.write(request.to.toAbsolutePath(), csv(wafer).getBytes(StandardCharsets.UTF_8));
            case SVG -> MapFiles.writeSvg(map(wafer), WIDTH, HEIGHT, title(wafer), request.to);
            case PNG -> MapFiles.writePng(map(wafer), WIDTH, HEIGHT, 2, request.to);
            default -> losses.addAll(WaferFormats.byId(request.form).write(List.of(wafer), request.to));
        }
        return losses;
    }

    /** The wafer with the classes that are written back. */
    public static Wafer classified(Wafer wafer, KlarfWriteBack.Plan plan) {
        if (plan.numbers().isEmpty())
            return wafer;
        WaferDefects of = wafer.defects();
        WaferDefects.Builder defects = new WaferDefects.Builder();
        for (int i = 0; i < of.size(); i++)
            defects.add(of.id(i), of.x(i), of.y(i), of.column(i), of.row(i))
                    .classNumber(plan.numbers().getOrDefault(i, of.classNumber(i)))
                    .bins(of.roughBin(i), of.fineBin(i)).test(of.test(i)).cluster(of.cluster(i))
                    .size(of.width(i), of.height(i), of.area(i), of.length(i)).images(of.images(i));
        List<DefectCode> classes = new ArrayList<>(wafer.classes());
        classes.addAll(plan.added());
        return new Wafer(wafer.info(), wafer.outline(), wafer.grid(), wafer.dies(), wafer.bins(), defects.build(),
                classes, wafer.tests());
    }

    private static WaferMap map(Wafer wafer) {
        return new WaferMap(new WaferPainter(wafer, Look.LIGHT), Look.LIGHT, WaferMap.Options.of(wafer, title(wafer)),
                WaferMap.Words.ENGLISH);
    }

    private static String title(Wafer wafer) {
        String name = wafer.info().lot().isBlank() ? wafer.info().wafer()
                : wafer.info().lot() + " · " + wafer.info().wafer();
        return wafer.info().step().isBlank() ? name : name + " · " + wafer.info().step();
    }

    private static String csv(Wafer wafer) {
        StringBuilder text = new StringBuilder("id,x_um,y_um,column,row,class,class_name,rough_bin,fine_bin,test,"
                + "cluster,width_um,height_um,area_um2,size_um,images\n");
        WaferDefects of = wafer.defects();
        Map<Integer, String> names = new LinkedHashMap<>();
        for (int i = 0; i < of.size(); i++) {
            text.append(of.id(i)).append(',').append(of.x(i)).append(',').append(of.y(i)).append(',')
                    .append(of.column(i)).append(',').append(of.row(i)).append(',').append(of.classNumber(i))
                    .append(',').append(names.computeIfAbsent(of.classNumber(i), n -> quoted(wafer.className(n))))
                    .append(',').append(of.roughBin(i)).append(',').append(of.fineBin(i)).append(',')
                    .append(of.test(i)).append(',').append(of.cluster(i)).append(',').append(number(of.width(i)))
                    .append(',').append(number(of.height(i))).append(',').append(number(of.area(i))).append(',')
                    .append(number(of.length(i))).append(',')
                    .append(quoted(String.join(" ", of.images(i).stream().map(WaferDefects.Image::file).toList())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String number(float value) {
        return Float.isNaN(value) ? "" : Float.toString(value);
    }

    /** As a cell that no program takes for a formula. */
    private static String quoted(String text) {
        String safe = text.matches("^[=+@-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\n\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

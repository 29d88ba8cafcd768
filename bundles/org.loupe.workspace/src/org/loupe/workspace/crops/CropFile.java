package org.loupe.workspace.crops;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;
import org.loupe.store.ColumnFile;
import org.loupe.store.labels.LabelJson;
import org.loupe.store.labels.LabelShape;

/**
 * A {@link CropTable} as one Parquet file that any program reads: a row for each crop with {@code crop} (its name),
 * {@code class} (known or empty), {@code group}, {@code file}, {@code page}, {@code reference}, {@code um_per_px},
 * {@code sha256}, {@code shape} (its outline as JSON in px), {@code run}, {@code run_image}, {@code number} and
 * {@code kind} (what it was found by), then a column for each feature. How the features were measured is with it.
 */
public final class CropFile {
    private static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    private record Block(String tool, Map<String, Object> params, double weight) {
    }

    private record About(String loupe, int version, String source, List<Block> features, int[] block,
            List<String> columns, List<Provenance> provenance, List<Problem> problems) {
    }

    private CropFile() {
    }

    /**
     * Writes a table; a file of that name is replaced when this one is whole.
     *
     * @throws ToolException if a feature has the name of another column, or the file cannot be written
     */
    public static void write(CropTable table, Path file) throws ToolException {
        int n = table.rows();
        List<Crop> crops = table.crops();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("crop", texts(crops, Crop::name));
        columns.put("class", texts(crops, Crop::known));
        columns.put("group", texts(crops, Crop::group));
        columns.put("file", texts(crops, c -> c.image().test().toString()));
        columns.put("page", crops.stream().mapToInt(c -> c.image().page()).toArray());
        columns.put("reference", texts(crops, c -> c.image().reference().map(Path::toString).orElse("")));
        columns.put("um_per_px", crops.stream().mapToDouble(c -> c.image().umPerPx()).toArray());
        columns.put("sha256", texts(crops, Crop::sha256));
        columns.put("shape", texts(crops, c -> json(c.shape())));
        columns.put("kind", texts(crops, c -> c.origin().kind().name().toLowerCase(Locale.ROOT)));
        columns.put("run", texts(crops, c -> c.origin().run()));
        columns.put("run_image", crops.stream().mapToInt(c -> c.origin().image()).toArray());
        columns.put("number", crops.stream().mapToInt(c -> c.origin().number()).toArray());
        List<String> names = table.features().names();
        for (int c = 0; c < names.size(); c++) {
            float[] values = new float[n];
            for (int row = 0; row < n; row++)
                values[row] = table.features().get(row, c);
            if (columns.put(names.get(c), values) != null)
                throw new ToolException("The feature \"" + names.get(c) + "\" has the name of another column.",
                        "Rename it in the tool that computes it, or leave the tool out.");
        }
        Columns how = table.columns();
        new ColumnFile(columns, GSON.toJson(new About("crops", VERSION, table.source(), how.set().blocks().stream()
                .map(b -> new Block(b.tool(), b.params(), b.weight())).toList(), how.block(), how.names(),
                how.provenance(), table.problems()))).write(file);
    }

    private static String[] texts(List<Crop> crops, Function<Crop, String> of) {
        return crops.stream().map(of).toArray(String[]::new);
    }

    /**
     * Reads a table. One of another program needs the column {@code crop}; all numbers in it are features then.
     *
     * @throws ToolException if the file is no such table
     */
    public static CropTable read(Path file) throws ToolException {
        return table(ColumnFile.read(file), file);
    }

    /** What {@link #read} would give, without the crops: for tables that do not fit into memory. */
    public static CropTable head(Path file) throws ToolException {
        return table(ColumnFile.head(file), file);
    }

    private static CropTable table(ColumnFile found, Path file) throws ToolException {
        try {
            if (!found.about().isEmpty())
                return own(found);
            return foreign(found, file);
        } catch (JsonParseException | IOException | IllegalArgumentException | IllegalStateException
                | NullPointerException e) {
            throw new ToolException(file + " is no table of crops, or a damaged one: " + e.getMessage(),
                    "Make it again with 'loupe features'.", e);
        }
    }

    private static CropTable own(ColumnFile found) throws IOException, ToolException {
        About about = GSON.fromJson(found.about(), About.class);
        if (about == null || !"crops".equals(about.loupe()))
            throw new IllegalArgumentException("it holds something else.");
        if (about.version() > VERSION)
            throw new ToolException("The table was written by a newer version of Loupe: its version is "
                    + about.version() + ", this one reads up to " + VERSION + ".", "Update Loupe.");
        List<String> names = about.columns();
        List<Crop> crops = crops(found);
        FeatureSet set = new FeatureSet(about.features().stream().map(b -> new FeatureSet.Block(b.tool(), b.params(),
                b.weight())).toList());
        return new CropTable(crops, features(found, names), new Columns(set, names, about.block(), about.provenance()),
                about.source(), about.problems());
    }

    /**
     * The features of some rows of a table.
     *
     * @param names of columns of numbers
     */
    public static Features features(ColumnFile found, List<String> names) {
        int width = names.size();
        float[] values = new float[found.rows() * width];
        for (int c = 0; c < width; c++) {
            Object column = found.columns().get(names.get(c));
            for (int row = 0; row < found.rows(); row++)
                values[row * width + c] = column instanceof float[] f ? f[row] : column instanceof double[] d
                        ? (float) d[row] : ((int[]) column)[row];
        }
        return new Features(names, found.rows(), values);
    }

    private static List<Crop> crops(ColumnFile found) throws IOException {
        String[] name = found.texts("crop"), known = found.texts("class"), group = found.texts("group"),
                file = found.texts("file"), reference = found.texts("reference"), sha256 = found.texts("sha256"),
                shape = found.texts("shape"), kind = found.texts("kind"), run = found.texts("run");
        int[] page = found.ints("page"), image = found.ints("run_image"), number = found.ints("number");
        double[] scale = found.doubles("um_per_px");
        Map<String, Item> items = new HashMap<>();
        Map<String, String> once = new HashMap<>();
        List<Crop> crops = new ArrayList<>(name.length);
        for (int row = 0; row < name.length; row++) {
            int r = row;
            Item item = items.computeIfAbsent(file[row] + "#" + page[row] + "|" + reference[row] + "|" + scale[row],
                    k -> new Item(file[r].isEmpty() ? name[r] : Path.of(file[r]).getFileName().toString(),
                            Path.of(file[r]), page[r], reference[r].isEmpty() ? Optional.empty()
                                    : Optional.of(Path.of(reference[r])), scale[r], ImageInfo.Conditions.UNKNOWN));
            crops.add(new Crop(item, once.computeIfAbsent(sha256[row], s -> s), shape(shape[row]), name[row],
                    once.computeIfAbsent(group[row], s -> s), once.computeIfAbsent(known[row], s -> s),
                    new Crop.Origin(Crop.Kind.valueOf(kind[row].toUpperCase(Locale.ROOT)),
                            once.computeIfAbsent(run[row], s -> s), image[row], number[row])));
        }
        return crops;
    }

    /** A table that another program has written. */
    private static CropTable foreign(ColumnFile found, Path file) {
        String[] name = found.texts("crop");
        List<String> names = found.columns().entrySet().stream().filter(c -> !(c.getValue() instanceof String[]))
                .map(Map.Entry::getKey).toList();
        String[] none = new String[name.length];
        Arrays.fill(none, "");
        String[] known = found.columns().get("class") instanceof String[] c ? c : none;
        String[] group = found.columns().get("group") instanceof String[] g ? g : none;
        List<Crop> crops = new ArrayList<>();
        for (int row = 0; row < name.length; row++)
            crops.add(new Crop(Item.of(Path.of(name[row].isBlank() ? "row " + (row + 1) : name[row])), "",
                    new LabelShape.Whole(), name[row], group[row], known[row], Crop.Origin.IMAGE));
        return new CropTable(crops, features(found, names), Columns.of(names),
                file.getFileName().toString(), List.of());
    }

    private static String json(LabelShape shape) {
        if (shape instanceof LabelShape.Whole)
            return "";
        try {
            StringWriter text = new StringWriter();
            JsonWriter json = new JsonWriter(text);
            json.beginObject();
            LabelJson.write(json, shape);
            json.endObject();
            return text.toString();
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory cannot fail.", e);
        }
    }

    private static LabelShape shape(String text) throws IOException {
        if (text.isEmpty())
            return new LabelShape.Whole();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            return LabelJson.shape(json, json.nextName());
        }
    }
}

package org.loupe.engine.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;

/** The extractors of a {@link FeatureSet}, opened. For one thread; closed by whoever opened it. */
public final class Extraction implements AutoCloseable {

    /** An extractor that is open. @param values all its parameters in recipe form */
    private record Extractor(Step<Patch, Features> step, int context, Registry.Entry entry, Map<String, Object> values,
            int from, int columns) {
    }

    private final FeatureSet set;
    private final List<Extractor> extractors = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Extraction(FeatureSet set) {
        this.set = set;
    }

    /**
     * Opens every extractor of a set.
     *
     * @throws ToolException if the set is empty, a tool is unknown or none that describes defects, a parameter does not
     *                       suit, or two of them give a column of one name
     */
    public static Extraction open(FeatureSet set, Registry registry, Policy policy) throws ToolException {
        if (set.blocks().isEmpty())
            throw new ToolException("No features are chosen.", "Choose at least one, such as \"loupe.measure\".");
        Extraction all = new Extraction(set);
        try {
            for (FeatureSet.Block block : set.blocks()) {
                Registry.Entry entry = registry.find(block.tool(), policy, FeatureExtractor.class::isInstance,
                        "describe defects by features");
                all.add((FeatureExtractor<?>) entry.tool(), entry, block.params());
            }
            return all;
        } catch (ToolException | RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    private <P extends Record> void add(FeatureExtractor<P> tool, Registry.Entry entry, Map<String, Object> given)
            throws ToolException {
        Schema<P> schema = Schema.of(tool);
        P params;
        try {
            params = schema.read(given);
        } catch (SchemaException e) {
            throw e.of(tool.info().label());
        }
        tool.check(params);
        List<String> columns = tool.names(params);
        for (String column : columns)
            if (names.contains(column))
                throw new ToolException("Two of the chosen features give the column \"" + column + "\".",
                        "Leave out " + tool.info().label() + ", or the other one.");
        extractors.add(new Extractor(tool.open(params, Device.CPU), tool.context(params), entry, schema.write(params),
                names.size(), columns.size()));
        names.addAll(columns);
    }

    /** The set that it measures. */
    public FeatureSet set() {
        return set;
    }

    /** The columns of all blocks, in order. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** The block that each column is of, as the set counts. */
    public int[] blocks() {
        int[] block = new int[names.size()];
        for (int b = 0; b < extractors.size(); b++)
            Arrays.fill(block, extractors.get(b).from, extractors.get(b).from + extractors.get(b).columns, b);
        return block;
    }

    /** How many px around a defect's box the extractors want to see. */
    public int context() {
        return extractors.stream().mapToInt(Extractor::context).max().orElse(0);
    }

    /** How the numbers come to be: an entry for each block. */
    public List<Provenance> provenance() {
        return extractors.stream().map(e -> new Provenance(e.entry.tool().info().id(), e.entry.bundle(),
                e.entry.version(), e.values, 0, "", Device.CPU.kind().name(), e.entry.libraries(), List.of())).toList();
    }

    /**
     * Describes patches, each of them cut with {@link #context()} or more around its box.
     *
     * @return a row for each patch
     * @throws ToolException what an extractor says of a patch that it cannot describe
     */
    public Features apply(List<Patch> patches, Run run) throws ToolException {
        float[] values = new float[patches.size() * names.size()];
        for (Extractor extractor : extractors) {
            List<Features> parts = extractor.step.applyAll(patches.stream().map(p -> within(p, extractor.context))
                    .toList(), run);
            for (int row = 0; row < parts.size(); row++)
                System.arraycopy(parts.get(row).values(), 0, values, row * names.size() + extractor.from,
                        extractor.columns);
        }
        return new Features(names, patches.size(), values);
    }

    /**
     * Describes one patch by as many blocks as can; the columns of those that cannot are NaN.
     *
     * @param failed told which block failed and why
     */
    public Features describe(Patch patch, Run run, Map<FeatureSet.Block, Problem> failed) {
        float[] values = new float[names.size()];
        Arrays.fill(values, Float.NaN);
        for (int b = 0; b < extractors.size(); b++) {
            Extractor extractor = extractors.get(b);
            String label = extractor.entry.tool().info().label();
            try {
                Features part = extractor.step.apply(within(patch, extractor.context), run);
                System.arraycopy(part.values(), 0, values, extractor.from, extractor.columns);
            } catch (ToolException e) {
                failed.put(set.blocks().get(b), Problem.warning("", label + ": " + e.getMessage(), e.remedy()));
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                failed.put(set.blocks().get(b), Problem.warning("", label + " failed: " + e + ".",
                        "Tell the maker of the tool."));
            }
        }
        return new Features(names, 1, values);
    }

    /** The part of a patch that an extractor wants to see, as a run of a recipe would cut it. */
    private static Patch within(Patch patch, int context) {
        Region whole = patch.image().shape().region(), part = patch.box().grow(context).intersect(whole);
        return part.equals(whole) ? patch : new Patch(cut(patch.image(), part),
                patch.reference().map(r -> cut(r, part)), patch.box().move(-part.x(), -part.y()),
                cut(patch.mask(), part));
    }

    private static Tile cut(Tile from, Region part) {
        Tile made = Tile.allocate(from.shape().size(part.width(), part.height())).at(from.x() + part.x(),
                from.y() + part.y());
        int pixel = from.shape().channels() * from.shape().type().bytes();
        for (int y = 0; y < part.height(); y++)
            made.data().put(y * part.width() * pixel, from.data(), ((part.y() + y) * from.width() + part.x()) * pixel,
                    part.width() * pixel);
        return made;
    }

    /** What decides the numbers beside the pixels, as a text that is equal for equal numbers. */
    public String identity() {
        StringBuilder text = new StringBuilder();
        for (Extractor e : extractors)
            text.append(e.entry.bundle()).append(' ').append(e.entry.version()).append(' ')
                    .append(e.entry.tool().info().id()).append(' ').append(new LinkedHashMap<>(e.values))
                    .append(names.subList(e.from, e.from + e.columns)).append('\n');
        return text.toString();
    }

    @Override
    public void close() {
        for (Extractor extractor : extractors)
            try {
                extractor.step.close();
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(Extraction.class.getName()).log(System.Logger.Level.WARNING, "A tool did not close", e);
            }
        extractors.clear();
    }
}

package org.loupe.workspace.crops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.Fusion;
import org.loupe.engine.learning.Columns;
import org.loupe.engine.learning.LabelledRows;

/**
 * Crops with the numbers that describe them. Immutable by agreement. {@link CropFile} keeps one on disk.
 *
 * @param crops    in order
 * @param features a row for each crop as the extractors gave it, NaN where it could not be measured
 * @param columns  how these came to be
 * @param source   what the crops are, for people
 * @param problems what could not be measured, each once
 */
public record CropTable(List<Crop> crops, Features features, Columns columns, String source, List<Problem> problems) {

    public CropTable {
        crops = List.copyOf(crops);
        Objects.requireNonNull(source);
        problems = List.copyOf(problems);
        if (features.rows() != crops.size() || !features.names().equals(columns.names()))
            throw new IllegalArgumentException(crops.size() + " crops and the columns " + columns.names()
                    + " do not belong to " + features.rows() + " rows of " + features.names() + ".");
    }

    /** Number of crops. */
    public int rows() {
        return crops.size();
    }

    /** The scale that brings the columns together, learned from these rows by the weights of the set. */
    public Fusion fusion() {
        return columns.fusion(features);
    }

    /** Rows of which something could be measured. */
    public int[] measured() {
        int width = features.names().size();
        return IntStream.range(0, rows()).filter(row -> IntStream.range(0, width)
                .anyMatch(c -> Float.isFinite(features.get(row, c)))).toArray();
    }

    /** Some of the crops, in that order. */
    public CropTable select(int... rows) {
        return new CropTable(Arrays.stream(rows).mapToObj(crops::get).toList(), features.select(rows), columns, source,
                problems);
    }

    /**
     * The same crops by some of the blocks that were measured, with other weights: nothing is measured anew.
     *
     * @throws ToolException if a block was not measured with these parameters
     */
    public CropTable by(FeatureSet wanted) throws ToolException {
        if (wanted.equals(columns.set()))
            return this;
        List<FeatureSet.Block> there = columns.set().blocks();
        List<Integer> taken = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        List<Provenance> provenance = new ArrayList<>();
        for (FeatureSet.Block block : wanted.blocks()) {
            int from = IntStream.range(0, there.size()).filter(b -> there.get(b).weight(1).equals(block.weight(1)))
                    .findFirst().orElseThrow(() -> new ToolException(block.tool() + " was not measured of these crops "
                            + "with these parameters.", "Measure them again."));
            for (int c = 0; c < columns.block().length; c++)
                if (columns.block()[c] == from) {
                    taken.add(c);
                    blocks.add(provenance.size());
                }
            provenance.add(columns.provenance().get(from));
        }
        int width = taken.size();
        float[] values = new float[rows() * width];
        for (int row = 0; row < rows(); row++)
            for (int c = 0; c < width; c++)
                values[row * width + c] = features.get(row, taken.get(c));
        List<String> names = taken.stream().map(features.names()::get).toList();
        return new CropTable(crops, new Features(names, rows(), values), new Columns(wanted, names,
                blocks.stream().mapToInt(b -> b).toArray(), provenance), source, problems);
    }

    /** Names of the classes that crops are known to have, in alphabetical order. */
    public List<String> classes() {
        TreeSet<String> classes = new TreeSet<>();
        crops.forEach(c -> classes.add(c.known()));
        classes.remove("");
        return List.copyOf(classes);
    }

    /** The known class of each crop, an index into {@link #classes()}; -1 where it is unknown. */
    public int[] known() {
        List<String> classes = classes();
        return crops.stream().mapToInt(c -> classes.indexOf(c.known())).toArray();
    }

    /**
     * The crops of a known class of which something could be measured, to learn from; those of no known group are each
     * a group of their own.
     */
    public LabelledRows labelled() {
        int[] known = known();
        int[] rows = Arrays.stream(measured()).filter(row -> known[row] >= 0).toArray();
        return new LabelledRows(classes(), features.select(rows), Arrays.stream(rows).map(r -> known[r]).toArray(),
                Arrays.stream(rows).mapToObj(crops::get).map(c -> c.group().isEmpty() ? c.name() : c.group()).toList(),
                Arrays.stream(rows).mapToObj(r -> crops.get(r).name()).toList());
    }
}

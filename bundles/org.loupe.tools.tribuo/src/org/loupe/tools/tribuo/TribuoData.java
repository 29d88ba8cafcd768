package org.loupe.tools.tribuo;

import java.util.function.IntFunction;
import org.loupe.api.Run;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows as Tribuo takes them. */
final class TribuoData {

    private TribuoData() {
    }

    /**
     * A data set whose feature number j is column j: Tribuo numbers features in the order of their names, which here
     * are numbers of equal length.
     *
     * @param values of the rows, which may be scaled
     * @param output what is true of a row
     */
    static <T extends Output<T>> MutableDataset<T> of(float[] values, int rows, int columns, OutputFactory<T> factory,
            IntFunction<T> output, Run run) {
        MutableDataset<T> data = new MutableDataset<>(new SimpleDataSourceProvenance("rows of features", factory),
                factory);
        String[] names = new String[columns];
        for (int j = 0; j < columns; j++)
            names[j] = String.format("%08d", j);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            run.checkCancelled();
            for (int j = 0; j < columns; j++)
                row[j] = values[i * columns + j];
            data.add(new ArrayExample<>(output.apply(i), names, row));
        }
        return data;
    }
}

package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.learning.ModelComparison;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Words;

/**
 * Two models that were read, and how they did on the examples that both know, each on what it had not learned from.
 *
 * @param alone examples that only one of them knows
 */
record ComparedModels(OpenModel first, OpenModel second, ModelComparison comparison, int alone) {

    /** Reads and compares, off the UI thread. @throws ToolException if one cannot be read or they share no example */
    static ComparedModels read(ComparisonInput input, Path project, Registry registry) throws ToolException {
        OpenModel first = OpenModel.read(input.first(), OpenModel.file(project, input.first()), registry);
        OpenModel second = OpenModel.read(input.second(), OpenModel.file(project, input.second()), registry);
        if (first.classifier().isEmpty() || second.classifier().isEmpty())
            throw new ToolException(Words.get("models.compare.kinds"), Words.get("models.compare.kinds.remedy"));
        Scored a = first.classifier().get().report().scored(), b = second.classifier().get().report().scored();
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < b.rows(); row++)
            places.putIfAbsent(b.ids().get(row), row);
        List<Integer> ofFirst = new ArrayList<>(), ofSecond = new ArrayList<>();
        for (int row = 0; row < a.rows(); row++) {
            Integer other = places.remove(a.ids().get(row));
            if (other != null) {
                ofFirst.add(row);
                ofSecond.add(other);
            }
        }
        if (ofFirst.isEmpty())
            throw new ToolException(Words.get("models.compare.nothing"), Words.get("models.compare.nothing.remedy"));
        return new ComparedModels(first, second, ModelComparison.of(select(a, ofFirst), select(b, ofSecond)),
                a.rows() + b.rows() - 2 * ofFirst.size());
    }

    private static Scored select(Scored of, List<Integer> rows) {
        int n = of.classes().size();
        int[] best = new int[rows.size()], truth = new int[rows.size()];
        float[] probabilities = new float[rows.size() * n], novelty = new float[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            best[i] = of.predictions().best()[row];
            truth[i] = of.truth()[row];
            novelty[i] = of.predictions().novelty()[row];
            System.arraycopy(of.predictions().probabilities(), row * n, probabilities, i * n, n);
        }
        return new Scored(rows.stream().map(of.ids()::get).toList(), rows.stream().map(of.groups()::get).toList(),
                truth, new Predictions(of.classes(), best, probabilities, novelty));
    }
}

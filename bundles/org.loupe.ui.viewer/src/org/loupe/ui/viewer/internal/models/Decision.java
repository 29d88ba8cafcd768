package org.loupe.ui.viewer.internal.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.loupe.api.ToolException;
import org.loupe.engine.learning.Memory;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropTable;

/** Why a classifier takes one example for what it does. */
final class Decision {

    private Decision() {
    }

    /**
     * The kept examples that one is most like, without itself, the nearest first. An example that the model does not
     * keep is looked up in the table of what it was learned from; where that is gone too, nothing is found. Reads a
     * file: off the UI thread.
     */
    static List<Memory.Neighbour> nearest(OpenModel model, String id, int count) throws ToolException {
        TrainedClassifier classifier = model.classifier().orElseThrow().model();
        int at = classifier.memory().ids().indexOf(id);
        if (at >= 0) // one more, since the example itself is the nearest to itself
            return classifier.memory().nearest(at, count + 1).stream().filter(n -> n.row() != at).limit(count).toList();
        Path file = TrainingWork.cropsOf(model.file());
        if (!Files.exists(file))
            return List.of();
        CropTable table = CropFile.read(file);
        int row = IntStream.range(0, table.rows()).filter(i -> table.crops().get(i).name().equals(id)).findFirst()
                .orElse(-1);
        return row < 0 ? List.of() : classifier.nearest(table.features(), row, count);
    }

    /** The classes that are worth telling: those of the highest probability, and behind them the true one. */
    static List<Integer> classes(Scored scored, int row, int most) {
        List<Integer> order = IntStream.range(0, scored.classes().size()).boxed()
                .sorted(Comparator.comparingDouble(c -> -scored.probability(row, c))).toList();
        if (order.size() <= most)
            return order;
        List<Integer> first = order.subList(0, most);
        int truth = scored.truth()[row];
        return first.contains(truth) ? first : IntStream.range(0, most).mapToObj(i -> i < most - 1 ? first.get(i)
                : Integer.valueOf(truth)).toList();
    }
}

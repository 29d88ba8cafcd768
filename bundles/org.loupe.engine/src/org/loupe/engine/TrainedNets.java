package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetModel;

/** The model files that {@link Detect} and {@link Segment} name. */
final class TrainedNets {
    private static final KnownModels<NetCard, NetModel<?>> KNOWN = new KnownModels<>(NetCard::read,
            "No model is chosen.", "Train one");
    /** Px around a place that a net sees besides the largest object. */
    private static final int MARGIN = 64;

    private TrainedNets() {
    }

    /** What is known of a model. @throws ToolException if there is none, or it does something else */
    static NetCard card(Path file, Task task) throws ToolException {
        NetCard card = KNOWN.card(file);
        if (card.task() != task)
            throw new ToolException(file.getFileName() + " was trained for " + words(card.task()) + ", not for "
                    + words(task) + ".", "Choose another model, or the step that fits it.");
        return card;
    }

    private static String words(Task task) {
        return task.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** The same; empty if there is none that can be used. */
    static Optional<NetCard> known(Path file, Task task) {
        try {
            return Optional.of(card(file, task));
        } catch (ToolException e) {
            return Optional.empty(); // check() says why
        }
    }

    /** The classes that a model finds; "object" until there is one. */
    static List<String> classes(Path file, Task task) {
        return known(file, task).map(NetCard::classes).orElse(List.of("object"));
    }

    /** Px around a tile that are seen. */
    static int halo(Path file, Task task) {
        return known(file, task).map(NetCard::largest).orElse(0) + MARGIN;
    }

    /** The model. */
    @SuppressWarnings("unchecked")
    static <O> NetModel<O> model(Path file, Task task, Registry registry) throws ToolException {
        card(file, task);
        return (NetModel<O>) KNOWN.model(file, f -> NetModel.read(f, registry));
    }

    /** Whether a place of a tile may show something. @param valid where 0, nothing is told; {@code null} for everywhere */
    static boolean counts(Tile valid, double x, double y) {
        if (valid == null)
            return true;
        int column = (int) Math.max(0, Math.min(valid.width() - 1, x));
        int row = (int) Math.max(0, Math.min(valid.height() - 1, y));
        return valid.data().get(row * valid.width() + column) != 0;
    }
}

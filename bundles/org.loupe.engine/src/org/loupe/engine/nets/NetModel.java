package org.loupe.engine.nets;

import java.nio.file.Path;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;

/**
 * A net and what is known of it, kept in one file, {@code NAME.model}. Immutable; any thread.
 *
 * @param <O>   what it gives for a pair of images, as its card's task says
 * @param card  what is known of it
 * @param model what its trainer learned
 */
public record NetModel<O>(NetCard card, Model<Pair, O> model) {

    /** Reads a model file. @throws ToolException if it is none, is damaged or of a later Loupe, or a tool is missing */
    public static NetModel<?> read(Path file, Registry registry) throws ToolException {
        return NetFile.read(file, registry);
    }

    /** Writes a model file, whole or not at all. @throws ToolException if that fails; what was there is then kept */
    public void write(Path file) throws ToolException {
        NetFile.write(this, file);
    }
}

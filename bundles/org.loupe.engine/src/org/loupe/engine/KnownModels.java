package org.loupe.engine;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.ToolException;

/**
 * Model files that steps name, each read once until its size or time of change is another: what is known of it at once,
 * what was learned when it is first used, for as long as memory is not short. Any thread.
 *
 * @param <C> what is known of a model
 * @param <M> the model itself
 */
final class KnownModels<C, M> {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private final Reading<C> cards;
    private final String none, remedy;

    /** Reads something of a model file. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Path file) throws ToolException;
    }

    /**
     * Models of one kind.
     *
     * @param none   what is told where no file is named
     * @param remedy what helps where there is no file
     */
    KnownModels(Reading<C> cards, String none, String remedy) {
        this.cards = cards;
        this.none = none;
        this.remedy = remedy;
    }

    /** A file as it was when it was looked at. */
    private final class Known {
        private final long size, modified;
        private final C card;
        private final ToolException wrong;
        private SoftReference<M> model = new SoftReference<>(null);

        Known(Path file, long size, long modified) {
            this.size = size;
            this.modified = modified;
            C read = null;
            ToolException why = null;
            try {
                read = cards.of(file);
            } catch (ToolException e) {
                why = e;
            }
            card = read;
            wrong = why;
        }

        synchronized M model(Path file, Reading<M> models) throws ToolException {
            M read = model.get();
            if (read == null) {
                read = models.of(file);
                model = new SoftReference<>(read);
            }
            return read;
        }
    }

    /** What is known of a model. @throws ToolException if no file is named, it is not there or it is none */
    C card(Path file) throws ToolException {
        return find(file).card;
    }

    /** The model. @param models reads it if that has not been done */
    M model(Path file, Reading<M> models) throws ToolException {
        return find(file).model(file, models);
    }

    private Known find(Path named) throws ToolException {
        if (named.toString().isBlank())
            throw new ToolException(none, remedy + ", or choose a model file.");
        Path file = named.toAbsolutePath().normalize();
        Known found;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = now.lastModifiedTime().toMillis();
            found = known.get(file);
            if (found == null || found.size != now.size() || found.modified != modified) {
                found = new Known(file, now.size(), modified);
                known.put(file, found);
            }
        } catch (IOException e) {
            known.remove(file);
            throw new ToolException("The model " + file + " is not there.",
                    remedy + " again, or choose where the model is now.", e);
        }
        if (found.wrong != null)
            throw found.wrong;
        return found;
    }
}

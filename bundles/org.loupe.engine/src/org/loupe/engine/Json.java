package org.loupe.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** JSON as this bundle writes it. */
final class Json {
    /** For files that people read. */
    static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    /** For hashes: no blanks. */
    static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {
    }
}

package org.loupe.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.api.ToolException;
import org.loupe.engine.Spec;
import picocli.CommandLine.Option;

/**
 * What a verb is told to do: a file of YAML or JSON, in which options and words of the command line set values. A verb
 * mixes this in, and reads it into its record, whose parameters are the schema. Of one command line.
 */
final class Specification {
    @Option(names = {"-e", "--spec"}, paramLabel = "FILE",
            description = "Specification (.yaml, .json); options and KEY=VALUE change its values.")
    private Path file;

    private final List<String> options = new ArrayList<>();

    /** Sets what an option says; {@code null} for one that is not given. */
    Specification set(String key, Object value) {
        if (value != null)
            options.add(key + "=" + (value instanceof List<?> list ? list.stream().map(Specification::text).toList()
                    : text(value)));
        return this;
    }

    private static String text(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString()
                : Spec.quoted(value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT)
                        : value.toString());
    }

    /**
     * What the file, the options and the words say; the last of a key counts.
     *
     * @param given words: KEY=VALUE, or values of {@code keys}
     * @param keys  what words without a key set, in this order
     * @throws ToolException if a file cannot be read, a word sets no value, or there are more words than keys
     */
    Spec read(List<String> given, String... keys) throws ToolException {
        Spec read = file().with(options);
        int next = 0;
        for (String word : given)
            if (isSetting(word))
                read = read.with(word);
            else if (next < keys.length)
                read = read.with(keys[next++] + "=" + Spec.quoted(word));
            else
                throw new ToolException("\"" + word + "\" is one word too many behind " + String.join(" and ", keys)
                        + ".", "Leave it out, or write KEY=VALUE.");
        return read;
    }

    /** What the file says alone; nothing without a file. */
    Spec file() throws ToolException {
        return file == null ? Spec.parse("command line", "{}") : Spec.read(file);
    }

    /** Whether a word is KEY=VALUE; the name of a file that is there is none. */
    static boolean isSetting(String word) throws ToolException {
        return word.contains("=") && !Files.exists(Console.path(word));
    }
}

package org.loupe.cli.internal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the verbs share: the tools, the two streams, and how errors are told. */
public final class Console {
    static final int OK = 0;
    static final int DIFFERENT = 1;
    static final int WRONG = 2;
    static final int STOPPED = 3;
    static final int CANCELLED = 130;
    private static final int MOST_THREADS = 1024;

    private final Supplier<Registry> supplier;
    private final PrintStream out;
    private final PrintStream err;
    private Registry registry;
    private boolean debug;

    public Console(Supplier<Registry> registry, PrintStream out, PrintStream err) {
        this.supplier = registry;
        this.out = out;
        this.err = err;
    }

    /** Runs a command line; every error becomes a message and an exit code. */
    public int execute(CommandLine line, String[] args) {
        line.setOut(writer(out));
        line.setErr(writer(err));
        number(line, Long::valueOf, "whole number", long.class, Long.class);
        number(line, Integer::valueOf, "whole number", int.class, Integer.class);
        number(line, Double::valueOf, "number", double.class, Double.class);
        line.setUsageHelpWidth(100);
        line.setAbbreviatedOptionsAllowed(false);
        line.setExitCodeExceptionMapper(e -> WRONG);
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            complain(new ToolException("The memory that Java may use, "
                    + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB, is not enough.",
                    "Use fewer --threads, or give more with LOUPE_JAVA_OPTIONS=-Xmx8g.", e));
            return STOPPED;
        } catch (Error e) {
            return unexpected(e);
        }
    }

    @SafeVarargs
    private static <T> void number(CommandLine line, Function<String, T> parse, String what, Class<T>... types) {
        for (Class<T> type : types)
            line.registerConverter(type, text -> {
                try {
                    return parse.apply(text.strip());
                } catch (NumberFormatException e) {
                    throw new TypeConversionException("\"" + text + "\" is no " + what);
                }
            });
    }

    /**
     * The constant that a user typed: lower case, with dashes.
     *
     * @param what what it is: "format"
     */
    static <E extends Enum<E>> E word(Class<E> type, String what, String text) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text.strip().toLowerCase(Locale.ROOT)))
                return constant;
            known.add(word);
        }
        throw new TypeConversionException("\"" + text + "\" is no " + what + "; use " + String.join(", ",
                known.subList(0, known.size() - 1)) + " or " + known.get(known.size() - 1));
    }

    /** The constants that words name. @throws ToolException if one is none */
    static <E extends Enum<E>> List<E> words(Class<E> type, String what, List<String> texts) throws ToolException {
        List<E> constants = new ArrayList<>();
        for (String text : texts)
            try {
                constants.add(word(type, what, text));
            } catch (TypeConversionException e) {
                throw new ToolException(e.getMessage() + ".", "", e);
            }
        return constants;
    }

    /** Text goes through the stream, which knows its encoding. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) {
                stream.print(new String(text, offset, length));
            }

            @Override
            public void flush() {
                stream.flush();
            }

            @Override
            public void close() {
                flush();
            }
        }, true);
    }

    private int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        boolean noVerb = e instanceof UnmatchedArgumentException && !command.getSubcommands().isEmpty()
                && !args[0].startsWith("-");
        err.println("loupe: " + (noVerb ? "There is no command \"" + String.join(" ",
                ((UnmatchedArgumentException) e).getUnmatched()) + "\". There are "
                + String.join(", ", command.getSubcommands().keySet()) + "." : e.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(e, err))
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        if (debug)
            e.printStackTrace(err);
        return WRONG;
    }

    private int failed(Exception e) {
        if (e instanceof Stopped stopped) {
            complain(stopped.getCause());
            return stopped.code();
        }
        if (e instanceof ToolException problem) {
            complain(problem);
            return WRONG;
        }
        return unexpected(e);
    }

    private int unexpected(Throwable e) {
        err.println("loupe: This should not have happened: " + e + ".");
        if (debug)
            e.printStackTrace(err);
        else
            err.println("       Please report it, with what the command prints with --debug.");
        return STOPPED;
    }

    /** Tells what is wrong and what to do. */
    void complain(ToolException e) {
        err.println("loupe: " + e.getMessage());
        if (!e.remedy().isEmpty())
            err.println("       " + e.remedy());
        if (debug)
            e.printStackTrace(err);
    }

    /** A note that is no result. */
    void note(String text) {
        err.println("loupe: " + text);
    }

    /** @param threads as given, or null for one per core */
    static void checkThreads(Integer threads) throws ToolException {
        if (threads != null && (threads < 1 || threads > MOST_THREADS))
            throw new ToolException("--threads is from 1 to " + MOST_THREADS + ", found " + threads + ".",
                    "Leave it out for one per core.");
    }

    /** A path as a user typed it. @throws ToolException if it is none */
    static Path path(String text) throws ToolException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ToolException("\"" + text + "\" is no path: " + e.getReason() + ".", "Check it.", e);
        }
    }

    /** Where results go. */
    PrintStream out() {
        return out;
    }

    /** Where progress and errors go. */
    PrintStream err() {
        return err;
    }

    void debug(boolean value) {
        debug = value;
    }

    /** All tools; bundles that had to be left out are named when they are first asked for. */
    Registry registry() {
        if (registry == null) {
            registry = supplier.get();
            for (Registry.Skipped s : registry.skipped())
                note(s.bundle() + " is left out. " + s.reason() + (s.remedy().isEmpty() ? "" : " " + s.remedy()));
        }
        return registry;
    }

    /** An error with an exit code of its own. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Stopped(int code, ToolException cause) {
            super(cause);
            this.code = code;
        }

        int code() {
            return code;
        }

        @Override
        public synchronized ToolException getCause() {
            return (ToolException) super.getCause();
        }
    }
}

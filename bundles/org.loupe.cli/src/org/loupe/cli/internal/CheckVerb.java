package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.Options;
import org.loupe.engine.Registry;
import org.loupe.workspace.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a run again and compares. */
@Command(name = "check", sortOptions = false,
        description = "Makes the results of a run again from its images, recipe and seed, and compares them.")
public final class CheckVerb implements Callable<Integer> {
    private static final int DIFFERENCES_SHOWN = 20;

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = {"-t", "--threads"}, paramLabel = "N", description = "Workers; by default one per core.")
    private Integer threads;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public CheckVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Console.checkThreads(threads);
        Registry registry = console.registry();
        Verification.Report report;
        try (Interrupt interrupt = new Interrupt();
                ConsoleProgress progress = new ConsoleProgress(console.err(), quiet, "images", interrupt::cancelled)) {
            report = Verification.check(run, threads != null ? threads : Options.defaults().threads(), registry,
                    progress);
        }
        report.notes().forEach(console::note);
        int shown = Math.min(report.differences().size(), DIFFERENCES_SHOWN);
        for (Verification.Difference difference : report.differences().subList(0, shown))
            console.out().println("  " + difference.image() + ": " + difference.what());
        if (report.different() > shown)
            console.out().println("  … and " + (report.different() - shown) + " more.");
        console.out().println(summary(report));
        return report.cancelled() ? Console.CANCELLED : report.confirmed() ? Console.OK : Console.DIFFERENT;
    }

    private static String summary(Verification.Report report) {
        StringBuilder text = new StringBuilder();
        text.append(report.equal()).append(" of ").append(report.images()).append(" images: the same bits");
        if (report.close() > 0)
            text.append(String.format(Locale.ROOT, "; %d within the tolerance of the tools, %s", report.close(),
                    report.tolerance()));
        if (report.different() > 0)
            text.append("; ").append(report.different()).append(" differ");
        if (report.cancelled())
            text.append("; cancelled");
        return text.append('.').toString();
    }
}

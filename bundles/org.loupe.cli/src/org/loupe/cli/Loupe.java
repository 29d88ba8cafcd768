package org.loupe.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.loupe.cli.internal.CheckVerb;
import org.loupe.cli.internal.ClusterVerb;
import org.loupe.cli.internal.CompareVerb;
import org.loupe.cli.internal.Console;
import org.loupe.cli.internal.ConvertVerb;
import org.loupe.cli.internal.EvaluateVerb;
import org.loupe.cli.internal.ExamplesVerb;
import org.loupe.cli.internal.ExportVerb;
import org.loupe.cli.internal.FeaturesVerb;
import org.loupe.cli.internal.GenerateVerb;
import org.loupe.cli.internal.ImportVerb;
import org.loupe.cli.internal.InspectVerb;
import org.loupe.cli.internal.LabelVerb;
import org.loupe.cli.internal.PredictVerb;
import org.loupe.cli.internal.ProjectVerb;
import org.loupe.cli.internal.RootVerb;
import org.loupe.cli.internal.SplitVerb;
import org.loupe.cli.internal.SweepVerb;
import org.loupe.cli.internal.ToolsVerb;
import org.loupe.cli.internal.TrainVerb;
import org.loupe.cli.internal.WaferVerb;
import org.loupe.engine.Registry;
import picocli.CommandLine;

/**
 * The command line. Exit codes: 0 all is well; 1 it is done, but images failed, or a check or comparison found
 * differences; 2 the command or the recipe is wrong, nothing was done; 3 it could not go on, what was finished is kept;
 * 130 cancelled.
 */
public final class Loupe {

    private Loupe() {
    }

    /** Runs a command in plain Java, with the tools of the class path, and ends the program with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, () -> Registry.load(Loupe.class.getClassLoader()), stream(FileDescriptor.out),
                stream(FileDescriptor.err)));
    }

    /**
     * Runs one command.
     *
     * @param registry asked once, and only by commands that need tools
     * @param out      results
     * @param err      progress and errors
     * @return the exit code
     */
    public static int run(String[] args, Supplier<Registry> registry, PrintStream out, PrintStream err) {
        Console console = new Console(registry, out, err);
        CommandLine line = new CommandLine(new RootVerb(console));
        line.addSubcommand("inspect", new InspectVerb(console));
        line.addSubcommand("evaluate", new EvaluateVerb(console));
        line.addSubcommand("compare", new CompareVerb(console));
        line.addSubcommand("train", new TrainVerb(console));
        line.addSubcommand("sweep", new SweepVerb(console));
        line.addSubcommand("predict", new PredictVerb(console));
        line.addSubcommand("features", new FeaturesVerb(console));
        line.addSubcommand("cluster", new ClusterVerb(console));
        line.addSubcommand("project", new ProjectVerb(console));
        line.addSubcommand("label", new CommandLine(new LabelVerb(console)).addSubcommand("examples",
                new ExamplesVerb(console)));
        line.addSubcommand("split", new SplitVerb(console));
        line.addSubcommand("import", new ImportVerb(console));
        line.addSubcommand("export", new ExportVerb(console));
        line.addSubcommand("convert", new ConvertVerb(console));
        line.addSubcommand("wafer", new WaferVerb(console));
        line.addSubcommand("generate", new GenerateVerb(console));
        line.addSubcommand("tools", new ToolsVerb(console));
        line.addSubcommand("check", new CheckVerb(console));
        int code = console.execute(line, args);
        out.flush();
        err.flush();
        return code;
    }

    /**
     * A standard stream in an encoding that can show every character: UTF-8, but for a console window of Windows, which
     * has its own.
     *
     * @param descriptor {@link FileDescriptor#out} or {@link FileDescriptor#err}
     */
    public static PrintStream stream(FileDescriptor descriptor) {
        boolean window = System.getProperty("os.name", "").startsWith("Windows") && System.console() != null;
        Charset charset = window ? System.console().charset() : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }
}

package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.workspace.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes samples. */
@Command(name = "generate", sortOptions = false,
        description = "Makes sample images with known defects, as a project that can be opened and inspected.",
        footer = {"", "Examples:", "  loupe generate boards --count 20 --out demo",
            "  loupe generate dies --count 5 --seed 7 --set noise=6 --out wafers", "",
            "Parameters of a kind: 'loupe tools describe loupe.generate-boards', -sem, -layers or -wafer."})
public final class GenerateVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "KIND",
            description = "boards, sem, wafer (bare), dies (patterned wafer), layers (metal of a circuit), stack (for a"
                    + " stack of classifiers), or the id of a generator.")
    private String kind;

    @Option(names = {"-n", "--count"}, paramLabel = "N", defaultValue = "10", description = "Samples (default: 10).")
    private int count;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER", required = true, description = "A new folder.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Another seed, other samples (default: 1).")
    private long seed;

    @Option(names = "--set", paramLabel = "PARAM=VALUE", description = "Changes a parameter; can be given many times.")
    private List<String> settings = new ArrayList<>();

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public GenerateVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1)
            throw new ToolException("--count is at least 1, found " + count + ".", "Give the number of samples.");
        Registry registry = console.registry();
        Schema<?> schema = Schema.of(Samples.generator(kind, registry));
        Map<String, Object> params = new LinkedHashMap<>();
        for (String setting : settings) {
            int at = setting.indexOf('=');
            if (at < 1)
                throw new ToolException("\"" + setting + "\" sets no parameter.", "Write such as noise=6.");
            params.put(setting.substring(0, at), schema.parse(setting.substring(0, at), setting.substring(at + 1)));
        }
        schema.read(params);
        Samples.Written written;
        try (Interrupt interrupt = new Interrupt()) {
            try (ConsoleProgress progress = new ConsoleProgress(console.err(), quiet, "samples",
                    interrupt::cancelled)) {
                written = Samples.write(new Samples.Request(kind, params, count, seed, out), registry, progress);
            } catch (CancellationException e) {
                console.note("Cancelled; " + InspectVerb.relative(out)
                        + " holds a part of the samples and no truth. Delete it.");
                return Console.CANCELLED;
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
        }
        Path folder = InspectVerb.relative(written.folder());
        console.out().println(Plural.of(written.samples(), "sample") + " with "
                + Plural.of(written.defects(), "defect") + " in " + folder + ".");
        console.out().println("To inspect them:  loupe inspect --recipe " + written.recipe() + " --out "
                + folder.resolve("runs").resolve("0001") + " " + folder.resolve("images"));
        return Console.OK;
    }
}

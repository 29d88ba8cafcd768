package org.loupe.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: help, version, and what all verbs share. */
@Command(name = "loupe", sortOptions = false, versionProvider = RootVerb.Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Finds and measures defects on images of wafers and circuit boards.",
        footer = {"", "Examples:",
            "  loupe generate boards --count 20 --out demo       sample boards with known defects",
            "  loupe inspect --recipe golden-board --out demo/runs/0001 --format html demo/images",
            "  loupe evaluate demo/runs/0001 --truth demo/truth.json --class-agnostic",
            "  loupe train crops/ --out pits.model               learns classes from folders of crops",
            "  loupe tools describe loupe.golden-difference      its parameters, units and ranges",
            "  loupe inspect --resume --out demo/runs/0001       goes on with a run that was stopped",
            "", "Exit codes: 0 all is well, 1 images failed or runs differ, 2 wrong command or recipe,",
            "3 could not go on (disk, permission), 130 cancelled."})
public final class RootVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public RootVerb(Console console) {
        this.console = console;
    }

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error came from.")
    void debug(boolean value) {
        console.debug(value);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return Console.OK;
    }

    /** The version of this bundle; "development" where it runs from loose classes. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            String version = "development";
            for (URL url : Collections.list(RootVerb.class.getClassLoader().getResources("META-INF/MANIFEST.MF")))
                try (InputStream in = url.openStream()) {
                    Attributes manifest = new Manifest(in).getMainAttributes();
                    if (String.valueOf(manifest.getValue("Bundle-SymbolicName")).startsWith("org.loupe.cli"))
                        version = manifest.getValue("Bundle-Version");
                }
            return new String[] {"Loupe " + version, "Java " + Runtime.version()};
        }
    }
}

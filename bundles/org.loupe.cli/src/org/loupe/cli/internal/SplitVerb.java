package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.SplitRule;
import org.loupe.workspace.labels.Splits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Splits the tiles of a project for training. */
@Command(name = "split", sortOptions = false,
        description = "Splits the tiles of a project into those for training, validation and test, so that nothing "
                + "leaks from one into another; or tells what leaks.",
        footer = {"",
            "Groups stay together: images of one wafer or board look alike. Tiles whose files are equal do, too.",
            "Exit code 1 if --check finds leaks.", "", "Examples:", "  loupe split my-project",
            "  loupe split my-project --by '^\\d{5}' --parts 80,10,10 --seed 2", "  loupe split my-project --check"})
public final class SplitVerb implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Console console;

    @Parameters(paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder;

    @Option(names = "--by", paramLabel = "GROUP", defaultValue = "wafer",
            description = "lot, wafer, scan, folder, tile, or a regular expression for the part of the file name that "
                    + "tells the group (default: wafer).")
    private String group;

    @Option(names = "--parts", paramLabel = "TRAIN,VALIDATION,TEST", split = ",",
            description = "Percent of the tiles (default: 70,15,15).")
    private List<Integer> percent = List.of(70, 15, 15);

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Another seed, another split (default: 1).")
    private long seed;

    @Option(names = "--check", description = "Only tells what leaks; changes nothing.")
    private boolean check;

    public SplitVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SplitRule rule = rule();
        if (check)
            return ProjectAccess.read(folder, console, project -> told(project, rule));
        return ProjectAccess.write(folder, console, project -> {
            LabelTable table = project.labels().table();
            if (table.tileCount() == 0)
                throw new ToolException("The project has no tiles to split.", "Label or import something first.");
            Map<Integer, String> parts = Splits.assign(table, rule, List.of());
            Splits.make(project, parts, rule, "Split tiles");
            return told(project, rule);
        });
    }

    private SplitRule rule() throws ToolException {
        if (percent.size() != 3)
            throw new ToolException("--parts are three numbers, found " + percent.size() + ".",
                    "Give percents for training, validation and test, such as 70,15,15.");
        try {
            return new SplitRule(group, percent.get(0), percent.get(1), percent.get(2), seed);
        } catch (IllegalArgumentException e) {
            throw new ToolException(e.getMessage(), "See 'loupe split --help'.", e);
        }
    }

    private int told(ProjectFile project, SplitRule rule) {
        LabelTable table = project.labels().table();
        Splits.parts(table, rule).forEach((name, part) -> {
            if (!name.isEmpty() || part.tiles() > 0)
                console.out().printf(Locale.ROOT, "%-11s %6d tiles in %5d groups, %7d labels%n",
                        name.isEmpty() ? "not split" : name, part.tiles(), part.groups(),
                        part.classes().values().stream().mapToInt(Integer::intValue).sum());
        });
        List<Splits.Leak> leaks = new ArrayList<>(Splits.leaks(table, rule, List.of()));
        for (Splits.Leak leak : leaks.subList(0, Math.min(SHOWN, leaks.size())))
            console.out().println("Leak: " + Plural.of(leak.tiles().size(), "tile") + " of "
                    + (leak.why() == Splits.Why.GROUP ? "the group " : "equal content ") + leak.what() + " are in "
                    + String.join(" and ", leak.parts()));
        if (leaks.size() > SHOWN)
            console.out().println("… and " + Plural.of(leaks.size() - SHOWN, "more leak"));
        return leaks.isEmpty() ? Console.OK : Console.DIFFERENT;
    }
}

package org.loupe.cli.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.ImageFormat;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolPage;
import org.loupe.workspace.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** What there is to work with. */
@Command(name = "tools", sortOptions = false,
        description = "Lists the tools, describes one with its parameters, or shows the shipped recipes.",
        footer = {"", "Examples:", "  loupe tools list", "  loupe tools describe loupe.golden-difference",
            "  loupe tools recipe golden-board > my.json"})
public final class ToolsVerb implements Callable<Integer> {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .serializeSpecialFloatingPointValues().create();
    private static final int WIDTH = 100;

    private final Console console;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", scope = ScopeType.INHERIT,
            converter = EvaluateVerb.FormConverter.class, description = "For people, or JSON (default: text).")
    private EvaluateVerb.Form format;

    public ToolsVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists the tools and image formats that this installation has, and the devices"
            + " that this computer computes on.")
    int list() {
        Registry registry = console.registry();
        if (format == EvaluateVerb.Form.JSON) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("tools", registry.tools().stream().map(ToolsVerb::json).toList());
            all.put("formats", registry.formats().stream().map(f -> Map.of("id", f.id(), "label", f.label(),
                    "extensions", f.extensions().stream().sorted().toList())).toList());
            all.put("devices", devices(registry.devices()));
            all.put("skipped", registry.skipped());
            console.out().println(JSON.toJson(all));
            return Console.OK;
        }
        List<String[]> rows = new ArrayList<>();
        Map<String, List<Registry.Entry>> byId = registry.tools().stream()
                .collect(Collectors.groupingBy(e -> e.tool().info().id(), LinkedHashMap::new, Collectors.toList()));
        byId.forEach((id, entries) -> rows.add(new String[] {id, ToolPage.kind(entries.get(0).tool()),
            entries.get(0).tool().info().label(),
            entries.stream().map(Registry.Entry::bundle).collect(Collectors.joining(", "))}));
        table(new String[] {"Id", "Kind", "Name", "From"}, rows);
        console.out().println();
        console.out().println("Image formats: " + registry.formats().stream().map(ImageFormat::label).sorted()
                .collect(Collectors.joining(", ")));
        Devices devices = registry.devices();
        console.out().println("Devices: " + Stream.concat(Stream.of(Device.CPU), devices.found().stream())
                .map(Device::label).collect(Collectors.joining(", ")));
        if (!devices.problem().isEmpty())
            wrapped(devices.problem() + " " + devices.remedy(), "");
        return Console.OK;
    }

    private static Map<String, Object> devices(Devices devices) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("found", Stream.concat(Stream.of(Device.CPU), devices.found().stream()).map(Device::label).toList());
        json.put("problem", devices.problem());
        json.put("remedy", devices.remedy());
        return json;
    }

    @Command(name = "describe",
            description = "Describes a tool: what it does, and its parameters with units and ranges.")
    int describe(@Parameters(paramLabel = "ID", description = "Such as loupe.median.") String id) throws ToolException {
        Registry registry = console.registry();
        String known = registry.tools().stream().anyMatch(e -> e.tool().info().id().equals("loupe." + id))
                ? "loupe." + id : id;
        registry.find(known, Policy.AUTO);
        List<Registry.Entry> entries = registry.tools().stream().filter(e -> e.tool().info().id().equals(known))
                .toList();
        if (format == EvaluateVerb.Form.JSON) {
            console.out().println(JSON.toJson(entries.stream().map(ToolsVerb::json).toList()));
            return Console.OK;
        }
        console.out().print(ToolPage.of(entries).text(WIDTH));
        return Console.OK;
    }

    @Command(name = "recipe",
            description = "Shows a shipped recipe as JSON, to start your own from; without a name, lists them.")
    int recipe(@Parameters(paramLabel = "NAME", arity = "0..1", description = "Such as golden-board.") String name)
            throws ToolException {
        if (name != null) {
            console.out().print(Recipes.load(name).toJson());
            return Console.OK;
        }
        List<String[]> rows = new ArrayList<>();
        for (String shipped : Recipes.shipped())
            rows.add(new String[] {shipped, Recipes.load(shipped).description()});
        for (String[] row : rows) {
            console.out().println(row[0]);
            wrapped(row[1], "    ");
        }
        return Console.OK;
    }

    private static Map<String, Object> json(Registry.Entry entry) {
        Tool.Info info = entry.tool().info();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", info.id());
        json.put("kind", ToolPage.kind(entry.tool()));
        json.put("label", info.label());
        json.put("help", info.help());
        json.put("reference", info.reference());
        json.put("bundle", entry.bundle());
        json.put("version", entry.version());
        json.put("rank", info.rank());
        json.put("determinism", info.determinism().name().toLowerCase(Locale.ROOT));
        json.put("tolerance", info.tolerance());
        json.put("devices", info.devices().stream().sorted().map(d -> d.name().toLowerCase(Locale.ROOT)).toList());
        json.put("parameters", Schema.of(entry.tool()).fields().stream().map(ToolsVerb::json).toList());
        return json;
    }

    private static Map<String, Object> json(Schema.Field field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("label", field.label());
        json.put("unit", field.unit());
        json.put("kind", field.kind().name().toLowerCase(Locale.ROOT));
        json.put("default", field.defaultValue());
        if (Double.isFinite(field.min()))
            json.put("min", field.min());
        if (Double.isFinite(field.max()))
            json.put("max", field.max());
        if (!field.choices().isEmpty())
            json.put("choices", field.choices());
        if (!field.when().isEmpty())
            json.put("when", field.when());
        json.put("advanced", field.advanced());
        json.put("help", field.help());
        return json;
    }

    private void table(String[] head, List<String[]> rows) {
        int[] widths = new int[head.length];
        for (int c = 0; c < head.length; c++) {
            widths[c] = head[c].length();
            for (String[] row : rows)
                widths[c] = Math.max(widths[c], row[c].length());
        }
        List<String[]> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        for (String[] row : all) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++)
                line.append(row[c]).append(" ".repeat(widths[c] - row[c].length() + 2));
            console.out().println(line.toString().stripTrailing());
        }
    }

    private void wrapped(String text, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                console.out().println(line);
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        console.out().println(line);
    }
}

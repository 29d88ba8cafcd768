package org.loupe.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;

/**
 * How a run came to be: what a run folder keeps as {@code provenance.json}, enough to make the run again.
 *
 * @param planHash    {@link Plan#hash()}
 * @param options     how the recipe was run
 * @param steps       {@link Plan#provenance}, without an input's hash, which stands with each image
 * @param environment machine and Java, by name
 * @param placements  {@link Inspection#placements()}; a step of none was computed where its provenance says
 */
public record RunProvenance(String planHash, Options options, List<Provenance> steps,
        Map<String, String> environment, List<Placement> placements) {

    /**
     * Version of the file format that {@link #toJson} writes. 2 came with zones; a run without any is written as
     * version 1, since an older Loupe reads it rightly.
     */
    public static final int VERSION = 2;

    public RunProvenance {
        steps = List.copyOf(steps);
        environment = Map.copyOf(environment);
        placements = List.copyOf(placements);
    }

    /** A run for which no place was chosen. */
    public RunProvenance(String planHash, Options options, List<Provenance> steps, Map<String, String> environment) {
        this(planHash, options, steps, environment, List.of());
    }

    /** The same with other placements. */
    public RunProvenance placements(List<Placement> chosen) {
        return new RunProvenance(planHash, options, steps, environment, chosen);
    }

    /** Where a step was computed, such as "CPU, CUDA 0 (NVIDIA H200)". @param step number among {@link #steps} */
    public String device(int step) {
        return String.join(", ", devicesOf(step));
    }

    /** Where the steps were computed, as {@link #device} has it; in order of the steps. */
    public String devices() {
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < steps.size(); i++)
            all.addAll(devicesOf(i));
        return String.join(", ", all);
    }

    private Set<String> devicesOf(int step) {
        Set<String> measured = new LinkedHashSet<>(), later = new LinkedHashSet<>();
        for (Placement p : placements)
            if (p.step() == step)
                (p.size().isEmpty() ? later : measured).add(p.device());
        Set<String> all = measured.isEmpty() ? new LinkedHashSet<>(Set.of(steps.get(step).device())) : measured;
        all.addAll(later);
        return all;
    }

    /** Of a run on this machine. */
    public static RunProvenance of(Plan plan, Options options) {
        return new RunProvenance(plan.hash(), options, plan.provenance(options.seed(), ""),
                Map.of("java", Runtime.version().toString(), "vm", System.getProperty("java.vm.name", ""), "os",
                        System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""), "processor",
                        System.getProperty("os.arch", ""), "device", plan.devices()));
    }

    /** @throws ToolException if the text is not such a file, or of a newer version */
    public static RunProvenance parse(String json) throws ToolException {
        try {
            JsonObject root = JsonParser.parseString(json).getAsJsonObject();
            if (!"provenance".equals(root.get("loupe").getAsString()))
                throw new JsonParseException("it is of another kind");
            if (root.get("version").getAsInt() > VERSION)
                throw new ToolException("The provenance has version " + root.get("version") + "; this Loupe reads up to"
                        + " version " + VERSION + ".", "Open the run with a newer Loupe.");
            JsonObject o = root.getAsJsonObject("options");
            Policy policy = Policy.valueOf(o.get("policy").getAsString().toUpperCase(Locale.ROOT));
            Options options = new Options(policy, o.get("threads").getAsInt(), o.get("seed").getAsLong(),
                    o.get("tileSize").getAsInt(), o.get("wholeImagePixels").getAsLong(),
                    o.has("zones") ? ZonesJson.parse(o.getAsJsonObject("zones")) : Zones.NONE);
            List<Provenance> steps = new ArrayList<>();
            for (JsonElement e : root.getAsJsonArray("steps"))
                steps.add(step(e.getAsJsonObject(), options.seed()));
            List<Placement> placements = new ArrayList<>();
            if (root.has("placements"))
                for (JsonElement e : root.getAsJsonArray("placements"))
                    placements.add(placement(e.getAsJsonObject()));
            return new RunProvenance(root.get("plan").getAsString(), options, steps,
                    texts(root.getAsJsonObject("environment")), placements);
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException
                | UnsupportedOperationException e) {
            throw new ToolException("This is not the provenance of a run: " + e.getMessage() + ".",
                    "Choose the folder of a run that Loupe wrote.", e);
        }
    }

    private static Provenance step(JsonObject s, long seed) {
        Map<String, Object> params = new LinkedHashMap<>();
        s.getAsJsonObject("params").entrySet().forEach(p -> params.put(p.getKey(), RecipeJson.value(p.getValue())));
        return new Provenance(s.get("tool").getAsString(), s.get("bundle").getAsString(),
                s.get("version").getAsString(), params, seed, "", s.get("device").getAsString(),
                texts(s.getAsJsonObject("libraries")), List.of());
    }

    private static Placement placement(JsonObject p) {
        return new Placement(p.get("step").getAsInt(), p.get("where").getAsString(), p.get("size").getAsString(),
                p.get("device").getAsString(), p.get("reason").getAsString());
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.entrySet().forEach(e -> texts.put(e.getKey(), e.getValue().getAsString()));
        return texts;
    }

    /** As a run folder holds it; {@link #parse} gives an equal record back. */
    public String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("loupe", "provenance");
        root.put("version", options.zones().isEmpty() ? 1 : VERSION);
        root.put("plan", planHash);
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("policy", RecipeStep.recipeForm("policy", options.policy()));
        o.put("threads", options.threads());
        o.put("seed", options.seed());
        o.put("tileSize", options.tileSize());
        o.put("wholeImagePixels", options.wholeImagePixels());
        if (!options.zones().isEmpty())
            o.put("zones", ZonesJson.of(options.zones()));
        root.put("options", o);
        List<Map<String, Object>> list = new ArrayList<>();
        for (Provenance p : steps) {
            Map<String, Object> s = new LinkedHashMap<>();
            s.put("tool", p.toolId());
            s.put("bundle", p.bundle());
            s.put("version", p.version());
            s.put("device", p.device());
            s.put("params", p.params());
            s.put("libraries", p.libraries());
            list.add(s);
        }
        root.put("steps", list);
        root.put("environment", environment);
        if (!placements.isEmpty())
            root.put("placements", placements.stream().map(RunProvenance::written).toList());
        return Json.PRETTY.toJson(root) + "\n";
    }

    private static Map<String, Object> written(Placement p) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("step", p.step());
        written.put("where", p.where());
        written.put("size", p.size());
        written.put("device", p.device());
        written.put("reason", p.reason());
        return written;
    }
}

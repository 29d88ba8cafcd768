package org.loupe.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;

/**
 * How a run came to be: what a run folder keeps as {@code provenance.json}, enough to make the run again.
 *
 * @param planHash    {@link Plan#hash()}
 * @param options     how the recipe was run
 * @param steps       {@link Plan#provenance}, without an input's hash, which stands with each image
 * @param environment machine and Java, by name
 */
public record RunProvenance(String planHash, Options options, List<Provenance> steps,
        Map<String, String> environment) {

    /**
     * Version of the file format that {@link #toJson} writes. 2 came with zones; a run without any is written as
     * version 1, since an older Loupe reads it rightly.
     */
    public static final int VERSION = 2;

    public RunProvenance {
        steps = List.copyOf(steps);
        environment = Map.copyOf(environment);
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
            return new RunProvenance(root.get("plan").getAsString(), options, steps,
                    texts(root.getAsJsonObject("environment")));
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
        return Json.PRETTY.toJson(root) + "\n";
    }
}

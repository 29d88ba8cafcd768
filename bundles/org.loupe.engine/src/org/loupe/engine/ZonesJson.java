package org.loupe.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Zones as the provenance of a run holds them. */
final class ZonesJson {
    private static final String[] PLACE = { "x", "y", "width", "height" };

    private ZonesJson() {
    }

    static Map<String, Object> of(Zones zones) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unit", zones.inPixels() ? "px" : "um");
        json.put("origin", List.of(zones.originX(), zones.originY()));
        json.put("pitch", List.of(zones.pitchX(), zones.pitchY()));
        json.put("units", List.of(zones.columns(), zones.rows()));
        List<Map<String, Object>> list = new ArrayList<>();
        for (Zones.Zone zone : zones.zones()) {
            Map<String, Object> z = new LinkedHashMap<>();
            z.put("kind", zone.care() ? "care" : "ignore");
            z.put(PLACE[0], zone.x());
            z.put(PLACE[1], zone.y());
            z.put(PLACE[2], zone.width());
            z.put(PLACE[3], zone.height());
            list.add(z);
        }
        json.put("zones", list);
        return json;
    }

    /** @throws RuntimeException as gson does if it is no such object */
    static Zones parse(JsonObject json) {
        JsonArray origin = json.getAsJsonArray("origin"), pitch = json.getAsJsonArray("pitch");
        JsonArray units = json.getAsJsonArray("units");
        List<Zones.Zone> list = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("zones")) {
            JsonObject z = element.getAsJsonObject();
            list.add(new Zones.Zone(one("kind", z, "care", "ignore"), z.get(PLACE[0]).getAsDouble(),
                    z.get(PLACE[1]).getAsDouble(), z.get(PLACE[2]).getAsDouble(), z.get(PLACE[3]).getAsDouble()));
        }
        return new Zones(one("unit", json, "px", "um"), origin.get(0).getAsDouble(), origin.get(1).getAsDouble(),
                pitch.get(0).getAsDouble(), pitch.get(1).getAsDouble(), units.get(0).getAsInt(),
                units.get(1).getAsInt(), list);
    }

    private static boolean one(String name, JsonObject json, String yes, String no) {
        String value = json.get(name).getAsString();
        if (!value.equals(yes) && !value.equals(no))
            throw new JsonParseException(name + " is " + yes + " or " + no + ", found " + value);
        return value.equals(yes);
    }
}

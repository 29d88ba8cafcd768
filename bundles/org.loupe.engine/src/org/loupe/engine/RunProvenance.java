package org.loupe.engine;

import java.util.List;
import java.util.Map;
import org.loupe.api.*;

/** How a run came to be: a run folder's {@code provenance.json}. */
public record RunProvenance(String planHash, Options options, List<Provenance> steps, Map<String, String> environment) {
    public static RunProvenance of(Inspection inspection) { throw new UnsupportedOperationException(); }
    public static RunProvenance parse(String json) throws ToolException { throw new UnsupportedOperationException(); }
    public String toJson() { throw new UnsupportedOperationException(); }
}

package org.loupe.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a result came to be: enough to make it again.
 *
 * @param toolId      tool that made it, such as {@code loupe.median}
 * @param bundle      symbolic name of the bundle that the tool came from
 * @param version     version of that bundle
 * @param params      all parameters by name, in recipe file form
 * @param seed        of the random numbers
 * @param inputSha256 hash of the file that it was made from, or "" where the parents tell
 * @param device      what it was computed on, such as "CPU"
 * @param libraries   versions of the libraries that computed it, by name
 * @param parents     what went into it
 */
public record Provenance(String toolId, String bundle, String version, Map<String, Object> params, long seed,
        String inputSha256, String device, Map<String, String> libraries, List<Provenance> parents) {

    public Provenance {
        Objects.requireNonNull(toolId);
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(version);
        Objects.requireNonNull(inputSha256);
        Objects.requireNonNull(device);
        libraries = Map.copyOf(libraries);
        parents = List.copyOf(parents);
    }
}

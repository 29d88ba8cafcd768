package org.loupe.api;

import java.util.List;
import java.util.Map;

/**
 * What a bundle adds to Loupe. Named in {@code META-INF/services/org.loupe.api.ToolProvider}; constructed once, by its
 * public constructor without arguments, which must touch no native code, file or device.
 */
public interface ToolProvider {

    /** The tools of this bundle; the same at each call. */
    default List<Tool<?, ?, ?>> tools() {
        return List.of();
    }

    /** Versions of the libraries that the tools compute with, by name; kept in the provenance of every result. */
    default Map<String, String> libraries() {
        return Map.of();
    }

    /**
     * The devices beside the processor that the tools can use on this machine, looked for at the first call, which may
     * take seconds; the same at each call, and never an exception.
     */
    default Devices devices() {
        return Devices.NONE;
    }

    /** The image file formats that this bundle reads; the same at each call. */
    default List<ImageFormat> formats() {
        return List.of();
    }
}

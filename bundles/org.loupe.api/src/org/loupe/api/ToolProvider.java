package org.loupe.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Arithmetic of one of the {@link #devices} that the engine lends to other bundles' tools; empty if this bundle has
     * none for it. Any thread; the engine may ask once and keep it as long as the process lives.
     */
    default Optional<Kernels> kernels(Device device) {
        return Optional.empty();
    }

    /** The image file formats that this bundle reads; the same at each call. */
    default List<ImageFormat> formats() {
        return List.of();
    }
}

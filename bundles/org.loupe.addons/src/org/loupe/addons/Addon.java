package org.loupe.addons;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One jar of an add-ons folder as it was found at start.
 *
 * @param jar     the file
 * @param name    the bundle's symbolic name; of a plain jar the file's name without {@code .jar}
 * @param version the bundle's version, {@code 0.0.0} where the jar tells none
 * @param problem why it cannot run here; empty if it runs
 */
public record Addon(Path jar, String name, String version, Optional<String> problem) { }

package org.loupe.addons;

import java.util.List;

/**
 * What the add-ons folders held at start, as an OSGi service.
 *
 * @param all every jar, sorted by folder and path
 */
public record Addons(List<Addon> all) {
    public Addons {
        all = List.copyOf(all);
    }
}

package org.loupe.api;

import java.util.List;

/**
 * The devices beside the processor that a bundle's tools can use on this machine.
 *
 * @param found   those that can be used, in the order of their numbers
 * @param problem why there are none, or what keeps some from being used; "" if nothing does
 * @param remedy  what the user can do about it
 */
public record Devices(List<Device> found, String problem, String remedy) {

    /** Of a bundle whose tools run on the processor alone. */
    public static final Devices NONE = new Devices(List.of(), "", "");

    public Devices {
        found = List.copyOf(found);
    }
}

package org.loupe.ui.internal;

import java.util.Locale;

import org.loupe.api.Device;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** Which device the next run uses and why, in words. UI thread. */
public final class Devices {

    private Devices() {
    }

    /** For the button of the main bar: "Auto: CPU, 2 cores". */
    public static String button(Session session) {
        return Words.get("device." + name(session.policy()), workers());
    }

    /** For the status line: the device and the reason. */
    public static String line(Session session) {
        return Words.get("device.line", reason(session));
    }

    /** Why it is this device. */
    public static String reason(Session session) {
        if (session.policy() != Policy.AUTO)
            return Words.get("device.reason." + name(session.policy()));
        return Words.get(cuda(session.registry()) ? "device.reason.noCard" : "device.reason.noTools");
    }

    private static boolean cuda(Registry registry) {
        return registry.tools().stream().anyMatch(t -> t.tool().info().devices().contains(Device.Kind.CUDA));
    }

    private static int workers() {
        return org.loupe.ui.Preferences.options().threads();
    }

    private static String name(Policy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}

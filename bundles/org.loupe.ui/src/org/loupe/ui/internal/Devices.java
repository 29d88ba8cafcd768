package org.loupe.ui.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Display;
import org.loupe.api.Device;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** Which devices the next run uses and why, in words. UI thread. */
public final class Devices {
    private static boolean looking;

    private Devices() {
    }

    /** For the button of the main bar: "Auto: CPU, 2 cores". */
    public static String button(Session session) {
        return gpus(session).map(gpus -> Words.get("device." + name(session.policy()) + ".gpu", gpus, workers()))
                .orElseGet(() -> Words.get("device." + name(session.policy()), workers()));
    }

    /** For the status line: the device and the reason. */
    public static String line(Session session) {
        return gpus(session).map(gpus -> Words.get("device.line.gpu", gpus))
                .orElseGet(() -> Words.get("device.line", reason(session)));
    }

    /** Why it is this device. */
    public static String reason(Session session) {
        if (session.policy() == Policy.CPU)
            return Words.get("device.reason.cpu");
        Registry registry = session.registry();
        if (!cuda(registry))
            return Words.get("device.reason.noTools");
        Optional<org.loupe.api.Devices> known = registry.knownDevices();
        if (known.isEmpty()) {
            look(session, registry);
            return Words.get("device.reason.looking");
        }
        if (!known.get().found().isEmpty())
            return Words.get("device.reason.found");
        String problem = known.get().problem();
        return problem.isEmpty() ? Words.get("device.reason.noCard") : problem.replaceFirst("\\.$", "");
    }

    /** The GPUs that are used, or why none is. */
    public static String gpu(Session session) {
        return gpus(session).orElseGet(() -> Words.get("start.notUsed", reason(session)));
    }

    /** The GPUs that a run may use. */
    private static Optional<String> gpus(Session session) {
        return session.policy() == Policy.CPU ? Optional.empty()
                : session.registry().knownDevices().map(org.loupe.api.Devices::found).filter(f -> !f.isEmpty())
                        .map(found -> found.stream().map(d -> d instanceof Device.Cuda gpu ? gpu.name() : d.label())
                                .distinct().collect(Collectors.joining(", ")));
    }

    /** Looks for devices beside the UI, since a driver may take seconds to answer. */
    private static void look(Session session, Registry registry) {
        if (looking)
            return;
        looking = true;
        Display display = Display.getCurrent();
        CompletableFuture.runAsync(registry::devices).whenComplete((done, error) -> {
            if (!display.isDisposed())
                display.asyncExec(() -> session.fire(Session.Event.DEVICES));
        });
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

package org.loupe.workspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.ToolProvider;
import org.loupe.engine.Registry;
import org.loupe.workspace.internal.Unresolved;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * The tools of all bundles, as an OSGi service. It reads {@code META-INF/services/org.loupe.api.ToolProvider} of every
 * resolved bundle, constructs the classes named there and puts them into one {@link Registry}; when a bundle goes, its
 * tools go. A bundle whose provider is broken, or that could not be resolved, is named there with the reason, and all
 * others work. Safe for use by any thread.
 */
@Component(service = Tools.class, immediate = true)
public final class Tools {
    private static final String LINE = "META-INF/services/" + ToolProvider.class.getName();

    private final BundleContext context;
    private final Registry registry = new Registry();
    private final BundleTracker<List<ToolProvider>> tracker;
    private final Set<Long> named = ConcurrentHashMap.newKeySet();

    /** Called by Declarative Services. */
    @Activate
    public Tools(BundleContext context) {
        this.context = context;
        registry.addOwn();
        tracker = new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING,
                new Providers());
        tracker.open();
    }

    /** Called by Declarative Services. */
    @Deactivate
    public void close() {
        tracker.close();
    }

    /** All tools there are now; it grows and shrinks as bundles come and go. */
    public Registry registry() {
        nameUnresolved();
        return registry;
    }

    /** Bundles with tools that the framework could not resolve; each is named once. */
    private void nameUnresolved() {
        for (Bundle bundle : context.getBundles()) {
            // asking for an entry makes the framework try once more to resolve the bundle
            if (bundle.getState() != Bundle.INSTALLED || bundle.getEntry(LINE) == null
                    || bundle.getState() != Bundle.INSTALLED || !named.add(bundle.getBundleId()))
                continue;
            Unresolved.Reason reason = Unresolved.reason(bundle);
            registry.skip(bundle.getSymbolicName(), reason.text(), reason.remedy());
        }
    }

    private final class Providers implements BundleTrackerCustomizer<List<ToolProvider>> {

        @Override
        public List<ToolProvider> addingBundle(Bundle bundle, BundleEvent event) {
            URL line = bundle.getEntry(LINE);
            if (line == null)
                return null;
            List<ToolProvider> found = new ArrayList<>();
            try (BufferedReader in = new BufferedReader(new InputStreamReader(line.openStream(),
                    StandardCharsets.UTF_8))) {
                for (String text; (text = in.readLine()) != null;) {
                    String name = text.replaceFirst("#.*", "").strip();
                    if (!name.isEmpty())
                        add(bundle, name, found);
                }
            } catch (IOException e) {
                registry.skip(bundle.getSymbolicName(), "Its list of tool providers cannot be read: " + e + ".",
                        "Install it afresh.");
            }
            return found;
        }

        private void add(Bundle bundle, String name, List<ToolProvider> found) {
            try {
                ToolProvider provider = (ToolProvider) bundle.loadClass(name).getConstructor().newInstance();
                registry.add(provider, bundle.getSymbolicName(), bundle.getVersion().toString());
                found.add(provider);
            } catch (Exception | LinkageError | StackOverflowError e) {
                registry.skip(bundle.getSymbolicName(), Unresolved.broken(name, e), "Install the version of "
                        + bundle.getSymbolicName()
                        + " that fits this Loupe, with everything it needs, or ask its maker.");
            }
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, List<ToolProvider> providers) {
            // starting and stopping change nothing: a tool needs its bundle resolved, not started
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, List<ToolProvider> providers) {
            providers.forEach(registry::remove);
        }
    }
}

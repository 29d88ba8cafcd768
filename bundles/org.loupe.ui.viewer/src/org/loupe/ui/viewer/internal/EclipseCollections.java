package org.loupe.ui.viewer.internal;

import java.net.URL;
import java.util.Collections;

import org.eclipse.collections.api.RichIterable;
import org.eclipse.collections.impl.list.mutable.FastList;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * NatTable's collections find their implementation by the context class loader, which in Equinox does not see it. Once
 * loaded with the right one, they stay.
 */
final class EclipseCollections {
    private static boolean done;

    private EclipseCollections() {
    }

    /** Loads the factories, once. */
    static synchronized void initialise() {
        if (done)
            return;
        Bundle api = FrameworkUtil.getBundle(RichIterable.class);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FastList.class.getClassLoader());
        try {
            for (URL entry : Collections
                    .list(api.findEntries("org/eclipse/collections/api/factory", "*.class", true))) {
                String name = entry.getPath().substring(1).replace('/', '.').replaceAll("\\.class$", "");
                Class.forName(name, true, RichIterable.class.getClassLoader());
            }
            done = true;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Eclipse Collections are not installed whole.", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

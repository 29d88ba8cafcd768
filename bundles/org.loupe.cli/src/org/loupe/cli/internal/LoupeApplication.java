package org.loupe.cli.internal;

import java.io.FileDescriptor;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.loupe.cli.Loupe;
import org.loupe.engine.Registry;
import org.loupe.workspace.Tools;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The command line as an Equinox application. */
public final class LoupeApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        String[] args = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return Loupe.run(args, LoupeApplication::registry, Loupe.stream(FileDescriptor.out),
                Loupe.stream(FileDescriptor.err));
    }

    private static Registry registry() {
        BundleContext bundles = FrameworkUtil.getBundle(LoupeApplication.class).getBundleContext();
        ServiceReference<Tools> reference = bundles.getServiceReference(Tools.class);
        Tools tools = reference == null ? null : bundles.getService(reference);
        if (tools == null)
            throw new IllegalStateException("The service " + Tools.class.getName()
                    + " is missing: Declarative Services (org.apache.felix.scr) have not been started.");
        return tools.registry();
    }

    @Override
    public void stop() {
        // the framework stops while a command runs only when the program ends: the command's own hook ends it cleanly
    }
}

package org.loupe.ui.internal;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.ui.Session;
import org.loupe.ui.internal.run.Runs;
import org.loupe.workspace.Tools;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Makes the one session of the workbench and its runs; windows and parts are given the same. */
public final class SessionFactory extends AbstractServiceFactory {
    private Session session;
    private Runs runs;

    @Override
    public Object create(@SuppressWarnings("rawtypes") Class serviceInterface, IServiceLocator parentLocator,
            IServiceLocator locator) {
        if (session == null) {
            BundleContext context = FrameworkUtil.getBundle(SessionFactory.class).getBundleContext();
            ServiceReference<Tools> tools = context.getServiceReference(Tools.class);
            if (tools == null)
                throw new IllegalStateException("The service " + Tools.class.getName()
                        + " is missing: bundle org.loupe.workspace or Declarative Services is not started.");
            session = new Session(context.getService(tools), Display.getCurrent());
            runs = new Runs(session);
        }
        return serviceInterface == Runs.class ? runs : session;
    }
}

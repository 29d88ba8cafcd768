package org.loupe.ui.internal;

import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.views.properties.PropertySheet;
import org.loupe.ui.Session;
import org.loupe.ui.internal.properties.PropertiesPage;

/** The platform's Properties view stays empty when it is opened, until another part is activated; this fills it. */
final class PropertiesAtOnce implements IPartListener2 {
    private final Session session;

    PropertiesAtOnce(Session session) {
        this.session = session;
    }

    @Override
    public void partVisible(IWorkbenchPartReference part) {
        if (part.getPart(false) instanceof PropertySheet sheet)
            session.ui(() -> fill(sheet)); // after the platform is done with it
    }

    private static void fill(PropertySheet sheet) {
        if (sheet.getCurrentPage() == null || sheet.getCurrentPage() instanceof PropertiesPage
                || sheet.getCurrentPage().getControl() == null || sheet.getCurrentPage().getControl().isDisposed())
            return;
        IWorkbenchPart tree = sheet.getSite().getPage().findView(Ids.PROJECT_VIEW);
        if (tree != null)
            sheet.partActivated(tree);
    }
}

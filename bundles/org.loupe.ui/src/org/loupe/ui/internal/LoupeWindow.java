package org.loupe.ui.internal;

import org.eclipse.e4.ui.model.application.ui.basic.MTrimBar;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.model.application.ui.SideValue;
import org.eclipse.e4.ui.model.application.ui.menu.MToolControl;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;

/** The one window: its title, its tool bar and status line, and the start page when no project is open. */
final class LoupeWindow extends WorkbenchWindowAdvisor {
    private static final Point SMALLEST = new Point(1280, 720);
    private static final Point FIRST = new Point(1600, 1000);

    LoupeWindow(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new ActionBarAdvisor(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer window = getWindowConfigurer();
        window.setInitialSize(FIRST);
        window.setShowMenuBar(true);
        window.setShowCoolBar(true);
        window.setShowStatusLine(false);
        window.setShowProgressIndicator(false);
        window.setShowPerspectiveBar(false);
        window.setTitle("Loupe");
    }

    @Override
    public void postWindowCreate() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        MWindow model = window.getService(MWindow.class);
        EModelService models = model.getContext().get(EModelService.class);
        if (model instanceof MTrimmedWindow trimmed) {
            place(models, models.getTrim(trimmed, SideValue.TOP), "org.loupe.ui.mainBar", MainBar.class);
            place(models, models.getTrim(trimmed, SideValue.BOTTOM), "org.loupe.ui.statusBar", StatusBar.class);
        }
        window.getShell().setMinimumSize(SMALLEST);
    }

    private static void place(EModelService models, MTrimBar bar, String id, Class<?> control) {
        bar.setVisible(true);
        bar.setToBeRendered(true);
        bar.getChildren().forEach(other -> { // the platform's own, which ours replace
            other.getTags().remove("stretch");
            other.setVisible(false);
            other.setToBeRendered(false);
        });
        MToolControl made = models.createModelElement(MToolControl.class);
        made.setElementId(id);
        made.setContributionURI("bundleclass://org.loupe.ui/" + control.getName());
        made.getTags().add("stretch");
        made.getPersistedState().put(IWorkbench.PERSIST_STATE, Boolean.FALSE.toString());
        bar.getChildren().add(made);
    }

    @Override
    public void postWindowOpen() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        Session session = window.getService(Session.class);
        Shell shell = window.getShell();
        Runnable title = () -> {
            if (!shell.isDisposed())
                getWindowConfigurer().setTitle(session.project()
                        .map(p -> p.project().getName() + " – Loupe").orElse("Loupe"));
        };
        session.listen(shell, Session.Event.PROJECT, title);
        session.listen(shell, Session.Event.PROJECT, () -> arrange(window, session));
        title.run();
        arrange(window, session);
    }

    /** With a project: Inspect; without: the start page alone. */
    private static void arrange(IWorkbenchWindow window, Session session) {
        IWorkbenchPage page = window.getActivePage();
        boolean open = session.project().isPresent();
        page.setPerspective(window.getWorkbench().getPerspectiveRegistry()
                .findPerspectiveWithId(open ? InspectPerspective.ID : StartPerspective.ID));
        if (open)
            page.closeEditors(page.findEditors(StartEditor.INPUT, StartEditor.ID,
                    IWorkbenchPage.MATCH_ID | IWorkbenchPage.MATCH_INPUT), false);
        else
            showStart(page);
    }

    /** Opens the start page, or brings it to the front. */
    static void showStart(IWorkbenchPage page) {
        try {
            page.openEditor(StartEditor.INPUT, StartEditor.ID);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }
}

package org.loupe.ui.internal;

import java.util.List;
import java.util.function.BiConsumer;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimBar;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimElement;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.model.application.ui.SideValue;
import org.eclipse.e4.ui.model.application.ui.menu.MToolControl;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.loupe.ui.Failures;
import org.loupe.ui.Properties;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.help.GuidePlace;
import org.loupe.ui.internal.nets.Sweeps;
import org.loupe.ui.internal.nets.Trainings;
import org.loupe.ui.internal.run.Runs;
import org.loupe.ui.internal.start.Recent;

/** The one window: its title, its tool bar and status line, and the start page when no project is open. */
final class LoupeWindow extends WorkbenchWindowAdvisor {
    private static final Point SMALLEST = new Point(1280, 720);
    private static final String OURS = "org.loupe.ui.bar.";
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
        forBars(window, (models, bar) -> place(models, bar));
        window.getShell().setMinimumSize(SMALLEST);
    }

    /** The bars at the top and at the foot of the window. */
    private static void forBars(IWorkbenchWindow window, BiConsumer<EModelService, MTrimBar> use) {
        MWindow model = window.getService(MWindow.class);
        EModelService models = model.getContext().get(EModelService.class);
        if (model instanceof MTrimmedWindow trimmed)
            for (SideValue side : List.of(SideValue.TOP, SideValue.BOTTOM))
                use.accept(models, models.getTrim(trimmed, side));
    }

    /** Puts our control into a bar. */
    private static void place(EModelService models, MTrimBar bar) {
        bar.setVisible(true);
        bar.setToBeRendered(true);
        clear(bar);
        MToolControl made = models.createModelElement(MToolControl.class);
        Class<?> control = bar.getSide() == SideValue.TOP ? MainBar.class : StatusBar.class;
        made.setElementId(OURS + control.getSimpleName());
        made.setContributionURI("bundleclass://org.loupe.ui/" + control.getName());
        made.getTags().add("stretch");
        made.getPersistedState().put(IWorkbench.PERSIST_STATE, Boolean.FALSE.toString());
        bar.getChildren().add(made);
    }

    /** Takes the platform's own spacers and fields out of a bar, which ours replaces. */
    private static void clear(MTrimBar bar) {
        for (MTrimElement other : bar.getChildren()) {
            if (other.getElementId() != null && other.getElementId().startsWith(OURS))
                continue;
            other.getTags().remove("stretch");
            other.setToBeRendered(false);
            if (other.getWidget() instanceof Control drawn && !drawn.isDisposed())
                drawn.dispose();
        }
        if (bar.getWidget() instanceof Composite drawn && !drawn.isDisposed())
            drawn.layout(true);
    }

    @Override
    public void postWindowOpen() {
        IWorkbenchWindow window = getWindowConfigurer().getWindow();
        Session session = window.getService(Session.class);
        // once more, for what the platform adds after this call
        session.ui(() -> forBars(window, (models, bar) -> clear(bar)));
        window.getSelectionService().addSelectionListener((part, selection) -> {
            if (selection instanceof IStructuredSelection some && !some.isEmpty()
                    && Adapters.adapt(some.getFirstElement(), Properties.class) != null)
                session.subject(some.getFirstElement());
        });
        window.getPartService().addPartListener(new PropertiesAtOnce(session));
        Shell shell = window.getShell();
        Runnable title = () -> {
            if (!shell.isDisposed())
                getWindowConfigurer().setTitle(session.project()
                        .map(p -> p.project().getName() + " – Loupe").orElse("Loupe"));
        };
        session.listen(shell, Session.Event.PROJECT, title);
        session.listen(shell, Session.Event.PROJECT, () -> arrange(window, session));
        session.listen(shell, Session.Event.IMAGES, () -> note(session));
        session.listen(shell, Session.Event.RUN, () -> note(session));
        Columns.watch(window);
        GuidePlace.follow(window);
        Themes.follow(window);
        window.getService(Runs.class).follow(shell);
        Trainings.of(session).follow(shell);
        Sweeps.of(session).follow(shell);
        title.run();
        arrange(window, session);
    }

    /** Keeps what the start page says of the project. */
    private static void note(Session session) {
        session.project().ifPresent(p -> Recent.add(p.folder(), p.project().getName(),
                Words.get("start.about", session.items().size(), p.project().getRuns().size())));
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
        else {
            page.closeAllEditors(false); // a session that was killed leaves tabs that have nothing to show
            showStart(page);
        }
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

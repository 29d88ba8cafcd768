package org.loupe.tests.ui;

import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import org.eclipse.ui.PlatformUI;
import org.loupe.model.Project;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.help.GuideView;

/** A cheat sheet as a newcomer goes through it, by "Do it for me" alone, and the project that comes of it. */
final class Guide {
    private static final long SOON = 30_000;

    private Guide() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    static Project project() {
        return session().project().orElseThrow().project();
    }

    static LabelTable table() {
        return session().desk().table();
    }

    /** The open sheet; {@code null} if none is. */
    static GuideView guide() {
        return (GuideView) ui(() -> page().findView(Ids.GUIDE_VIEW));
    }

    /** Opens a sheet at its first step. @param command that does */
    static void open(String command) {
        User.command(command);
        waitUntil("the cheat sheet is open", SOON, () -> guide() != null);
        ui(() -> {
            guide().restart();
            return null;
        });
    }

    /** Closes the sheet, the next one being the first of all, and the project. */
    static void close() {
        User.command("org.loupe.ui.help.golden");
        ui(() -> {
            page().hideView(guide());
            return null;
        });
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    /** Waits until a step is the current one. @param step from 0 on */
    static void isCurrent(int step) throws InterruptedException {
        waitUntil("step " + step + " is the current one", SOON, () -> ui(() -> guide() != null
                && guide().current() == step));
        Thread.sleep(300); // the sheet is drawn anew after the step before
    }

    /** Clicks on "Do it for me" of a step, once it is the current one. */
    static void start(int step) throws InterruptedException {
        isCurrent(step);
        User.click(ToolButton.class, "|Do it for me|");
    }

    /** Waits until a step is ticked. @param within milliseconds */
    static void isTicked(int step, long within) {
        waitUntil("step " + step + " is done", within, () -> ui(() -> guide() != null && guide().doneSteps() > step));
    }
}

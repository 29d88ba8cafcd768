package org.loupe.ui.internal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.model.RunEntry;
import org.loupe.ui.Session;

/** The commands on runs: on those that are selected in the list or the project's tree, else on the one shown. */
public final class RunCommands {

    private RunCommands() {
    }

    /** A command on runs. */
    abstract static class OnRuns extends AbstractHandler {

        static Runs runs() {
            return PlatformUI.getWorkbench().getService(Runs.class);
        }

        /** The runs that are meant, in the order of their numbers. */
        static List<RunEntry> chosen() {
            List<RunEntry> chosen = new ArrayList<>();
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            if (window != null && window.getSelectionService().getSelection() instanceof IStructuredSelection s)
                for (Object element : s)
                    if (element instanceof RunEntry run && Runs.listed(run))
                        chosen.add(run);
            if (chosen.isEmpty())
                PlatformUI.getWorkbench().getService(Session.class).results()
                        .filter(r -> Runs.listed(r.entry())).ifPresent(r -> chosen.add(r.entry()));
            chosen.sort(Comparator.comparingInt(RunEntry::getNumber));
            return chosen;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            List<RunEntry> chosen = chosen();
            if (!chosen.isEmpty())
                run(runs(), chosen);
            return null;
        }

        @Override
        public boolean isEnabled() {
            List<RunEntry> chosen = chosen();
            return !chosen.isEmpty() && possible(runs(), chosen);
        }

        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.size() == 1;
        }

        abstract void run(Runs runs, List<RunEntry> chosen);
    }

    /** Runs the recipe of the last run, as it is now, on its images. */
    public static final class Repeat extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            OnRuns.runs().repeat();
            return null;
        }

        @Override
        public boolean isEnabled() {
            return OnRuns.runs().canRepeat();
        }
    }

    /** Shows what a run found. */
    public static final class Show extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.size() == 1 && !runs.writing(chosen.get(0));
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.show(chosen.get(0));
        }
    }

    /** Runs once more what a run was. */
    public static final class Again extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.size() == 1 && runs.canRepeat();
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.again(chosen.get(0));
        }
    }

    /** Goes on with a run. */
    public static final class Resume extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.size() == 1 && runs.canResume(chosen.get(0));
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.resume(chosen.get(0));
        }
    }

    /** Makes a run again and compares. */
    public static final class Check extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.size() == 1 && runs.canCheck(chosen.get(0));
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.check(chosen.get(0));
        }
    }

    /** Compares two runs, or one with the run before. */
    public static final class Compare extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.stream().noneMatch(runs::writing) && (chosen.size() == 2
                    || chosen.size() == 1 && runs.previous(chosen.get(0)).isPresent());
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            if (chosen.size() == 2)
                runs.compare(chosen.get(0), chosen.get(1));
            else
                runs.previous(chosen.get(0)).ifPresent(before -> runs.compare(before, chosen.get(0)));
        }
    }

    /** Opens the folder of a run. */
    public static final class Folder extends OnRuns {
        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.openFolder(chosen.get(0));
        }
    }

    /** Takes runs off the project. */
    public static final class Delete extends OnRuns {
        @Override
        boolean possible(Runs runs, List<RunEntry> chosen) {
            return chosen.stream().anyMatch(run -> !runs.writing(run));
        }

        @Override
        void run(Runs runs, List<RunEntry> chosen) {
            runs.delete(chosen);
        }
    }
}

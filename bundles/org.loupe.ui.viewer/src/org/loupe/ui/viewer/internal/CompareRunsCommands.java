package org.loupe.ui.viewer.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Failures;
import org.loupe.ui.RunPair;
import org.loupe.workspace.RunComparison.Kind;

/** The commands of the comparison of two runs that is in front. */
public final class CompareRunsCommands {

    private CompareRunsCommands() {
    }

    /** A command on the comparison. */
    abstract static class OnComparison extends AbstractHandler {

        static CompareRunsEditor editor() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            return page != null && page.getActiveEditor() instanceof CompareRunsEditor editor ? editor : null;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            CompareRunsEditor editor = editor();
            if (editor != null)
                run(editor);
            return null;
        }

        @Override
        public boolean isEnabled() {
            CompareRunsEditor editor = editor();
            return editor != null && editor.runs() != null && editor.list() != null && possible(editor);
        }

        boolean possible(CompareRunsEditor editor) {
            return editor.runs().comparison().isPresent();
        }

        abstract void run(CompareRunsEditor editor);
    }

    /** Lists what is new. */
    public static final class New extends OnComparison {
        @Override
        void run(CompareRunsEditor editor) {
            editor.show(Kind.NEW);
        }
    }

    /** Lists what is gone. */
    public static final class Gone extends OnComparison {
        @Override
        void run(CompareRunsEditor editor) {
            editor.show(Kind.GONE);
        }
    }

    /** Lists what has changed. */
    public static final class Changed extends OnComparison {
        @Override
        void run(CompareRunsEditor editor) {
            editor.show(Kind.CHANGED);
        }
    }

    /** Opens the viewer at the selected defect. */
    public static final class Show extends OnComparison {
        @Override
        boolean possible(CompareRunsEditor editor) {
            return editor.list().selected().isPresent();
        }

        @Override
        void run(CompareRunsEditor editor) {
            editor.showInViewer();
        }
    }

    /** Compares the other way round. */
    public static final class Swap extends OnComparison {
        @Override
        void run(CompareRunsEditor editor) {
            RunPair pair = editor.runs().runs();
            IWorkbenchPage page = editor.getSite().getPage();
            try {
                page.openEditor(new RunPair(pair.project(), pair.after(), pair.before()), CompareRunsEditor.ID);
                page.closeEditor(editor, false);
            } catch (PartInitException e) {
                Failures.log(e);
            }
        }
    }
}

package org.loupe.ui.viewer.internal.classes;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.model.DefectClass;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.ProjectFile;

/** What the commands on classes and on the label book do: on the class in hand. */
public final class ClassCommands {
    static final String CONTEXT = "org.loupe.ui.context.classes";
    static final String NEW = "org.loupe.ui.classes.new", RENAME = "org.loupe.ui.classes.rename",
            RECOLOUR = "org.loupe.ui.classes.recolour", MERGE = "org.loupe.ui.classes.merge",
            SPLIT = "org.loupe.ui.classes.split", DELETE = "org.loupe.ui.classes.delete",
            BIN = "org.loupe.ui.classes.bin", UP = "org.loupe.ui.classes.up", DOWN = "org.loupe.ui.classes.down",
            EXAMPLES = "org.loupe.ui.classes.examples", GROUP = "org.loupe.ui.classes.group",
            FILTER = "org.loupe.ui.classes.filter", BOOK = "org.loupe.ui.classes.book",
            ADD_PICTURES = "org.loupe.ui.book.add", ADD_OTHERS = "org.loupe.ui.book.addNot",
            EXPORT = "org.loupe.ui.book.export";

    private ClassCommands() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    static Optional<IWorkbenchPage> page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return Optional.ofNullable(window).map(IWorkbenchWindow::getActivePage);
    }

    /** A command of the list of classes, which is opened if it is hidden. */
    abstract static class OnList extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().filter(this::allowed).isPresent();
        }

        boolean allowed(ProjectFile project) {
            return true;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            page().ifPresent(page -> {
                try {
                    if (page.showView(Ids.CLASSES_VIEW) instanceof ClassesView view)
                        run(view);
                } catch (PartInitException e) {
                    Failures.log(e);
                }
            });
            return null;
        }

        abstract void run(ClassesView view);
    }

    /** A command that changes the classes. */
    abstract static class Editing extends OnList {
        @Override
        boolean allowed(ProjectFile project) {
            return !project.readOnly();
        }
    }

    /** A command that changes the class in hand. */
    abstract static class OnClass extends Editing {
        @Override
        boolean allowed(ProjectFile project) {
            return super.allowed(project) && new ClassGestures(session()).current().isPresent();
        }

        @Override
        void run(ClassesView view) {
            ClassGestures gestures = new ClassGestures(session());
            gestures.current().ifPresent(one -> run(view, gestures, one));
        }

        abstract void run(ClassesView view, ClassGestures gestures, DefectClass one);
    }

    /** Adds a class. */
    public static final class New extends Editing {
        @Override
        void run(ClassesView view) {
            view.add();
        }
    }

    /** Renames the class in place. */
    public static final class Rename extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            view.list().rename();
        }
    }

    /** Offers colours. */
    public static final class Recolour extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            view.recolour();
        }
    }

    /** Offers classes to merge into. */
    public static final class Merge extends OnClass {
        @Override
        boolean allowed(ProjectFile project) {
            return super.allowed(project) && new ClassGestures(session()).classes().size() > 1;
        }

        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            view.merge();
        }
    }

    /** Splits the class by a filter. */
    public static final class Split extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            view.split();
        }
    }

    /** Deletes the class; its labels become unclassified. */
    public static final class Delete extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            gestures.delete(one, 0);
        }
    }

    /** Writes the process bin of the chosen classes. */
    public static final class Bin extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            view.bin();
        }
    }

    /** Moves the class up. */
    public static final class Up extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            gestures.move(one, gestures.classes().indexOf(one) - 1);
        }
    }

    /** Moves the class down. */
    public static final class Down extends OnClass {
        @Override
        void run(ClassesView view, ClassGestures gestures, DefectClass one) {
            gestures.move(one, gestures.classes().indexOf(one) + 1);
        }
    }

    /** Shows the labels of the class. */
    public static final class Examples extends OnList {
        @Override
        void run(ClassesView view) {
            view.showExamples();
        }
    }

    /** Lists the classes by bins. */
    public static final class Group extends OnList {
        @Override
        void run(ClassesView view) {
            view.group();
        }
    }

    /** Searches the classes. */
    public static final class Filter extends OnList {
        @Override
        void run(ClassesView view) {
            view.search(!view.searching());
        }
    }

    /** A command of the label book, which is opened if it is hidden. */
    abstract static class OnBook extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            page().ifPresent(page -> {
                try {
                    if (page.showView(Ids.LABEL_BOOK_VIEW) instanceof LabelBookView view)
                        run(view);
                } catch (PartInitException e) {
                    Failures.log(e);
                }
            });
            return null;
        }

        abstract void run(LabelBookView view);
    }

    /** Opens the label book. */
    public static final class Book extends OnBook {
        @Override
        void run(LabelBookView view) {
            view.setFocus();
        }
    }

    /** Puts the selected labels into the book as examples of the class in hand. */
    public static class AddPictures extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && new ClassGestures(session()).current().isPresent()
                    && !session().desk().selection().isEmpty();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            new ClassGestures(session()).current().ifPresent(one -> new BookPictures(session()).add(one,
                    session().desk().selected(), counter()));
            return null;
        }

        boolean counter() {
            return false;
        }
    }

    /** Puts the selected labels into the book as what looks like the class in hand and is none. */
    public static final class AddOthers extends AddPictures {
        @Override
        boolean counter() {
            return true;
        }
    }

    /** Writes the book as a page to print. */
    public static final class Export extends OnBook {
        @Override
        void run(LabelBookView view) {
            view.export();
        }
    }
}

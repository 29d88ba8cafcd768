package org.loupe.ui.viewer.internal.classes;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.ClassColours;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.ClassEdits.Recoding;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.LabelFilter;

/**
 * Edits of classes as gestures: each is done at once, said in the status line and undone as one. Labels are searched by
 * a job, since there may be a million. UI thread only.
 */
final class ClassGestures {
    private final Session session;

    ClassGestures(Session session) {
        this.session = session;
    }

    /** The classes of the open project in their order. */
    List<DefectClass> classes() {
        return session.project().map(p -> DefectClasses.of(p.project())).orElse(List.of());
    }

    /** The class in hand. */
    Optional<DefectClass> current() {
        return byCode(session.desk().code());
    }

    /** The class of a code. */
    Optional<DefectClass> byCode(int code) {
        return session.project().flatMap(p -> DefectClasses.byCode(p.project(), code));
    }

    private interface Edit {
        void make(ProjectFile project, ClassEdits edits) throws ToolException;
    }

    private void edit(Edit edit) {
        session.edit(project -> {
            try {
                edit.make(project, new ClassEdits(project));
            } catch (ToolException e) {
                session.status().message(Kind.ERROR, Failures.text(e));
            }
        });
    }

    /** Says what was done and offers to take it back. */
    private void done(String words) {
        session.status().message(Kind.INFO, words, new Status.Link(Words.get("edit.undoLink"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
    }

    /** Adds a class and takes it in hand. */
    void add(String name) {
        edit((project, edits) -> {
            DefectClass added = edits.add(Words.get("classes.undo.add", name.strip()), name);
            session.desk().code(added.getCode());
        });
    }

    /** Renames a class. */
    void rename(DefectClass one, String name) {
        if (!name.strip().equals(one.getName()))
            edit((project, edits) -> edits.rename(Words.get("classes.undo.rename", one.getName(), name.strip()), one,
                    name));
    }

    /** Gives a class a colour of its own, unless that is refused. @param rgb 0xRRGGBB, or -1 for that of its place */
    void recolour(DefectClass one, int rgb) {
        Optional<String> refused = rgb < 0 ? Optional.empty() : ClassColours.refused(rgb);
        if (refused.isPresent()) {
            session.status().message(Kind.ERROR, refused.get());
            return;
        }
        edit((project, edits) -> {
            Optional<String> warning = rgb < 0 ? Optional.empty() : session.colours().warning(one.getCode(), rgb);
            edits.recolour(Words.get("classes.undo.recolour", one.getName()), one,
                    rgb < 0 ? "" : ClassColours.text(rgb));
            warning.ifPresent(words -> session.status().message(Kind.WARNING, words));
        });
    }

    /** Moves a class to another place in the order. */
    void move(DefectClass one, int to) {
        edit((project, edits) -> edits.move(Words.get("classes.undo.move", one.getName()), one,
                Math.max(0, Math.min(classes().size() - 1, to))));
    }

    /** Puts classes into a process bin. @param bin "" for none */
    void bin(Collection<DefectClass> classes, String bin) {
        if (classes.isEmpty())
            return;
        edit((project, edits) -> {
            edits.bin(Words.get("classes.undo.bin", classes.size()), classes, bin);
            done(bin.isEmpty() ? Words.get("classes.unbinned", classes.size())
                    : Words.get("classes.binned", classes.size(), bin));
        });
    }

    /** Makes one class of two, named as the second. */
    void merge(DefectClass gone, DefectClass into) {
        int from = gone.getCode(), to = into.getCode();
        String names = Words.get("classes.undo.merge", gone.getName(), into.getName());
        recode(names, label -> label.code() == from, () -> to, (edits, labels) -> {
            String was = gone.getName();
            edits.merge(gone, into, labels);
            session.desk().code(to);
            done(Words.get("classes.merged", was, into.getName(), labels.size()));
        });
    }

    /** Deletes a class. @param to code of the class that its labels get, 0 for none */
    void delete(DefectClass one, int to) {
        int from = one.getCode();
        recode(Words.get("classes.undo.delete", one.getName()), label -> label.code() == from, () -> to,
                (edits, labels) -> {
                    edits.delete(one, labels);
                    session.desk().code(to);
                    done(to == 0 ? Words.get("classes.deleted", one.getName(), labels.size())
                            : Words.get("classes.deletedInto", one.getName(), labels.size(),
                                    session.desk().className(to)));
                });
    }

    /** Makes a new class of those labels that the project agrees on and that meet a condition. */
    void split(DefectClass of, String name, LabelFilter which) {
        Labels labels = new Labels(which);
        recode(Words.get("classes.undo.split", name.strip(), of.getName()), labels,
                () -> session.project().map(p -> new ClassEdits(p).nextCode()).orElse(0), (edits, found) -> {
                    DefectClass made = edits.split(of, name, found);
                    session.desk().code(made.getCode());
                    done(Words.get("classes.split", found.size(), made.getName()));
                });
    }

    /** Gives a class to those labels that the project agrees on and that meet a condition. @param to 0 for none */
    void reassign(LabelFilter which, int to) {
        String name = session.desk().className(to);
        recode(Words.get("classes.undo.reassign", name), new Labels(which), () -> to, (edits, found) -> {
            if (found.size() == 0) {
                session.status().message(Kind.INFO, Words.get("classes.reassignedNone", name));
                return;
            }
            edits.reassign(found);
            done(Words.get("classes.reassigned", found.size(), name));
        });
    }

    /** Labels that meet a filter; it needs the table in which they are looked up. */
    private static final class Labels implements Predicate<Label> {
        private final LabelFilter filter;
        private volatile LabelTable table;

        Labels(LabelFilter filter) {
            this.filter = filter;
        }

        @Override
        public boolean test(Label label) {
            return label.agreed() && filter.holds(table, label);
        }
    }

    private interface Made {
        void with(ClassEdits edits, Recoding labels) throws ToolException;
    }

    /** Finds labels in a job, and changes them unless they have changed since; then they are found anew. */
    private void recode(String what, Predicate<Label> which, IntSupplier to, Made then) {
        session.edit(project -> {
            LabelTable copy = project.labels().table().copy();
            int entries = project.labels().entries().size(), code = to.getAsInt();
            String who = project.labels().who();
            if (which instanceof Labels labels)
                labels.table = copy;
            job(what, () -> Recoding.of(copy, which, code, entries, who, what), found -> {
                if (session.project().orElse(null) != project)
                    return;
                if (!found.fits(project) || found.to() != to.getAsInt())
                    recode(what, which, to, then);
                else
                    edit((p, edits) -> then.with(edits, found));
            });
        });
    }

    private <T> void job(String what, java.util.function.Supplier<T> work, Consumer<T> then) {
        Job job = Job.create(what, monitor -> {
            T made = work.get();
            session.ui(() -> then.accept(made));
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    /** Gives what a filter finds, found by a job, and the number of all it looked at. */
    void find(String text, Consumer<List<Label>> found, Consumer<String> wrong) {
        session.project().ifPresent(project -> {
            LabelFilter filter;
            try {
                filter = LabelFilter.parse(text, LabelFilter.classes(project.project()));
            } catch (ToolException e) {
                wrong.accept(brief(e, text));
                return;
            }
            LabelTable copy = project.labels().table().copy();
            job(Words.get("classes.searching"), () -> filter.of(copy), found);
        });
    }

    /** The filter of a text, if it is one. */
    Optional<LabelFilter> filter(String text) {
        try {
            return Optional.of(LabelFilter.parse(text,
                    session.project().map(p -> LabelFilter.classes(p.project())).orElse(java.util.Map.of())));
        } catch (ToolException e) {
            return Optional.empty();
        }
    }

    /** What is wrong, without the text that stands above it anyway and the columns, which completion offers. */
    private static String brief(ToolException why, String filter) {
        String text = Failures.text(why).replace(": " + filter, ".");
        int list = text.indexOf(" Columns: ");
        return list < 0 ? text : text.substring(0, list);
    }

    /** A name that no class has: "Spur 2". */
    String freeName(String like) {
        for (int n = 2;; n++) {
            String name = like + " " + n;
            if (classes().stream().noneMatch(c -> c.getName().toLowerCase(Locale.ROOT)
                    .equals(name.toLowerCase(Locale.ROOT))))
                return name;
        }
    }
}

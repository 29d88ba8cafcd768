package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.loupe.api.ToolException;
import org.loupe.model.ClassScheme;
import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.ProjectFile;

/**
 * Edits of the classes of a project, each one change that is undone as one, labels included. A code names one class for
 * ever: one that was given once is never given again, whether its class is gone, merged or undone. Labels that change
 * their class keep their state: nothing is accepted by the way.
 *
 * <p>Used on the model's thread, but for {@link Recoding#of}. {@code what} is what a change is called in the Edit menu
 * and in the history.
 */
public final class ClassEdits {
    private final ProjectFile project;

    /** @param project that is open */
    public ClassEdits(ProjectFile project) {
        this.project = project;
    }

    /**
     * Labels that get another class, found for one state of the labels.
     *
     * @param change  of the labels alone; empty if none is concerned
     * @param to      code of the class that they get, 0 for none
     * @param entries number of entries of the journal for which it holds
     */
    public record Recoding(LabelChange change, int to, int entries) {

        /**
         * Finds the labels and gives them another class. Any thread, with a copy of the table.
         *
         * @param labels  which of them, second opinions and proposals included
         * @param to      code of the class that they get, 0 for none
         * @param entries of the journal when the table was copied
         * @param who     is the author of the change
         * @param what    the change is called
         */
        public static Recoding of(LabelTable table, Predicate<Label> labels, int to, int entries, String who,
                String what) {
            long now = System.currentTimeMillis();
            LabelEdit edit = new LabelEdit(table, who, now);
            for (Label label : table.labels())
                if (label.code() != to && labels.test(label))
                    edit.put(label.code(to).by(who, now));
            return new Recoding(edit.change(what), to, entries);
        }

        /** Number of labels that change. */
        public int size() {
            return change.labels().size();
        }

        /**
         * Whether it can still be made: the labels of a project are as they were, and their new class is there or is
         * the next one. On the model's thread.
         */
        public boolean fits(ProjectFile file) {
            return file.labels().entries().size() == entries && (to == 0
                    || DefectClasses.byCode(file.project(), to).isPresent() || to == new ClassEdits(file).nextCode());
        }
    }

    /** Finds the labels on this thread; see {@link Recoding#of}. */
    public Recoding recoding(String what, Predicate<Label> labels, int to) {
        Labelling labelling = project.labels();
        return Recoding.of(labelling.table(), labels, to, labelling.entries().size(), labelling.who(), what);
    }

    // ---- single classes

    /**
     * Adds a class under a code that was never used.
     *
     * @throws ToolException if the name is blank or another class has it
     */
    public DefectClass add(String what, String name) throws ToolException {
        String checked = checked(name, null);
        DefectClass[] added = new DefectClass[1];
        project.change(what, () -> added[0] = fresh(checked));
        return added[0];
    }

    /** Adds a class under a code that no class and no label ever had. Within a change. */
    private DefectClass fresh(String name) {
        int code = nextCode();
        DefectClass added = DefectClasses.add(project.project(), name);
        added.setCode(code);
        scheme().setNextCode(code + 1);
        return added;
    }

    private ClassScheme scheme() {
        return project.project().getClassSchemes().get(0);
    }

    /** @param except may have the name */
    private String checked(String name, DefectClass except) throws ToolException {
        String stripped = name.strip();
        if (stripped.isEmpty())
            throw new ToolException("A class needs a name.", "Type one.");
        for (DefectClass other : DefectClasses.of(project.project()))
            if (other != except && other.getName().equalsIgnoreCase(stripped))
                throw new ToolException("There is a class \"" + other.getName() + "\" already.",
                        "Choose another name, or merge the two.");
        return stripped;
    }

    /**
     * Renames a class, also where rules of the label book name it.
     *
     * @throws ToolException if the name is blank or another class has it
     */
    public void rename(String what, DefectClass one, String name) throws ToolException {
        String now = checked(name, one), before = one.getName();
        if (!now.equals(before))
            project.change(what, () -> {
                one.setName(now);
                rules(rule -> LabelBook.Rule.of(rule).renamed(before, now).text());
            });
    }

    private void rules(UnaryOperator<String> edit) {
        for (DefectClass one : DefectClasses.of(project.project())) {
            List<String> edited = one.getRules().stream().map(edit).filter(r -> !r.isEmpty()).toList();
            if (!edited.equals(one.getRules())) {
                one.getRules().clear();
                one.getRules().addAll(edited);
            }
        }
    }

    /** Gives a class a colour. @param colour "#rrggbb", or "" for that of the palette */
    public void recolour(String what, DefectClass one, String colour) {
        if (!colour.isEmpty() && !colour.matches("#[0-9A-Fa-f]{6}"))
            throw new IllegalArgumentException("A colour is written as #rrggbb, found " + colour + ".");
        project.change(what, () -> one.setColour(colour));
    }

    /** Puts classes into a process bin, which may hold others too. @param bin "" for none */
    public void bin(String what, Collection<DefectClass> classes, String bin) {
        project.change(what, () -> classes.forEach(c -> c.setBin(bin.strip())));
    }

    /** The classes of each process bin, by its name; those of none under "". */
    public static Map<String, List<DefectClass>> bins(Project project) {
        Map<String, List<DefectClass>> bins = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (DefectClass one : DefectClasses.of(project))
            bins.computeIfAbsent(one.getBin() == null ? "" : one.getBin(), b -> new ArrayList<>()).add(one);
        return bins;
    }

    /** Moves a class to another place in the order, which gives digits and colours. @param to from 0 */
    public void move(String what, DefectClass one, int to) {
        if (DefectClasses.of(project.project()).indexOf(one) != to)
            project.change(what, () -> scheme().getClasses().move(to, one));
    }

    // ---- classes and labels

    /**
     * Deletes a class.
     *
     * @param labels all those of the class, from {@link #recoding}
     */
    public void delete(DefectClass one, Recoding labels) {
        change(labels, () -> remove(one));
    }

    /**
     * Makes one class of two: the labels and pictures of one become those of the other, and rules follow.
     *
     * @param gone   ends
     * @param into   stays
     * @param labels all those of the class that ends, from {@link #recoding}
     */
    public void merge(DefectClass gone, DefectClass into, Recoding labels) {
        if (gone == into)
            throw new IllegalArgumentException("A class cannot be merged into itself: " + gone.getName() + ".");
        change(labels, () -> {
            remove(gone);
            join(into.getPictures(), gone.getPictures());
            rules(rule -> LabelBook.Rule.of(rule).renamed(gone.getName(), into.getName()).text());
            into.getRules().removeIf(rule -> LabelBook.Rule.of(rule).other().equals(into.getName()));
        });
    }

    private static void join(List<String> into, List<String> from) {
        Set<String> all = new LinkedHashSet<>(into);
        all.addAll(from);
        into.clear();
        into.addAll(all);
    }

    /** Within a change. */
    private void remove(DefectClass one) {
        scheme().setNextCode(DefectClasses.nextCode(project.project())); // its code is not given again
        scheme().getClasses().remove(one);
    }

    /** The code that the next class gets, which labels that are to be split off are given before there is the class. */
    public int nextCode() {
        return Math.max(DefectClasses.nextCode(project.project()), project.labels().table().highestCode() + 1);
    }

    /**
     * Makes a new class of some labels of another, behind it in the order, in the same process bin.
     *
     * @param labels that get {@link #nextCode}, from {@link #recoding}
     * @throws ToolException if the name is blank or another class has it; nothing is changed then
     */
    public DefectClass split(DefectClass of, String name, Recoding labels) throws ToolException {
        String checked = checked(name, null);
        if (labels.to() != nextCode())
            throw new IllegalStateException("The labels were found for class " + labels.to() + ", the next is "
                    + nextCode() + ".");
        DefectClass[] made = new DefectClass[1];
        change(labels, () -> {
            made[0] = fresh(checked);
            made[0].setBin(of.getBin());
            scheme().getClasses().move(DefectClasses.of(project.project()).indexOf(of) + 1, made[0]);
        });
        return made[0];
    }

    /** Gives labels another class. @param labels from {@link #recoding} */
    public void reassign(Recoding labels) {
        check(labels);
        project.change(labels.change());
    }

    private void change(Recoding labels, Runnable model) {
        check(labels);
        project.change(labels.change(), model);
    }

    private void check(Recoding labels) {
        if (!labels.fits(project))
            throw new IllegalStateException("The labels have changed since those of the class were found.");
    }
}

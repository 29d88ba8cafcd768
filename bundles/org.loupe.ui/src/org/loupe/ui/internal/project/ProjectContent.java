package org.loupe.ui.internal.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.viewers.ITreeContentProvider;
import org.loupe.model.ClassScheme;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;

/** What the project's tree holds: headings, under them 500 children at first, and 500 more on wish. */
final class ProjectContent implements ITreeContentProvider {
    static final int PAGE = 500;

    /** The last row under a heading that has more children than are shown. */
    record More(Group group, int left) {
    }

    private final Map<Group, Integer> shown = new EnumMap<>(Group.class);

    /** Shows the next children. */
    void more(Group group) {
        shown.merge(group, PAGE, (before, more) -> before + more);
    }

    /** Begins anew with the first children. */
    void reset() {
        shown.clear();
    }

    @Override
    public Object[] getElements(Object input) {
        return new Object[] { ((ProjectFile) input).project() };
    }

    @Override
    public Object[] getChildren(Object parent) {
        if (parent instanceof Project project)
            return java.util.Arrays.stream(Group.values()).map(g -> new Heading(g, project)).toArray();
        if (parent instanceof ClassScheme scheme)
            return scheme.getClasses().toArray();
        if (parent instanceof Lot lot)
            return lot.wafers().toArray();
        if (!(parent instanceof Heading heading))
            return new Object[0];
        if (heading.group == Group.WAFERS)
            return heading.project.getWafers().stream().map(Lot::of).distinct().toArray();
        List<? extends Named> all = heading.children();
        int most = PAGE + shown.getOrDefault(heading.group, 0);
        if (all.size() <= most)
            return all.toArray();
        List<Object> page = new ArrayList<>(all.subList(0, most));
        page.add(new More(heading.group, all.size() - most));
        return page.toArray();
    }

    /** A heading in its project. */
    record Heading(Group group, Project project) {
        List<? extends Named> children() {
            return group.of(project);
        }
    }

    /** Wafers of a lot after a step, in a project. */
    record Lot(Project project, String lot, String step) {
        static Lot of(WaferEntry wafer) {
            return new Lot((Project) wafer.eContainer(), wafer.getLot(), wafer.getStep());
        }

        /** By slot. */
        List<WaferEntry> wafers() {
            return project.getWafers().stream().filter(w -> w.getLot().equals(lot) && w.getStep().equals(step))
                    .sorted(Comparator.comparingInt(WaferEntry::getSlot)).toList();
        }

        /** As people call it: "Lot B2611 · M1 after CMP". */
        String words() {
            String name = lot.isBlank() ? Words.get("lot.none") : Words.get("lot.named", lot);
            return step.isBlank() ? name : Words.get("lot.step", name, step);
        }
    }

    @Override
    public Object getParent(Object element) {
        if (element instanceof Heading heading)
            return heading.project;
        if (element instanceof Lot lot)
            return new Heading(Group.WAFERS, lot.project);
        if (element instanceof WaferEntry wafer && wafer.eContainer() instanceof Project)
            return Lot.of(wafer);
        if (!(element instanceof Named named) || named.eContainer() == null)
            return null;
        if (named.eContainer() instanceof ClassScheme scheme && scheme.eContainer() instanceof Project project)
            return project.getClassSchemes().size() == 1 ? new Heading(Group.CLASSES, project) : scheme;
        return named.eContainer() instanceof Project project && Group.of(named) != null
                ? new Heading(Group.of(named), project) : null;
    }

    @Override
    public boolean hasChildren(Object element) {
        return getChildren(element).length > 0;
    }
}

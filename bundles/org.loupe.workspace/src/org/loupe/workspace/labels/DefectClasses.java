package org.loupe.workspace.labels;

import java.util.List;
import java.util.Optional;
import org.loupe.model.ClassScheme;
import org.loupe.model.DefectClass;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;

/** The classes of a project's labels: those of its first class scheme. On the model's thread. */
public final class DefectClasses {

    private DefectClasses() {
    }

    /** The classes in the order in which people want to see them; the first nine have the digits for keys. */
    public static List<DefectClass> of(Project project) {
        return project.getClassSchemes().isEmpty() ? List.of() : project.getClassSchemes().get(0).getClasses();
    }

    /** The class of a code. */
    public static Optional<DefectClass> byCode(Project project, int code) {
        return of(project).stream().filter(c -> c.getCode() == code).findFirst();
    }

    /** The class of a name. */
    public static Optional<DefectClass> byName(Project project, String name) {
        return of(project).stream().filter(c -> c.getName().equals(name)).findFirst();
    }

    /** Place of the class of a code in {@link #of}, which gives it its colour; -1 if there is none. */
    public static int index(Project project, int code) {
        List<DefectClass> all = of(project);
        for (int i = 0; i < all.size(); i++)
            if (all.get(i).getCode() == code)
                return i;
        return -1;
    }

    /** Code that the next class gets: above 0, never used before. */
    public static int nextCode(Project project) {
        int highest = of(project).stream().mapToInt(DefectClass::getCode).max().orElse(0);
        int next = project.getClassSchemes().isEmpty() ? 1 : project.getClassSchemes().get(0).getNextCode();
        return Math.max(Math.max(next, 1), highest + 1);
    }

    /**
     * Adds a class under the next code, and the scheme if there is none. Called within a change of the project.
     *
     * @param name not blank; given twice it gives two classes of that name
     */
    public static DefectClass add(Project project, String name) {
        if (project.getClassSchemes().isEmpty()) {
            ClassScheme made = LoupeFactory.eINSTANCE.createClassScheme();
            made.setName("Defects");
            project.getClassSchemes().add(made);
        }
        ClassScheme scheme = project.getClassSchemes().get(0);
        DefectClass added = LoupeFactory.eINSTANCE.createDefectClass();
        added.setCode(nextCode(project));
        added.setName(name);
        scheme.setNextCode(added.getCode() + 1);
        scheme.getClasses().add(added);
        return added;
    }
}

package org.loupe.ui.internal.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.loupe.model.ClassScheme;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;

/** A heading of the project's tree. */
public enum Group {
    /** Where the images lie. */
    IMAGE_SETS("project.imageSets", "folder"),
    /** How they are inspected. */
    RECIPES("project.recipes", "recipe"),
    /** What was inspected, the last one first. */
    RUNS("project.runs", "run"),
    /** Defects that were sorted without prior knowledge, the last one first. */
    CLUSTERINGS("project.clusterings", "dendrogram"),
    /** Wafers whose files were imported, by lot. */
    WAFERS("project.wafers", "wafer"),
    /** What defects are called. */
    CLASSES("project.classes", "class"),
    /** What was written about runs. */
    REPORTS("project.reports", "report");

    private final String key, icon;

    Group(String key, String icon) {
        this.key = key;
        this.icon = icon;
    }

    /** Key of its words. */
    String key() {
        return key;
    }

    /** Name of its icon. */
    String icon() {
        return icon;
    }

    /** What stands under it, in order. */
    List<? extends Named> of(Project project) {
        return switch (this) {
            case IMAGE_SETS -> project.getImageSets();
            case WAFERS -> project.getWafers();
            case RECIPES -> project.getRecipes();
            case CLASSES -> project.getClassSchemes().size() == 1 ? project.getClassSchemes().get(0).getClasses()
                    : project.getClassSchemes();
            case REPORTS -> reversed(project.getReports());
            case CLUSTERINGS -> reversed(project.getClusterings());
            case RUNS -> reversed(project.getRuns());
        };
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Whether people give its children their order. */
    boolean ordered() {
        return this == IMAGE_SETS || this == RECIPES || this == CLASSES;
    }

    /** The heading of an object, or null. */
    static Group of(Object element) {
        if (element instanceof ImageSet)
            return IMAGE_SETS;
        if (element instanceof Recipe)
            return RECIPES;
        if (element instanceof RunEntry)
            return RUNS;
        if (element instanceof WaferEntry)
            return WAFERS;
        if (element instanceof ClusteringEntry)
            return CLUSTERINGS;
        if (element instanceof ClassScheme || element instanceof DefectClass)
            return CLASSES;
        return element instanceof Report ? REPORTS : null;
    }
}

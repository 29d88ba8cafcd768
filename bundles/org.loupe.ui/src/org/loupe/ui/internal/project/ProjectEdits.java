package org.loupe.ui.internal.project;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.DefectClasses;

/** What is done to the objects of a project in its tree: each is one change that can be undone. UI thread only. */
public final class ProjectEdits {

    private ProjectEdits() {
    }

    /** What is wrong with a name for an object, as a sentence; "" if it is right. */
    public static String problemOfName(Named named, String name) {
        if (name.isBlank())
            return Words.get("properties.noName");
        if (name.chars().anyMatch(c -> c < ' '))
            return Words.get("properties.nameControl");
        return named.eContainer() != null && siblings(named).stream()
                .anyMatch(other -> other != named && other.getName().equals(name))
                        ? Words.get("properties.nameTaken", name) : "";
    }

    @SuppressWarnings("unchecked")
    private static EList<Named> siblings(Named named) {
        Object value = named.eContainmentFeature() != null && named.eContainmentFeature().isMany()
                ? named.eContainer().eGet(named.eContainmentFeature()) : null;
        return value == null ? new org.eclipse.emf.common.util.BasicEList<>() : (EList<Named>) value;
    }

    /** Gives an object another name, unless it is a wrong one; that is said then. */
    public static void rename(Session session, Named named, String name) {
        String right = name.strip();
        if (right.equals(named.getName()))
            return;
        String problem = problemOfName(named, right);
        if (problem.isEmpty())
            session.edit(p -> p.change(Words.get("edit.rename", named.getName()), () -> named.setName(right)));
        else
            session.status().message(Status.Kind.ERROR, problem);
    }

    /** Takes objects out of the project; their files stay. */
    public static void delete(Session session, List<? extends Named> chosen) {
        if (chosen.isEmpty())
            return;
        String what = chosen.size() == 1 ? chosen.get(0).getName() : Words.get("edit.several", chosen.size());
        session.edit(p -> {
            p.change(Words.get("edit.delete", what), () -> chosen.forEach(named -> remove(p.project(), named)));
            session.status().message(Status.Kind.INFO, Words.get("edit.deleted", what),
                    new Status.Link(Words.get("edit.undoLink"), () -> p.domain().getCommandStack().undo()));
        });
    }

    private static void remove(Project project, Named named) {
        if (named instanceof ImageSet set) {
            project.getRuns().stream().filter(run -> run.getImageSet() == set).forEach(run -> run.setImageSet(null));
            project.getWafers().stream().filter(w -> w.getImageSet() == set).forEach(w -> w.setImageSet(null));
            Layout layout = set.getLayout();
            set.setLayout(null);
            if (layout != null && project.getImageSets().stream().noneMatch(other -> other.getLayout() == layout))
                project.getLayouts().remove(layout);
        }
        if (named instanceof RunEntry run)
            project.getReports().forEach(report -> report.getRuns().remove(run));
        EcoreUtil.remove(named);
    }

    /** A name that no sibling has: "a", "a 2", "a 3", …. */
    public static String free(List<? extends Named> siblings, String name) {
        Set<String> taken = new HashSet<>();
        siblings.forEach(s -> taken.add(s.getName()));
        String free = name;
        for (int n = 2; taken.contains(free); n++)
            free = name + " " + n;
        return free;
    }

    /** Puts a copy of a recipe behind it. @return the copy, or null if the project cannot be changed */
    public static Recipe duplicate(Session session, Recipe recipe) {
        Recipe copy = EcoreUtil.copy(recipe);
        List<Recipe> done = new ArrayList<>();
        session.edit(p -> {
            EList<Recipe> recipes = p.project().getRecipes();
            copy.setName(free(recipes, recipe.getName()));
            p.change(Words.get("edit.duplicate", recipe.getName()),
                    () -> recipes.add(recipes.indexOf(recipe) + 1, copy));
            done.add(copy);
        });
        return done.isEmpty() ? null : copy;
    }

    /** Adds a recipe as the last one and chooses it. */
    public static void add(Session session, Recipe recipe) {
        session.edit(p -> {
            recipe.setName(free(p.project().getRecipes(), recipe.getName()));
            p.change(Words.get("edit.newRecipe", recipe.getName()), () -> p.project().getRecipes().add(recipe));
            session.recipe(recipe);
        });
    }

    /** Adds an image set as the last one and chooses it. */
    public static void add(Session session, ImageSet set) {
        session.edit(p -> {
            set.setName(free(p.project().getImageSets(), set.getName()));
            p.change(Words.get("edit.newImageSet", set.getName()), () -> p.project().getImageSets().add(set));
            session.imageSet(set);
        });
    }

    /** Adds a class with the next code, which is never used again. @return it, or null if it could not be added */
    public static DefectClass newClass(Session session) {
        List<DefectClass> done = new ArrayList<>();
        session.edit(p -> p.change(Words.get("edit.newClass"), () -> {
            List<DefectClass> classes = DefectClasses.of(p.project());
            DefectClass added = DefectClasses.add(p.project(), free(classes, Words.get("edit.className")));
            done.add(added);
        }));
        return done.isEmpty() ? null : done.get(0);
    }

    /** Moves an object among its siblings. @param index where it stands then */
    public static void move(Session session, Named named, int index) {
        EList<Named> siblings = siblings(named);
        if (index < 0 || index >= siblings.size() || siblings.indexOf(named) == index)
            return;
        session.edit(p -> p.change(Words.get("edit.move", named.getName()), () -> siblings.move(index, named)));
    }

    /** Moves an object up (-1) or down (1). */
    public static void step(Session session, Named named, int by) {
        move(session, named, siblings(named).indexOf(named) + by);
    }
}

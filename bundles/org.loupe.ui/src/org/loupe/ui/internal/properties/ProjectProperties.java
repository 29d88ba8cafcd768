package org.loupe.ui.internal.properties;

import org.loupe.model.Project;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;

/** The project: name, note, where it lies, in which format, and who holds it. */
final class ProjectProperties implements Properties {
    private final Project project;

    ProjectProperties(Project project) {
        this.project = project;
    }

    @Override
    public String icon() {
        return "project";
    }

    @Override
    public String title() {
        return Words.get("properties.of.project", project.getName());
    }

    @Override
    public void fill(PropertyForm form) {
        Session session = Fields.session();
        Fields.name(form, project);
        form.field(Fields.text("properties.description", "properties.description.hint", project::getDescription,
                project::setDescription));
        form.fact(Words.get("properties.folder"), () -> session.project().map(p -> p.folder().toString()).orElse(""));
        form.fact(Words.get("properties.format"), () -> Words.get("properties.formatIs", ProjectFile.FORMAT));
        form.fact(Words.get("properties.holder"), () -> session.project().map(p -> !p.readOnly()
                ? Words.get("properties.thisProgram") : p.holder().orElse(Words.get("properties.nobody"))).orElse(""));
        form.fact(Words.get("properties.imageSets"), () -> Words.number(project.getImageSets().size(), 0));
        form.fact(Words.get("properties.recipes"), () -> Words.number(project.getRecipes().size(), 0));
        form.fact(Words.get("properties.runs"), () -> Words.number(project.getRuns().size(), 0));
    }
}

package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.ui.Words;
import org.loupe.ui.internal.properties.Pairings;
import org.loupe.ui.internal.start.Projects;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Recipes;

/** Makes a project of a folder of images: how they are paired and how large a pixel is is found by itself. */
public final class NewProjectWizard extends ProjectWizard {
    private final ImagesPage page = new ImagesPage();

    /** Made by the platform. */
    public NewProjectWizard() {
        super("newProject");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        ImageSet set = page.imageSet();
        if (session().task().isPresent()) {
            page.setErrorMessage(Words.get("project.busy"));
            return false;
        }
        remember("pairing", set.getPairing());
        remember("parent", String.valueOf(Path.of(page.folder.getText().strip()).getParent()));
        Projects.create(session(), page.place(), page.name.getText().strip(), set, page.recipe());
        return true;
    }

    private final class ImagesPage extends FormPage {
        private Text folder, name, place, scale;
        private Combo pairing, recipe;
        private Label scaleHint;
        private ImagesPreview preview;
        private String shown = "", proposedName = "", proposedPlace = "";

        ImagesPage() {
            super("newProject.images");
        }

        @Override
        void fill(Composite parent) {
            String start = chosen() instanceof Path path ? path.toString() : "";
            folder = folder("wizard.images", start, Words.get("dialog.inspectFolderText"));
            name = text("wizard.name", "");
            place = folder("wizard.place", "", Words.get("wizard.place.text"));
            pairing = editable("wizard.pairing", List.of("auto", "none", "_test=_temp", "_test=_golden"),
                    last("pairing", "auto"));
            scale = text("wizard.scale", "", "µm/px");
            scale.setMessage(Words.get("properties.fromFile"));
            scaleHint = hint(" ");
            List<String> recipes = new ArrayList<>(List.of(Words.get("wizard.recipe.auto")));
            recipes.addAll(Recipes.shipped());
            recipe = choice("wizard.recipe", recipes, 0);
            preview = new ImagesPreview(parent, session(), found -> {
                scaleHint.setText(found.info().map(i -> Double.isNaN(i.shape().umPerPx())
                        ? Words.get("wizard.scale.unknown", found.items().get(0).name())
                        : Words.get("wizard.scale.known", found.items().get(0).name(),
                                Words.scale(i.shape().umPerPx()))).orElse(" "));
                check();
            });
            preview.show(null, null);
            folder.setFocus();
        }

        @Override
        String problem() {
            String images = folder.getText().strip();
            Path path = path(images);
            propose(path);
            String wrong = images.isEmpty() ? Words.get("wizard.noFolder")
                    : path == null ? Words.get("properties.badPath", images)
                            : !Files.isDirectory(path) ? Words.get("wizard.folderMissing", images)
                                    : Pairings.problem(pairing.getText().strip());
            String now = wrong.isEmpty() ? path + "\n" + pairing.getText().strip() : "";
            if (!now.equals(shown)) {
                shown = now;
                preview.show(path, wrong.isEmpty() ? imageSet(path) : null);
            }
            if (!wrong.isEmpty())
                return wrong;
            if (name.getText().isBlank())
                return Words.get("properties.noName");
            if (place() == null)
                return Words.get("wizard.noPlace");
            if (ProjectFile.isProject(place()))
                return Words.get("wizard.placeTaken", place());
            if (!scale.getText().isBlank() && !(number(scale.getText()) > 0))
                return Words.get("properties.above0", scale.getText().strip());
            return preview.found().problem();
        }

        /** Name and place follow the folder until the user gives others. */
        private void propose(Path images) {
            if (images == null || images.getFileName() == null)
                return;
            String newName = images.getFileName().toString();
            if (name.getText().equals(proposedName) && !newName.equals(proposedName)) {
                proposedName = newName;
                name.setText(newName);
            }
            if (place.getText().equals(proposedPlace) && !images.toString().equals(proposedPlace)) {
                proposedPlace = images.toString();
                place.setText(proposedPlace);
            }
        }

        private Path place() {
            return place.getText().isBlank() ? null : path(place.getText().strip());
        }

        private ImageSet imageSet() {
            ImageSet set = imageSet(path(folder.getText().strip()));
            if (!scale.getText().isBlank())
                set.setUmPerPx(number(scale.getText()));
            return set;
        }

        private ImageSet imageSet(Path images) {
            ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
            set.setName(Words.get("project.images"));
            set.setRoot(images.toAbsolutePath().normalize().toString());
            set.setPairing(pairing.getText().strip());
            return set;
        }

        /** Name of a shipped recipe; "" for the one that suits. */
        private String recipe() {
            return recipe.getSelectionIndex() == 0 ? "" : recipe.getText();
        }
    }

    /** A path that was typed, or null if it is none. */
    static Path path(String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Whether a folder was typed that is there; nothing typed is none. */
    static boolean isFolder(String text) {
        Path typed = text.isBlank() ? null : path(text);
        return typed != null && Files.isDirectory(typed);
    }

    /** A number that was typed, with point or comma; NaN if it is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text.strip().replace(',', '.'));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}

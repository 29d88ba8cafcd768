package org.loupe.workspace.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.stack.ClassTree;
import org.loupe.engine.stack.StackSummary;
import org.loupe.workspace.crops.CropSources;

/** What people give a stack to learn from is not always sound: they are told what is wrong and what to do. */
class StackInputsTest {
    private static final Registry REGISTRY = Registry.load(StackInputsTest.class.getClassLoader());
    private static final FeatureSet FEATURES = FeatureSet.of("loupe.measure", "loupe.histogram");
    @TempDir
    Path folder;

    private List<StackExamples.Image> crops(String name, String... classes) throws ToolException, IOException {
        return read(DrawnCrops.write(folder.resolve(name), 6, classes));
    }

    private static List<StackExamples.Image> read(Path crops) throws ToolException {
        return StackExamples.folder(CropSources.folder(crops, REGISTRY));
    }

    private static Recipe stack(String levels) throws ToolException {
        return Stacks.recipe("own", ClassTree.parse(levels), Optional.empty(), FEATURES, REGISTRY);
    }

    private StackSummary train(Recipe stack, List<StackExamples.Image> images) throws ToolException {
        return Stacks.train(stack, images, Augmentation.NONE, new TrainingSettings("loupe.logistic-regression", Map.of(),
                3, 1, 0, 1), folder.resolve("models"), REGISTRY, Options.defaults().threads(1), Progress.NONE,
                Progress.NONE).summary();
    }

    private void refused(String message, String remedy, Recipe stack, List<StackExamples.Image> images) {
        ToolException e = assertThrows(ToolException.class, () -> train(stack, images));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.remedy().contains(remedy), e.remedy());
        assertFalse(Files.exists(folder.resolve("models")), "nothing is written");
    }

    @Test
    void soundExamplesAreToldApart() throws Exception {
        StackSummary summary = train(stack("striped\nplain\n  dark\n  bright"), crops("c", "dark", "bright",
                "striped"));
        assertEquals(1, summary.overall().accuracy(), summary.toText());
        assertEquals(List.of(), summary.notes().stream().filter(n -> n.contains("no example")).toList());
        assertEquals(18, summary.overall().objects().size());
        assertEquals(List.of(), summary.overall().wrong());
    }

    @Test
    void oneClassAloneIsRefused() throws Exception {
        refused("one class alone, \"dark\"", "two classes or more", stack("dark\nbright"), crops("c", "dark"));
    }

    @Test
    void imagesOfNoKnownClassAreRefused() throws Exception {
        Path flat = DrawnCrops.write(folder.resolve("c"), 3, "dark").resolve("dark");
        ToolException e = assertThrows(ToolException.class, () -> read(flat));
        assertTrue(e.getMessage().contains("No class is known") && e.remedy().contains("folder of its name"),
                e.toString());
    }

    @Test
    void aClassWithoutExamplesIsNamed() throws Exception {
        StackSummary summary = train(stack("dark\nbright\nstriped"), crops("c", "dark", "bright"));
        assertTrue(summary.notes().stream().anyMatch(n -> n.contains("no example of \"striped\"")),
                summary.notes().toString());
    }

    @Test
    void aLevelWhoseClassesAreLostIsRefused() throws Exception {
        refused("Level 1 has no example of \"odd\"", "Label some objects", stack("dark\nbright\nodd\n  a\n  b"),
                crops("c", "dark", "bright"));
        refused("No object is labelled with a class of the stack", "Label objects with its classes: a, b",
                stack("a\nb"), crops("c", "dark", "bright"));
    }

    @Test
    void aBrokenImageIsNamedAndTheOthersAreLearnedFrom() throws Exception {
        Path crops = DrawnCrops.write(folder.resolve("c"), 6, "dark", "bright");
        Files.writeString(crops.resolve("dark/dark3.png"), "no image");
        StackSummary summary = train(stack("dark\nbright"), read(crops));
        assertEquals(11, summary.overall().examples());
        assertTrue(summary.notes().stream().anyMatch(n -> n.startsWith("1 image could not be read. ")
                && n.contains("dark3.png")), summary.notes().toString());
    }

    @Test
    void brokenImagesAloneAreRefused() throws Exception {
        Path crops = DrawnCrops.write(folder.resolve("c"), 2, "dark", "bright");
        for (String file : List.of("dark/dark0", "dark/dark1", "bright/bright0", "bright/bright1"))
            Files.writeString(crops.resolve(file + ".png"), "no image");
        refused("None of the 4 images could be read", "can be opened", stack("dark\nbright"), read(crops));
    }

    @Test
    void aRecipeWithoutAClassifierIsRefused() throws Exception {
        Recipe none = new Recipe("plain", "", List.of(RecipeStep.of("loupe.grey"), RecipeStep.of("loupe.whole-image"),
                RecipeStep.of("loupe.measure")));
        refused("\"plain\" has no step to train", "loupe.classify", none, crops("c", "dark", "bright"));
    }

    @Test
    void aClassifierBehindNothingMeasuredIsRefused() throws Exception {
        Recipe blind = ClassTree.of(List.of("dark", "bright")).recipe("blind", List.of(RecipeStep.of("loupe.grey"),
                RecipeStep.of("loupe.whole-image")));
        refused("nothing to learn from", "loupe.measure", blind, crops("c", "dark", "bright"));
    }

    /** Two folders may have files of one name at one place. */
    @Test
    void imagesOfOneNameAreKeptApart() throws Exception {
        List<StackExamples.Image> images = new ArrayList<>(crops("c", "dark", "bright"));
        images.addAll(crops("d", "dark", "bright"));
        StackSummary summary = train(stack("dark\nbright"), images);
        assertEquals(24, summary.overall().examples());
        assertEquals(24, summary.overall().objects().stream().map(o -> summary.images().get(o.image()).file()).distinct()
                .count());
    }
}

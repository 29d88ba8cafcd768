package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Param;
import org.loupe.api.ToolException;

class SpecTest {
    /** A specification as trainers of foundation models have it. */
    private static final String TRAINING = """
            # fine-tune on boards
            model:
              backbone:
                teacher_type: vit_l
                student_type: "vit_l"
                patch_size: 14
                img_size: 518
                drop_path_rate: 4e-1
              head: {num_layers: 3, hidden_dim: 2048, bottleneck_dim: 384}
            dataset:
              batch_size: 16
              workers: 10
            crops:
              n_global: 2
              global_scale: [0.32, 1.0]
              global_size: 224
              n_local: 8
              local_scale:
                - 0.05
                - 0.32
              local_size: 98
            train:
              num_gpus: 8
              num_epochs: 100
              checkpoint_interval: 10
              precision: 16-mixed
              optim: adamw
              clip_grad_norm: 3
              gpu_ids: [0]
              pretrained_model_path:
            results_dir: /results/run 1
            seed: 1234
            tool: test.trainer
            params:
              window: 5
            """;

    record Backbone(@Param(label = "Teacher", help = "", choices = { "vit_s", "vit_l" }) String teacherType,
            @Param(label = "Student", help = "", choices = { "vit_s", "vit_l" }) String studentType,
            @Param(label = "Patch", unit = "px", min = 1, help = "") int patchSize,
            @Param(label = "Image", unit = "px", min = 1, help = "") int imgSize,
            @Param(label = "Drop path", min = 0, max = 1, help = "") double dropPathRate) {
        Backbone {
            if (imgSize % patchSize != 0)
                throw new IllegalArgumentException("Image is a multiple of Patch, found " + imgSize + " and "
                        + patchSize + ".");
        }
    }

    record Head(@Param(label = "Layers", min = 1, help = "") int numLayers,
            @Param(label = "Hidden", min = 1, help = "") int hiddenDim,
            @Param(label = "Bottleneck", min = 1, help = "") int bottleneckDim) {
    }

    record Model(Backbone backbone, Head head) {
    }

    record Dataset(@Param(label = "Batch", min = 1, max = 4096, help = "") int batchSize,
            @Param(label = "Workers", min = 0, help = "") int workers) {
    }

    record Crops(@Param(label = "Global crops", min = 1, help = "", formerly = "n_global") int numGlobal,
            @Param(label = "Scale", min = 0, max = 1, help = "") List<Double> globalScale,
            @Param(label = "Size", unit = "px", min = 1, help = "") int globalSize,
            @Param(label = "Local crops", min = 0, help = "") int nLocal,
            @Param(label = "Scale", min = 0, max = 1, help = "") List<Double> localScale,
            @Param(label = "Size", unit = "px", min = 1, help = "") int localSize) {
    }

    enum Optimizer {
        SGD, ADAMW
    }

    record Train(@Param(label = "GPUs", min = 0, help = "") int numGpus,
            @Param(label = "Epochs", min = 1, max = 10000, help = "") int numEpochs,
            @Param(label = "Checkpoint", min = 1, help = "") int checkpointInterval,
            @Param(label = "Precision", help = "", choices = { "32", "16-mixed", "bf16-mixed" }) String precision,
            @Param(label = "Optimizer", help = "") Optimizer optim,
            @Param(label = "Clip", min = 0, help = "") double clipGradNorm,
            @Param(label = "GPU", min = 0, help = "") List<Integer> gpuIds,
            @Param(label = "Start model", help = "") Path pretrainedModelPath) {
    }

    record Training(Model model, Dataset dataset, Crops crops, Train train,
            @Param(label = "Results", help = "") Path resultsDir, @Param(label = "Seed", help = "") long seed,
            @Param(label = "Tool", help = "") String tool, Spec params) {
        static final Training DEFAULTS = new Training(new Model(new Backbone("vit_s", "vit_s", 14, 224, 0),
                new Head(1, 1, 1)), new Dataset(1, 0),
                new Crops(1, List.of(0.5, 1.0), 10, 0, List.of(), 5),
                new Train(0, 1, 1, "32", Optimizer.SGD, 0, List.of(), Path.of("none")), Path.of("results"), 1, "",
                Spec.NONE);
    }

    record Params(@Param(label = "Window", unit = "px", min = 3, max = 9, help = "") int window,
            @Param(label = "Rate", min = 0, help = "") double rate) {
    }

    @TempDir
    private Path temp;

    @Test
    void aTrainingIsDescribedByRecords() throws Exception {
        Training read = Spec.parse("spec.yaml", TRAINING).as(Training.DEFAULTS);
        assertEquals(new Backbone("vit_l", "vit_l", 14, 518, 0.4), read.model().backbone());
        assertEquals(new Head(3, 2048, 384), read.model().head());
        assertEquals(new Dataset(16, 10), read.dataset());
        assertEquals(new Crops(2, List.of(0.32, 1.0), 224, 8, List.of(0.05, 0.32), 98), read.crops());
        assertEquals(new Train(8, 100, 10, "16-mixed", Optimizer.ADAMW, 3, List.of(0), Path.of("none")), read.train());
        assertEquals(Path.of("/results/run 1"), read.resultsDir());
        assertEquals("test.trainer", read.tool());
        assertEquals(new Params(5, 0.5), read.params().as(Schema.of(new Params(3, 0.5))));
        assertEquals(Training.DEFAULTS, Spec.parse("empty.yaml", "").as(Training.DEFAULTS));
        assertSame(Spec.NONE, Spec.parse("empty.yaml", "").as(Training.DEFAULTS).params());
    }

    @Test
    void valuesOfTheCommandLineCountMore() throws Exception {
        Training read = Spec.parse("spec.yaml", TRAINING).with(List.of("results_dir=/r=1", "train.num_epochs=50",
                "train.numEpochs=60", "model.head.num_layers=2", "train.gpu_ids=[1, 2]", "params.rate=1e-3",
                "crops.local_scale=[]", "train.pretrained_model_path=a b.pth")).as(Training.DEFAULTS);
        assertEquals(Path.of("/r=1"), read.resultsDir());
        assertEquals(60, read.train().numEpochs());
        assertEquals(2, read.model().head().numLayers());
        assertEquals(2048, read.model().head().hiddenDim());
        assertEquals(List.of(1, 2), read.train().gpuIds());
        assertEquals(List.of(), read.crops().localScale());
        assertEquals(Path.of("a b.pth"), read.train().pretrainedModelPath());
        assertEquals(new Params(5, 1e-3), read.params().as(Schema.of(new Params(3, 0.5))));
        assertEquals(1, Spec.parse("s", "seed: 7").with("seed=").as(Training.DEFAULTS).seed(), "empty: the default");
        assertEquals(3, Spec.NONE.with("train.num_gpus=3").as(Training.DEFAULTS).train().numGpus());
    }

    @ParameterizedTest
    @ValueSource(strings = { "train", "=5", "a..b=1", ".a=1", "a.=1", "seed.x=1", "a=[1", "a={b: 1, b: 2}" })
    void settingsThatSetNothingAreRefused(String setting) throws Exception {
        Spec spec = Spec.parse("spec.yaml", TRAINING);
        ToolException e = assertThrows(ToolException.class, () -> spec.with(setting));
        assertTrue(e.getMessage().contains("\"" + setting), e.getMessage());
    }

    private static String wrong(String text, String... settings) {
        ToolException e = assertThrows(ToolException.class, () -> Spec.parse("spec.yaml", text)
                .with(List.of(settings)).as(Training.DEFAULTS));
        return e.getMessage() + " | " + e.remedy();
    }

    @Test
    void everyProblemIsToldWithItsPlace() throws Exception {
        assertEquals("spec.yaml, line 6, column 23, dataset.batch_size: Batch is a whole number from 1 to 4096, found "
                + "0. spec.yaml, line 3, column 11, train.epochs: Unknown key \"epochs\" in \"train\". spec.yaml, "
                + "line 5, column 6, train.num_epochs: Epochs is a whole number from 1 to 10000, found \"ten\". | The "
                + "default is 1. Known: num_gpus, num_epochs, checkpoint_interval, precision, optim, clip_grad_norm, "
                + "gpu_ids, pretrained_model_path.",
                wrong("# comment\ntrain:\n  epochs: 5\n  num_epochs:\n     ten\ndataset: {batch_size: 0}\n"));
        assertEquals("spec.yaml, line 1, column 8, trian: Unknown key \"trian\". | Did you mean \"train\"? Known: "
                + "model, dataset, crops, train, results_dir, seed, tool, params.", wrong("trian: {}"));
        assertEquals("spec.yaml, line 1, column 8, train: \"train\" is a section, found 5. | "
                + "Write its keys below it, indented.", wrong("train: 5"));
        assertEquals("\"train.num_epochs=many\": Epochs is a whole number from 1 to 10000, found \"many\". | "
                + "The default is 1.", wrong(TRAINING, "train.num_epochs=many"));
        assertEquals("spec.yaml, line 1, column 31, crops.global_scale.1: Scale is a number from 0 to 1, found 3. | "
                + "The default is 0.", wrong("crops: {global_scale: [0.32,  3]}"));
        assertEquals("spec.yaml, line 1, column 23, crops.global_scale: Scale is a list, found 0.5. | "
                + "Write [a, b], or a line \"- a\" for each.", wrong("crops: {global_scale: 0.5}"));
        assertTrue(wrong("train: {num_epochs: 1, numEpochs: 2}").contains("is given twice, also as"), "");
        assertEquals("spec.yaml, line 1, column 19, model.backbone: Image is a multiple of Patch, found 500 and 14. | ",
                wrong("model: {backbone: {img_size: 500}}"));
        assertTrue(wrong("train: {optim: adam}").contains("Did you mean \"adamw\"?"));
        assertTrue(wrong("- 1\n- 2").contains("has no sections, it is a list of 2"));
        ToolException e = assertThrows(ToolException.class, () -> Spec.parse("s.yaml", "window: 5\nrate: [1]\nx: 1")
                .as(Schema.of(new Params(3, 0.5))));
        assertEquals("s.yaml, line 2, column 7, rate: \"rate\" is a single value, found a list of 1. "
                + "s.yaml, line 3, column 4, x: Unknown parameter \"x\".", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a: \"x|line 1, column 6", "a: 1\\n b: 2|line 2, column 3",
        "a: 1\\n\\tb: 2|line 2, column 1", "a: 1\\na: 2|line 2, column 1: \"a\" is given twice",
        "a: !!java.io.File [x]|line 1, column 4: the YAML is broken: Global tag is not allowed",
        "a: !mine 5|the tag \"!mine\" is not read",
        "a: *b|line 1, column 4", "? [a]\\n: 1|a key is a word", "a: 99999999999999999999|is too large",
        "a: 1e999|is too large", "--- 1\\n--- 2|line 2, column 1", "{\"a\": 1,\\n\\t\"b\": }x|line 2",
        "<<: 5|takes over the keys" })
    void brokenTextIsToldWithItsPlace(String text, String expected) {
        ToolException e = assertThrows(ToolException.class,
                () -> Spec.parse("s.yaml", text.replace("\\n", "\n").replace("\\t", "\t")));
        assertTrue(e.getMessage().contains(expected) && e.getMessage().startsWith("s.yaml"), e.getMessage());
    }

    @Test
    void brokenTextOfAJsonFileIsCalledJson() {
        ToolException e = assertThrows(ToolException.class, () -> Spec.parse("s.json", "{\n  \"a\": [1,\n}"));
        assertTrue(e.getMessage().startsWith("s.json, line 3, column 1: the JSON is broken"), e.getMessage());
        assertEquals("Mend the text there.", e.remedy());
    }

    @Test
    void wordsMeanWhatYaml12Says() throws Exception {
        Map<String, Object> read = Spec.parse("s", "{a: no, b: 010, c: 0o10, d: 1e-4, e: 12:30:00, f: 2024-01-02, "
                + "g: ~, h: '5', i: .5, j: 0x1F, k: 1_000, l: -.inf, m: True, n: +7, o: 16-mixed}").values();
        assertEquals(Arrays.asList("no", 10L, 8L, 1e-4, "12:30:00", "2024-01-02", null, "5", 0.5, 31L, "1_000",
                Double.NEGATIVE_INFINITY, true, 7L, "16-mixed"), List.copyOf(read.values().stream()
                        .map(v -> v == null ? "null" : v).toList()).stream().map(v -> "null".equals(v) ? null : v)
                        .toList());
    }

    @Test
    void jsonIsReadAsYaml() throws Exception {
        String json = "{\n\t\"train\": {\n\t\t\"num_epochs\": 5, \"precision\": \"bf16-mixed\"},\r\n"
                + "\t\"tool\": \"a\\/b \\u00e4 \\\"c\\\" 短\", \"seed\": -3\n}";
        Training read = Spec.parse("s.json", json).as(Training.DEFAULTS);
        assertEquals(5, read.train().numEpochs());
        assertEquals("a/b ä \"c\" 短", read.tool());
        assertEquals(-3, read.seed());
    }

    @Test
    void aliasesAndMergedKeysAreResolved() throws Exception {
        Map<String, Object> read = Spec.parse("s", "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nsame: *b")
                .values();
        assertEquals(Map.of("x", 1L, "y", 3L), read.get("more"));
        assertEquals(Map.of("x", 1L, "y", 2L), read.get("same"));
    }

    @Test
    void whatGrowsWithoutEndIsRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1) + "]\n");
        assertThrows(ToolException.class, () -> Spec.parse("s", laughs.toString()));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a: &a [*a]"));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a: \u0007"));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a: " + "[".repeat(10_000)));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a: " + "{a: ".repeat(10_000)));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a: " + "x".repeat(5 << 20)));
        assertThrows(ToolException.class, () -> Spec.parse("s", "a:\n" + "- 1\n".repeat(300_000)));
    }

    @Test
    void damagedTextIsRefused() {
        Random random = new Random(23);
        for (int n = 0; n < 500; n++) {
            char[] bad = TRAINING.toCharArray();
            for (int k = random.nextInt(4); k >= 0; k--)
                bad[random.nextInt(bad.length)] = "{}[]:,-&*!|>'\"%@`#?\t\n \u0000äx9.".charAt(random.nextInt(27));
            String text = new String(bad, 0, n % 2 == 0 ? bad.length : random.nextInt(bad.length));
            try {
                Spec.parse("s", text).as(Training.DEFAULTS);
            } catch (ToolException e) {
                assertTrue(e.getMessage().length() > 5, e.getMessage());
            }
        }
    }

    // ---- recipes

    @Test
    void recipesAreYamlToo() throws Exception {
        Path file = Files.writeString(temp.resolve("r.yaml"), """
                loupe: recipe
                version: 1
                name: 短路 test
                steps:
                  - tool: test.median
                    params: {window: 5, mode: fixed, on: true, rate: 1.5}
                  - tool: test.classify
                    enabled: false
                    routes:
                      good: {drop: true}
                      bad:
                        steps: [{tool: test.other}]
                """);
        Recipe read = Recipe.read(file);
        assertEquals(new Recipe("短路 test", "", List.of(
                RecipeStep.of("test.median", Map.of("window", 5, "mode", "fixed", "on", true, "rate", 1.5)),
                RecipeStep.of("test.classify").enabled(false).drop("good")
                        .route("bad", new Route(false, List.of(RecipeStep.of("test.other")))))), read);
        assertEquals(read, Recipe.parse(read.toJson()));
        Path json = Files.writeString(temp.resolve("j.yml"), read.toJson());
        assertEquals(read, Recipe.read(json), "JSON is YAML");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "loupe: recipe\\nversion: 1\\nstep: []|Unknown key \"step\" in recipe",
        "loupe: recipe\\nversion: 1\\nsteps: [{tool: a, params: {x: [1]}}]|parameter \"x\" holds",
        "loupe: recipe\\nversion: 1\\nsteps: [{tool: a, params: {x: .nan}}]|parameter \"x\" holds",
        "a: [|line 1, column 5", "loupe: other|\"loupe\": \"recipe\" is missing" })
    void wrongRecipesOfYamlAreTold(String text, String expected) throws Exception {
        Path file = Files.writeString(temp.resolve("r.yaml"), text.replace("\\n", "\n"));
        ToolException e = assertThrows(ToolException.class, () -> Recipe.read(file));
        assertTrue(e.getMessage().startsWith("r.yaml: ") && e.getMessage().contains(expected), e.getMessage());
    }
}

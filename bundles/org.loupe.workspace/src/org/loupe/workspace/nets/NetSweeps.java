package org.loupe.workspace.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.engine.nets.NetSweeping;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.stack.StackExamples;

/**
 * Sweeps in folders: what is done is kept line by line, so that a sweep that was stopped goes on, with pictures of what
 * each setting finds beside what is true.
 */
public final class NetSweeps {
    private static final String PLAN = "sweep.json", CELLS = "cells.jsonl", PICTURES = "pictures", STATE = "training";
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private NetSweeps() {
    }

    /**
     * Makes a sweep, or goes on with it. Leaves table.csv, table.json and pictures in its folder.
     *
     * @param choice   how some of the images are chosen where not all are learned from
     * @param images   labelled
     * @param preparing whose steps before the detector prepare the images
     * @param folder   made if need be; holds no other sweep
     * @param told     takes a sentence for each training that is done
     * @throws ToolException         if something is wrong with a setting, the images or the folder
     * @throws CancellationException once the progress is cancelled; what is done is kept
     */
    public static NetSweepTable run(NetSweep sweep, ImageChoice choice, List<StackExamples.Image> images,
            Recipe preparing, Path folder, Registry registry, Consumer<String> told, Progress progress)
            throws ToolException {
        try (NetExamples examples = new NetExamples(images, preparing, registry, Policy.AUTO)) {
            Examples<Pair, Object> read = examples.read(NetSweeping.task(sweep, registry), progress.part(0, 0.02));
            NetSweeping<Object> sweeping = new NetSweeping<>(sweep, read, (rows, count) -> choice.of(rows, count,
                    examples::image, sweep.judged().seed(), registry, progress), registry);
            List<String> notes = new ArrayList<>(sweeping.warnings());
            examples.problems().stream().map(Problem::toString).forEach(notes::add);
            notes.add("All nets are judged on the same " + sweeping.held().length + " images held apart; images to learn"
                    + " from are chosen: " + choice.words() + ".");
            Kept kept = new Kept(sweep, folder, plan(sweep, choice, sweeping, examples), told);
            List<NetSweep.Cell> cells = sweeping.run(folder.resolve(STATE), kept, progress.part(0.02, 1));
            NetSweepTable table = new NetSweepTable(sweep, cells, notes);
            SafeFile.write(folder.resolve("table.csv"), table.toCsv().getBytes(StandardCharsets.UTF_8));
            SafeFile.write(folder.resolve("table.json"), table.toJson().getBytes(StandardCharsets.UTF_8));
            return table;
        }
    }

    /** All that decides what comes out, with the names of the images. */
    private static String plan(NetSweep sweep, ImageChoice choice, NetSweeping<?> sweeping, NetExamples examples) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("loupe", "net-sweep-plan");
        plan.put("sweep", sweep);
        plan.put("choice", choice);
        plan.put("held", Arrays.stream(sweeping.held()).mapToObj(examples::name).toList());
        Map<Integer, List<String>> chosen = new TreeMap<>();
        sweeping.chosen().forEach((count, rows) -> chosen.put(count, Arrays.stream(rows).mapToObj(examples::name)
                .toList()));
        plan.put("learned", chosen);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(plan) + "\n";
    }

    /** Pictures of what was found on an image held apart: setting by setting, in the order of the sweep. */
    public static Path picture(Path folder, int setting, int image) {
        return folder.resolve(PICTURES).resolve("setting-" + (setting + 1)).resolve("image-" + image + ".png");
    }

    /** The image itself, or what is true there. */
    public static Path picture(Path folder, boolean truth, int image) {
        return folder.resolve(PICTURES).resolve(truth ? "truth" : "images").resolve("image-" + image + ".png");
    }

    /** What the folder keeps. */
    private static final class Kept implements NetSweeping.Watcher {
        private final NetSweep sweep;
        private final Path folder;
        private final Consumer<String> told;
        private final Map<List<Integer>, NetSweep.Cell> known = new HashMap<>();

        Kept(NetSweep sweep, Path folder, String plan, Consumer<String> told) throws ToolException {
            this.sweep = sweep;
            this.folder = folder;
            this.told = told;
            Path file = folder.resolve(PLAN), cells = folder.resolve(CELLS);
            try {
                Files.createDirectories(folder);
                if (!Files.exists(file))
                    SafeFile.write(file, plan.getBytes(StandardCharsets.UTF_8));
                else if (!Files.readString(file).equals(plan))
                    throw new ToolException(folder + " holds a sweep of other settings or images.",
                            "Choose another folder, or delete it.");
                if (Files.exists(cells))
                    for (String line : Files.readAllLines(cells))
                        read(line);
            } catch (IOException e) {
                throw SafeFile.unwritable(folder, e);
            }
        }

        private void read(String line) {
            try {
                NetSweep.Cell cell = GSON.fromJson(line, NetSweep.Cell.class);
                if (cell != null)
                    known.put(List.of(cell.setting(), cell.repeat()), cell);
            } catch (JsonParseException e) {
                return; // the line was not written to its end before a kill: that training is done again
            }
        }

        @Override
        public Optional<NetSweep.Cell> known(int setting, int repeat) {
            return Optional.ofNullable(known.get(List.of(setting, repeat)));
        }

        @Override
        public void done(NetSweep.Cell cell) throws ToolException {
            try {
                Files.writeString(folder.resolve(CELLS), GSON.toJson(cell) + "\n", StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw SafeFile.unwritable(folder.resolve(CELLS), e);
            }
            told.accept(sweep.words(sweep.settings().get(cell.setting())) + ", repeat " + (cell.repeat() + 1) + ": "
                    + (cell.succeeded() ? String.format(Locale.ROOT, "%.4f", cell.score())
                            : NetSweepTable.NONE + " (" + cell.failure() + ")"));
        }

        @Override
        public void shown(int setting, int example, Pair pair, Object truth, Object found) throws ToolException {
            if (!Files.exists(picture(folder, true, example))) {
                Drawn.image(pair.test(), picture(folder, false, example));
                Drawn.answer(pair.test().shape(), truth, picture(folder, true, example));
            }
            Drawn.answer(pair.test().shape(), found, picture(folder, setting, example));
        }
    }
}

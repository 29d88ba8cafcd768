package org.loupe.workspace.nets;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.engine.nets.NetSweeping;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.stack.StackExamples;

/**
 * Makes sweeps in folders: what is done is kept line by line, so that a sweep that was stopped goes on, with pictures of
 * what each setting finds beside what is true.
 */
public final class NetSweeps {
    private static final String STATE = "training", LOCK = "lock";

    private NetSweeps() {
    }

    /** Who is told of a sweep under way. Called by its thread. */
    public interface Watcher {

        /** All images are read, and the folder is there, with what was done earlier. */
        default void prepared(KeptSweep sweep) {
        }

        /** A training begins. @param setting index of the combination @param repeat from 0 */
        default void begins(int setting, int repeat) {
        }

        /** A training is done, and kept. */
        default void done(NetSweep.Cell cell) {
        }
    }

    /** What came of a training, in a line for people. */
    public static String words(NetSweep sweep, NetSweep.Cell cell) {
        return sweep.words(sweep.settings().get(cell.setting())) + ", repeat " + (cell.repeat() + 1) + ": "
                + (cell.succeeded() ? String.format(Locale.ROOT, "%.4f", cell.score())
                        : NetSweepTable.NONE + " (" + cell.failure() + ")");
    }

    /**
     * Makes a sweep, or goes on with it. Leaves table.csv, table.json and pictures in its folder, also if it is stopped.
     *
     * @param images labelled
     * @param folder made if need be; holds no other sweep
     * @throws ToolException         if something is wrong with a setting, the images or the folder
     * @throws CancellationException once the progress is cancelled; what is done is kept
     */
    public static NetSweepTable run(SweepPlan plan, List<StackExamples.Image> images, Path folder, Registry registry,
            Watcher watcher, Progress progress) throws ToolException {
        NetSweep sweep = plan.sweep();
        try (NetExamples examples = new NetExamples(images, plan.preparing(), registry, Policy.AUTO)) {
            Examples<Pair, Object> read = examples.read(NetSweeping.task(sweep, registry), progress.part(0, 0.02));
            NetSweeping<Object> sweeping = new NetSweeping<>(sweep, read, (rows, count) -> plan.choice().of(rows, count,
                    examples::image, sweep.judged().seed(), registry, progress), registry);
            List<String> notes = new ArrayList<>(sweeping.warnings());
            examples.problems().stream().map(Problem::toString).forEach(notes::add);
            notes.add("All nets are judged on the same " + Plural.of(sweeping.held().length, "image")
                    + " held apart; images to learn from are chosen: " + plan.choice().words() + ".");
            try (Kept kept = new Kept(folder, text(plan, sweeping, read.classes(), examples), notes, watcher)) {
                NetSweepTable table = new NetSweepTable(sweep, sweeping.run(folder.resolve(STATE), kept,
                        progress.part(0.02, 1)), notes);
                tables(table, folder);
                return table;
            }
        }
    }

    private static void tables(NetSweepTable table, Path folder) throws ToolException {
        SafeFile.write(KeptSweep.csv(folder), table.toCsv().getBytes(StandardCharsets.UTF_8));
        SafeFile.write(folder.resolve("table.json"), table.toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** All that decides what comes out, with the names of the images. */
    private static String text(SweepPlan plan, NetSweeping<?> sweeping, List<String> classes, NetExamples examples) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("loupe", "net-sweep-plan");
        all.put("sweep", plan.sweep());
        all.put("choice", plan.choice());
        all.put("recipe", plan.recipe());
        all.put("classes", classes);
        all.put("held", Arrays.stream(sweeping.held()).mapToObj(examples::name).toList());
        Map<Integer, String> pictured = new TreeMap<>();
        Arrays.stream(sweeping.shown()).forEach(row -> pictured.put(row, examples.name(row)));
        all.put("pictured", pictured);
        all.put("free", sweeping.learned());
        Map<Integer, List<String>> chosen = new TreeMap<>();
        sweeping.chosen().forEach((count, rows) -> chosen.put(count, Arrays.stream(rows).mapToObj(examples::name)
                .toList()));
        all.put("learned", chosen);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all) + "\n";
    }

    /** What the folder keeps. Nobody else adds to it meanwhile. */
    private static final class Kept implements NetSweeping.Watcher, AutoCloseable {
        private final Path folder;
        private final List<String> notes;
        private final Watcher watcher;
        private final FileChannel lock;
        private KeptSweep kept;

        Kept(Path folder, String plan, List<String> notes, Watcher watcher) throws ToolException {
            this.folder = folder;
            this.notes = notes;
            this.watcher = watcher;
            Path file = folder.resolve(KeptSweep.PLAN), cells = folder.resolve(KeptSweep.CELLS);
            try {
                Files.createDirectories(folder);
                lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    if (!locked())
                        throw new ToolException("The sweep in " + folder + " is under way in another program.",
                                "Wait until it is over, or end it there.");
                    if (!Files.exists(file))
                        SafeFile.write(file, plan.getBytes(StandardCharsets.UTF_8));
                    else if (!Files.readString(file).equals(plan))
                        throw new ToolException(folder + " holds a sweep of other settings or images.",
                                "Choose another folder, or delete it.");
                    if (Files.exists(cells) && !Files.readString(cells).endsWith("\n"))
                        Files.writeString(cells, "\n", StandardOpenOption.APPEND); // a kill cut the last line off
                    kept = KeptSweep.read(folder);
                } catch (IOException | ToolException e) {
                    lock.close();
                    throw e;
                }
            } catch (IOException e) {
                throw SafeFile.unwritable(folder, e);
            }
            watcher.prepared(kept);
        }

        private boolean locked() throws IOException {
            try {
                return lock.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                return false; // by another part of this program
            }
        }

        @Override
        public Optional<NetSweep.Cell> known(int setting, int repeat) {
            return kept.cells().stream().filter(c -> c.setting() == setting && c.repeat() == repeat).findFirst();
        }

        @Override
        public void begins(int setting, int repeat) {
            watcher.begins(setting, repeat);
        }

        @Override
        public void done(NetSweep.Cell cell) throws ToolException {
            try {
                Files.writeString(folder.resolve(KeptSweep.CELLS), KeptSweep.line(cell), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw SafeFile.unwritable(folder.resolve(KeptSweep.CELLS), e);
            }
            kept = kept.with(cell);
            tables(new NetSweepTable(kept.plan().sweep(), kept.cells(), notes), folder);
            watcher.done(cell);
        }

        @Override
        public void shown(int setting, int example, Pair pair, Object truth, Object found) throws ToolException {
            if (!Files.exists(KeptSweep.picture(folder, true, example))) {
                Drawn.image(pair.test(), KeptSweep.picture(folder, false, example));
                Drawn.answer(pair.test().shape(), truth, KeptSweep.picture(folder, true, example));
            }
            Drawn.answer(pair.test().shape(), found, KeptSweep.picture(folder, setting, example));
        }

        @Override
        public void close() throws ToolException {
            try {
                lock.close();
            } catch (IOException e) {
                throw SafeFile.unwritable(folder, e);
            }
        }
    }
}

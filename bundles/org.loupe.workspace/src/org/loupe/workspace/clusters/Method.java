package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;
import org.loupe.engine.SimpleRun;

/** A clusterer, opened. For one thread; closed by whoever opened it. */
final class Method implements AutoCloseable {
    private final Registry.Entry entry;
    private final Map<String, Object> values;
    private final Step<Features, Clustering> step;
    private final long seed;
    private final Set<String> notes = new LinkedHashSet<>();

    private Method(Registry.Entry entry, Map<String, Object> values, Step<Features, Clustering> step, long seed) {
        this.entry = entry;
        this.values = values;
        this.step = step;
        this.seed = seed;
    }

    /**
     * Opens the clusterer of a plan.
     *
     * @throws ToolException if there is none of that id, or a parameter does not suit
     */
    static Method open(ClusteringPlan plan, Registry registry) throws ToolException {
        Registry.Entry entry = registry.find(plan.method(), Policy.AUTO, Clusterer.class::isInstance, "make clusters");
        return open((Clusterer<?>) entry.tool(), entry, plan);
    }

    private static <P extends Record> Method open(Clusterer<P> tool, Registry.Entry entry, ClusteringPlan plan)
            throws ToolException {
        Schema<P> schema = Schema.of(tool);
        P params;
        try {
            params = schema.read(plan.params());
        } catch (SchemaException e) {
            throw e.of(tool.info().label());
        }
        return new Method(entry, schema.write(params), tool.open(params, Device.CPU), plan.seed());
    }

    /** A parameter as it counts, "" if the tool has none of that name. */
    String value(String name) {
        return String.valueOf(values.getOrDefault(name, ""));
    }

    /** What it said that the user should know. */
    List<String> notes() {
        return new ArrayList<>(notes);
    }

    Clustering apply(Features rows, Progress progress) throws ToolException {
        try (SimpleRun simple = SimpleRun.telling(progress, seed)) {
            return step.apply(rows, new Noting(simple));
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What clustering had opened cannot be closed.", e);
        }
    }

    Provenance provenance(List<Provenance> parents) {
        return new Provenance(entry.tool().info().id(), entry.bundle(), entry.version(), values, seed, "",
                Device.CPU.kind().name(), entry.libraries(), parents);
    }

    @Override
    public void close() {
        try {
            step.close();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(Method.class.getName()).log(System.Logger.Level.WARNING, "A tool did not close", e);
        }
    }

    /** Keeps what the tool says. */
    private final class Noting implements Run {
        private final Run run;

        Noting(Run run) {
            this.run = run;
        }

        @Override
        public void checkCancelled() {
            run.checkCancelled();
        }

        @Override
        public void progress(double fraction, String message) {
            run.progress(fraction, message);
        }

        @Override
        public RandomGenerator random() {
            return run.random();
        }

        @Override
        public Tile tile(Shape shape) {
            return run.tile(shape);
        }

        @Override
        public <T extends AutoCloseable> T own(T resource) {
            return run.own(resource);
        }

        @Override
        public void warn(String problem, String remedy) {
            notes.add((problem + " " + remedy).strip());
        }
    }
}

package org.loupe.ui.internal.properties;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.Placement;
import org.loupe.engine.RunProvenance;
import org.loupe.model.RunEntry;
import org.loupe.store.RunReader;
import org.loupe.ui.Failures;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** A run: what it did, how long it took, and from its provenance how it came to its results. */
final class RunProperties implements Properties {
    private final RunEntry run;

    RunProperties(RunEntry run) {
        this.run = run;
    }

    @Override
    public String icon() {
        return "run";
    }

    @Override
    public String title() {
        return Words.get("properties.of.run", run.getName(), run.getRecipe());
    }

    @Override
    public void fill(PropertyForm form) {
        form.fact(Words.get("properties.state"),
                () -> Words.get("properties.state." + run.getState().getLiteral()));
        form.field(Fields.text("properties.description", "properties.description.hint", run::getDescription,
                run::setDescription));
        form.fact(Words.get("properties.recipe"), run::getRecipe);
        form.fact(Words.get("properties.imageSet"),
                () -> run.getImageSet() == null ? "" : run.getImageSet().getName());
        form.fact(Words.get("properties.started"), () -> NamedProperties.date(run.getStarted()));
        form.fact(Words.get("properties.duration"), () -> run.getSeconds() == 0 ? "" : Words.time(run.getSeconds()));
        form.fact(Words.get("properties.images"), () -> Words.number(run.getImages(), 0));
        form.fact(Words.get("properties.detections"), () -> Words.number(run.getDetections(), 0));
        form.fact(Words.get("properties.errors"), () -> Words.number(run.getErrors(), 0));
        form.fact(Words.get("properties.folder"), run::getFolder);
        form.section(Words.get("properties.provenance"));
        Consumer<String> device = form.later(Words.get("properties.device")),
                threads = form.later(Words.get("properties.threads")), seed = form.later(Words.get("properties.seed")),
                policy = form.later(Words.get("properties.policy")),
                hash = form.laterHash(Words.get("properties.hash")),
                libraries = form.later(Words.get("properties.libraries")),
                versions = form.later(Words.get("properties.versions"));
        Session session = Fields.session();
        Path folder = session.project().orElseThrow().resolve(run.getFolder());
        Job job = Job.create(Words.get("job.runProperties", run.getName()), monitor -> {
            try (RunReader reader = RunReader.open(folder)) {
                RunProvenance provenance = RunProvenance.parse(reader.provenanceJson());
                List<Provenance> steps = provenance.steps();
                session.ui(() -> {
                    device.accept(Stream.concat(Stream.of(provenance.devices()), provenance.placements().stream()
                            .map(Placement::toString)).collect(Collectors.joining("\n")));
                    threads.accept(Words.number(provenance.options().threads(), 0));
                    seed.accept(Long.toString(provenance.options().seed()));
                    policy.accept(Words.get("policy." + provenance.options().policy().name().toLowerCase(Locale.ROOT)));
                    hash.accept(provenance.planHash());
                    libraries.accept(steps.stream().flatMap(s -> s.libraries().entrySet().stream())
                            .map(l -> l.getKey() + " " + l.getValue()).distinct().collect(Collectors.joining(", ")));
                    versions.accept(steps.stream().map(s -> s.toolId() + " " + s.version()).distinct()
                            .collect(Collectors.joining("\n")));
                });
            } catch (ToolException e) {
                session.ui(() -> {
                    for (Consumer<String> fact : List.of(threads, seed, policy, hash, libraries, versions))
                        fact.accept("");
                    device.accept(Failures.text(e));
                });
            }
        });
        job.setSystem(true);
        job.schedule();
    }
}

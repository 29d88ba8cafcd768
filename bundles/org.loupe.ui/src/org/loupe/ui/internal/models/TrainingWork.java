package org.loupe.ui.internal.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.ui.PlatformUI;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.engine.learning.Columns;
import org.loupe.model.ModelEntry;
import org.loupe.store.labels.LabelShape;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.anomaly.AnomalyTraining;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.crops.UsualFeatures;
import org.loupe.workspace.learning.ClassifierPlan;
import org.loupe.workspace.learning.Classifiers;

/**
 * Trains models in the background: reads, measures, learns, writes the model and where the pictures of its examples are,
 * then lists it in the project and shows it. UI thread.
 */
public final class TrainingWork {
    /** How far the whole is when all is measured. */
    private static final double MEASURED = 0.4;

    private TrainingWork() {
    }

    /** What came of a training. */
    private record Made(Path file, String trainer, String sha256, String said, List<Problem> problems) {
    }

    /** What a training does, off the UI thread. */
    private interface Training {
        Made make(Path file, Progress progress) throws ToolException;
    }

    /** The file beside a model that says what it was learned from and where the pictures are. */
    public static Path cropsOf(Path model) {
        return model.resolveSibling(model.getFileName().toString().replaceFirst("\\.model$", "") + ".crops.parquet");
    }

    /** Learns classes from crops of a known class. @param wanted a net in it is made to suit the crops */
    public static void classifier(Session session, String name, ClusterSource source, ClassifierPlan wanted) {
        Registry registry = session.registry();
        session.edit(project -> {
            Path cache = Clusterings.measured(project.folder());
            start(session, project, name, (file, progress) -> {
                CropList crops = source.read();
                ClassifierPlan plan = wanted.features(UsualFeatures.suited(wanted.features(), crops));
                CropTable table;
                try (CropMeasuring measuring = new CropMeasuring(plan.features(), registry, Optional.of(cache))) {
                    table = measuring.measure(crops, progress.part(0, MEASURED));
                }
                ClassifierPlan.Result result = plan.learn(crops, registry, Optional.of(cache),
                        progress.part(MEASURED, 1));
                result.model().write(file);
                CropFile.write(table, cropsOf(file));
                return new Made(file, plan.training().trainer(), Classifiers.sha256(file, progress),
                        Words.get("training.done", name, Words.number(100 * result.model().card().validation()
                                .balancedAccuracy().mean(), 1)), result.problems());
            });
        });
    }

    /**
     * Learns what is good from images without defects.
     *
     * @param good    whose images are learned from
     * @param prepare recipe whose steps before the detector are applied to them first
     */
    public static void anomaly(Session session, String name, ClusterSource good, Recipe prepare,
            AnomalySettings settings) {
        Registry registry = session.registry();
        Policy policy = session.policy();
        session.edit(project -> start(session, project, name, (file, progress) -> {
            CropList crops = good.read();
            List<Item> images = crops.all().stream().map(Crop::image).distinct().toList();
            AnomalyTraining.Trained trained = new AnomalyTraining(prepare, registry, policy).train(settings, images,
                    progress);
            trained.model().write(file);
            CropFile.write(whole(images, crops.source()), cropsOf(file));
            return new Made(file, settings.trainer(), Classifiers.sha256(file, progress),
                    Words.get("training.good", name, trained.images()), trained.problems());
        }));
    }

    /** Images as a table without a column, which tells where they are. */
    private static CropTable whole(List<Item> images, String source) {
        return new CropTable(images.stream().map(image -> new Crop(image, "", new LabelShape.Whole(), image.name(), "",
                "", Crop.Origin.IMAGE)).toList(), new Features(List.of(), images.size(), new float[0]),
                Columns.of(List.of()), source, List.of());
    }

    private static void start(Session session, ProjectFile project, String name, Training training) {
        if (session.task().isPresent()) {
            session.status().message(Kind.WARNING, Words.get("cluster.busy"));
            return;
        }
        WorkJob.start(session, Words.get("job.train", name),
                (done, total) -> Words.get("training.progress", name, 100L * done / Math.max(1, total)),
                progress -> {
                    Path file = Classifiers.newFile(project.folder(), name);
                    Made made = training.make(file, progress);
                    progress.check();
                    return made;
                }, made -> made.ifPresent(m -> add(session, project, name, m)));
    }

    private static void add(Session session, ProjectFile project, String name, Made made) {
        if (session.project().orElse(null) != project || project.readOnly() || !Files.exists(made.file))
            return;
        ModelEntry entry = Models.register(project, Words.get("training.undo", name), name, made.file, made.trainer,
                made.sha256);
        session.subject(entry);
        ToolRow.execute(PlatformUI.getWorkbench(), Ids.MODEL_OPEN);
        session.status().message(made.problems.isEmpty() ? Kind.INFO : Kind.WARNING,
                made.problems.isEmpty() ? made.said : Words.get("training.noted", made.said, made.problems.get(0)),
                new Link(Words.get("label.undo"),
                        () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
    }
}

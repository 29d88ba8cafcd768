package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.ui.Words;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.crops.UsualFeatures;

/** Clusters crops: what is clustered, by which features and method. All of it is proposed, so that one may finish. */
public final class NewClusteringWizard extends ProjectWizard {
    private final SourcePage source = new SourcePage();
    private final ParametersPage method = new ParametersPage("newClustering.method");
    private final Optional<ClusterSource> given;

    /** Made by the platform. */
    public NewClusteringWizard() {
        this(Optional.empty());
    }

    /** @param given what is clustered unless something else is chosen */
    public NewClusteringWizard(Optional<ClusterSource> given) {
        super("newClustering");
        this.given = given;
    }

    @Override
    public void addPages() {
        addPage(source);
        addPage(method);
    }

    @Override
    public boolean performFinish() {
        remember("method", source.method());
        ClusteringPlan plan = new ClusteringPlan(source.features.features(), source.method(), method.params(),
                source.seed(), ClusteringPlan.SMALLEST, 0);
        ClusterWork.start(session(), source.source(),
                crops -> plan.features(UsualFeatures.suited(plan.features(), crops)));
        return true;
    }

    /** What is clustered, by which features and method. */
    private final class SourcePage extends FormPage {
        private final List<ClusterSource> sources = new ArrayList<>();
        private final List<String> methods = Clusterings.methods(session().registry());
        private FeatureBoxes features;
        private Combo from, by;
        private Text folder, seed;

        SourcePage() {
            super("newClustering.source");
        }

        @Override
        void fill(Composite parent) {
            ProjectFile project = session().project().orElse(null);
            given.ifPresent(sources::add);
            if (project != null) {
                if (chosen() instanceof ImageSet set)
                    sources.add(ClusterSource.images(session(), project, set));
                if (chosen() instanceof RunEntry run)
                    sources.add(ClusterSource.run(project, run, ""));
                session().results().filter(shown -> sources.isEmpty() && shown.detections() > 0).ifPresent(
                        shown -> sources.add(ClusterSource.run(project, shown.entry(), session().filter())));
                for (ClusterSource each : ClusterSource.all(session(), project))
                    if (sources.stream().noneMatch(s -> s.words().equals(each.words())))
                        sources.add(each);
            }
            List<String> words = new ArrayList<>(sources.stream().map(ClusterSource::words).toList());
            words.add(Words.get("wizard.newClustering.folderOf"));
            from = choice("wizard.newClustering.from", words, 0);
            folder = folder("wizard.newClustering.folder", last("folder", ""),
                    Words.get("wizard.newClustering.folder.title"));
            hint(Words.get("wizard.newClustering.folder.hint"));
            features = new FeatureBoxes(parent, this::check);
            by = choice("wizard.newClustering.method", methods.stream().map(ParametersPage::label).toList(),
                    Math.max(0, methods.indexOf(last("method", ClusteringPlan.METHOD))));
            seed = text("wizard.newClustering.seed", "1");
            hint(Words.get("wizard.newClustering.seed.hint"));
        }

        private boolean ofFolder() {
            return from.getSelectionIndex() == sources.size();
        }

        private Path typedFolder() {
            return NewProjectWizard.path(folder.getText());
        }

        ClusterSource source() {
            if (!ofFolder())
                return sources.get(from.getSelectionIndex());
            remember("folder", folder.getText());
            return ClusterSource.folder(typedFolder(), session().registry());
        }

        String method() {
            return methods.get(Math.max(0, by.getSelectionIndex()));
        }

        long seed() {
            return Long.parseLong(seed.getText().strip());
        }

        @Override
        String problem() {
            folder.setEnabled(ofFolder());
            method.show(methods.isEmpty() ? "" : method());
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            if (methods.isEmpty())
                return Words.get("wizard.newClustering.noMethod");
            if (ofFolder() && !NewProjectWizard.isFolder(folder.getText()))
                return Words.get("wizard.newClustering.noFolder", folder.getText());
            if (features.features().blocks().isEmpty())
                return Words.get("wizard.newClustering.noFeatures");
            return seed.getText().strip().matches("\\d{1,15}") ? ""
                    : Words.get("wizard.newClustering.badSeed", seed.getText());
        }
    }
}

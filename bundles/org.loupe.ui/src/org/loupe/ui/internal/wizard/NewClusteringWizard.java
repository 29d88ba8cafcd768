package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.ToolText;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.ui.internal.clusters.FeatureChoice;
import org.loupe.ui.internal.recipe.ParameterForm;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;

/** Clusters crops: what is clustered, by which features and method. All of it is proposed, so that one may finish. */
public final class NewClusteringWizard extends ProjectWizard {
    private final SourcePage source = new SourcePage();
    private final MethodPage method = new MethodPage();
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
        ClusterWork.start(session(), source.source(), new ClusteringPlan(source.features(), source.method(),
                method.params(), source.seed(), ClusteringPlan.SMALLEST, 0));
        return true;
    }

    private static Tool<?, ?, ?> tool(String id) {
        try {
            return session().registry().find(id, Policy.AUTO).tool();
        } catch (ToolException e) {
            throw new IllegalStateException(e); // it was listed a moment ago
        }
    }

    private static String label(String id) {
        return ToolText.info(tool(id), Locale.getDefault()).label();
    }

    /** What is clustered, by which features and method. */
    private final class SourcePage extends FormPage {
        private final List<ClusterSource> sources = new ArrayList<>();
        private final List<String> methods = Clusterings.methods(session().registry());
        private final Map<String, Button> blocks = new LinkedHashMap<>();
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
            features(parent);
            by = choice("wizard.newClustering.method", methods.stream().map(NewClusteringWizard::label).toList(),
                    Math.max(0, methods.indexOf(last("method", ClusteringPlan.METHOD))));
            seed = text("wizard.newClustering.seed", "1");
            hint(Words.get("wizard.newClustering.seed.hint"));
        }

        private void features(Composite parent) {
            org.eclipse.swt.widgets.Label word = new org.eclipse.swt.widgets.Label(parent, SWT.NONE);
            word.setText(Words.get("wizard.newClustering.features"));
            GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 4).applyTo(word);
            Composite box = new Composite(parent, SWT.NONE);
            GridLayoutFactory.fillDefaults().numColumns(3).spacing(14, 2).applyTo(box);
            GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(box);
            List<String> usual = FeatureChoice.usual(session().registry()).blocks().stream().map(Block::tool).toList();
            for (String id : FeatureChoice.all(session().registry())) {
                Button check = new Button(box, SWT.CHECK);
                check.setText(label(id) + " ");
                check.setSelection(usual.contains(id));
                check.setToolTipText(FeatureChoice.lacksWeights(id) ? Words.get("clusterings.noWeights")
                        : ToolText.info(tool(id), Locale.getDefault()).help());
                check.setEnabled(!FeatureChoice.lacksWeights(id));
                check.addListener(SWT.Selection, e -> check());
                blocks.put(id, check);
            }
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

        FeatureSet features() {
            return new FeatureSet(blocks.entrySet().stream().filter(e -> e.getValue().getSelection())
                    .map(e -> FeatureChoice.block(e.getKey())).toList());
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
            Path typed = ofFolder() ? typedFolder() : null;
            if (ofFolder() && (typed == null || !Files.isDirectory(typed)))
                return Words.get("wizard.newClustering.noFolder", folder.getText());
            if (features().blocks().isEmpty())
                return Words.get("wizard.newClustering.noFeatures");
            return seed.getText().strip().matches("\\d{1,15}") ? ""
                    : Words.get("wizard.newClustering.badSeed", seed.getText());
        }
    }

    /** The parameters of the method. */
    private final class MethodPage extends FormPage implements ParameterForm.Listener {
        private final Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        private String shown = "";
        private ScrolledComposite scroll;
        private ParameterForm form;

        MethodPage() {
            super("newClustering.method");
        }

        @Override
        void fill(Composite parent) {
            scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
            GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(400, 280).applyTo(scroll);
            scroll.setExpandHorizontal(true);
            scroll.setExpandVertical(true);
            form();
        }

        /** Shows the parameters of a method, with what was given for it before. */
        void show(String id) {
            if (id.equals(shown))
                return;
            shown = id;
            form();
        }

        private void form() {
            if (scroll == null || shown.isEmpty())
                return;
            if (scroll.getContent() != null)
                scroll.getContent().dispose();
            Composite body = new Composite(scroll, SWT.NONE);
            ToolRow.style(body, "loupe-part");
            scroll.setContent(body);
            form = new ParameterForm(body, shown, ToolText.schema(tool(shown), Locale.getDefault()), () -> Double.NaN,
                    this);
            form.values(params());
        }

        Map<String, Object> params() {
            return values.computeIfAbsent(shown, id -> new LinkedHashMap<>());
        }

        @Override
        public void changed(Field field, Object value) {
            if (value == null)
                params().remove(field.name());
            else
                params().put(field.name(), value);
            form.values(params());
            check();
        }

        @Override
        public void trying(Field field, Object value) {
            // nothing is computed before Finish
        }

        @Override
        public void settled() {
            // likewise
        }

        @Override
        String problem() {
            return shown.isEmpty() ? "" : Schema.of(tool(shown)).check(params()).stream().findFirst()
                    .map(Problem::toString).orElse("");
        }
    }
}

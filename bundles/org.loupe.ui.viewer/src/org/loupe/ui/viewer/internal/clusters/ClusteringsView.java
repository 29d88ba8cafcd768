package org.loupe.ui.viewer.internal.clusters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.model.ClusteringEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.ui.internal.clusters.FeatureChoice;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.SelectedImage;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.UsualFeatures;

/** What crops are described by and how much each kind of feature counts, and the clusterings that were made. */
public final class ClusteringsView extends ViewPart {
    private static final String[] COLUMNS = { "name", "method", "features", "crops", "clusters", "outliers",
        "silhouette", "stability", "agreement", "time" };
    private static final int[] WIDTHS = { 50, 220, 300, 64, 76, 76, 86, 76, 130, 70 };
    private static final int FIRST_NUMBER = 3;

    /** What a row of the table says of a clustering as it was made. */
    private record Facts(ClusteringPlan plan, int crops, int clusters, int outliers, double silhouette,
            double stability, double agreement, double millis) {
        static Facts of(Computed c) {
            int outliers = 0;
            for (int of : c.clustering().cluster())
                outliers += of < 0 ? 1 : 0;
            return new Facts(c.plan(), c.table().rows(), c.clustering().clusters(), outliers, c.measures().overall(),
                    c.measures().stable(), c.agreement().map(a -> a.accuracy()).orElse(Double.NaN), c.millis());
        }
    }

    private final SelectedImage provider = new SelectedImage();
    private final Map<String, Facts> known = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private Session session;
    private ClusterDesk desk;
    private Composite page;
    private ToolRow tools;
    private FeatureBar features;
    private ScrolledComposite scroll;
    private Table table;
    private ClusteringPlan shown;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = ClusterDesk.of(session);
        Parts.title(this, parent, "table", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(ClusterCommands.NEW, "new", Words.get("clusterings.new"));
        tools.line();
        tools.command(ClusterCommands.ADD_FEATURES, "plus", Words.get("clusterings.add"));
        tools.command(ClusterCommands.WEIGHTS, "open", Words.get("clusterings.weights"));
        tools.spring();
        tools.command(ClusterCommands.REPORT, "report");
        tools.command(ClusterCommands.AGAIN, "play", Words.get("clusterings.again"));
        scroll = new ScrolledComposite(page, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        ToolRow.style(scroll, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).hint(200, 36).applyTo(scroll);
        features = new FeatureBar(scroll, session, tools::refresh);
        scroll.setContent(features);
        scroll.addListener(SWT.Resize, e -> wrap());
        table = new Table(page, SWT.FULL_SELECTION | SWT.MULTI);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        for (int i = 0; i < COLUMNS.length; i++) {
            TableColumn column = new TableColumn(table, i < FIRST_NUMBER ? SWT.LEFT : SWT.RIGHT);
            column.setText(Words.get("clusterings.column." + COLUMNS[i]));
            column.setWidth(WIDTHS[i]);
        }
        table.addListener(SWT.Selection, e -> provider.setSelection(new StructuredSelection(chosen())));
        table.addListener(SWT.DefaultSelection, e -> ToolRow.execute(getSite(), Ids.CLUSTER_OPEN));
        Contexts.whileFocused(table, getSite(), ClusterCommands.LIST_CONTEXT);
        Menus.context(table, this::fillMenu);
        getSite().setSelectionProvider(provider);
        desk.listen(page, ClusterDesk.Event.OPENED, this::update);
        session.listen(page, Session.Event.MODEL, this::update);
        session.listen(page, Session.Event.PROJECT, () -> {
            known.clear();
            asked.clear();
            update();
        });
        update();
    }

    private List<ClusteringEntry> all() {
        List<ClusteringEntry> all = new ArrayList<>(session.project().map(p -> p.project().getClusterings())
                .orElse(new org.eclipse.emf.common.util.BasicEList<>()));
        Collections.reverse(all);
        return all;
    }

    /** The clusterings that are selected. */
    List<ClusteringEntry> chosen() {
        List<ClusteringEntry> all = all();
        List<ClusteringEntry> chosen = new ArrayList<>();
        for (int index : table.getSelectionIndices())
            if (index < all.size())
                chosen.add(all.get(index));
        return chosen;
    }

    private void update() {
        ClusteringPlan plan = desk.clusters().map(now -> now.computed().plan()).orElse(null);
        if (plan != shown || features.getChildren().length == 0) {
            shown = plan;
            features.show(plan == null ? FeatureChoice.usual(session.registry()) : plan.features());
            wrap();
        }
        List<ClusteringEntry> all = all();
        table.setItemCount(all.size());
        for (int i = 0; i < all.size(); i++)
            row(table.getItem(i), all.get(i));
        desk.entry().map(all::indexOf).filter(i -> i >= 0).ifPresent(table::setSelection);
        tools.refresh();
    }

    private void wrap() {
        int wide = Math.max(100, scroll.getClientArea().width);
        int high = features.computeSize(wide, SWT.DEFAULT).y;
        scroll.setMinSize(SWT.DEFAULT, high);
        int most = Math.min(high, 76);
        if (((org.eclipse.swt.layout.GridData) scroll.getLayoutData()).heightHint != most) {
            ((org.eclipse.swt.layout.GridData) scroll.getLayoutData()).heightHint = most;
            page.layout(true, true);
        }
    }

    private void row(TableItem item, ClusteringEntry entry) {
        Facts facts = known.get(entry.getFolder());
        String[] texts = new String[COLUMNS.length];
        java.util.Arrays.fill(texts, "");
        texts[0] = entry.getName();
        if (facts == null) {
            texts[1] = ClusterWords.method(session, entry.getMethod());
            ask(entry);
        } else {
            texts[1] = ClusterWords.about(session, facts.plan);
            texts[2] = facts.plan.features().blocks().stream().map(this::block)
                    .collect(Collectors.joining(" + "));
            texts[3] = Words.number(facts.crops, 0);
            texts[4] = Words.number(facts.clusters, 0);
            texts[5] = Words.number(facts.outliers, 0);
            texts[6] = Words.number(facts.silhouette, 2);
            texts[7] = Double.isNaN(facts.stability) ? "–"
                    : Words.get("clusterings.percent", Words.number(facts.stability * 100, 0));
            texts[8] = Words.number(facts.agreement, 2);
            texts[9] = Words.duration(facts.millis / 1000);
        }
        item.setText(texts);
    }

    private String block(Block block) {
        String name = ClusterWords.tool(session, block.tool());
        return block.weight() == 1 ? name : Words.get("clusterings.weighted", name, Words.number(block.weight(), 1));
    }

    /** Has a job read what a clustering was made by. */
    private void ask(ClusteringEntry entry) {
        ProjectFile project = session.project().orElse(null);
        String key = entry.getFolder();
        if (project == null || !asked.add(key))
            return;
        Path folder = Clusterings.folder(project, entry);
        Computed open = desk.entry().orElse(null) == entry ? desk.clusters().orElseThrow().computed() : null;
        Job job = Job.create(Words.get("job.openClustering", entry.getName()), monitor -> {
            try {
                Facts facts = Facts.of(open != null ? open : Clusterings.read(folder));
                session.ui(() -> {
                    if (table.isDisposed() || session.project().orElse(null) != project)
                        return;
                    known.put(key, facts);
                    update();
                });
            } catch (ToolException e) {
                // the row says its name alone; why it cannot be read is said where it is opened
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), Ids.CLUSTER_OPEN, "open");
        Menus.command(menu, getSite(), ClusterCommands.NEW, "new");
        Menus.command(menu, getSite(), ClusterCommands.REPORT, "report");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.DELETE, "trash");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.FILE_PROPERTIES, "info");
    }

    // ---- commands

    /** Whether the crops can be clustered once more by what is chosen here. */
    boolean canCluster() {
        return desk.clusters().isPresent() && !desk.readOnly() && !features.chosen().blocks().isEmpty();
    }

    /** Clusters the crops once more, by what is chosen here. */
    public void again() {
        desk.clusters().ifPresent(now -> cluster(now.computed(), now.computed().plan().features(features.chosen())));
    }

    /** Clusters the crops of a clustering once more. */
    void cluster(Computed of, ClusteringPlan plan) {
        ClusterWork.start(session, ClusterSource.again(crops(of)), plan);
    }

    /** Offers extractors that are not shown. */
    void offer() {
        Menus.drop(tools, menu -> features.others().stream().filter(id -> !FeatureChoice.lacksWeights(id))
                .forEach(id -> Menus.action(menu, ClusterWords.tool(session, id), () -> {
                    features.add(suited(id));
                    wrap();
                })));
    }

    /** Asks for the file with the weights of a pretrained net. */
    void chooseWeights() {
        FileDialog dialog = new FileDialog(getSite().getShell(), SWT.OPEN);
        dialog.setText(Words.get("clusterings.weights.title"));
        dialog.setFileName(Preferences.FEATURE_WEIGHTS.get());
        dialog.setFilterExtensions(new String[] { "*.safetensors;*.pth;*.pt", "*.*" });
        String file = dialog.open();
        if (file != null)
            weights(file);
    }

    /** Describes crops by a pretrained net too. @param file with its weights */
    public void weights(String file) {
        Preferences.FEATURE_WEIGHTS.set(file);
        if (FeatureChoice.all(session.registry()).contains(FeatureChoice.EMBEDDING))
            features.add(suited(FeatureChoice.EMBEDDING));
        wrap();
    }

    /** An extractor as it suits the crops that are shown. */
    private Block suited(String id) {
        FeatureSet one = new FeatureSet(List.of(FeatureChoice.block(id)));
        return desk.clusters().map(now -> UsualFeatures.suited(one, crops(now.computed()))).orElse(one).blocks().get(0);
    }

    private static CropList crops(Computed of) {
        return new CropList(of.table().crops(), of.table().source(), List.of());
    }

    /** What the rows of the table say, for tests. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (TableItem item : table.getItems()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < COLUMNS.length; i++)
                cells.add(item.getText(i));
            lines.add(String.join(" | ", cells));
        }
        return lines;
    }

    /** The bar of features, for tests. */
    public Composite features() {
        return features;
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }
}

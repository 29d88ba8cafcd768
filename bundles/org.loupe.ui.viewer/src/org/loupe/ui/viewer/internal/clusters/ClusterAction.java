package org.loupe.ui.viewer.internal.clusters;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.engine.Policy;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.ui.Failures;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Computed;

/** What the commands on clusters do. The command is called as the constant in plugin.xml. */
enum ClusterAction {
    /** Makes one cluster of those that are chosen. */
    MERGE,
    /** Splits the current cluster. */
    SPLIT,
    /** Names the current cluster. */
    NAME,
    /** Offers the clusters that the selected crops can be moved to. */
    MOVE,
    /** Makes a cluster of the selected crops, and names it. */
    GATHER,
    /** Makes outliers of the selected crops or of the current cluster. */
    OUTLIERS,
    /** Looks for what is like the selected crops. */
    SIMILAR,
    /** Takes what was found into the cluster. */
    ACCEPT,
    /** Writes the name of the next cluster that has none. */
    NAME_NEXT,
    /** Saves the named clusters as labels. */
    SAVE,
    /** Offers how many crops of each cluster are selected, to stand for all. */
    REPRESENTATIVES,
    /** Sends the selected crops to the example set. */
    EXAMPLES,
    /** Shows the image of the crop where the keyboard is. */
    SHOW,
    /** Offers what comes first. */
    ORDER,
    /** Moves the cut line so that there is one cluster less. */
    FEWER,
    /** Moves the cut line so that there is one cluster more. */
    MORE,
    /** Cuts the tree where the pointer is. */
    CUT_HERE,
    /** Shows less, larger. */
    ZOOM_IN,
    /** Shows more, smaller. */
    ZOOM_OUT,
    /** Shows all. */
    FIT,
    /** Has a drag move the plot. */
    PAN,
    /** Has a drag select points. */
    LASSO,
    /** Offers ways into the plane. */
    PLANE,
    /** Offers what colours tell. */
    COLOUR,
    /** Offers other methods. */
    METHOD,
    /** Offers other linkages. */
    LINKAGE,
    /** Clusters once more by other features. */
    AGAIN,
    /** Offers more features. */
    FEATURES,
    /** Asks for the weights of a pretrained net. */
    WEIGHTS;

    /** Why it cannot be done now: without a clustering little can. */
    boolean possible(ClusterDesk desk, IWorkbenchPage page) {
        boolean open = desk.clusters().isPresent(), change = open && !desk.readOnly();
        return switch (this) {
            case MERGE -> change && desk.chosen().size() > 1;
            case SPLIT, NAME -> change && desk.row(desk.current()).isPresent();
            case MOVE, GATHER, EXAMPLES -> change && desk.selection().size() > 0;
            case OUTLIERS -> change && (desk.selection().size() > 0 || desk.row(desk.current()).isPresent());
            case SIMILAR -> open && (desk.selection().size() > 0 || desk.row(desk.current()).isPresent());
            case ACCEPT -> change && page.findView(Ids.SIMILAR_VIEW) instanceof SimilarView view && view.acceptable();
            case NAME_NEXT -> change && desk.rows().stream().anyMatch(row -> !row.named());
            case REPRESENTATIVES -> open && !desk.rows().isEmpty();
            case SHOW -> open && desk.selection().focus() >= 0;
            case FEWER, MORE, CUT_HERE -> change && desk.clusters().get().cut() > 0;
            case SAVE, METHOD, LINKAGE -> change;
            case AGAIN -> page.findView(Ids.CLUSTERINGS_VIEW) instanceof ClusteringsView view && view.canCluster();
            case FEATURES, WEIGHTS -> true;
            default -> open;
        };
    }

    /** Does it. */
    void run(ClusterDesk desk, IWorkbenchPage page) {
        switch (this) {
            case MERGE -> desk.actions().merge();
            case SPLIT -> desk.actions().split();
            case NAME -> list(page, list -> list.rename());
            case NAME_NEXT -> list(page, list -> list.renameNext());
            case MOVE -> Menus.drop(focus(page), menu -> {
                for (ClusterRow row : desk.rows())
                    Menus.action(menu, row.name(), () -> desk.actions().move(row.id()));
            });
            case GATHER -> desk.actions().gather();
            case OUTLIERS -> desk.actions().outliers();
            case SIMILAR -> view(page, Ids.SIMILAR_VIEW, SimilarView.class, SimilarView::find);
            case ACCEPT -> view(page, Ids.SIMILAR_VIEW, SimilarView.class, SimilarView::accept);
            case SAVE -> ClusterSaving.save(desk);
            case REPRESENTATIVES -> ClustersEditor.of(page).ifPresent(ClustersEditor::representativesMenu);
            case EXAMPLES -> desk.chosenCrops().send(page);
            case SHOW -> desk.show(desk.selection().focus());
            case ORDER -> ClustersEditor.of(page).ifPresent(ClustersEditor::orderMenu);
            case FEWER -> tree(page, tree -> tree.step(-1));
            case MORE -> tree(page, tree -> tree.step(1));
            case CUT_HERE -> tree(page, DendrogramCanvas::cutAtPointer);
            case ZOOM_IN -> zoom(page, 1);
            case ZOOM_OUT -> zoom(page, -1);
            case FIT -> {
                if (focus(page) instanceof DendrogramCanvas tree)
                    tree.fit();
                else
                    embedding(page, view -> view.canvas().fit());
            }
            case PAN -> embedding(page, view -> view.pans(true));
            case LASSO -> embedding(page, view -> view.pans(false));
            case PLANE -> embedding(page, EmbeddingView::planeMenu);
            case COLOUR -> embedding(page, EmbeddingView::colourMenu);
            case METHOD -> methods(desk, page);
            case LINKAGE -> linkages(desk, page);
            case AGAIN -> clusterings(page, ClusteringsView::again);
            case FEATURES -> clusterings(page, ClusteringsView::offer);
            case WEIGHTS -> clusterings(page, ClusteringsView::chooseWeights);
        }
    }

    private static Control focus(IWorkbenchPage page) {
        Control focus = page.getWorkbenchWindow().getShell().getDisplay().getFocusControl();
        return focus == null ? page.getWorkbenchWindow().getShell() : focus;
    }

    private static void list(IWorkbenchPage page, Consumer<ClusterList> with) {
        ClustersEditor.show(page, true).ifPresent(editor -> with.accept(editor.list()));
    }

    private static <T> void view(IWorkbenchPage page, String id, Class<T> type, Consumer<T> with) {
        try {
            if (type.isInstance(page.showView(id, null, IWorkbenchPage.VIEW_VISIBLE)))
                with.accept(type.cast(page.findView(id)));
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    private static void tree(IWorkbenchPage page, Consumer<DendrogramCanvas> with) {
        if (page.findView(Ids.DENDROGRAM_VIEW) instanceof DendrogramView view)
            with.accept(view.canvas());
    }

    private static void embedding(IWorkbenchPage page, Consumer<EmbeddingView> with) {
        if (page.findView(Ids.EMBEDDING_VIEW) instanceof EmbeddingView view)
            with.accept(view);
    }

    private static void clusterings(IWorkbenchPage page, Consumer<ClusteringsView> with) {
        if (page.findView(Ids.CLUSTERINGS_VIEW) instanceof ClusteringsView view)
            with.accept(view);
    }

    private static void zoom(IWorkbenchPage page, int notches) {
        Control focus = focus(page);
        if (focus instanceof DendrogramCanvas tree)
            tree.zoom(notches);
        else if (focus instanceof EmbeddingCanvas plot)
            plot.zoom(notches);
        else
            ClustersEditor.of(page).ifPresent(editor -> editor.list().grow(notches));
    }

    /** Clusters the same crops by another method. */
    private static void methods(ClusterDesk desk, IWorkbenchPage page) {
        Computed of = desk.clusters().orElseThrow().computed();
        if (page.findView(Ids.DENDROGRAM_VIEW) instanceof DendrogramView view)
            Menus.drop(view.method(), menu -> {
                for (String id : Clusterings.methods(desk.session().registry()))
                    Menus.choice(menu, ClusterWords.tool(desk.session(), id), id.equals(of.plan().method()), () -> {
                        if (!id.equals(of.plan().method()))
                            clusterings(page, c -> c.cluster(of, of.plan().method(id, Map.of())));
                    });
            });
    }

    /** Clusters the same crops by another linkage. */
    private static void linkages(ClusterDesk desk, IWorkbenchPage page) {
        Computed of = desk.clusters().orElseThrow().computed();
        if (!(page.findView(Ids.DENDROGRAM_VIEW) instanceof DendrogramView view))
            return;
        try {
            Field field = Schema.of(desk.session().registry().find(of.plan().method(), Policy.AUTO).tool())
                    .field(ClusterWords.LINKAGE).orElseThrow();
            String now = String.valueOf(of.plan().params().getOrDefault(field.name(), field.defaultValue()));
            Menus.drop(view.linkage(), menu -> {
                for (String choice : field.choices())
                    Menus.choice(menu, ClusterWords.choice(choice), choice.equals(now), () -> {
                        Map<String, Object> params = new LinkedHashMap<>(of.plan().params());
                        params.put(field.name(), choice);
                        ClusteringPlan plan = of.plan().method(of.plan().method(), params);
                        if (!choice.equals(now))
                            clusterings(page, c -> c.cluster(of, plan));
                    });
            });
        } catch (org.loupe.api.ToolException e) {
            desk.session().status().message(org.loupe.ui.Status.Kind.ERROR, Failures.text(e));
        }
    }

    /** The command's id. */
    String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder id = new StringBuilder("org.loupe.ui.cluster.").append(words[0]);
        for (int i = 1; i < words.length; i++)
            id.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        return id.toString();
    }
}

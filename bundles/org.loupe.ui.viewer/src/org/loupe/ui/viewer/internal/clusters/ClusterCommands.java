package org.loupe.ui.viewer.internal.clusters;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IHandler;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;

/** Ids of the commands on clusters, and handlers of the platform's commands there. */
final class ClusterCommands {
    /** A part of clusters has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.cluster";
    /** The dendrogram has the focus. */
    static final String DENDROGRAM_CONTEXT = "org.loupe.ui.context.dendrogram";
    /** The list of clusterings has the focus. */
    static final String LIST_CONTEXT = "org.loupe.ui.context.clusterings";
    static final String NEW = "org.loupe.ui.cluster.new", METHOD = "org.loupe.ui.cluster.method",
            LINKAGE = "org.loupe.ui.cluster.linkage", MERGE = "org.loupe.ui.cluster.merge",
            SPLIT = "org.loupe.ui.cluster.split", NAME = "org.loupe.ui.cluster.name",
            NAME_NEXT = "org.loupe.ui.cluster.nameNext",
            MOVE = "org.loupe.ui.cluster.move", GATHER = "org.loupe.ui.cluster.gather",
            OUTLIERS = "org.loupe.ui.cluster.outliers", SIMILAR = "org.loupe.ui.cluster.similar",
            ACCEPT = "org.loupe.ui.cluster.accept", SAVE = "org.loupe.ui.cluster.save",
            REPRESENTATIVES = "org.loupe.ui.cluster.representatives", EXAMPLES = "org.loupe.ui.cluster.examples",
            SHOW = "org.loupe.ui.cluster.show",
            ORDER = "org.loupe.ui.cluster.order", CUT_HERE = "org.loupe.ui.cluster.cutHere",
            ZOOM_IN = "org.loupe.ui.cluster.zoomIn", ZOOM_OUT = "org.loupe.ui.cluster.zoomOut",
            FIT = "org.loupe.ui.cluster.fit", PAN = "org.loupe.ui.cluster.pan",
            LASSO = "org.loupe.ui.cluster.lasso", PLANE = "org.loupe.ui.cluster.plane",
            COLOUR = "org.loupe.ui.cluster.colour", AGAIN = "org.loupe.ui.cluster.again",
            ADD_FEATURES = "org.loupe.ui.cluster.features", WEIGHTS = "org.loupe.ui.cluster.weights",
            REPORT = "org.loupe.ui.cluster.report",
            DELETE = "org.loupe.ui.clusterings.delete";

    private ClusterCommands() {
    }

    /** A handler that does something. */
    static IHandler handler(Runnable does) {
        return new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                does.run();
                return null;
            }
        };
    }

    /** Selects all crops of the current cluster, or of all. */
    static IHandler selectAll() {
        return handler(() -> ClusterDesk.of(PlatformUI.getWorkbench().getService(Session.class)).actions()
                .selectAll());
    }
}

package org.loupe.ui.viewer.internal;

import java.net.URL;
import java.util.Collections;
import java.util.List;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.loupe.ui.Failures;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The classes that the table of results is made of. They are loaded before there is a result: the first table of a
 * session would hold the UI thread up with that while a run ends.
 */
final class TableClasses {
    private static final String NATTABLE = "org/eclipse/nebula/widgets/nattable/";
    /** The packages that a table with headings, widths and gestures uses. */
    private static final List<String> USED = List.of("layer", "grid/layer", "viewport", "config", "painter", "style",
            "ui/binding", "ui/matcher", "ui/mode", "ui/action", "resize/config", "resize/mode", "resize/event",
            "conflation", "command");

    private TableClasses() {
    }

    /** Loads them in a job of low priority, and returns. */
    static void loadLater() {
        Job job = Job.createSystem("Classes of tables", monitor -> {
            load();
            return Status.OK_STATUS;
        });
        job.setPriority(Job.DECORATE);
        job.schedule();
    }

    private static void load() {
        EclipseCollections.initialise();
        Bundle nattable = FrameworkUtil.getBundle(NatTable.class);
        for (String used : USED)
            for (URL entry : Collections.list(nattable.findEntries(NATTABLE + used, "*.class", true)))
                load(entry.getPath().substring(1).replace('/', '.').replaceAll("\\.class$", ""), NatTable.class);
        for (Class<?> own : List.of(ResultTable.class, TableLooks.class))
            load(own.getName(), own);
    }

    /** Without its static parts, which may ask the display. */
    private static void load(String name, Class<?> beside) {
        try {
            Class.forName(name, false, beside.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            Failures.log(e);
        }
    }
}

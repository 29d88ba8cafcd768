package org.loupe.ui.viewer.internal.classes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.loupe.model.DefectClass;
import org.loupe.model.Project;
import org.loupe.store.labels.ClassTally;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.Readiness;

/**
 * The lines of the list of classes: classes, or bins with their classes below. Immutable.
 *
 * @param rows in their order
 */
record ClassRows(List<Row> rows) {

    /** A line. */
    sealed interface Row {
        /** Labels that count. */
        int examples();
    }

    /**
     * A process bin.
     *
     * @param bin     its name; "" for classes that are in none
     * @param classes in it
     * @param open    whether they are listed below
     */
    record Bin(String bin, int classes, boolean open, int examples) implements Row {
    }

    /**
     * A class.
     *
     * @param place in the order of all classes, from 0
     * @param auto  labels that nobody has accepted yet
     * @param ready what there is to train on
     */
    record OfClass(DefectClass model, int place, int examples, int images, int auto, Readiness.OfClass ready)
            implements Row {
        int code() {
            return model.getCode();
        }
    }

    ClassRows {
        rows = List.copyOf(rows);
    }

    /**
     * The lines of a project as it is now.
     *
     * @param search text that name, code or bin hold; "" for all
     * @param byBin  whether bins are lines too
     * @param closed bins whose classes are not listed, unless something is searched
     */
    static ClassRows of(Project project, LabelTable table, Readiness readiness, String search, boolean byBin,
            Set<String> closed) {
        Map<Integer, OfClass> all = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        List<DefectClass> classes = DefectClasses.of(project);
        for (int i = 0; i < classes.size(); i++) {
            DefectClass one = classes.get(i);
            if (!wanted.isEmpty() && !text(one).contains(wanted))
                continue;
            ClassTally tally = table.classTally(one.getCode());
            OfClass row = new OfClass(one, i, tally.examples(), tally.images(), tally.auto(),
                    readiness.classes().get(i));
            all.put(i, row);
            if (!byBin)
                rows.add(row);
        }
        if (byBin)
            ClassEdits.bins(project).forEach((bin, members) -> {
                List<OfClass> listed = members.stream().map(c -> all.get(classes.indexOf(c)))
                        .filter(r -> r != null).toList();
                if (listed.isEmpty())
                    return;
                boolean open = !wanted.isEmpty() || !closed.contains(bin);
                rows.add(new Bin(bin, listed.size(), open, listed.stream().mapToInt(OfClass::examples).sum()));
                if (open)
                    rows.addAll(listed);
            });
        return new ClassRows(rows);
    }

    private static String text(DefectClass one) {
        return (one.getName() + " " + one.getCode() + " " + (one.getBin() == null ? "" : one.getBin()))
                .toLowerCase(Locale.ROOT);
    }

    /** The line of a class; -1 if it is not listed. */
    int find(int code) {
        for (int i = 0; i < rows.size(); i++)
            if (rows.get(i) instanceof OfClass one && one.code() == code)
                return i;
        return -1;
    }
}

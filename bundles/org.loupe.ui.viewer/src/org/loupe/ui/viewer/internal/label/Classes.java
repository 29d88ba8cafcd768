package org.loupe.ui.viewer.internal.label;

import java.util.List;
import java.util.OptionalInt;

import org.loupe.model.DefectClass;
import org.loupe.ui.Session;
import org.loupe.workspace.labels.DefectClasses;

/** The classes by the digits that are their keys: the first nine 1 to 9, none 0. UI thread. */
final class Classes {
    /** Digits that stand for a class. */
    static final int DIGITS = 9;

    private Classes() {
    }

    /** The classes of the open project in their order. */
    static List<DefectClass> of(Session session) {
        return session.project().map(p -> DefectClasses.of(p.project())).orElse(List.of());
    }

    /** The code of the class with a place from 1, of 0 no class; nothing if there are fewer classes. */
    static OptionalInt code(Session session, int place) {
        List<DefectClass> all = of(session);
        return place == 0 ? OptionalInt.of(0)
                : place <= all.size() ? OptionalInt.of(all.get(place - 1).getCode()) : OptionalInt.empty();
    }

    /** The digit of a class; -1 if it has none. */
    static int digit(Session session, int code) {
        if (code == 0)
            return 0;
        List<DefectClass> all = of(session);
        for (int i = 0; i < Math.min(DIGITS, all.size()); i++)
            if (all.get(i).getCode() == code)
                return i + 1;
        return -1;
    }
}

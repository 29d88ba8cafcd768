package org.loupe.ui.viewer.internal;

import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** What table, gallery and plots say while there is nothing to show. UI thread only. */
final class NoResults {
    private NoResults() {
    }

    /**
     * Why there is nothing.
     *
     * @param shown the run that is shown, or {@code null} for none
     * @return with {@code <a>} around what can be done about it
     */
    static String link(Session session, RunResults shown) {
        if (session.project().isPresent() && session.task().isPresent())
            return Words.get("results.underWay");
        return shown == null ? Words.get("results.none") : Words.get("results.nothing", shown.entry().getName());
    }

    /** The same without a link. */
    static String plain(Session session, RunResults shown) { return link(session, shown).replaceAll("</?a>", ""); }
}

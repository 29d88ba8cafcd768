package org.loupe.ui.viewer.internal;

import java.util.function.Consumer;

import org.loupe.engine.evaluation.Goal;
import org.loupe.model.Project;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/**
 * What is at stake: costs, targets and volume of the open project. While a slider moves, its value is tried; when it is
 * let go, the project takes it as one undoable step. UI thread only, and only while a project is open.
 */
public final class Stakes {
    private final Session session;
    private final Runnable tell;
    private double escapeCost = Double.NaN, overkillCost = Double.NaN, escapeTarget = Double.NaN,
            overkillTarget = Double.NaN;

    /** @param tell called when something is tried */
    public Stakes(Session session, Runnable tell) {
        this.session = session;
        this.tell = tell;
    }

    /** The project, for its costs and targets. */
    public Project project() {
        return session.project().orElseThrow().project();
    }

    /** What is tried, else what the project says. */
    public Goal goal(boolean perImage) {
        Project p = project();
        return new Goal(Math.max(0, Double.isNaN(escapeCost) ? p.getEscapeCost() : escapeCost),
                Math.max(0, Double.isNaN(overkillCost) ? p.getOverkillCost() : overkillCost),
                share(Double.isNaN(escapeTarget) ? p.getEscapeTarget() : escapeTarget),
                share(Double.isNaN(overkillTarget) ? p.getOverkillTarget() : overkillTarget), perImage);
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Tries costs while a slider moves; NaN stands for the project's. */
    public void tryCosts(double ofEscape, double ofOverkill) {
        escapeCost = ofEscape;
        overkillCost = ofOverkill;
        tell.run();
    }

    /** Tries targets while a slider moves; NaN stands for the project's. */
    void tryTargets(double ofEscape, double ofOverkill) {
        escapeTarget = ofEscape;
        overkillTarget = ofOverkill;
        tell.run();
    }

    /** What a cost of so many images is to be multiplied by: 1, or to make it that of a month. */
    double volume(long images) {
        int month = project().getImagesPerMonth();
        return month > 0 && images > 0 ? (double) month / images : 1;
    }

    /** A cost with its currency: "0", "84 €", "2.5 k€". */
    public String money(double cost) {
        boolean thousands = Math.abs(cost) >= 10_000;
        return Words.get(thousands ? "review.money.k" : "review.money", Words.number(thousands ? cost / 1000 : cost,
                thousands ? 1 : cost == Math.rint(cost) ? 0 : 2), project().getCurrency()).strip();
    }

    /** Changes the project's costs or targets: one undoable step. */
    public void edit(String label, Consumer<Project> change) {
        session.edit(p -> p.change(label, () -> change.accept(p.project())));
    }
}

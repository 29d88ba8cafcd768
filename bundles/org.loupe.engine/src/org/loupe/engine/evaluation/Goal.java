package org.loupe.engine.evaluation;

/**
 * What an escape and an overkill cost, and how much of each is borne.
 *
 * @param escapeCost     of one escape, 0 or more
 * @param overkillCost   of one overkill, 0 or more
 * @param escapeTarget   largest share of escapes, 0..1
 * @param overkillTarget largest share of overkill, 0..1
 * @param perImage       whether images are counted, else defects
 */
public record Goal(double escapeCost, double overkillCost, double escapeTarget, double overkillTarget,
        boolean perImage) {

    public Goal {
        if (!(escapeCost >= 0 && overkillCost >= 0))
            throw new IllegalArgumentException("Costs are 0 or more, found " + escapeCost + " for an escape and "
                    + overkillCost + " for an overkill.");
        if (!(escapeTarget >= 0 && escapeTarget <= 1 && overkillTarget >= 0 && overkillTarget <= 1))
            throw new IllegalArgumentException("Targets are 0 to 1, found " + escapeTarget + " for escapes and "
                    + overkillTarget + " for overkill.");
    }

    /** The errors that count. */
    public Evaluation.Decisions decisions(OperatingPoint point) {
        return perImage ? point.perImage() : point.perDefect();
    }

    /** Escapes and overkill of the run's images, by their costs. */
    public double cost(OperatingPoint point) {
        Evaluation.Decisions d = decisions(point);
        return d.escape().count() * escapeCost + d.overkill().count() * overkillCost;
    }

    /** Whether both targets are met; a share of none does not miss its target. */
    public boolean met(OperatingPoint point) {
        Evaluation.Decisions d = decisions(point);
        return !(d.escape().value() > escapeTarget) && !(d.overkill().value() > overkillTarget);
    }
}

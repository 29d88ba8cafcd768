package org.loupe.engine.nets;

import java.util.Map;

/**
 * How a net is trained and judged.
 *
 * @param trainer       id of the tool that learns
 * @param params        its parameters; what is not named has its default
 * @param held          share of the groups (boards, wafers, lots) whose images are held apart to judge it, 0 … 0.9; with
 *                      0 nothing is judged and the last epoch counts
 * @param seed          of all random numbers
 * @param mergeIou      boxes of one class that overlap by more than this share of their union are merged
 * @param leastScore    what is less sure is not reported, unless a recipe says otherwise
 * @param evaluationIou a box counts as found if it overlaps the true one by more than this share of their union; has
 *                      nothing to do with {@code mergeIou}
 * @param start         file of a model of the same trainer to go on from; "" begins anew
 */
public record NetSettings(String trainer, Map<String, Object> params, double held, long seed, double mergeIou,
        double leastScore, double evaluationIou, String start) {

    public NetSettings {
        params = Map.copyOf(params);
        start = start == null ? "" : start; // older files do not tell
        check("The share held apart", held, 0, 0.9);
        check("The merge IoU", mergeIou, 0.05, 1);
        check("The least score", leastScore, 0, 1);
        check("The evaluation IoU", evaluationIou, 0, 0.99);
    }

    /** Settings that begin anew. */
    public NetSettings(String trainer, Map<String, Object> params, double held, long seed, double mergeIou,
            double leastScore, double evaluationIou) {
        this(trainer, params, held, seed, mergeIou, leastScore, evaluationIou, "");
    }

    /** What suits most: a fifth held apart, boxes merged above 0.5, reported from 0.5, found above 0.5. */
    public static NetSettings of(String trainer) {
        return new NetSettings(trainer, Map.of(), 0.2, 1, 0.5, 0.5, 0.5);
    }

    /** The same with other parameters of the trainer. */
    public NetSettings with(Map<String, Object> newParams) {
        return new NetSettings(trainer, newParams, held, seed, mergeIou, leastScore, evaluationIou, start);
    }

    /** The same that goes on from another model, or begins anew with "". */
    public NetSettings from(String model) {
        return new NetSettings(trainer, params, held, seed, mergeIou, leastScore, evaluationIou, model);
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most))
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", found " + value + ".");
    }
}

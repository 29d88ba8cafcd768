package org.loupe.engine.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One thing that tells whether a training goes wrong without an error: such a net has a high pixel accuracy, or a
 * falling loss, and is of no use.
 *
 * @param kind  what is looked at
 * @param state what came out
 * @param value as the kind says
 */
public record NetHealth(Kind kind, State state, double value) {
    /** Share of the best score that the last ones must be below to have fallen; of the lowest loss, to have risen. */
    private static final double FALLEN = 0.05;
    /** Epochs after the best that are looked at for that, and epochs after which the loss must be lower. */
    private static final int SINCE = 5, EPOCHS = 5;
    /** Share by which the scale of images may differ from that of those that were learned from. */
    private static final double SCALE = 0.05;
    /** Epochs before which a net may still give the same for all. */
    private static final int FIRST = 3;

    /** What is looked at. */
    public enum Kind {
        /** The loss falls and is a number other than 0; value: epochs. */
        LOSS,
        /** What is given differs from image to image; value: standard deviation. */
        VARIES,
        /** Something is found where something is; value: images on which nothing was. */
        BLANK,
        /** Whole boards, wafers or lots are held apart; value: how many. */
        SPLIT,
        /** The score on images held apart does not fall again; value: epochs since the best. */
        SCORE,
        /** The loss on images held apart does not rise again; value: epochs since the lowest. */
        VALIDATION,
        /** The images have the scale of those that the net learned from; value: their µm per px. */
        STANDARD,
        /** The images were taken in a mode that the net has learned; value: NaN. */
        MODE
    }

    /** What came out. */
    public enum State {
        GOOD, DOUBTFUL, BAD,
        /** Not yet, or not at all, to be told. */
        UNKNOWN
    }

    /**
     * Whether images suit a net that has learned: things of one size on them have the px that it knows.
     *
     * @param learned µm per px of the images that it learned from; NaN if that is not known
     * @param shown   µm per px of the images; NaN if that is not known
     */
    public static NetHealth standard(double learned, double shown) {
        return new NetHealth(Kind.STANDARD, !(learned > 0 && shown > 0) ? State.UNKNOWN
                : Math.abs(shown / learned - 1) <= SCALE ? State.GOOD : State.DOUBTFUL, shown);
    }

    /**
     * Whether images were taken as those that a net has learned from: what is dark in one mode is bright in another.
     *
     * @param learned imaging modes that it learned from; empty if that is not known
     * @param shown   that of the images; "" if that is not known
     */
    public static NetHealth mode(List<String> learned, String shown) {
        return new NetHealth(Kind.MODE, learned.isEmpty() || shown.isBlank() ? State.UNKNOWN
                : learned.stream().anyMatch(shown.strip()::equalsIgnoreCase) ? State.GOOD : State.DOUBTFUL, Double.NaN);
    }

    /**
     * The checks of a training, in their order.
     *
     * @param epochs so far
     * @param held   images held apart; -1 if that is not known
     * @param groups held apart; -1 if that is not known
     */
    public static List<NetHealth> of(List<NetEpoch> epochs, int held, int groups) {
        List<NetHealth> all = new ArrayList<>();
        all.add(loss(epochs));
        NetEpoch last = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        double variation = last == null ? Double.NaN : last.judged().getOrDefault(Answers.VARIATION, Double.NaN);
        all.add(new NetHealth(Kind.VARIES, Double.isNaN(variation) || held < 2
                || epochs.size() < FIRST ? State.UNKNOWN
                : variation > 0 ? State.GOOD : State.BAD, variation));
        double blank = last == null ? Double.NaN : last.judged().getOrDefault(Answers.BLANK, Double.NaN);
        all.add(new NetHealth(Kind.BLANK, Double.isNaN(blank) ? State.UNKNOWN : held < 0 ? State.UNKNOWN
                : blank >= held ? State.BAD : blank * 2 > held ? State.DOUBTFUL : State.GOOD, blank));
        all.add(new NetHealth(Kind.SPLIT, groups < 0 ? State.UNKNOWN
                : held > 0 && groups > 0 ? State.GOOD : State.DOUBTFUL, groups));
        all.add(score(epochs));
        all.add(validation(epochs));
        return all;
    }

    private static NetHealth loss(List<NetEpoch> epochs) {
        int n = epochs.size();
        if (n == 0)
            return new NetHealth(Kind.LOSS, State.UNKNOWN, 0);
        double first = epochs.get(0).trained().getOrDefault("loss", Double.NaN);
        double last = epochs.get(n - 1).trained().getOrDefault("loss", Double.NaN);
        State state = !Double.isFinite(last) || last == 0 ? State.BAD
                : n >= EPOCHS && last >= first ? State.DOUBTFUL : State.GOOD;
        return new NetHealth(Kind.LOSS, state, n);
    }

    private static NetHealth validation(List<NetEpoch> epochs) {
        double[] losses = epochs.stream().mapToDouble(e -> e.judged().getOrDefault(NetEpoch.VALIDATION_LOSS, Double.NaN))
                .filter(Double::isFinite).toArray();
        if (losses.length == 0)
            return new NetHealth(Kind.VALIDATION, State.UNKNOWN, Double.NaN);
        int lowest = 0;
        for (int i = 1; i < losses.length; i++)
            lowest = losses[i] <= losses[lowest] ? i : lowest;
        int since = losses.length - 1 - lowest;
        double least = losses[lowest];
        boolean risen = since >= SINCE && Arrays.stream(losses, losses.length - SINCE, losses.length)
                .allMatch(loss -> loss > least * (1 + FALLEN));
        return new NetHealth(Kind.VALIDATION, risen ? State.DOUBTFUL : State.GOOD, since);
    }

    private static NetHealth score(List<NetEpoch> epochs) {
        NetEpoch best = null;
        for (NetEpoch epoch : epochs)
            if (!Double.isNaN(epoch.score()) && (best == null || epoch.score() >= best.score()))
                best = epoch;
        if (best == null)
            return new NetHealth(Kind.SCORE, State.UNKNOWN, Double.NaN);
        double most = best.score();
        int number = best.number();
        List<NetEpoch> since = epochs.stream().filter(e -> e.number() > number && !Double.isNaN(e.score())).toList();
        boolean fallen = since.size() >= SINCE && since.subList(since.size() - SINCE, since.size()).stream()
                .allMatch(e -> e.score() < most * (1 - FALLEN));
        return new NetHealth(Kind.SCORE, fallen ? State.DOUBTFUL : State.GOOD, since.size());
    }
}

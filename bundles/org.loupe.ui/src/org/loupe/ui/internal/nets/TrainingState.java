package org.loupe.ui.internal.nets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.loupe.api.Task;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetHealth;
import org.loupe.engine.nets.NetSettings;
import org.loupe.ui.Words;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.NetTile;

/**
 * How a training stands, or stood when it was over. Immutable.
 *
 * @param plan     what was asked for; its evaluation IoU is 0 where that is not known
 * @param folder   of the training
 * @param phase    where it is
 * @param problem  why it failed, "" if it did not
 * @param task     what the net does; {@code null} if its trainer is not installed
 * @param classes  that it tells apart; empty until the examples are read
 * @param wanted   epochs at most; 0 if that is not known
 * @param now      epochs done, with the part of the present one
 * @param epochs   those judged so far, in order
 * @param live     loss of the epoch under way so far; NaN if there is none
 * @param pace     how fast it is
 * @param memory   bytes: what it was estimated to take, and takes; 0 if that is not known
 * @param learned  images that are learned from
 * @param held     images that are held apart
 * @param groups   boards, wafers or lots that are held apart
 * @param warnings what makes the figures or the model doubtful, in whole sentences
 * @param tiles    the fixed tiles, of images held apart
 * @param card     of the model, once there is one
 */
public record TrainingState(NetPlan plan, Path folder, Phase phase, String problem, Task task, List<String> classes,
        int wanted, double now, List<NetEpoch> epochs, double live, Pace pace, Memory memory, int learned, int held,
        List<String> groups, List<String> warnings, List<NetTile> tiles, Optional<NetCard> card) {

    /** Where a training is. */
    public enum Phase {
        /** Others are before it. */
        QUEUED,
        /** It reads its examples, or learns. */
        RUNNING,
        /** It ends with the best so far. */
        ENDING,
        /** It did not end, and can go on. */
        INTERRUPTED,
        /** It ended with an error. */
        FAILED,
        /** There is a model. */
        DONE
    }

    /**
     * How fast it is.
     *
     * @param images per second at present; NaN if that is not known
     * @param mean   images per second since it began, judging left out; NaN if that is not known
     * @param since  seconds since it began or went on
     * @param left   seconds that it still takes; NaN if that is not known
     */
    public record Pace(double images, double mean, double since, double left) {
        static final Pace NONE = new Pace(Double.NaN, Double.NaN, 0, Double.NaN);
    }

    /** Bytes. */
    public record Memory(long estimated, long used) {
        static final Memory NONE = new Memory(0, 0);
    }

    /** What the card of a model tells. */
    public static TrainingState of(NetPlan plan, Path folder, NetCard card, List<NetTile> tiles) {
        List<NetEpoch> epochs = card.report().epochs();
        return new TrainingState(plan, folder, Phase.DONE, "", card.task(), card.classes(),
                wanted(card.trainer().params()), epochs.size(), epochs, Double.NaN, Pace.NONE, Memory.NONE,
                card.report().learned(), card.report().held(), card.report().groups(), card.report().warnings(), tiles,
                Optional.of(card));
    }

    /** The plan of a model that was trained without one, by the command line. */
    public static NetPlan planOf(String name, NetCard card) {
        return new NetPlan(name, new NetSettings(card.trainer().toolId(), card.trainer().params(), 0,
                card.trainer().seed(), card.mergeIou(), card.leastScore(), 0), false, "");
    }

    static int wanted(Map<String, Object> params) {
        return params.get("epochs") instanceof Number n ? n.intValue() : 0;
    }

    /** The epoch that counts; empty while none was judged. */
    public Optional<NetEpoch> best() {
        NetEpoch best = null;
        for (NetEpoch epoch : epochs)
            if (!Double.isNaN(epoch.score()) && (best == null || epoch.score() >= best.score()))
                best = epoch;
        return Optional.ofNullable(best);
    }

    /** The last epoch that was judged. */
    public Optional<NetEpoch> last() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    /** Whether it learns, or is about to. */
    public boolean alive() {
        return phase == Phase.QUEUED || phase == Phase.RUNNING || phase == Phase.ENDING;
    }

    /** What the score is called, with the overlap that counts where that is known. */
    public String scoreName() {
        if (task == Task.SEGMENTATION)
            return Words.get("net.score.iou");
        if (task == Task.IMAGE_CLASSIFICATION)
            return Words.get("net.score.balanced");
        double iou = plan.settings().evaluationIou();
        return iou > 0 ? Words.get("net.score.map", Words.number(iou, 2)) : Words.get("net.score.mapAlone");
    }

    /** What shows that it goes wrong without an error. */
    public List<NetHealth> health() {
        return learned == 0 ? NetHealth.of(epochs, -1, -1) : NetHealth.of(epochs, held, groups.size());
    }

    /** A score as people read it. */
    public static String score(double score) {
        return Words.number(score, 3);
    }
}

package org.loupe.engine.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.engine.nets.NetHealth.Kind;
import org.loupe.engine.nets.NetHealth.State;

/** Trainings that fail without an error are told from those that do not. */
class NetHealthTest {

    private static NetEpoch epoch(int number, double loss, double score, double variation, double blank) {
        return new NetEpoch(number, Map.of("loss", loss), Map.of("variation", variation, "blankImages", blank,
                NetEpoch.VALIDATION_LOSS, loss + 0.1), score);
    }

    /** Of ten epochs: loss and score as the functions give them. */
    private static List<NetEpoch> epochs(double[] losses, double[] scores, double variation, double blank) {
        List<NetEpoch> epochs = new ArrayList<>();
        for (int i = 0; i < losses.length; i++)
            epochs.add(epoch(i + 1, losses[i], scores[i], variation, blank));
        return epochs;
    }

    private static State state(Kind kind, List<NetEpoch> epochs, int held, int groups) {
        return NetHealth.of(epochs, held, groups).stream().filter(h -> h.kind() == kind).findFirst().orElseThrow()
                .state();
    }

    private static final double[] FALLING = { 5, 4, 3, 2, 1.5, 1.2, 1.1 }, RISING = { .1, .3, .5, .6, .7, .8, .81 };

    @Test
    void aTrainingThatGoesWellIsHealthy() {
        List<NetEpoch> epochs = epochs(FALLING, RISING, 0.3, 1);
        List<NetHealth> all = NetHealth.of(epochs, 8, 2);
        assertEquals(Kind.values().length - 2, all.size(), "all but those that go by images, not by epochs");
        for (NetHealth each : all)
            assertEquals(State.GOOD, each.state(), each.toString());
    }

    @Test
    void aLossThatStaysOrIsNoNumberIsTold() {
        assertEquals(State.DOUBTFUL, state(Kind.LOSS, epochs(new double[] { 2, 2, 2, 2, 2.1 }, RISING, 1, 0), 8, 2));
        assertEquals(State.BAD, state(Kind.LOSS, epochs(new double[] { 2, Double.NaN }, RISING, 1, 0), 8, 2));
        assertEquals(State.BAD, state(Kind.LOSS, epochs(new double[] { 2, 0 }, RISING, 1, 0), 8, 2));
        assertEquals(State.UNKNOWN, state(Kind.LOSS, List.of(), 8, 2));
    }

    @Test
    void theSameForEveryImageIsTold() {
        assertEquals(State.BAD, state(Kind.VARIES, epochs(FALLING, RISING, 0, 0), 8, 2));
        assertEquals(State.UNKNOWN, state(Kind.VARIES, epochs(FALLING, RISING, 0, 0), 1, 1), "one image cannot vary");
    }

    @Test
    void blankImagesAreCounted() {
        assertEquals(State.DOUBTFUL, state(Kind.BLANK, epochs(FALLING, RISING, 1, 5), 8, 2));
        assertEquals(State.BAD, state(Kind.BLANK, epochs(FALLING, RISING, 1, 8), 8, 2));
    }

    @Test
    void singleImagesHeldApartAreDoubtful() {
        assertEquals(State.DOUBTFUL, state(Kind.SPLIT, epochs(FALLING, RISING, 1, 0), 8, 0));
        assertEquals(State.UNKNOWN, state(Kind.SPLIT, epochs(FALLING, RISING, 1, 0), -1, -1));
    }

    @Test
    void aLossOnOtherImagesThatRisesAgainIsTold() {
        assertEquals(State.DOUBTFUL, state(Kind.VALIDATION, epochs(new double[] { 5, 2, 3, 3, 3, 3, 4 }, RISING, 1, 0), 8,
                2));
        assertEquals(State.GOOD, state(Kind.VALIDATION, epochs(new double[] { 5, 2, 3, 3, 2.05, 3, 4 }, RISING, 1, 0),
                8, 2), "it has come back");
        List<NetEpoch> untold = List.of(new NetEpoch(1, Map.of("loss", 1.0), Map.of(), Double.NaN));
        assertEquals(State.UNKNOWN, state(Kind.VALIDATION, untold, 8, 2));
    }

    @Test
    void aScoreThatFallsAndStaysLowIsTold() {
        double[] losses = { 8, 7, 6, 5, 4, 3, 2 };
        assertEquals(State.DOUBTFUL, state(Kind.SCORE, epochs(losses, new double[] { .5, .9, .8, .8, .7, .7, .7 }, 1,
                0), 8, 2));
        assertEquals(State.GOOD, state(Kind.SCORE, epochs(losses, new double[] { .5, .9, .8, .8, .89, .7, .7 }, 1, 0),
                8, 2), "it has come back");
    }

    @Test
    void imagesOfAnotherScaleThanThoseThatWereLearnedFromAreTold() {
        assertEquals(State.GOOD, NetHealth.standard(20.8, 20.8).state());
        assertEquals(State.GOOD, NetHealth.standard(20.8, 21).state());
        assertEquals(State.DOUBTFUL, NetHealth.standard(20.8, 10.4).state());
        assertEquals(State.UNKNOWN, NetHealth.standard(Double.NaN, 10.4).state());
        assertEquals(State.UNKNOWN, NetHealth.standard(20.8, Double.NaN).state());
    }

    @Test
    void imagesOfAModeThatWasNotLearnedAreTold() {
        assertEquals(State.GOOD, NetHealth.mode(List.of("BF", "DF"), "df ").state());
        assertEquals(State.DOUBTFUL, NetHealth.mode(List.of("BF", "DF"), "SEM").state());
        assertEquals(State.UNKNOWN, NetHealth.mode(List.of(), "SEM").state());
        assertEquals(State.UNKNOWN, NetHealth.mode(List.of("BF"), "").state());
    }
}

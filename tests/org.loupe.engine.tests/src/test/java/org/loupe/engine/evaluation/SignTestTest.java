package org.loupe.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;

/** The sign test against exact arithmetic, and what counts as a mistake. */
class SignTestTest {

    @Test
    void smallNumbersByHand() {
        assertEquals(1, new SignTest(0, 0, 10).p(), "nothing differs");
        assertEquals(1, new SignTest(1, 0, 0).p(), "one pair says nothing");
        assertEquals(0.5, new SignTest(2, 0, 0).p(), 1e-15);
        assertEquals(0.0625, new SignTest(5, 0, 3).p(), 1e-15, "2 / 2^5");
        assertEquals(2 * 9 / 256.0, new SignTest(7, 1, 0).p(), 1e-15, "2 · (1 + 8) / 2^8");
        assertEquals(1, new SignTest(4, 4, 0).p(), "more than 1 is cut");
    }

    @Test
    void theExampleOfTheSpecification() {
        SignTest test = new SignTest(18, 5, 257);
        assertEquals(280, test.pairs());
        assertEquals(2 * 44_552 / 8_388_608.0, test.p(), 1e-15);
        assertEquals("0.011", String.format(java.util.Locale.ROOT, "%.3f", test.p()));
        assertEquals(test.p(), new SignTest(5, 18, 0).p(), "it has no direction");
    }

    @Test
    void exactForManyPairs() {
        for (int[] pair : new int[][] { { 60, 40 }, { 520, 480 }, { 1500, 1300 }, { 300, 2 } })
            assertEquals(1, new SignTest(pair[0], pair[1], 0).p() / exact(pair[0], pair[1]), 1e-10);
        assertTrue(new SignTest(100_000, 0, 0).p() >= 0, "too small for a number is 0");
        assertEquals(1, new SignTest(500_000, 500_000, 0).p(), 1e-9);
    }

    private static double exact(int better, int worse) {
        int n = better + worse;
        BigInteger sum = BigInteger.ZERO, term = BigInteger.ONE;
        for (int k = 0; k <= Math.min(better, worse); k++) {
            sum = sum.add(term);
            term = term.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
        }
        return new BigDecimal(sum.shiftLeft(1)).divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)),
                MathContext.DECIMAL64).doubleValue();
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SignTest(-1, 0, 0));
    }

    @Test
    void mistakesAreWhatIsMissedAndWhatIsFalse() {
        Detections truth = new Detections.Builder(List.of("Spurious copper", "open")).add(0, 0, 10, 10, 1, 0, null)
                .add(50, 50, 10, 10, 1, 1, null).build();
        Detections found = new Detections.Builder(List.of("spurious-copper", "short")).add(1, 1, 10, 10, 0.9, 0, null)
                .add(50, 50, 10, 10, 0.8, 1, null).add(80, 80, 5, 5, 0.1, 0, null).build();
        assertEquals(new Mistakes(1, 2), Mistakes.of(truth, found, Evaluation.Settings.DEFAULT));
        assertEquals(new Mistakes(0, 1), Mistakes.of(truth, found, new Evaluation.Settings(0.33, true, 0)));
        assertEquals(new Mistakes(0, 0), Mistakes.of(truth, found, new Evaluation.Settings(0.33, true, 0.5)));
        assertEquals(3, new Mistakes(1, 2).total());
        assertTrue(Mistakes.sameClass("Spurious copper", "spurious_copper"));
    }
}

package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the probability of one class tells its objects from all others, whatever the limit. Immutable.
 *
 * @param positives objects of the class
 * @param negatives all others
 * @param points    by falling limit, one for each probability that occurs
 * @param auc       area under the ROC curve: how likely an object of the class has a higher probability than one of
 *                  another class, equal ones counting half; NaN if there are no objects of either kind
 * @param ap        average precision: the sum of precision × gain of recall over all limits, not interpolated; NaN
 *                  without objects of the class
 */
public record RankCurve(int positives, int negatives, List<Point> points, double auc, double ap) {

    /**
     * What counts as the class if its probability is at least a limit.
     *
     * @param recall     share of the class's objects, the ROC curve's y
     * @param falseAlarm share of the others, the ROC curve's x
     * @param precision  share of what counts as the class that is of it
     */
    public record Point(double limit, double recall, double falseAlarm, double precision) {
    }

    public RankCurve {
        points = List.copyOf(points);
    }

    /** Of one class against all others. @param c index of the class */
    public static RankCurve of(Scored scored, int c) {
        boolean[] positive = new boolean[scored.rows()];
        double[] score = new double[scored.rows()];
        for (int row = 0; row < score.length; row++) {
            positive[row] = scored.truth()[row] == c;
            score[row] = scored.probability(row, c);
        }
        return of(positive, score);
    }

    /** Of scores, of which higher ones mean the class. @param positive whether each is of it */
    public static RankCurve of(boolean[] positive, double[] score) {
        int n = score.length, positives = (int) IntStream.range(0, n).filter(i -> positive[i]).count();
        int negatives = n - positives;
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -score[i]))
                .mapToInt(Integer::intValue).toArray();
        List<Point> points = new ArrayList<>();
        double area = 0, ap = 0, before = 0;
        long hits = 0, alarms = 0;
        for (int i = 0; i < n;) {
            double limit = score[order[i]];
            long newHits = 0, newAlarms = 0;
            for (; i < n && score[order[i]] == limit; i++)
                if (positive[order[i]])
                    newHits++;
                else
                    newAlarms++;
            area += newAlarms * (hits + newHits / 2.0);
            hits += newHits;
            alarms += newAlarms;
            double recall = (double) hits / positives, precision = (double) hits / (hits + alarms);
            ap += (recall - before) * precision;
            before = recall;
            points.add(new Point(limit, recall, (double) alarms / negatives, precision));
        }
        return new RankCurve(positives, negatives, points, area / ((double) positives * negatives),
                positives == 0 ? Double.NaN : ap);
    }

    /** At most so many of the points, evenly chosen, the first and the last among them. @param most at least 2 */
    public List<Point> thinned(int most) {
        int n = points.size();
        return n <= most ? points : Arrays.stream(IntStream.range(0, most).map(i -> (int) ((long) i * (n - 1)
                / (most - 1))).toArray()).mapToObj(points::get).toList();
    }
}

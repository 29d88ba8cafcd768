package org.loupe.store.labels;

/**
 * What became of the labels of one iteration: the gauge of its auto-labeler.
 *
 * @param proposed labels that a machine proposed and that were not replaced by a later proposal
 * @param accepted those of them that people accepted unchanged
 * @param edited   those that people corrected
 * @param deleted  those that people deleted
 * @param added    labels that people added because the machine had not found them
 */
public record LabelTally(int proposed, int accepted, int edited, int deleted, int added) {

    /** Nothing happened. */
    public static final LabelTally NONE = new LabelTally(0, 0, 0, 0, 0);

    /** Proposals that a person decided on. */
    public int judged() {
        return accepted + edited + deleted;
    }

    /** The share of judged proposals that was accepted unchanged, 0 to 1; NaN if none was judged. */
    public double acceptedShare() {
        return judged() == 0 ? Double.NaN : (double) accepted / judged();
    }

    LabelTally plus(LabelTally other, int times) {
        return new LabelTally(proposed + times * other.proposed, accepted + times * other.accepted,
                edited + times * other.edited, deleted + times * other.deleted, added + times * other.added);
    }
}

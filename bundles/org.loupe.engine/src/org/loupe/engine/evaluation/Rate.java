package org.loupe.engine.evaluation;

/** A share with its counts: {@code count} of {@code of}. */
public record Rate(long count, long of) {

    /** The share, 0..1; NaN of none. */
    public double value() {
        return of == 0 ? Double.NaN : (double) count / of;
    }
}

package org.loupe.api;

/**
 * Makes synthetic samples with exact truth, for learning, tests and demonstrations. The input is the number of the
 * sample, from 0; the same number, parameters and seed give the same pixels, whichever samples were made before.
 */
public interface Generator<P extends Record> extends Tool<P, Integer, Sample> {
}

package org.loupe.tools.torch.training;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.ToolException;

/**
 * What a net is taught: samples, and how wrong the net is on them.
 *
 * @param <S> one sample, ready to be learned from: pixels and truth as arrays of Java
 */
public interface Subject<S> {

    /** How many samples an epoch has. */
    int samples();

    /** Which example a sample is a part of, from 0; samples of one example follow each other. */
    default int example(int number) {
        return number;
    }

    /**
     * Reads and alters an example. Any thread, several at once.
     *
     * @param number of the sample, from 0 to {@link #samples} − 1
     * @param random the same numbers give the same sample
     */
    S prepare(int number, RandomGenerator random) throws ToolException;

    /**
     * How wrong the nets are on a batch. For the thread of the training, in a scope that frees all tensors.
     *
     * @param told takes parts of the loss under their names, for the curves
     * @return a single number with its gradients
     */
    Tensor loss(List<S> batch, Map<String, Double> told) throws ToolException;
}

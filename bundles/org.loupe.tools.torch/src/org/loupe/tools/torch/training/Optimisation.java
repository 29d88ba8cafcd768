package org.loupe.tools.torch.training;

import java.util.Optional;
import org.loupe.api.Param;

/**
 * How the weights of a net are learned; the parameters that all its trainers share.
 *
 * @param epochs       how often the examples are gone through at most
 * @param batchSize    images learned from at once
 * @param learningRate step size after warm-up
 * @param optimizer    rule of the steps
 * @param weightDecay  share of the learning rate by which weights shrink
 * @param schedule     how the learning rate falls
 * @param warmUp       epochs over which the learning rate rises
 * @param patience     epochs without gain after which it ends; 0 never
 * @param precision    numbers of the layers
 * @param leastSteps   of an epoch
 */
public record Optimisation(
        @Param(label = "Epochs", min = 1, max = 10000, help = "How often all examples are gone through. Recommended are"
                + " 50, or 50 to 100 when a batch is added; it ends earlier when nothing is gained.") int epochs,
        @Param(label = "Batch size", unit = "images", min = 1, max = 256, help = "Images learned from at once, a power"
                + " of two: 8 at 1024 px. Larger is steadier and needs more memory; 1 is slow and noisy.") int batchSize,
        @Param(label = "Learning rate", min = 1e-8, max = 10, help = "Size of each step. Lower it if the loss jumps or"
                + " becomes NaN, raise it if the loss falls too slowly.") double learningRate,
        @Param(label = "Optimizer", advanced = true, help = "AdamW suits most nets. SGD, with momentum 0.9, is what the"
                + " papers of ResNet and Faster R-CNN use; it needs a higher learning rate.") Optimizer optimizer,
        @Param(label = "Weight decay", min = 0, max = 1, advanced = true, help = "Pulls weights towards 0 at each step."
                + " Raise it if the net learns the examples by heart.") double weightDecay,
        @Param(label = "Schedule", advanced = true, help = "How the learning rate falls: along a cosine to 0, by ten at"
                + " two thirds and at eight ninths of the epochs, or not at all.") Schedule schedule,
        @Param(label = "Warm-up", unit = "epochs", min = 0, max = 100, advanced = true, help = "The learning rate rises"
                + " from 0 over this time. Raise it if the loss jumps at the start.") double warmUp,
        @Param(label = "Patience", unit = "epochs", min = 0, max = 10000, advanced = true, help = "Ends the training when"
                + " so many epochs brought nothing on the images held apart. 0 goes on to the last epoch.") int patience,
        @Param(label = "Precision", advanced = true, help = "Mixed computes the layers in 16-bit numbers where the"
                + " device does that faster; sums and weights stay in 32 bits.") Precision precision,
        @Param(label = "Least steps", unit = "steps", min = 1, max = 100000, advanced = true, help = "An epoch has so many"
                + " steps at the least: where images are few it goes through them several times, each time through other"
                + " windows and altered otherwise. Lower it if an epoch of few images takes too long.")
        int leastSteps) {

    /** Rule of the steps. */
    public enum Optimizer {
        /** Loshchilov and Hutter: Decoupled weight decay regularization, ICLR 2019. */
        ADAM_W,
        /** Stochastic gradient descent with momentum 0.9. */
        SGD
    }

    /** How the learning rate falls. */
    public enum Schedule {
        /** Loshchilov and Hutter: SGDR, ICLR 2017, without restarts. */
        COSINE,
        /** To a tenth at two thirds and to a hundredth at eight ninths. */
        STEP, CONSTANT
    }

    /** Numbers of the layers. */
    public enum Precision {
        FULL, MIXED
    }

    /** What the guide of the workflow recommends (batch 8, 50 epochs, 1.25e-3), with AdamW along a cosine. */
    public static final Optimisation DEFAULT = new Optimisation(50, 8, 1.25e-3, Optimizer.ADAM_W, 1e-4, Schedule.COSINE,
            1, 0, Precision.FULL, 1);

    /** The same with other epochs, batch size and learning rate. */
    public Optimisation with(int newEpochs, int newBatchSize, double newLearningRate) {
        return new Optimisation(newEpochs, newBatchSize, newLearningRate, optimizer, weightDecay, schedule, warmUp,
                patience, precision, leastSteps);
    }

    /** The same with so many steps of an epoch at the least. */
    public Optimisation withLeastSteps(int steps) {
        return new Optimisation(epochs, batchSize, learningRate, optimizer, weightDecay, schedule, warmUp, patience,
                precision, steps);
    }

    /** The same with half the batch; empty for a batch of one image. */
    public Optional<Optimisation> lighter() {
        return batchSize > 1 ? Optional.of(with(epochs, batchSize / 2, learningRate)) : Optional.empty();
    }

    /** The learning rate at a time. @param epoch how often the examples have been gone through */
    double rateAt(double epoch) {
        double rising = warmUp > 0 ? Math.min(1, epoch / warmUp) : 1;
        double done = Math.min(1, epoch / epochs);
        return learningRate * rising * switch (schedule) {
            case COSINE -> (1 + Math.cos(Math.PI * done)) / 2;
            case STEP -> done < 2.0 / 3 ? 1 : done < 8.0 / 9 ? 0.1 : 0.01;
            case CONSTANT -> 1;
        };
    }
}

package org.loupe.tools.torch.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.loupe.api.ToolException;

/**
 * Prepares the batches of a training ahead of it, on threads of its own. What a batch holds is decided by the seed, the
 * epoch and its number alone. For one thread; closed by it.
 */
final class Loader<S> implements AutoCloseable {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");
    /** Batches that are prepared while one is learned from. */
    private static final int AHEAD = 2;

    private final Subject<S> subject;
    private final int batchSize, samples;
    private final long seed;
    private final ExecutorService threads;
    private final Deque<List<Future<S>>> ahead = new ArrayDeque<>();
    private int nextEpoch;
    private int nextBatch;
    private int[] order;

    /**
     * A loader.
     *
     * @param leastBatches of an epoch: few samples are gone through several times in one
     * @param firstEpoch   that it begins with
     * @param threads      that prepare
     */
    Loader(Subject<S> subject, int batchSize, int leastBatches, long seed, int firstEpoch, int threads) {
        this.subject = subject;
        this.batchSize = batchSize;
        int rounds = (int) Math.ceil((double) leastBatches * batchSize / subject.samples());
        samples = Math.max(1, rounds) * subject.samples();
        this.seed = seed;
        nextEpoch = firstEpoch;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "Training samples");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Batches of an epoch: all samples, in batches of one size; what is over joins the last. */
    int batches() {
        return Math.max(1, samples / batchSize);
    }

    /** The next batch; epochs follow one another without end. */
    List<S> next() throws ToolException {
        while (ahead.size() <= AHEAD)
            ahead.add(begin());
        List<S> batch = new ArrayList<>();
        for (Future<S> sample : ahead.remove())
            batch.add(get(sample));
        return batch;
    }

    private List<Future<S>> begin() {
        int batches = batches();
        if (order == null)
            order = shuffled(samples, random(seed, nextEpoch, -1));
        int from = nextBatch * batchSize, to = nextBatch == batches - 1 ? samples : from + batchSize;
        List<Future<S>> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int number = order[i], epoch = nextEpoch;
            batch.add(threads.submit(() -> subject.prepare(number % subject.samples(), random(seed, epoch, number))));
        }
        if (++nextBatch == batches) {
            nextBatch = 0;
            nextEpoch++;
            order = null;
        }
        return batch;
    }

    private static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Random numbers of one sample in one epoch. */
    private static RandomGenerator random(long seed, int epoch, int number) {
        return RANDOM.create((seed * 0x9E3779B97F4A7C15L + epoch) * 0xD1B54A32D192ED03L + number);
    }

    private static <S> S get(Future<S> sample) throws ToolException {
        try {
            return sample.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException told)
                throw told;
            if (e.getCause() instanceof OutOfMemoryError error)
                throw error;
            throw new IllegalStateException("A sample cannot be prepared.", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package org.loupe.store.labels;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.loupe.api.ToolException;
import org.loupe.store.internal.JournalLine;

/**
 * All that was ever done to the labels of a project: a file of JSON lines that only grows, one line for a gesture, each
 * with who did what and when, and with the hash of the line before, so that a line that was changed, taken out or put
 * in afterwards shows. The {@link #table} is what the lines make; undo is a line that takes another one back.
 *
 * <p>{@link #append} changes the table at once and leaves the file to a thread of the journal, which forces each line
 * to disk within some ms; lines that come meanwhile are forced together. What cannot be written stays in memory and is
 * tried again until it can. A process that is killed loses at most lines not yet forced; a line that was cut off is put
 * aside when the journal is opened next.
 *
 * <p>All methods but {@link #read} are called on one thread, that of the table. One writer at a time: the caller sees
 * to that. Others may read the file meanwhile.
 */
public final class LabelJournal implements AutoCloseable {

    /** Name of the file in its folder. */
    public static final String NAME = "journal.jsonl";
    private static final int BATCH_BYTES = 8 << 20;
    private static final long RETRY_MS = 2000;

    private final Path file;
    private final boolean writable;
    private final LabelTable table = new LabelTable();
    private final List<LabelEntry> entries = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    /** Length of the lines that are whole, in bytes. Once open, that of the writer's thread. */
    private long length;
    private String last = JournalLine.FIRST;

    private final Object monitor = new Object();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Thread writer;
    private boolean closing;
    private String lastWritten;
    private ToolException failure;
    private Instant saved;
    private Consumer<Optional<ToolException>> listener = outcome -> { };

    /** A line that is to be written. */
    private record Waiting(LabelEntry entry, LabelChange change) { }

    private LabelJournal(Path folder, boolean writable) {
        file = folder.resolve(NAME);
        this.writable = writable;
    }

    /**
     * Opens the journal of a folder; one that is not there yet is empty and is made by the first change.
     *
     * @param writable whether it may grow; then a last line that was cut off is moved to a file beside it
     * @throws ToolException if it cannot be read; damaged lines do not prevent that, see {@link #damages}
     */
    public static LabelJournal open(Path folder, boolean writable) throws ToolException {
        return open(folder, writable, Long.MAX_VALUE);
    }

    private static LabelJournal open(Path folder, boolean writable, long upTo) throws ToolException {
        LabelJournal journal = new LabelJournal(folder, writable);
        if (Files.exists(journal.file))
            try {
                journal.load(upTo);
            } catch (IOException e) {
                throw new ToolException("The labels in " + journal.file + " cannot be read: " + e.getMessage() + ".",
                        "Check that the disk is there and that you may read the file.", e);
            }
        journal.lastWritten = journal.last;
        return journal;
    }

    /**
     * The labels as they were right after an entry. Any thread, also while the journal is written: lines that are not
     * on the disk yet are not seen.
     *
     * @throws ToolException if the file cannot be read
     */
    public static LabelTable read(Path folder, long entry) throws ToolException {
        return open(folder, false, entry).table;
    }

    /**
     * The journal as it was right after an entry.
     *
     * @param table   the labels
     * @param entries number of its lines
     * @param head    hash of the last of them, in lower-case hexadecimal digits
     * @param damages what is wrong with them, one sentence each
     */
    public record Past(LabelTable table, long entries, String head, List<String> damages) { }

    /** As {@link #read}, with what tells whether these lines were changed since. */
    public static Past past(Path folder, long entry) throws ToolException {
        LabelJournal journal = open(folder, false, entry);
        return new Past(journal.table, journal.entries.size(), journal.last, journal.damages());
    }

    private void load(long upTo) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 20)) {
            List<byte[]> batch = new ArrayList<>();
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 20];
            long bytes = 0;
            for (int n; (n = in.read(block)) >= 0;) {
                int from = 0;
                for (int i = 0; i < n; i++)
                    if (block[i] == '\n') {
                        rest.write(block, from, i - from);
                        from = i + 1;
                        bytes += rest.size();
                        batch.add(rest.toByteArray());
                        rest.reset();
                    }
                rest.write(block, from, n - from);
                if (bytes >= BATCH_BYTES) {
                    if (!replay(batch, upTo))
                        return;
                    batch.clear();
                    bytes = 0;
                }
            }
            if (!replay(batch, upTo))
                return;
            if (rest.size() > 0) // the process was killed or the computer lost power while it wrote
                tear(rest.toByteArray());
        }
    }

    /** Makes the changes of lines that are whole. @return whether there may be more to do */
    private boolean replay(List<byte[]> lines, long upTo) {
        List<JournalLine> read = lines.parallelStream().map(JournalLine::read).toList();
        for (int i = 0; i < read.size(); i++) {
            JournalLine line = read.get(i);
            long number = entries.size() + 1;
            if (number > upTo)
                return false;
            String problem = line.problem();
            if (problem.isEmpty() && !line.previous().equals(last))
                problem = "it does not follow the line before: one of the two was changed, put in or taken out";
            LabelEntry entry = line.entry(number);
            try {
                LabelChange change = line.change(table);
                table.apply(change);
                entry = line.entry(number, table.iteration(), change);
            } catch (IllegalStateException | IllegalArgumentException e) {
                problem = problem.isEmpty() ? e.getMessage() : problem;
            }
            if (!problem.isEmpty())
                damages.add("Line " + number + " of " + file.getFileName() + " is damaged: " + problem + ".");
            entries.add(entry);
            last = line.hash();
            length += lines.get(i).length + 1L;
        }
        return true;
    }

    private void tear(byte[] torn) throws IOException {
        if (!writable)
            return;
        Path aside = file.resolveSibling("journal.torn-" + (entries.size() + 1));
        Files.write(aside, torn);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    /** What is wrong with lines that were read, one sentence each: signs of damage or of tampering. */
    public List<String> damages() {
        return Collections.unmodifiableList(damages);
    }

    /** The labels as they are; changed by {@link #append} alone. */
    public LabelTable table() {
        return table;
    }

    /** What was done, oldest first. */
    public List<LabelEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Whether it may grow. */
    public boolean writable() {
        return writable;
    }

    /** Is told on the journal's thread when writing fails, with the reason, and when it succeeds after that. */
    public void onOutcome(Consumer<Optional<ToolException>> told) {
        synchronized (monitor) {
            listener = Objects.requireNonNull(told);
        }
    }

    /**
     * Makes a change. When this returns the table has it; the file has it some ms later.
     *
     * @param who makes it
     * @throws IllegalStateException if the journal may not grow, or the change is made for another state of the table
     */
    public LabelEntry append(LabelChange change, String who) {
        if (!writable)
            throw new IllegalStateException(file + " is open read-only.");
        table.apply(change);
        int dropped = (int) change.labels().stream().filter(l -> l.after() == null).count();
        LabelEntry entry = new LabelEntry(entries.size() + 1L, Instant.ofEpochMilli(System.currentTimeMillis()), who,
                change.what(), change.machine(), table.iteration(), change.tiles().size(),
                change.labels().size() - dropped, dropped);
        entries.add(entry);
        synchronized (monitor) {
            waiting.add(new Waiting(entry, change));
            if (writer == null) {
                writer = new Thread(this::write, "Loupe label journal");
                writer.setDaemon(true);
                writer.start();
            }
            monitor.notifyAll();
        }
        return entry;
    }

    private void write() {
        List<Waiting> taken = new ArrayList<>();
        while (true) {
            synchronized (monitor) {
                while (waiting.isEmpty() && !closing)
                    if (!await(0))
                        return;
                if (waiting.isEmpty())
                    return;
                taken.addAll(waiting);
            }
            ToolException outcome = null;
            try {
                write(taken);
            } catch (IOException e) {
                outcome = new ToolException("Labels cannot be saved to " + file + ": " + e.getMessage()
                        + ". They are kept in memory.",
                        "Make room on the disk or bring it back; Loupe tries again.", e);
            }
            synchronized (monitor) {
                boolean told = outcome == null ? failure != null
                        : failure == null || !failure.getMessage().equals(outcome.getMessage());
                failure = outcome;
                if (outcome == null) {
                    for (int i = 0; i < taken.size(); i++)
                        waiting.remove();
                    saved = Instant.now();
                }
                taken.clear();
                monitor.notifyAll();
                if (told)
                    listener.accept(Optional.ofNullable(outcome));
                if (outcome != null && (closing || !await(RETRY_MS)))
                    return;
            }
        }
    }

    private boolean await(long millis) {
        try {
            monitor.wait(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void write(List<Waiting> taken) throws IOException {
        String previous = lastWritten;
        List<ByteBuffer> lines = new ArrayList<>(taken.size());
        for (Waiting one : taken) {
            byte[] line = JournalLine.write(one.entry, one.change, previous);
            previous = JournalLine.hash(line, line.length - 1);
            lines.add(ByteBuffer.wrap(line));
        }
        Files.createDirectories(file.getParent());
        boolean made = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() < length)
                throw new IOException("the file is shorter than what was written to it: it was replaced or cut");
            channel.truncate(length); // what a failed attempt left behind
            channel.position(length);
            for (ByteBuffer line : lines)
                while (line.hasRemaining())
                    channel.write(line);
            channel.force(made);
            length = channel.position();
        }
        lastWritten = previous;
    }

    /** When all changes until then were on the disk last; nothing before the first one. Any thread. */
    public Optional<Instant> saved() {
        synchronized (monitor) {
            return Optional.ofNullable(saved);
        }
    }

    /** Whether changes are not on the disk yet. Any thread. */
    public boolean pending() {
        synchronized (monitor) {
            return !waiting.isEmpty();
        }
    }

    /**
     * Waits until all changes are on the disk. Any thread.
     *
     * @throws ToolException if they cannot be written; they stay in memory and are tried again
     */
    public void flush() throws ToolException {
        synchronized (monitor) {
            int left = waiting.size();
            while (!waiting.isEmpty()) {
                if (failure != null && waiting.size() >= left)
                    throw failure;
                if (writer == null || !writer.isAlive())
                    throw new ToolException("Labels cannot be saved to " + file + " any more: the journal is closed.",
                            "Open the project again.");
                left = waiting.size();
                if (!await(TimeUnit.SECONDS.toMillis(1))) {
                    Thread.currentThread().interrupt();
                    throw new ToolException("Saving labels to " + file + " was interrupted.", "Save again.");
                }
            }
        }
    }

    /** Hash of the last line that is on the disk, in lower-case hexadecimal digits; call {@link #flush} before. */
    public String head() {
        synchronized (monitor) {
            return lastWritten;
        }
    }

    /** Writes what is not on the disk yet, if that can be done, and ends. */
    @Override
    public void close() {
        Thread writing;
        synchronized (monitor) {
            closing = true;
            writing = writer;
            monitor.notifyAll();
        }
        if (writing != null)
            try {
                writing.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
    }
}

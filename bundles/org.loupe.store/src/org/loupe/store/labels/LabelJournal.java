package org.loupe.store.labels;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.loupe.api.ToolException;
import org.loupe.store.internal.JournalFile;
import org.loupe.store.internal.JournalLine;

/**
 * All that was ever done to the labels of a project: a file of JSON lines that only grows, one line for a gesture, each
 * with who did what and when, and with the hash of the line before, so that a line that was changed, taken out or put
 * in afterwards shows. The {@link #table} is what the lines make; undo is a line that takes another one back.
 *
 * <p>{@link #append} changes the table and writes the line; a thread of the journal forces it to the disk within some ms,
 * and writes large changes. What cannot be written stays in memory and is tried again until it can. A process that is
 * killed loses at most a large change under way; a line that was cut off is put aside when the journal is opened next.
 *
 * <p>All methods but {@link #read} are called on one thread, that of the table. One writer at a time: the caller sees
 * to that. Others may read the file meanwhile.
 */
public final class LabelJournal implements AutoCloseable {

    /** Name of the file in its folder. */
    public static final String NAME = "journal.jsonl";
    private static final int BATCH_BYTES = 8 << 20;
    private static final long RETRY_MS = 2000;
    /** Changes of that many labels are in the file when they are made; larger ones would keep the caller waiting. */
    private static final int AT_ONCE = 1000;

    private final Path file;
    private final boolean writable;
    private final LabelTable table = new LabelTable();
    private final List<LabelEntry> entries = new ArrayList<>();
    private final Map<Long, String> damages = new TreeMap<>();
    /** Length of the lines that were read, in bytes. */
    private long length;
    private String last = JournalLine.FIRST;

    private final Object monitor = new Object();
    /** Lines that are not forced to the disk yet; the first {@link #written} of them are in the file. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int written;
    private JournalFile disk;
    private Thread writer;
    /** Whether the thread writes lines at this moment, so that nobody else may. */
    private boolean writing;
    private boolean closing;
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
        journal.disk = new JournalFile(journal.file, new JournalFile.Mark(journal.length, journal.last));
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
                damages.put(number, "Line " + number + " of " + file.getFileName() + " is damaged: " + problem + ".");
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
        return List.copyOf(damages.values());
    }

    /** What is wrong with the line of an entry, in a sentence; nothing if it is whole. */
    public Optional<String> damage(long entry) {
        return Optional.ofNullable(damages.get(entry));
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
     * Makes a change. When this returns the table has it, and unless the change is large so has the file: it survives
     * the end of this process. It is forced to the disk some ms later.
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
            Waiting one = new Waiting(entry, change);
            if (!writing && failure == null && written == waiting.size() && change.labels().size() <= AT_ONCE)
                try {
                    write(List.of(one));
                    written++;
                } catch (IOException e) {
                    // the journal's thread tries again, and tells if it cannot either
                }
            waiting.add(one);
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
        while (true) {
            List<Waiting> fresh;
            synchronized (monitor) {
                while (waiting.isEmpty() && !closing)
                    if (!await(0))
                        return;
                if (waiting.isEmpty())
                    return;
                fresh = waiting.stream().skip(written).toList();
                writing = !fresh.isEmpty();
            }
            ToolException outcome = null;
            try {
                save(fresh);
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
                    saved = Instant.now();
                } else {
                    writing = false;
                    written = 0;
                    disk.rewind();
                }
                monitor.notifyAll();
                if (told)
                    listener.accept(Optional.ofNullable(outcome));
                if (outcome != null && (closing || !await(RETRY_MS)))
                    return;
            }
        }
    }

    /** Writes lines that are not in the file yet, and forces all that are. */
    private void save(List<Waiting> fresh) throws IOException {
        if (!fresh.isEmpty())
            write(fresh);
        int reached;
        JournalFile.Mark mark;
        synchronized (monitor) {
            writing = false;
            written += fresh.size();
            reached = written;
            mark = disk.written();
        }
        disk.force(); // meanwhile others may write
        synchronized (monitor) {
            disk.forced(mark);
            for (int i = 0; i < reached; i++)
                waiting.remove();
            written -= reached;
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
        String head = disk.written().head();
        List<byte[]> lines = new ArrayList<>(taken.size());
        for (Waiting one : taken) {
            byte[] line = JournalLine.write(one.entry, one.change, head);
            head = JournalLine.hash(line, line.length - 1);
            lines.add(line);
        }
        disk.write(lines, head);
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
            return disk.head();
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

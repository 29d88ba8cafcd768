package org.loupe.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file of a journal on its way to the disk: lines are first written, so that they survive the end of the process, and
 * then forced, so that they survive the end of the computer. It is opened anew each time, so that a file or folder that
 * was taken away shows. The caller sees to it that one thread uses it at a time; {@link #force} may run beside the rest.
 */
public final class JournalFile {
    private final Path file;
    private Mark written, forced;

    /**
     * How far the file is.
     *
     * @param length bytes of whole lines
     * @param head   hash of the last one
     */
    public record Mark(long length, String head) { }

    /** @param whole what is there already */
    public JournalFile(Path file, Mark whole) {
        this.file = file;
        written = whole;
        forced = whole;
    }

    /** How far it is written. */
    public Mark written() {
        return written;
    }

    /** Hash of the last line that is forced. */
    public String head() {
        return forced.head;
    }

    /** Adds whole lines. @param head hash of the last of them @throws IOException if none counts as written */
    public void write(List<byte[]> lines, String head) throws IOException {
        Files.createDirectories(file.getParent());
        long length = written.length;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() < length)
                throw new IOException("the file is shorter than what was written to it: it was replaced or cut");
            if (channel.size() > length) // what a failed attempt left behind
                channel.truncate(length);
            channel.position(length);
            for (byte[] line : lines)
                for (ByteBuffer rest = ByteBuffer.wrap(line); rest.hasRemaining();)
                    channel.write(rest);
            length = channel.position();
        }
        written = new Mark(length, head);
    }

    /** Forces what is written to the disk. */
    public void force() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Says that the file was forced when it was that far. */
    public void forced(Mark reached) {
        forced = reached;
    }

    /** Goes back to what is forced: what was written since must be written again. */
    public void rewind() {
        written = forced;
    }
}

package org.loupe.workspace.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets one program at a time write a project. The file {@code .loupe/holder.json} says who holds it; whoever looks at
 * it or changes it holds the operating system's lock on {@code .loupe/lock} for that moment, so two programs that start
 * at once cannot both win. A holder whose process is gone is replaced; one on another computer cannot be asked and is
 * believed.
 */
public final class ProjectLock implements AutoCloseable {

    /**
     * Who holds a project.
     *
     * @param host    name of the computer
     * @param user    login name
     * @param pid     process number on that computer
     * @param since   when it was opened, ISO 8601
     * @param started when that process started, ISO 8601, or "" if unknown; tells a process from a later one of the
     *                same number
     */
    public record Holder(String host, String user, long pid, String since, String started) {

        /** Such as "anna on fab-07 (process 4711) since 08:15", with the day if it was not today. */
        @Override
        public String toString() {
            return user + " on " + host + " (process " + pid + ") since " + time();
        }

        private String time() {
            try {
                ZonedDateTime opened = Instant.parse(since).atZone(ZoneId.systemDefault());
                boolean today = opened.toLocalDate().equals(LocalDate.now());
                return opened.format(DateTimeFormatter.ofPattern(today ? "HH:mm" : "d MMM yyyy HH:mm", Locale.ENGLISH));
            } catch (DateTimeException e) {
                return since; // written by hand
            }
        }

        private boolean alive() {
            if (!host.equals(hostName()))
                return true;
            Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            if (process.isEmpty())
                return false;
            Optional<Instant> start = process.get().info().startInstant();
            return started.isEmpty() || start.isEmpty()
                    || Duration.between(Instant.parse(started), start.get()).abs().toSeconds() < 60;
        }
    }

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path file;
    private final Holder own;

    private ProjectLock(Path file, Holder own) {
        this.file = file;
        this.own = own;
    }

    /** What {@link #acquire} found: the lock, or who holds it. */
    public record Outcome(Optional<ProjectLock> lock, Optional<Holder> holder) { }

    /**
     * Takes the lock of a project folder if nobody alive holds it.
     *
     * @throws IOException if the folder cannot be written; nobody holds the lock then
     */
    public static Outcome acquire(Path folder) throws IOException {
        Path hidden = Files.createDirectories(folder.resolve(".loupe"));
        Path file = hidden.resolve("holder.json");
        synchronized (ProjectLock.class) { // the operating system's lock is per process
            try (FileChannel channel = FileChannel.open(hidden.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock moment = channel.lock()) {
                Optional<Holder> holder = read(file).filter(Holder::alive);
                if (holder.isPresent())
                    return new Outcome(Optional.empty(), holder);
                ProcessHandle me = ProcessHandle.current();
                Holder own = new Holder(hostName(), System.getProperty("user.name", "?"), me.pid(),
                        Instant.now().toString(), me.info().startInstant().map(Instant::toString).orElse(""));
                Files.writeString(file, GSON.toJson(own));
                return new Outcome(Optional.of(new ProjectLock(file, own)), Optional.empty());
            }
        }
    }

    /** Gives the project free, unless another has taken it since. */
    @Override
    public void close() throws IOException {
        synchronized (ProjectLock.class) {
            try (FileChannel channel = FileChannel.open(file.resolveSibling("lock"), StandardOpenOption.WRITE);
                    FileLock moment = channel.lock()) {
                if (read(file).filter(own::equals).isPresent())
                    Files.deleteIfExists(file);
            } catch (NoSuchFileException gone) {
                // the project folder was deleted or moved: nothing is held any more
            }
        }
    }

    private static Optional<Holder> read(Path file) throws IOException {
        try {
            Holder holder = GSON.fromJson(Files.readString(file), Holder.class);
            return Optional.ofNullable(holder).filter(h -> h.host != null && h.user != null && h.since != null
                    && h.started != null);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonParseException broken) { // cut off by a full disk: nobody was told that it succeeded
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            Path linux = Path.of("/proc/sys/kernel/hostname");
            if (Files.isReadable(linux))
                return Files.readString(linux).strip();
            String windows = System.getenv("COMPUTERNAME");
            return windows != null ? windows : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "localhost";
        }
    }
}

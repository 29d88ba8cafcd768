package org.loupe.workspace.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of numbers under keys, kept in one file that grows: what was measured once is not measured again. Losing it, or
 * not being able to write it, costs time alone, so both are borne in silence; of several that are open on one file at a
 * time the first one writes it. Safe for any thread.
 */
public final class NumberCache implements AutoCloseable {

    /** First half of a SHA-256: for telling contents apart, not for security. */
    public record Key(long high, long low) {

        /** Of a text that says all that the numbers depend on. */
        public static Key of(String text) {
            byte[] hash = sha256(text);
            long high = 0, low = 0;
            for (int i = 0; i < 8; i++) {
                high = high << 8 | hash[i] & 0xff;
                low = low << 8 | hash[8 + i] & 0xff;
            }
            return new Key(high, low);
        }
    }

    private final int width;
    private final Map<Key, float[]> rows = new HashMap<>();
    private DataOutputStream out;
    private FileChannel file;

    /**
     * Reads what is there.
     *
     * @param folder where its file is, made if it is missing
     * @param kind   start of the file's name
     * @param maker  what the numbers depend on beside their keys; others get a file of their own
     * @param width  numbers in a row
     */
    public NumberCache(Path folder, String kind, String maker, int width) {
        this.width = width;
        Path place = folder.resolve(kind + "-" + HexFormat.of().formatHex(sha256(maker), 0, 8) + ".bin");
        long whole = read(place);
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close(); // another program adds to it: what is measured here is not kept
                return;
            }
            file.truncate(whole); // the last row was cut off when Loupe ended
            file.position(whole);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
        } catch (IOException | OverlappingFileLockException e) {
            release(); // measured anew, or written by another part of this program
        }
    }

    /** @return bytes of the rows that are whole */
    private long read(Path file) {
        long whole = 0;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                Key key = new Key(in.readLong(), in.readLong());
                float[] row = new float[width];
                for (int i = 0; i < width; i++)
                    row[i] = in.readFloat();
                rows.put(key, row);
                whole += 16 + 4L * width;
            }
        } catch (EOFException e) {
            return whole;
        } catch (IOException e) {
            return whole; // there is none yet
        }
    }

    /** The row under a key. */
    public synchronized Optional<float[]> get(Key key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** Keeps a row, unless there is one. */
    public synchronized void put(Key key, float[] row) {
        if (rows.put(key, row) != null || out == null)
            return;
        try {
            out.writeLong(key.high);
            out.writeLong(key.low);
            for (float v : row)
                out.writeFloat(v);
        } catch (IOException e) {
            close();
        }
    }

    /** Ends; what was put is kept. */
    @Override
    public synchronized void close() {
        try {
            if (out != null)
                out.flush();
        } catch (IOException e) {
            System.getLogger(NumberCache.class.getName()).log(System.Logger.Level.DEBUG, "Numbers are not kept", e);
        } finally {
            out = null;
            release();
        }
    }

    private void release() {
        try {
            if (file != null)
                file.close(); // and its lock
        } catch (IOException e) {
            System.getLogger(NumberCache.class.getName()).log(System.Logger.Level.DEBUG, "Numbers are not kept", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

package org.loupe.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.loupe.api.Model;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;

/**
 * The file of a trained model: a zip of texts, of rows of little-endian 32-bit floats, and of what the trainer wrote.
 * Equal content gives equal bytes: there is no time in it. Written whole or not at all.
 */
public final class ModelArchive {
    /** The text that says what the model is, for people and programs. */
    public static final String CARD = "model.json";
    /** What the trainer wrote. */
    public static final String TRAINER = "trainer";

    private static final long LARGEST = 256L << 20;

    private ModelArchive() {
    }

    /** Something that is written to an open file. */
    @FunctionalInterface
    public interface Writing {
        void to(Writer file) throws IOException, ToolException;
    }

    /** Something that is read from an open file. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(Reader file) throws IOException, ToolException;
    }

    /** A file that is being written. */
    public static final class Writer {
        private final ZipOutputStream zip;

        private Writer(ZipOutputStream zip) {
            this.zip = zip;
        }

        private void entry(String name) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
        }

        public void text(String name, String text) throws IOException {
            entry(name);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void floats(String name, float[] values) throws IOException {
            entry(name);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            zip.write(bytes.array());
        }

        /** What a trainer learned, as it writes it. */
        public void model(Model<?, ?> model) throws IOException, ToolException {
            Path part = Files.createTempFile("loupe-trainer", ".bin");
            try {
                model.write(part);
                entry(TRAINER);
                Files.copy(part, zip);
            } finally {
                delete(part);
            }
        }
    }

    /** A file that is being read. */
    public static final class Reader {
        private final ZipFile zip;

        private Reader(ZipFile zip) {
            this.zip = zip;
        }

        private ZipEntry entry(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null)
                throw new ZipException(name + " is missing");
            return entry;
        }

        private byte[] bytes(String name) throws IOException {
            ZipEntry entry = entry(name);
            if (entry.getSize() > LARGEST)
                throw new ZipException(name + " is too large");
            CRC32 sum = new CRC32();
            try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                byte[] bytes = in.readAllBytes();
                check(entry, sum);
                return bytes;
            }
        }

        /** What {@link ZipFile} leaves to others: whether a part is what was written. */
        private static void check(ZipEntry entry, CRC32 sum) throws ZipException {
            if (sum.getValue() != entry.getCrc())
                throw new ZipException(entry.getName() + " is damaged");
        }

        public String text(String name) throws IOException {
            return new String(bytes(name), StandardCharsets.UTF_8);
        }

        public float[] floats(String name) throws IOException {
            byte[] bytes = bytes(name);
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        }

        /** What a trainer learned, read by the trainer itself. */
        public <I, O> Model<I, O> model(Trainer<?, I, O> trainer) throws IOException, ToolException {
            Path part = Files.createTempFile("loupe-trainer", ".bin");
            try {
                ZipEntry entry = entry(TRAINER);
                CRC32 sum = new CRC32();
                try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                    Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                }
                check(entry, sum);
                return trainer.read(part);
            } finally {
                delete(part);
            }
        }
    }

    /** Writes a file. @throws ToolException if that fails; what was there is then kept */
    public static void write(Path file, Writing content) throws ToolException {
        Path whole = file.toAbsolutePath(), aside = null;
        try {
            Files.createDirectories(whole.getParent());
            aside = Files.createTempFile(whole.getParent(), "." + whole.getFileName(), ".part");
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)),
                    StandardCharsets.UTF_8)) {
                content.to(new Writer(zip));
            }
            try {
                Files.move(aside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ToolException(file + " cannot be written: " + e + ".",
                    "Choose a folder that you may write to, with room for it.", e);
        } finally {
            if (aside != null)
                delete(aside);
        }
    }

    /** Reads a file. @throws ToolException if there is none, or it is none, or it is damaged */
    public static <T> T read(Path file, Reading<T> reading) throws ToolException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return reading.of(new Reader(zip));
        } catch (ZipException e) {
            throw new ToolException(file + " is no model file, or a damaged one.",
                    "Choose a file that 'loupe train' or the workbench has written, or copy it again.", e);
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no model file " + file + ".", "Check the path.", e);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check the disk, or copy it again.", e);
        } catch (RuntimeException e) { // what JSON or the records' own checks say
            throw new ToolException(file + " is damaged: its parts do not suit each other.", "Copy or train it again.",
                    e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(ModelArchive.class.getName()).log(System.Logger.Level.WARNING, file + " stays", e);
        }
    }
}

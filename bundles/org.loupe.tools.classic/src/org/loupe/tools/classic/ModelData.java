package org.loupe.tools.classic;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.loupe.api.ToolException;

/** Files of models of this bundle: the trainer's id, a version, then numbers, all big endian. */
final class ModelData {
    private static final int MAGIC = 0x4c4f5550;
    private static final int VERSION = 1;
    private static final int MOST = 1 << 28;

    private ModelData() {
    }

    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static void write(Path file, String trainer, Writing content) throws ToolException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeUTF(trainer);
            out.writeInt(VERSION);
            content.to(out);
        } catch (IOException e) {
            throw new ToolException("The model cannot be written to " + file + ": " + e + ".",
                    "Check the disk and the permissions of the folder.", e);
        }
    }

    static <T> T read(Path file, String trainer, Reading<T> content) throws ToolException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            String found = in.readInt() == MAGIC ? in.readUTF() : "";
            if (!found.equals(trainer))
                throw new ToolException(file + " is no model of " + trainer + (found.isEmpty() ? "."
                        : ", it is one of " + found + "."), "Choose a file that " + trainer + " has written.");
            int version = in.readInt();
            if (version != VERSION)
                throw new ToolException(file + " is of version " + version + " of the models of " + trainer
                        + ", this program reads version " + VERSION + ".", "Update Loupe, or train the model anew.");
            T read = content.from(in);
            if (in.read() >= 0)
                throw new IOException("there is more than the model");
            return read;
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no model file " + file + ".", "Check the path, or train the model anew.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ToolException("The model file " + file + " is broken: " + e.getMessage() + ".",
                    "Copy it again from where it came, or train the model anew.", e);
        }
    }

    static void write(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float v : values)
            out.writeFloat(v);
    }

    static float[] floats(DataInputStream in) throws IOException {
        int length = size(in.readInt());
        if (in.available() == 0 && length > 0)
            throw new IOException("it ends early");
        float[] values = new float[0];
        for (int done = 0; done < length; done++) {
            if (done == values.length) // grows with what is there, whatever a broken file says
                values = java.util.Arrays.copyOf(values, Math.min(length, Math.max(4096, done * 2)));
            values[done] = in.readFloat();
        }
        return values;
    }

    /** A size that can be. */
    static int size(int read) throws IOException {
        if (read < 0 || read > MOST)
            throw new IOException("it says that it holds " + read + " numbers");
        return read;
    }
}

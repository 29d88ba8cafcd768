package org.loupe.workspace.nets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.loupe.api.ToolException;
import org.loupe.workspace.internal.SafeFile;

/** The file of the tiles that a training showed. */
public final class NetTiles {
    private static final int VERSION = 2, MOST = 1 << 24;

    private NetTiles() {
    }

    /** Writes them, whole or not at all. */
    public static void write(List<NetTile> tiles, Path file) throws ToolException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(VERSION);
            out.writeInt(tiles.size());
            for (NetTile tile : tiles)
                write(tile, out);
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        }
        SafeFile.write(file, bytes.toByteArray());
    }

    /** Reads them; none if the file is missing, damaged or of a later Loupe: they are there to be looked at only. */
    public static List<NetTile> read(Path file) {
        if (!Files.isRegularFile(file))
            return List.of();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new BufferedInputStream(
                Files.newInputStream(file))))) {
            List<NetTile> tiles = new ArrayList<>();
            if (in.readInt() != VERSION)
                return List.of();
            for (int i = in.readInt(); i > 0; i--)
                tiles.add(tile(in));
            return tiles;
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static void write(NetTile tile, DataOutputStream out) throws IOException {
        out.writeUTF(tile.name());
        out.writeInt(tile.width());
        out.writeInt(tile.height());
        bytes(tile.rgb(), out);
        bytes(tile.truth(), out);
        out.writeInt(tile.classes().size());
        for (String name : tile.classes())
            out.writeUTF(name);
        out.writeInt(tile.seen().size());
        for (NetTile.Seen seen : tile.seen()) {
            out.writeInt(seen.epoch());
            boxes(seen.boxes(), out);
            boxes(seen.truths(), out);
            bytes(seen.map(), out);
            out.writeInt(seen.missed());
            out.writeInt(seen.extra());
            out.writeDouble(seen.overlap());
            out.writeDouble(seen.loss());
        }
    }

    private static NetTile tile(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int width = in.readInt(), height = in.readInt();
        byte[] rgb = bytes(in), truth = bytes(in);
        List<String> classes = new ArrayList<>();
        for (int i = count(in); i > 0; i--)
            classes.add(in.readUTF());
        if (rgb.length != 3L * width * height)
            throw new IOException("a picture is cut off");
        List<NetTile.Seen> seen = new ArrayList<>();
        for (int i = count(in); i > 0; i--)
            seen.add(new NetTile.Seen(in.readInt(), boxes(in), boxes(in), bytes(in), in.readInt(), in.readInt(),
                    in.readDouble(), in.readDouble()));
        return new NetTile(name, width, height, rgb, truth, classes, seen);
    }

    private static void boxes(List<NetTile.Box> boxes, DataOutputStream out) throws IOException {
        out.writeInt(boxes.size());
        for (NetTile.Box box : boxes) {
            for (float value : new float[] { box.x(), box.y(), box.width(), box.height(), box.score() })
                out.writeFloat(value);
            out.writeUTF(box.name());
            out.writeInt(box.kind());
            out.writeBoolean(box.matched());
        }
    }

    private static List<NetTile.Box> boxes(DataInputStream in) throws IOException {
        List<NetTile.Box> boxes = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            float x = in.readFloat(), y = in.readFloat(), width = in.readFloat(), height = in.readFloat();
            float score = in.readFloat();
            boxes.add(new NetTile.Box(x, y, width, height, in.readUTF(), in.readInt(), score, in.readBoolean()));
        }
        return boxes;
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(count(in));
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST)
            throw new IOException("a number is damaged");
        return count;
    }
}

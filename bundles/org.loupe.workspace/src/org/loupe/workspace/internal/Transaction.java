package org.loupe.workspace.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.api.ToolException;

/**
 * Text files of a folder that are replaced together or not at all, whenever the program is killed. What shall be
 * written is first written down as a whole in {@code .loupe/save.json}; whoever opens the folder next does the rest.
 */
public final class Transaction {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final String NOTE = ".loupe/save.json";

    private Transaction() {
    }

    /** What the note holds: file names relative to the folder with their texts, {@code null} for those to delete. */
    private record Note(LinkedHashMap<String, String> files) { }

    /**
     * Writes and deletes files.
     *
     * @param folder is there
     * @param files  paths relative to it with "/", and what they hold then; {@code null} deletes
     * @param noted  whether a note is needed though it is one file: an earlier call has failed
     * @throws ToolException if something could not be written; the files hold the old, the new or some of both then,
     *                       and a later call has to name at least the same files
     */
    public static void write(Path folder, Map<String, String> files, boolean noted) throws ToolException {
        if (files.isEmpty())
            return;
        boolean note = noted || files.size() > 1;
        Path place = folder.resolve(NOTE);
        if (note) {
            directory(place.getParent());
            SafeFile.write(place, bytes(GSON.toJson(new Note(new LinkedHashMap<>(files)))));
        }
        apply(folder, files);
        if (note)
            delete(place);
    }

    /**
     * Does the rest of what a program did that was killed. Call it while nobody else writes the folder.
     *
     * @throws ToolException if it cannot be done; nothing is lost then
     */
    public static void recover(Path folder) throws ToolException {
        Path place = folder.resolve(NOTE);
        Note note;
        try {
            note = GSON.fromJson(Files.readString(place), Note.class);
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException e) {
            throw SafeFile.unreadable(place, e);
        } catch (JsonParseException e) {
            note = null; // written by hand: it was put in place as a whole
        }
        if (note != null && note.files != null && note.files.keySet().stream().allMatch(f -> within(folder, f)))
            apply(folder, note.files);
        delete(place);
    }

    private static boolean within(Path folder, String file) {
        return folder.resolve(file).normalize().startsWith(folder.normalize());
    }

    private static void apply(Path folder, Map<String, String> files) throws ToolException {
        for (Map.Entry<String, String> file : files.entrySet())
            if (file.getValue() != null) {
                Path place = folder.resolve(file.getKey());
                directory(place.getParent());
                SafeFile.write(place, bytes(file.getValue()));
            }
        for (Map.Entry<String, String> file : files.entrySet())
            if (file.getValue() == null)
                delete(folder.resolve(file.getKey()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void directory(Path folder) throws ToolException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
    }

    private static void delete(Path file) throws ToolException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        }
    }
}

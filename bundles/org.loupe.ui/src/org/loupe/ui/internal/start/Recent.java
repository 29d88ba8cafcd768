package org.loupe.ui.internal.start;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.loupe.ui.Preferences;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;

/**
 * A project that was open before.
 *
 * @param folder of the project
 * @param name   that it had
 * @param about  one line on what it holds
 * @param opened when it was opened last, in ms since 1970
 */
public record Recent(String folder, String name, String about, long opened) {
    private static final String KEY = "recentProjects";
    private static final int MOST = 8;

    /** The projects that were open before, the last one first. */
    public static List<Recent> list() {
        try {
            Recent[] known = new Gson().fromJson(preferences().get(KEY, "[]"), Recent[].class);
            return known == null ? List.of() : List.of(known);
        } catch (JsonSyntaxException e) {
            return List.of(); // written by hand or by a newer version: start anew
        }
    }

    /** Notes that a project was opened, or what it holds now. */
    public static void add(Path folder, String name, String about) {
        List<Recent> known = new ArrayList<>(list());
        known.removeIf(r -> r.folder.equals(folder.toString()));
        known.add(0, new Recent(folder.toString(), name, about, Instant.now().toEpochMilli()));
        while (known.size() > MOST)
            known.remove(known.size() - 1);
        preferences().put(KEY, new Gson().toJson(known));
        Preferences.saveSoon();
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode("org.loupe.ui");
    }
}

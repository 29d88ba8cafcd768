package org.loupe.ui.internal;

import java.nio.file.Path;

import org.eclipse.swt.program.Program;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;

/** Opens files with the program that the desktop has for them. UI thread. */
public final class Launch {

    private Launch() {
    }

    /** Opens a file, or says that no program is known for it and where it lies. */
    public static void open(Session session, Path file) {
        if (!Program.launch(file.toString()))
            session.status().message(Kind.WARNING, Words.get("launch.none", file));
    }
}

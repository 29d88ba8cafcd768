package org.loupe.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.RunProvenance;
import org.loupe.workspace.internal.CheckFile;
import org.loupe.workspace.internal.ItemFile;
import org.loupe.workspace.internal.SafeFile;

/**
 * What a run's folder tells of the run besides its results.
 *
 * @param images     number of images that it shall have
 * @param provenance how it is run
 * @param check      what its last check said
 */
public record RunFacts(int images, RunProvenance provenance, Optional<Verification.Checked> check) {

    /**
     * Reads small files only, but files: any thread but that of a user interface.
     *
     * @throws ToolException if the folder holds no run, or it cannot be read
     */
    public static RunFacts read(Path folder) throws ToolException {
        RunProvenance provenance;
        try {
            provenance = RunProvenance.parse(Files.readString(folder.resolve("provenance.json")));
        } catch (IOException e) {
            throw SafeFile.unreadable(folder.resolve("provenance.json"), e);
        }
        return new RunFacts(ItemFile.count(folder), provenance, CheckFile.read(folder));
    }

    /** The devices that its tools ran on, such as "CPU"; in order of the steps. */
    public String devices() {
        return provenance.devices();
    }

    /** The workers that it was run with. */
    public int threads() {
        return provenance.options().threads();
    }
}

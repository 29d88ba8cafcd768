package org.loupe.exchange.internal.klarf;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.wafer.Wafer;

/** One of the versions of KLARF. Any of them reads a file of every version; they write their own. */
public final class KlarfFormat implements WaferFormat {
    private final String version;

    /** @param version "1.1", "1.2" or "1.8" */
    public KlarfFormat(String version) {
        this.version = version;
    }

    @Override
    public String id() {
        return "klarf-" + version;
    }

    @Override
    public String label() {
        return "KLARF " + version;
    }

    @Override
    public String help() {
        return "Defects of wafers with their dies, classes and images, as inspection tools write them.";
    }

    @Override
    public String suffix() {
        return ".001";
    }

    @Override
    public boolean reads(byte[] head) {
        String found = Klarf.version(head);
        if (found == null)
            return false;
        // a version that is not known goes to the form that it has, which refuses it in words
        String mine = Klarf.nested(head) ? "1.8" : found.equals("1.1") || found.equals("1.0") ? "1.1" : "1.2";
        return version.equals(mine);
    }

    @Override
    public Read read(Path file) throws ToolException {
        Drafts drafts = new Drafts(String.valueOf(file.getFileName()));
        Klarf.read(file, drafts);
        return new Read(drafts.wafers(), drafts.losses());
    }

    @Override
    public List<Loss> write(List<Wafer> wafers, Path file) throws ToolException {
        return new KlarfWriter(version).write(wafers, file);
    }
}

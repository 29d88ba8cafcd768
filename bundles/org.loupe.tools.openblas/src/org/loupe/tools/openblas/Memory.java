package org.loupe.tools.openblas;

import java.util.Locale;
import org.loupe.api.ToolException;

/** Whether a matrix fits. */
final class Memory {
    /** Share of the heap that one matrix may take. */
    private static final double SHARE = 0.88;

    private Memory() {
    }

    /**
     * Refuses what cannot fit before the work begins.
     *
     * @param what   is to be computed with
     * @param remedy beside more memory, as a clause
     */
    static void require(double bytes, String what, String remedy) throws ToolException {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > SHARE * most)
            throw new ToolException("Distances between all of " + what + " need " + text(bytes) + "; Loupe may use "
                    + text(most) + ".",
                    "Give Loupe more memory (LOUPE_JAVA_OPTIONS=-Xmx" + (long) Math.ceil(bytes / SHARE / (1 << 20))
                            + "m), or " + remedy + ".");
    }

    static String text(double bytes) {
        return bytes < 1e9 ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

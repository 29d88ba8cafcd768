package org.loupe.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Memory that this process holds beside the Java heap. The heap is left out by its addresses: how much of it is held
 * follows neither what is used nor what is committed, since the system gives a page when it is first written to and the
 * collector gives it back when it has time.
 */
final class Resident {
    private static final Path MAPS = Path.of("/proc/self/smaps");
    private static final Pattern RANGE = Pattern.compile("\\[0x(\\p{XDigit}+),.*? 0x(\\p{XDigit}+)\\)");
    private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) .*");
    private static final Pattern HELD = Pattern.compile("Rss: +(\\d+) kB");

    private Resident() {
    }

    /** Bytes; empty where the system or the virtual machine does not tell. */
    static OptionalLong bytesBesideTheHeap() throws IOException {
        if (!Files.isReadable(MAPS))
            return OptionalLong.empty();
        Matcher range = RANGE.matcher(heap());
        if (!range.find())
            return OptionalLong.empty();
        long from = Long.MAX_VALUE, to = 0;
        do {
            from = Math.min(from, Long.parseUnsignedLong(range.group(1), 16));
            to = Math.max(to, Long.parseUnsignedLong(range.group(2), 16));
        } while (range.find());
        long bytes = 0;
        boolean heap = false;
        for (String line : Files.readAllLines(MAPS)) {
            Matcher mapping = MAPPING.matcher(line), held = HELD.matcher(line);
            if (mapping.matches())
                heap = Long.parseUnsignedLong(mapping.group(1), 16) >= from
                        && Long.parseUnsignedLong(mapping.group(2), 16) <= to;
            else if (!heap && held.matches())
                bytes += Long.parseLong(held.group(1)) << 10;
        }
        return OptionalLong.of(bytes);
    }

    /** What the virtual machine says of its heap, up to what it says of classes; "" if it says nothing. */
    private static String heap() {
        try {
            Object told = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcHeapInfo", new Object[] { null },
                    new String[] { String[].class.getName() });
            return told.toString().split("Metaspace", 2)[0];
        } catch (JMException e) {
            return "";
        }
    }
}

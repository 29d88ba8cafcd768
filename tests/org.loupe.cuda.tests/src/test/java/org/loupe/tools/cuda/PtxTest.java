package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled kernels that are shipped are those of the sources, and these compile for every generation of GPUs. */
@TestMethodOrder(OrderAnnotation.class)
class PtxTest {
    /** Set by {@code releng/ptx}: compile and write instead of comparing. */
    private static final boolean WRITE = Boolean.getBoolean("loupe.ptx.write");

    private static final Pattern VERSION = Pattern.compile("(?m)^\\.version (\\d+)\\.(\\d+)$");
    private static final Pattern LIBRARY = Pattern.compile("\\b(expf?|logf?)\\(");

    @Test
    @Order(1)
    void everyPtxIsOfItsSource() throws Exception {
        List<String> stale = new ArrayList<>();
        for (Path source : Sources.all()) {
            Path ptx = Sources.ptx(source);
            String begin = Sources.BEGIN + Sources.hash(source) + "\n";
            if (Files.exists(ptx) && Sources.text(ptx).startsWith(begin))
                continue;
            if (WRITE) {
                Compiler compiler = Compiler.find().orElseThrow();
                Files.writeString(ptx, begin + compiler.compile(source, Compiler.LEAST_CAPABILITY));
                System.out.println(ptx.getFileName() + " was written by " + compiler.name());
            } else
                stale.add(source.getFileName().toString());
        }
        assertEquals(List.of(), stale, "These were changed since they were compiled. Run releng/ptx and commit what it"
                + " writes.");
    }

    @Test
    void everyPtxIsForTheLeastGpuAndHasASource() throws Exception {
        Set<String> sources = new TreeSet<>(), kernels = new TreeSet<>();
        for (Path source : Sources.all()) {
            String text = Sources.text(Sources.ptx(source));
            assertTrue(text.contains(".target sm_" + Compiler.LEAST_CAPABILITY), source + ".ptx: its target");
            Matcher kernel = Sources.ENTRY.matcher(text);
            int before = kernels.size(), count = 0;
            for (; kernel.find(); count++)
                kernels.add(kernel.group(1));
            assertEquals(before + count, kernels.size(), source + " has a kernel of another's name");
            if (!LIBRARY.matcher(Sources.text(source)).find()) // the functions of CUDA's library have their own
                assertFalse(text.contains("fma.rn"), source + ": its PTX has fused multiply-adds");
            sources.add(Sources.name(source) + ".ptx");
        }
        try (var files = Files.list(Sources.FOLDER)) {
            assertEquals(sources, new TreeSet<>(files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".ptx")).toList()));
        }
    }

    /** Version 9.0 of the language came with CUDA 13.0, 9.1 with 13.1; an older driver refuses it. */
    @Test
    void everyPtxIsOfAVersionThatTheOldestDriverKnows() throws Exception {
        for (Path source : Sources.all()) {
            Matcher version = VERSION.matcher(Sources.text(Sources.ptx(source)));
            assertTrue(version.find(), source.toString());
            int cuda = (Integer.parseInt(version.group(1)) + 4) * 1000 + Integer.parseInt(version.group(2)) * 10;
            assertTrue(cuda <= Probe.LEAST_VERSION, source + " needs a driver that knows CUDA " + cuda / 1000 + "."
                    + cuda % 1000 / 10 + ". Compile it with an older toolkit, or have the probe ask for such a driver.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 75, 80, 90, 100 })
    void everySourceCompilesFor(int capability) throws Exception {
        Optional<Compiler> compiler = Compiler.find();
        assumeTrue(compiler.isPresent(), "There is neither nvcc nor NVRTC to compile CUDA with.");
        String ptx = compiler.get().compile(Compiler.together(), capability);
        assertTrue(ptx.contains(".target sm_" + capability), compiler.get().name() + " compiled for another GPU");
        Set<String> expected = new TreeSet<>(), found = new TreeSet<>();
        for (Path source : Sources.all())
            Sources.ENTRY.matcher(Sources.text(Sources.ptx(source))).results().forEach(r -> expected.add(r.group(1)));
        Sources.ENTRY.matcher(ptx).results().forEach(r -> found.add(r.group(1)));
        assertEquals(expected, found);
    }
}

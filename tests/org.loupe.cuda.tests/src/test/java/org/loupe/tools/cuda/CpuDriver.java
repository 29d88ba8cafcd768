package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.loupe.api.Device;

/**
 * A CUDA driver that computes on the processor: the kernels' sources, compiled as C++ against a shim of CUDA's
 * language, behind the functions of the real driver. With it everything runs as on a GPU, the arithmetic and what is
 * done when memory runs out or a kernel fails. It is built of {@code src/test/cpp} by g++ when it is first asked for; tests are
 * skipped where there is no g++.
 */
interface CpuDriver extends Library {

    /** Sets how much there is of a thing, or which of the driver's functions fail; see {@code driver.cpp}. */
    int loupe_driver(String what, com.sun.jna.NativeLong value);

    /** What is in use: {@code used} and {@code pinned} bytes, {@code launches}, {@code uploaded} bytes. */
    com.sun.jna.NativeLong loupe_driver_get(String what);

    /** The driver, steered to one healthy GPU of 1 GiB; every GPU that was open is forgotten. */
    static CpuDriver fresh() {
        CpuDriver driver = Built.driver();
        driver.loupe_driver("heal", new com.sun.jna.NativeLong(0));
        driver.set("memory", 1L << 30);
        driver.set("devices", 2);
        driver.set("backwards", 0);
        Gpu.forget();
        return driver;
    }

    /** The first of its GPUs. */
    static Device device() {
        return Probe.ofThisMachine().devices().found().get(0);
    }

    default void set(String what, long value) {
        loupe_driver(what, new com.sun.jna.NativeLong(value));
    }

    /** Makes a function of the driver fail with a code, after it worked a number of times. */
    default void fail(String function, int code, int after) {
        set("fail:" + function, code + 1000L * after);
    }

    /** Lets a function of the driver work again. */
    default void mend(String function) {
        set("fail:" + function, -1);
    }

    default long get(String what) {
        return loupe_driver_get(what).longValue();
    }

    /** The library, built once. */
    final class Built {
        private static final Path SHIM = Path.of("src/test/cpp").toAbsolutePath();
        private static CpuDriver driver;
        private static String missing = "";

        private Built() {
        }

        private static synchronized CpuDriver driver() {
            if (driver == null && missing.isEmpty())
                try {
                    Path library = build();
                    System.setProperty(Driver.PROPERTY, library.toString());
                    driver = Native.load(library.toString(), CpuDriver.class);
                } catch (IOException e) {
                    missing = "No g++ to compile the kernels with: " + e.getMessage();
                    System.err.println("skipped: " + missing);
                }
            assumeTrue(driver != null, missing);
            return driver;
        }

        private static Path build() throws IOException {
            StringBuilder all = new StringBuilder("#include \"shim.h\"\n#include \"samples.h\"\n");
            StringBuilder calls = new StringBuilder();
            StringBuilder content = new StringBuilder(Sources.text(Sources.HEADER));
            for (String file : List.of("shim.h", "driver.cpp"))
                content.append(Sources.text(SHIM.resolve(file)));
            for (Path source : Sources.all()) {
                String name = Sources.name(source), space = "source_" + name;
                content.append(Sources.text(source));
                // macros of one source shall not reach the next
                all.append("namespace ").append(space).append(" {\n#include \"").append(source.getFileName())
                        .append("\"\n}\n");
                Matcher defined = java.util.regex.Pattern.compile("(?m)^#define (\\w+)").matcher(Sources.text(source));
                while (defined.find())
                    all.append("#undef ").append(defined.group(1)).append('\n');
                Matcher kernel = Sources.ENTRY.matcher(Sources.text(Sources.ptx(source)));
                while (kernel.find())
                    calls.append("static AddKernel add_").append(kernel.group(1)).append("(\"").append(kernel.group(1))
                            .append("\", [](void** p) { call_kernel(&").append(space).append("::")
                            .append(kernel.group(1)).append(", p); });\n");
            }
            String text = all.append(calls).toString();
            String name = "cuda-on-cpu-" + Sources.sha256(content + text).substring(0, 16);
            Path folder = Path.of("target/cuda").toAbsolutePath(), library = folder.resolve(name + ".so");
            if (Files.exists(library))
                return library;
            Files.createDirectories(folder);
            Path kernels = folder.resolve(name + ".cpp"), part = folder.resolve(name + ".part");
            Files.writeString(kernels, text);
            Process compiling = new ProcessBuilder("g++", "-std=c++17", "-O2", "-ffp-contract=off", "-fPIC", "-shared",
                    "-w", "-I" + SHIM, "-I" + Sources.FOLDER, kernels.toString(), SHIM.resolve("driver.cpp").toString(),
                    "-o", part.toString()).redirectErrorStream(true).start();
            String said = new String(compiling.getInputStream().readAllBytes());
            try {
                if (compiling.waitFor() != 0)
                    throw new AssertionError("g++ does not compile the kernels:\n" + said);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Files.move(part, library, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package org.loupe.tools.cuda;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles CUDA sources to PTX: by nvcc where a CUDA toolkit is installed, else by NVRTC from the redistributable
 * library on the class path, which the build adds where there is no toolkit. Neither needs a GPU or its driver.
 */
interface Compiler {
    /** How kernels are compiled: without fused multiply-add, so that they round as the processor does. */
    List<String> OPTIONS = List.of("--fmad=false", "-std=c++17");
    /** What the compiled kernels that are shipped need at least. */
    int LEAST_CAPABILITY = 75;

    /** Which compiler it is. */
    String name();

    /**
     * The PTX of a source.
     *
     * @param capability of the GPU, times ten
     * @throws IOException with what the compiler said if it does not compile
     */
    String compile(Path source, int capability) throws IOException, InterruptedException;

    /** Set to leave an installed toolkit alone. */
    boolean NVRTC_ONLY = Boolean.getBoolean("loupe.nvrtc");

    /** A compiler of this machine, if there is one; if not, the reason is printed. */
    static Optional<Compiler> find() throws IOException {
        for (String home : new String[] { System.getenv("CUDA_HOME"), System.getenv("CUDA_PATH"), "/usr/local/cuda" })
            if (!NVRTC_ONLY && home != null && Files.isExecutable(Path.of(home, "bin", "nvcc")))
                return Optional.of(new Nvcc(Path.of(home, "bin", "nvcc")));
        Optional<Compiler> nvrtc = Nvrtc.unpack();
        if (nvrtc.isEmpty())
            System.err.println("skipped: there is neither nvcc nor NVRTC to compile CUDA with");
        return nvrtc;
    }

    /** The compiler of an installed toolkit. */
    record Nvcc(Path program) implements Compiler {
        @Override
        public String name() {
            return program.toString();
        }

        @Override
        public String compile(Path source, int capability) throws IOException, InterruptedException {
            Path folder = Files.createDirectories(Path.of("target/cuda").toAbsolutePath());
            Path ptx = Files.createTempFile(folder, Sources.name(source), ".ptx");
            List<String> command = new ArrayList<>(List.of(program.toString(), "--ptx", "-arch=compute_" + capability,
                    "-I" + Sources.FOLDER, "-o", ptx.toString(), source.toString()));
            command.addAll(OPTIONS);
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0)
                throw new IOException(said);
            String text = Files.readString(ptx);
            Files.delete(ptx);
            return text;
        }
    }

    /** The compiler as a library. */
    interface Functions extends Library {
        int nvrtcCreateProgram(long[] program, String source, String name, int headers, String[] texts, String[] names);

        int nvrtcCompileProgram(long program, int count, String[] options);

        int nvrtcGetPTXSize(long program, long[] size);

        int nvrtcGetPTX(long program, byte[] text);

        int nvrtcGetProgramLogSize(long program, long[] size);

        int nvrtcGetProgramLog(long program, byte[] text);

        int nvrtcDestroyProgram(long[] program);
    }

    /** NVRTC. */
    record Nvrtc(Path library, Functions functions) implements Compiler {
        private static final String PLACE = "org/bytedeco/cuda/linux-x86_64/";

        /** From the class path to {@code target}. */
        static Optional<Compiler> unpack() throws IOException {
            Path folder = Path.of("target/nvrtc").toAbsolutePath();
            Path library = null;
            for (String name : List.of("libnvrtc-builtins.so.13.1", "libnvrtc.so.13"))
                try (InputStream in = Compiler.class.getClassLoader().getResourceAsStream(PLACE + name)) {
                    if (in == null)
                        return Optional.empty();
                    Files.createDirectories(folder);
                    library = folder.resolve(name);
                    if (!Files.exists(library))
                        Files.copy(in, library);
                    NativeLibrary.getInstance(library.toString());
                }
            return Optional.of(new Nvrtc(library, Native.load(library.toString(), Functions.class)));
        }

        @Override
        public String name() {
            return library.toString();
        }

        @Override
        public String compile(Path source, int capability) throws IOException {
            long[] program = new long[1], size = new long[1];
            check(functions.nvrtcCreateProgram(program, Sources.text(source), source.getFileName().toString(), 0, null,
                    null));
            List<String> options = new ArrayList<>(OPTIONS);
            options.add("-arch=compute_" + capability);
            options.add("-I" + Sources.FOLDER);
            int code = functions.nvrtcCompileProgram(program[0], options.size(), options.toArray(String[]::new));
            if (code != 0) {
                check(functions.nvrtcGetProgramLogSize(program[0], size));
                byte[] log = new byte[(int) size[0]];
                check(functions.nvrtcGetProgramLog(program[0], log));
                throw new IOException(new String(log, StandardCharsets.UTF_8));
            }
            check(functions.nvrtcGetPTXSize(program[0], size));
            byte[] ptx = new byte[(int) size[0]];
            check(functions.nvrtcGetPTX(program[0], ptx));
            check(functions.nvrtcDestroyProgram(program));
            return new String(Arrays.copyOf(ptx, ptx.length - 1), StandardCharsets.UTF_8);
        }

        private static void check(int code) throws IOException {
            if (code != 0)
                throw new IOException("NVRTC: error " + code);
        }
    }

    /** All sources as one, which compiles faster than each by itself. */
    static Path together() throws IOException {
        StringBuilder text = new StringBuilder("#include \"samples.h\"\n");
        for (Path source : Sources.all()) {
            text.append("namespace source_").append(Sources.name(source)).append(" {\n").append(Sources.text(source))
                    .append("}\n");
            try (Stream<String> lines = Sources.text(source).lines()) {
                lines.filter(l -> l.startsWith("#define ")).map(l -> l.split("[ (]")[1])
                        .forEach(name -> text.append("#undef ").append(name).append('\n'));
            }
        }
        Path file = Files.createDirectories(Path.of("target/cuda").toAbsolutePath()).resolve("together.cu");
        return Files.writeString(file, text);
    }
}

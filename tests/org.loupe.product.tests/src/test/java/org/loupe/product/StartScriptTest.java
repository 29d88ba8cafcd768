package org.loupe.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The product as users start it: by its script, from anywhere, with any Java and any file names. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class StartScriptTest {
    private static final Path BUILT = Path.of("../../releng/org.loupe.product/target/products/loupe/linux/gtk/x86_64");

    /** On the disk of the build, so that jars can be linked instead of copied. */
    @TempDir(factory = InTarget.class) static Path folder;
    private static Path product;

    @TempDir Path home;

    static final class InTarget implements TempDirFactory {
        @Override public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "product");
        }
    }

    record Result(int code, String out, String err) { }

    @BeforeAll static void unpack() throws IOException {
        product = unpacked("Loupe 检查"); // a name with a space and letters beyond ASCII
    }

    private static Path unpacked(String name) throws IOException {
        Path product = folder.resolve(name);
        try (Stream<Path> files = Files.walk(BUILT.toRealPath())) {
            for (Path file : files.toList()) {
                Path copy = product.resolve(BUILT.toRealPath().relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else if (file.toString().endsWith(".jar")) Files.createLink(copy, file);
                else Files.copy(file, copy);
            }
        }
        return product;
    }

    @Test void itTellsItsVersion() throws Exception {
        Result result = run(Map.of(), product.resolve("loupe"), "--version");
        assertEquals(0, result.code, result::toString);
        assertTrue(result.out.toLowerCase().startsWith("loupe 0.1.0"), result::toString);
        assertEquals("", result.err);
    }

    /** A script that asks is answered and goes on: no window opens. */
    @Test void theWorkbenchTellsItsUsageAndVersionWithoutAWindow() throws Exception {
        for (String asked : List.of("--help", "-h")) {
            Result help = run(Map.of("DISPLAY", ""), product.resolve("loupe-ide"), asked);
            assertEquals(0, help.code, help::toString);
            assertTrue(help.out.startsWith("Usage: loupe-ide [PROJECT]\n"), help::toString);
            assertEquals("", help.err);
        }
        Result version = run(Map.of("DISPLAY", ""), product.resolve("loupe-ide"), "--version");
        assertEquals(0, version.code, version::toString);
        assertTrue(version.out.toLowerCase().startsWith("loupe 0.1.0"), version::toString);
    }

    @Test void argumentsArriveAsTheyAre() throws Exception {
        for (String locale : List.of("C.UTF-8", "C", "POSIX")) {
            Result result = run(Map.of("LC_ALL", locale), product.resolve("loupe"), "检查 板", "图像 目录/晶圆.png", "*", "");
            assertEquals(2, result.code, result::toString);
            assertTrue(result.err.contains("检查 板"), result::toString);
        }
    }

    @Test void aLinkOnThePathStartsIt() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("loupe-link"), product.resolve("loupe"));
        assertEquals(0, run(Map.of(), link, "--version").code);
    }

    @Test void aReadOnlyFolderIsEnough() throws Exception {
        Path configuration = product.resolve("configuration");
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Result result = run(Map.of(), product.resolve("loupe"), "--version");
            assertEquals(0, result.code, result::toString);
            // the superuser may write to a read-only folder
            if (!Files.isWritable(configuration)) assertTrue(Files.exists(home.resolve(".loupe")));
        } finally {
            Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test void withoutAFittingJavaItSaysWhatToDo() throws Exception {
        Result none = run(Map.of("JAVA_HOME", "/no/such/java"), product.resolve("loupe"), "--version");
        assertEquals(2, none.code);
        assertTrue(none.err.contains("no Java found") && none.err.contains("/no/such/java"), none::toString);

        Path old = Files.createDirectories(home.resolve("java/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        Result tooOld = run(Map.of("JAVA_HOME", home.resolve("java").toString()), product.resolve("loupe"), "--version");
        assertEquals(2, tooOld.code);
        assertTrue(tooOld.err.contains("Java 17 or newer") && tooOld.err.contains("11.0.2"), tooOld::toString);
    }

    @Test void theSecondStartOfTheWorkbenchReadsTheClassesThatTheFirstKept() throws Exception {
        Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"17.0.9\" 2023-10-17' >&2\nfor each; do echo \"$each\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> with = Map.of("JAVA_HOME", home.resolve("java").toString());
        Result first = run(with, product.resolve("loupe-ide"));
        Matcher kept = Pattern.compile("-XX:ArchiveClassesAtExit=(.*/classes-17\\.0\\.9-\\d+\\.jsa)\n").matcher(first.out);
        assertTrue(kept.find(), first::toString);
        Path classes = Files.createFile(Path.of(kept.group(1)));
        try {
            Result second = run(with, product.resolve("loupe-ide"));
            assertTrue(second.out.contains("-XX:SharedArchiveFile=" + classes + "\n"), second::toString);
            assertFalse(second.out.contains("ArchiveClassesAtExit"), second::toString);
        } finally {
            Files.delete(classes);
        }
    }

    /** Two would undo each other's: what the one writes, such as the theme, the other has never read. */
    @Test void theSettingsAreOfOneWorkbenchAtATime() throws Exception {
        Path lock = Files.createDirectories(home.resolve(".loupe/workbench/.metadata")).resolve(".lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            Process second = started(Map.of(), product.resolve("loupe-ide"));
            try {
                for (int i = 0; i < 300 && second.isAlive() && !Files.readString(home.resolve("err")).contains("open already"); i++)
                    Thread.sleep(200);
                String said = Files.readString(home.resolve("err"));
                assertTrue(said.contains("open already") && said.contains(".loupe/workbench"), said);
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    @Test void aVendorsJarInTheAddonsFolderIsUsedAndABrokenOneIsNamed() throws Exception {
        Path addons = Files.createDirectories(product.resolve("addons"));
        Path jar = Path.of("../../bundles/org.loupe.example.vendor/target/org.loupe.example.vendor-" + System.getProperty("loupe.version") + ".jar");
        Files.copy(jar, addons.resolve("vendor.jar"));
        Files.writeString(addons.resolve("broken.jar"), "not a jar");
        Result with = run(Map.of(), product.resolve("loupe"), "tools");
        assertEquals(0, with.code, with::toString);
        assertTrue(with.out.contains("org.loupe.example.vendor"), with::toString);
        assertTrue(with.err.contains("broken.jar"), with::toString);

        Files.delete(addons.resolve("vendor.jar"));
        Files.delete(addons.resolve("broken.jar"));
        Result without = run(Map.of(), product.resolve("loupe"), "tools");
        assertFalse(without.out.contains("org.loupe.example.vendor"), without::toString);
        assertEquals("", without.err);
    }

    /** They are a feature of their own. */
    @Test void theCudaKernelsCanBeLeftOutAndAddedAsAnAddon() throws Exception {
        Path without = unpacked("without");
        Path bundles = without.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        List<String> lines = Files.readAllLines(bundles);
        String cuda = lines.stream().filter(line -> line.startsWith("org.loupe.tools.cuda,")).findFirst().orElseThrow();
        Files.write(bundles, lines.stream().filter(line -> !line.equals(cuda)).toList());
        Path jar = Files.move(without.resolve(cuda.split(",")[2]), home.resolve("cuda.jar"));

        Result none = run(Map.of(), without.resolve("loupe"), "tools");
        assertEquals(0, none.code, none::toString);
        assertEquals("", none.err);
        assertFalse(none.out.contains("org.loupe.tools.cuda"), none::toString);
        assertTrue(devices(none).startsWith("Devices: CPU"), none::toString);
        inspectsABoard(without, Map.of());

        Files.copy(jar, Files.createDirectories(without.resolve("addons")).resolve("cuda.jar"));
        Result added = run(Map.of(), without.resolve("loupe"), "tools");
        assertTrue(added.out.contains("org.loupe.tools.cuda"), added::toString);
        assertEquals(devices(run(Map.of(), product.resolve("loupe"), "tools")), devices(added), "with the same reason");
    }

    private static String devices(Result tools) {
        return tools.out.substring(tools.out.indexOf("Devices: "));
    }

    /** The modules that the archive's own Java is linked from are enough for the main job. */
    @Test void theJavaOfTheArchiveSuffices() throws Exception {
        String pom = Files.readString(Path.of("../../releng/org.loupe.product/pom.xml"));
        Matcher modules = Pattern.compile("<runtime\\.modules>(.*)</runtime\\.modules>").matcher(pom);
        assertTrue(modules.find());
        inspectsABoard(product, Map.of("LOUPE_JAVA_OPTIONS",
            "--limit-modules " + modules.group(1) + " -Duser.home=" + home));
    }

    private void inspectsABoard(Path product, Map<String, String> environment) throws Exception {
        Path samples = home.resolve("samples"), found = samples.resolve("runs/0001");
        for (List<String> line : List.of(
                List.of("generate", "boards", "--count", "1", "--out", samples.toString()),
                List.of("inspect", "--recipe", "golden-board", "--out", found.toString(), samples.resolve("images").toString()),
                List.of("export", found.toString(), "--format", "html", "--truth", samples.resolve("truth.json").toString(), "--class-agnostic"))) {
            Result result = run(environment, product.resolve("loupe"), line.toArray(String[]::new));
            assertEquals(0, result.code, result::toString);
        }
    }

    private Result run(Map<String, String> environment, Path script, String... arguments) throws Exception {
        Process process = started(environment, script, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 60 s: " + script + " " + List.of(arguments));
        }
        return new Result(process.exitValue(), Files.readString(home.resolve("out")), Files.readString(home.resolve("err")));
    }

    private Process started(Map<String, String> environment, Path script, String... arguments) throws Exception {
        // the shell's own encoding must not matter: the arguments stand in a file, in UTF-8
        StringBuilder line = new StringBuilder("exec '" + script + "'");
        for (String argument : arguments) line.append(" '").append(argument).append('\'');
        Path command = home.resolve("command.sh");
        Files.writeString(command, line.append('\n').toString(), StandardCharsets.UTF_8);
        List<String> start = new ArrayList<>(List.of("/bin/sh", command.toString()));
        ProcessBuilder builder = new ProcessBuilder(start).directory(home.toFile())
            .redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LOUPE_JAVA_OPTIONS", "-Duser.home=" + home);
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}

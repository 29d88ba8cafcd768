package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Step;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

class RegistryTest {

    record Small(@Param(label = "Size", min = 1, max = 9, help = "h") int size) {
    }

    record Wide(@Param(label = "Size", min = 1, max = 99, help = "h") int size) {
    }

    record Undescribed(int size) {
    }

    record Toy<P extends Record>(Info info, P defaults) implements FeatureExtractor<P> {
        @Override
        public List<String> names(P params) {
            return List.of("x");
        }

        @Override
        public Step<Patch, Features> open(P params, Device device) {
            throw new UnsupportedOperationException();
        }
    }

    static Tool<?, ?, ?> tool(String id, int rank, Record defaults) {
        return new Toy<>(Tool.Info.of(id, id, "h").rank(rank), defaults);
    }

    static ToolProvider provider(Tool<?, ?, ?>... tools) {
        return new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(tools);
            }
        };
    }

    private final Registry registry = new Registry();

    private static ToolProvider finding(List<Device> gpus, Tool<?, ?, ?>... tools) {
        return new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(tools);
            }

            @Override
            public Devices devices() {
                return new Devices(gpus, "", "");
            }
        };
    }

    /** As PyTorch's tools, which are the same on both devices, beside kernels that find the same GPU. */
    @Test
    void aToolForBothDevicesIsUsedOnThoseThatItsOwnBundleFinds() throws ToolException {
        Device gpu = new Device.Cuda(0, "NVIDIA X", 1);
        Tool<?, ?, ?> both = new Toy<>(Tool.Info.of("loupe.net", "x", "h").within(1).devices(Device.Kind.values()),
                new Small(3));
        registry.add(finding(List.of(gpu), tool("loupe.kernel", 0, new Small(3))), "org.loupe.kernels", "1");
        ToolProvider without = finding(List.of(), both);
        registry.add(without, "org.loupe.nets", "1");
        assertTrue(registry.findAccelerated("loupe.net", Policy.AUTO).isEmpty(), "another bundle's GPU");

        registry.remove(without);
        registry.add(finding(List.of(gpu), both), "org.loupe.nets", "1");
        assertSame(both, registry.findAccelerated("loupe.net", Policy.AUTO).orElseThrow().tool());
        assertEquals(List.of(gpu), registry.devices(registry.find("loupe.net", Policy.AUTO)));
        assertTrue(registry.findAccelerated("loupe.net", Policy.CPU).isEmpty());
        assertTrue(registry.findAccelerated("loupe.net", Policy.EXACT).isEmpty());
        assertTrue(registry.findAccelerated("loupe.kernel", Policy.AUTO).isEmpty(), "it is for the processor");
        assertEquals(List.of(gpu), registry.devices().found(), "known to two bundles, told once");
    }

    @Test
    void highestRankIsUsedAndPolicyDecides() throws ToolException {
        Tool<?, ?, ?> fast = new Toy<>(Tool.Info.of("loupe.x", "x", "h").rank(10).within(1), new Small(3));
        registry.add(provider(tool("loupe.x", 0, new Small(3))), "org.loupe.classic", "1");
        registry.add(provider(fast), "org.loupe.fast", "2");
        assertEquals(List.of(), registry.skipped());
        assertEquals(2, registry.tools().size());
        assertEquals("org.loupe.fast", registry.find("loupe.x", Policy.AUTO).bundle());
        assertEquals("org.loupe.classic", registry.find("loupe.x", Policy.EXACT).bundle());
        registry.remove(null);
        assertEquals(2, registry.tools().size());
    }

    /** A form asks for tools at each key; sorting them anew each time took the workbench seconds. */
    @Test
    void toolsAreAskedOnceWhatTheyAre() throws ToolException {
        int[] asked = new int[1];
        Tool<?, ?, ?> counted = (Tool<?, ?, ?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { FeatureExtractor.class }, (proxy, method, args) -> {
                    asked[0] += method.getName().equals("info") ? 1 : 0;
                    return method.invoke(tool("loupe.counted", 0, new Small(3)), args);
                });
        registry.add(provider(counted, tool("loupe.other", 0, new Small(3))), "b", "1");
        registry.find("loupe.counted", Policy.AUTO);
        int before = asked[0];
        for (int i = 0; i < 100; i++) {
            registry.find("loupe.counted", Policy.AUTO);
            registry.tools();
        }
        assertEquals(before, asked[0]);
        registry.add(provider(tool("loupe.third", 0, new Small(3))), "c", "1");
        assertEquals(3, registry.tools().size(), "a new one is seen");
    }

    @Test
    void unknownIdListsNearAndKnownOnes() {
        registry.add(provider(tool("loupe.median", 0, new Small(3)), tool("loupe.grey", 0, new Small(3))), "b", "1");
        ToolException e = assertThrows(ToolException.class, () -> registry.find("loupe.medain", Policy.AUTO));
        assertTrue(e.remedy().startsWith("Did you mean \"loupe.median\"?"), e.remedy());
        assertTrue(e.remedy().contains("Known: loupe.grey, loupe.median."), e.remedy());
        assertTrue(assertThrows(ToolException.class, () -> registry.find("median", Policy.AUTO)).remedy()
                .startsWith("Did you mean \"loupe.median\"?"));
        assertTrue(assertThrows(ToolException.class, () -> registry.find("loupe.xyz", Policy.AUTO)).remedy()
                .startsWith("Known:"));
    }

    @Test
    void exactPolicyRefusesToolsThatAreNot() {
        registry.add(provider(new Toy<>(Tool.Info.of("loupe.x", "x", "h").within(1), new Small(3))), "b", "1");
        assertTrue(assertThrows(ToolException.class, () -> registry.find("loupe.x", Policy.EXACT)).remedy()
                .contains("\"auto\""));
    }

    private void clash(String secondBundle, int rank, Record params, String reason) throws ToolException {
        registry.add(provider(tool("loupe.x", 0, new Small(3))), "org.loupe.first", "1");
        registry.add(provider(tool("loupe.x", rank, params), tool("loupe.fine", 0, new Small(1))), secondBundle, "1");
        assertEquals(List.of("org.loupe.first", secondBundle),
                registry.skipped().stream().map(Registry.Skipped::bundle).toList());
        for (Registry.Skipped s : registry.skipped())
            assertTrue(s.reason().contains("org.loupe.first") && s.reason().contains(secondBundle)
                    && s.reason().contains(reason), s.reason());
        assertEquals("org.loupe.first", registry.find("loupe.x", Policy.AUTO).bundle());
        assertEquals(secondBundle, registry.find("loupe.fine", Policy.AUTO).bundle());
    }

    @Test
    void oneIdOfTwoVendorsIsRefused() throws ToolException {
        clash("com.vendor.tools", 5, new Small(3), "different vendors");
    }

    @Test
    void oneIdWithOneRankIsRefused() throws ToolException {
        clash("org.loupe.second", 0, new Small(3), "rank 0");
    }

    @Test
    void oneIdWithOtherParametersIsRefused() throws ToolException {
        clash("org.loupe.second", 5, new Wide(3), "parameters differ");
    }

    @Test
    void oneIdWithOtherDefaultsIsRefused() throws ToolException {
        clash("org.loupe.second", 5, new Small(4), "parameters differ");
    }

    @Test
    void removingAProviderTakesItsToolsAndComplaints() {
        ToolProvider bad = provider(tool("loupe.y", 0, new Undescribed(1)));
        registry.add(bad, "b", "1");
        assertEquals(1, registry.skipped().size());
        assertTrue(registry.skipped().get(0).reason().contains("@Param"));
        registry.remove(bad);
        assertEquals(List.of(), registry.skipped());
    }

    @Test
    void aProviderThatThrowsIsNamedAndOthersGoOn() {
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                throw new UnsatisfiedLinkError("no native");
            }
        }, "com.broken", "1");
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return null;
            }
        }, "com.empty", "1");
        registry.add(provider(tool("loupe.x", 0, new Small(3))), "org.loupe.fine", "1");
        assertEquals(List.of("com.broken", "com.empty"),
                registry.skipped().stream().map(Registry.Skipped::bundle).toList());
        assertEquals(1, registry.tools().size());
    }

    public static final class Throwing implements ToolProvider {
        public Throwing() {
            throw new IllegalStateException("no licence");
        }
    }

    public static final class Unlinked implements ToolProvider {
        public Unlinked() {
            throw new NoClassDefFoundError("org/absent/Library");
        }
    }

    public static final class Initialiser implements ToolProvider {
        static final int SIZE = Integer.parseInt("none");
    }

    public static final class Working implements ToolProvider {
        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(tool("vendor.works", 0, new Small(1)));
        }
    }

    private static URL jar(Path folder, String bundle, String lines) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (bundle != null) {
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", bundle + ";singleton:=true");
            manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
        }
        Path jar = folder.resolve((bundle == null ? "plain" : bundle) + " ü.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry("META-INF/services/org.loupe.api.ToolProvider"));
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return jar.toUri().toURL();
    }

    @Test
    void jarsAreFoundAndBrokenOnesNamed(@TempDir Path folder) throws Exception {
        URL[] jars = {
                jar(folder, "com.absent", "com.absent.NoSuchTools"),
                jar(folder, "com.throwing", Throwing.class.getName()),
                jar(folder, "com.unlinked", "# comment\n\n" + Unlinked.class.getName() + " # the tools\n"),
                jar(folder, "com.initialiser", Initialiser.class.getName()),
                jar(folder, "com.wrong", "java.lang.String"),
                jar(folder, "com.nonsense", "this is no class name"),
                jar(folder, "com.works", Working.class.getName()),
                jar(folder, null, Working.class.getName()) };
        try (URLClassLoader loader = new URLClassLoader(jars, getClass().getClassLoader())) {
            Registry loaded = Registry.load(loader);
            Registry.Entry entry = loaded.find("vendor.works", Policy.AUTO);
            assertEquals("com.works", entry.bundle());
            assertEquals("1.2.3", entry.version());
            Map<String, String> reasons = new java.util.HashMap<>();
            loaded.skipped().forEach(s -> reasons.put(s.bundle(), s.reason()));
            assertTrue(reasons.get("com.absent").contains("no such class"), reasons.toString());
            assertTrue(reasons.get("com.throwing").contains("no licence"), reasons.toString());
            assertTrue(reasons.get("com.unlinked").contains("org/absent/Library"), reasons.toString());
            assertTrue(reasons.get("com.initialiser").contains("ExceptionInInitializerError"), reasons.toString());
            assertTrue(reasons.get("com.wrong").contains("is not an org.loupe.api.ToolProvider"), reasons.toString());
            assertTrue(reasons.get("com.nonsense").contains("no such class"), reasons.toString());
            assertEquals(6, reasons.size());
        }
    }

    @Test
    void filesAreOpenedByContent(@TempDir Path folder) throws Exception {
        Registry toys = Toys.registry();
        Path image = Toys.image(folder.resolve("no ending"), 4, 3, 1, 0);
        try (var source = toys.open(image)) {
            assertEquals(4, source.info(0).shape().width());
        }
        assertEquals(0, Toys.FILES.get());
        Path text = Files.writeString(folder.resolve("x.raw"), "hello");
        Path empty = Files.writeString(folder.resolve("empty.raw"), "");
        assertTrue(assertThrows(ToolException.class, () -> toys.open(text)).remedy().contains("Loupe reads Raw"));
        assertTrue(assertThrows(ToolException.class, () -> toys.open(empty)).getMessage().contains("is empty"));
        assertTrue(assertThrows(ToolException.class, () -> toys.open(folder)).getMessage().contains("is a folder"));
        assertTrue(assertThrows(ToolException.class, () -> toys.open(folder.resolve("none"))).getMessage()
                .contains("no file"));
        assertTrue(assertThrows(ToolException.class, () -> registry.open(text)).remedy().contains("No image formats"));
        assertSame(1, toys.formats().size());
    }
}

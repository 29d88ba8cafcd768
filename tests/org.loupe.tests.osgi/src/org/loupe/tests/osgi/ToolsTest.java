package org.loupe.tests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.AcmeSpots;
import com.acme.AcmeTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loupe.api.Devices;
import org.loupe.engine.Registry;
import org.loupe.workspace.Tools;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.FrameworkWiring;

/** The tools of all bundles: a vendor's are found, a broken vendor is named, and nobody else is disturbed. */
class ToolsTest {
    private static final String SERVICE = "META-INF/services/org.loupe.api.ToolProvider";

    private final BundleContext context = FrameworkUtil.getBundle(ToolsTest.class).getBundleContext();
    private final List<Bundle> installed = new ArrayList<>();
    private Tools tools;
    private int shipped;

    @BeforeEach void findTools() {
        tools = context.getService(context.getServiceReference(Tools.class));
        assertNotNull(tools);
        shipped = tools.registry().tools().size();
    }

    @AfterEach void uninstall() throws BundleException {
        for (Bundle bundle : installed) bundle.uninstall();
        assertEquals(shipped, tools.registry().tools().size(), "tools go with their bundles");
    }

    @Test void theToolsOfLoupeAreThereAndNothingIsSkipped() {
        assertEquals(2, tools("loupe.golden-difference").size(), "on the processor and on GPUs");
        assertEquals(1, tools("loupe.embedding").size());
        assertTrue(tools.registry().formats().size() > 3);
        assertEquals(List.of(),
            tools.registry().skipped().stream().filter(s -> s.bundle().startsWith("org.loupe.")).toList());
    }

    @Test void theDriverOfGpusIsLookedFor() {
        Devices devices = tools.registry().devices();
        assertTrue(!devices.found().isEmpty() || !devices.problem().isEmpty(), "neither a GPU nor a reason why not");
        assertFalse(devices.problem().contains("cannot be loaded"), devices.problem());
    }

    @Test void aVendorsToolIsFoundUnderItsBundle() throws Exception {
        vendor("com.acme.spots", AcmeTools.class.getName(), Map.of());
        Registry.Entry entry = tools("acme.spots").get(0);
        assertEquals("com.acme.spots", entry.bundle());
        assertEquals("1.2.3", entry.version());
        assertEquals(List.of(), skipped("com.acme.spots"));
    }

    @Test void theSecondToolOfAnIdIsRefusedAndBothAreNamed() throws Exception {
        vendor("com.acme.first", AcmeTools.class.getName(), Map.of());
        vendor("net.other.second", AcmeTools.class.getName(), Map.of());
        assertEquals(List.of("com.acme.first"), tools("acme.spots").stream().map(Registry.Entry::bundle).toList());
        for (String bundle : List.of("com.acme.first", "net.other.second")) {
            assertEquals(1, skipped(bundle).size());
            assertTrue(skipped(bundle).get(0).reason().contains("net.other.second"), skipped(bundle).toString());
        }
    }

    @Test void aProviderThatIsNotThereIsNamed() throws Exception {
        vendor("com.acme.absent", "com.acme.Absent", Map.of());
        assertSkipped("com.acme.absent", "no such class");
    }

    @Test void aProviderThatIsNoneIsNamed() throws Exception {
        vendor("com.acme.wrong", AcmeSpots.class.getName(), Map.of());
        assertSkipped("com.acme.wrong", "no org.loupe.api.ToolProvider");
    }

    @Test void aMissingPackageIsNamed() throws Exception {
        vendor("com.acme.needy", AcmeTools.class.getName(),
            Map.of("Import-Package", "org.loupe.api,com.acme.library;version=\"[3,4)\""));
        assertSkipped("com.acme.needy", "com.acme.library");
    }

    @Test void anotherApiIsNamed() throws Exception {
        vendor("com.acme.future", AcmeTools.class.getName(),
            Map.of("Import-Package", "org.loupe.api;version=\"[2.0,3.0)\""));
        assertSkipped("com.acme.future", "org.loupe.api");
    }

    @Test void missingNativesAreNamed() throws Exception {
        vendor("com.acme.natives", AcmeTools.class.getName(),
            Map.of("Require-Capability", "bytedeco.native;filter:=\"(lib=warpdrive)\""));
        assertSkipped("com.acme.natives", "native library warpdrive");
    }

    @Test void anotherJavaIsNamed() throws Exception {
        vendor("com.acme.java", AcmeTools.class.getName(),
            Map.of("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
        assertSkipped("com.acme.java", "Java 99");
    }

    private void assertSkipped(String bundle, String says) {
        List<Registry.Skipped> skipped = skipped(bundle);
        assertEquals(1, skipped.size(), skipped::toString);
        assertTrue(skipped.get(0).reason().contains(says), skipped::toString);
        assertFalse(skipped.get(0).remedy().isEmpty());
        assertEquals(skipped, skipped(bundle), "named once");
    }

    private List<Registry.Entry> tools(String id) {
        return tools.registry().tools().stream().filter(e -> e.tool().info().id().equals(id)).toList();
    }

    private List<Registry.Skipped> skipped(String bundle) {
        return tools.registry().skipped().stream().filter(s -> s.bundle().equals(bundle)).toList();
    }

    /** Installs a vendor's bundle with the classes of com.acme. */
    private void vendor(String name, String provider, Map<String, String> headers) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("Manifest-Version", "1.0", "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", name, "Bundle-Version", "1.2.3",
            "Import-Package", "org.loupe.api;version=\"[1.0,2.0)\""));
        all.putAll(headers);
        Manifest manifest = new Manifest();
        all.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new ZipEntry(SERVICE));
            out.write((provider + " # the only one\n").getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : List.of(AcmeTools.class, AcmeSpots.class, AcmeSpots.Params.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(path));
                try (InputStream in = type.getClassLoader().getResourceAsStream(path)) { in.transferTo(out); }
            }
        }
        Bundle bundle = context.installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
        installed.add(bundle);
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
    }
}

package org.loupe.tests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.AcmeTools;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.addons.Addon;
import org.loupe.addons.internal.Installer;
import org.loupe.api.ToolProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

class AddonsTest {
    private final BundleContext context = FrameworkUtil.getBundle(AddonsTest.class).getBundleContext();

    @TempDir Path folder;

    @AfterEach void removeAll() throws Exception {
        new Installer(context).install(List.of());
        assertEquals(0, Arrays.stream(context.getBundles()).filter(b -> b.getLocation().startsWith("loupe-addon:")).count());
    }

    @Test void aPlainJarSeesTheApi() throws Exception {
        jar("acme tools.jar", Map.of(), AcmeTools.class);
        Addon addon = installed().get(0);
        assertEquals("acme_tools", addon.name());
        assertTrue(addon.problem().isEmpty(), () -> addon.problem().get());
        Class<?> provider = bundle("acme_tools").loadClass(AcmeTools.class.getName());
        assertNotSame(AcmeTools.class, provider);
        assertSame(ToolProvider.class, provider.getInterfaces()[0]);
        assertNotNull(provider.getConstructor().newInstance());
    }

    @Test void aPlainJarSeesThePlainLibraryBesideIt() throws Exception {
        jar("acme.jar", Map.of());
        jar("library.jar", Map.of(), AcmeTools.class);
        assertEquals(2, installed().size());
        assertEquals("library", FrameworkUtil.getBundle(bundle("acme").loadClass(AcmeTools.class.getName())).getSymbolicName());
    }

    @Test void whatCannotRunIsNamedAndTheOthersRun() throws Exception {
        Files.writeString(folder.resolve("a-text.jar"), "no jar at all");
        jar("b-missing.jar", Map.of("Bundle-SymbolicName", "b.missing", "Import-Package", "com.acme.absent"));
        jar("c-future.jar", Map.of("Bundle-SymbolicName", "c.future", "Import-Package", "org.loupe.api;version=\"[2.0,3.0)\""));
        jar("d-platform.jar", Map.of("Bundle-SymbolicName", "d.platform", "Fragment-Host", "f.good",
            "Eclipse-PlatformFilter", "(osgi.os=plan9)"));
        jar("e-twin.jar", Map.of("Bundle-SymbolicName", "org.loupe.api",
            "Bundle-Version", FrameworkUtil.getBundle(ToolProvider.class).getVersion().toString()));
        jar("f-good.jar", Map.of("Bundle-SymbolicName", "f.good", "Bundle-Version", "1.2.0"), AcmeTools.class);
        List<Addon> addons = installed();
        assertEquals(List.of("a-text", "b.missing", "c.future", "d.platform", "e-twin", "f.good"), addons.stream().map(Addon::name).toList());
        assertProblem(addons.get(0), "not a jar");
        assertProblem(addons.get(1), "com.acme.absent");
        assertProblem(addons.get(2), "org.loupe.api");
        assertProblem(addons.get(3), "plan9");
        assertProblem(addons.get(4), "org.loupe.api");
        assertTrue(addons.get(5).problem().isEmpty());
        assertEquals("1.2.0", addons.get(5).version());
    }

    @Test void aReplacedJarIsANewBundleAndADeletedOneIsGone() throws Exception {
        Path jar = jar("acme.jar", Map.of("Bundle-SymbolicName", "acme", "Bundle-Version", "1.0.0"));
        installed();
        Bundle first = bundle("acme");
        installed();
        assertSame(first, bundle("acme"));

        jar("acme.jar", Map.of("Bundle-SymbolicName", "acme", "Bundle-Version", "0.9.0"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1000)); // older than the first
        assertEquals("0.9.0", installed().get(0).version());
        assertEquals(Bundle.UNINSTALLED, first.getState());

        Files.delete(jar);
        assertEquals(List.of(), installed());
        assertNull(bundle("acme"));
    }

    /** As releng/torch-gpu replaces PyTorch's library, which must not be loaded beside the other. */
    @Test void aLaterFragmentOfTheSameNameTakesThePlaceOfTheProducts() throws Exception {
        Path product = Files.createDirectory(folder.resolve("product")), addons = Files.createDirectory(folder.resolve("addons"));
        List<Bundle> own = new ArrayList<>();
        try {
            own.add(install(jar("product/host.jar", Map.of("Bundle-SymbolicName", "acme.host"))));
            own.add(install(jar("product/native.jar", fragment("1.0.0.13"), ToolProvider.class)));
            own.add(install(jar("product/user.jar", Map.of("Bundle-SymbolicName", "acme.user", "Require-Bundle", "acme.host",
                "Require-Capability", "acme.native"))));
            own.get(2).start();
            assertEquals(List.of("1.0.0.13"), attached(own.get(0)));

            Path jar = jar("addons/native-gpu.jar", fragment("1.0.0.13-gpu"), AcmeTools.class);
            Addon addon = new Installer(context).install(List.of(addons)).get(0);
            assertTrue(addon.problem().isEmpty(), addon::toString);
            assertEquals(List.of("1.0.0.13-gpu"), attached(own.get(0)));
            assertNotNull(own.get(0).getResource("com/acme/AcmeTools.class"));
            assertNull(own.get(0).getResource("org/loupe/api/ToolProvider.class"));
            assertEquals(Bundle.ACTIVE, own.get(2).getState());
            new Installer(context).install(List.of(addons));
            assertEquals(List.of("1.0.0.13-gpu"), attached(own.get(0)), "at the next start");

            Files.delete(jar);
            new Installer(context).install(List.of(addons));
            assertEquals(List.of("1.0.0.13"), attached(own.get(0)));
            assertEquals(Bundle.ACTIVE, own.get(2).getState());
        } finally {
            for (Bundle bundle : own) bundle.uninstall();
        }
    }

    @Test void anEarlierFragmentOfTheSameNameIsSaidNotToBeUsed() throws Exception {
        Path product = Files.createDirectory(folder.resolve("product")), addons = Files.createDirectory(folder.resolve("addons"));
        List<Bundle> own = new ArrayList<>();
        try {
            own.add(install(jar("product/host.jar", Map.of("Bundle-SymbolicName", "acme.host"))));
            own.add(install(jar("product/native.jar", fragment("1.0.0.14"))));
            assertEquals(List.of("1.0.0.14"), attached(own.get(0)));
            jar("addons/native-gpu.jar", fragment("1.0.0.13-gpu"));
            assertProblem(new Installer(context).install(List.of(addons)).get(0), "1.0.0.14");
            assertEquals(List.of("1.0.0.14"), attached(own.get(0)));
        } finally {
            for (Bundle bundle : own) bundle.uninstall();
        }
    }

    private static Map<String, String> fragment(String version) {
        return Map.of("Bundle-SymbolicName", "acme.native;singleton:=true", "Bundle-Version", version, "Fragment-Host", "acme.host",
            "Provide-Capability", "acme.native");
    }

    private Bundle install(Path jar) throws Exception {
        return context.installBundle(jar.toUri().toString());
    }

    private List<String> attached(Bundle host) {
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).resolveBundles(List.of(host));
        return host.adapt(BundleWiring.class).getProvidedWires(HostNamespace.HOST_NAMESPACE).stream()
            .map(wire -> wire.getRequirer().getVersion().toString()).toList();
    }

    private static void assertProblem(Addon addon, String word) {
        assertTrue(addon.problem().orElse("none").contains(word), addon::toString);
    }

    private List<Addon> installed() throws Exception { return new Installer(context).install(List.of(folder, folder.resolve("absent"))); }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles()).filter(b -> name.equals(b.getSymbolicName())).findFirst().orElse(null);
    }

    private Path jar(String file, Map<String, String> headers, Class<?>... classes) throws Exception {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Manifest-Version", "1.0");
        if (headers.containsKey("Bundle-SymbolicName")) all.put("Bundle-ManifestVersion", "2");
        Manifest manifest = new Manifest();
        all.forEach(manifest.getMainAttributes()::putValue);
        Path jar = folder.resolve(file);
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (Class<?> type : classes) {
                String path = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(path));
                try (InputStream in = type.getClassLoader().getResourceAsStream(path)) { in.transferTo(entries); }
            }
        }
        return jar;
    }
}

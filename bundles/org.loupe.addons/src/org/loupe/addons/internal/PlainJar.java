package org.loupe.addons.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/** Turns a jar without OSGi headers into a bundle that sees the API and whatever else the program exports. */
final class PlainJar {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private PlainJar() { }

    static boolean isBundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
        }
    }

    /** The jar's bytes with OSGi headers added; signatures, which would no longer hold, are left out. */
    static InputStream asBundle(Path jar, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile in = new JarFile(jar.toFile())) {
            Manifest manifest = in.getManifest() == null ? new Manifest() : in.getManifest();
            Attributes main = manifest.getMainAttributes();
            main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
            main.putValue(Constants.BUNDLE_SYMBOLICNAME, name.replaceAll("[^A-Za-z0-9._-]", "_"));
            main.putValue(Constants.IMPORT_PACKAGE, "org.loupe.api;version=\"[1.0,2.0)\"");
            // the jar's own classes are found first; a library that lies beside it as another plain jar is found by this
            main.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
            Set<String> packages = packages(in);
            if (!packages.isEmpty()) main.putValue(Constants.EXPORT_PACKAGE, String.join(",", packages));
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : Collections.list(in.entries())) {
                    String path = entry.getName();
                    if (entry.isDirectory() || path.equals(JarFile.MANIFEST_NAME) || SIGNATURE.matcher(path).matches()) continue;
                    out.putNextEntry(new JarEntry(path));
                    in.getInputStream(entry).transferTo(out);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Packages with classes, those of Loupe and of Java excepted: nobody replaces them. */
    private static Set<String> packages(JarFile jar) {
        Set<String> packages = new TreeSet<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String path = entry.getName();
            int end = path.lastIndexOf('/');
            if (end < 0 || !path.endsWith(".class") || path.startsWith("META-INF/")) continue;
            String name = path.substring(0, end).replace('/', '.');
            if (!name.startsWith("java.") && !name.startsWith("org.loupe.")) packages.add(name);
        }
        return packages;
    }
}

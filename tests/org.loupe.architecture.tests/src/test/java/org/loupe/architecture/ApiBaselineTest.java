package org.loupe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loupe.api.ToolProvider;

/**
 * A vendor's jar that ran with the last release runs with this one. The baseline holds every public signature of
 * {@code org.loupe.api} as released; {@code releng/accept-api} writes it anew.
 */
class ApiBaselineTest {
    private static final Path BASELINE = Path.of("src", "test", "resources", "org.loupe.api.baseline");

    @Test void nothingThatVendorsUseIsGone() throws Exception {
        Set<String> now = signatures();
        if (Boolean.getBoolean("loupe.api.accept")) Files.write(BASELINE, now);
        Set<String> released = new TreeSet<>(Files.readAllLines(BASELINE));

        List<String> breaks = new ArrayList<>();
        for (String line : released)
            if (!now.contains(line)) breaks.add("gone or changed: " + line);
        for (String line : now)
            if (!released.contains(line) && line.contains(" abstract ") && released.contains(typeOf(line)))
                breaks.add("new and abstract, so that older implementations lack it (make it a default method): " + line);
        assertEquals(List.of(), breaks, "vendors' jars would break: keep the old signature, or raise the major version of org.loupe.api and run releng/accept-api");
    }

    private static String typeOf(String memberLine) { return "name " + memberLine.substring(0, memberLine.indexOf(' ')); }

    private static Set<String> signatures() throws IOException, URISyntaxException, ClassNotFoundException {
        Path api = Path.of(ToolProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> lines = new TreeSet<>();
        try (JarFile jar = new JarFile(api.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (!name.startsWith("org/loupe/api/") || !name.endsWith(".class") || name.endsWith("package-info.class")) continue;
                Class<?> type = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, ToolProvider.class.getClassLoader());
                if (isVisible(type)) describe(type, lines);
            }
        }
        return lines;
    }

    private static boolean isVisible(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) return false;
        boolean open = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return open && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static void describe(Class<?> type, Set<String> lines) {
        String name = type.getName();
        lines.add("name " + name);
        // not toGenericString(), which differs from one Java to the next
        lines.add("type " + name + " is " + Modifier.toString(type.getModifiers()) + kind(type) + Arrays.stream(type.getTypeParameters())
            .map(v -> v + " extends " + Arrays.stream(v.getBounds()).map(Type::getTypeName).collect(Collectors.joining(" & ")))
            .collect(Collectors.joining(", ", " <", ">")));
        if (type.getGenericSuperclass() != null) lines.add("type " + name + " extends " + type.getGenericSuperclass().getTypeName());
        for (Type parent : type.getGenericInterfaces()) lines.add("type " + name + " implements " + parent.getTypeName());
        if (type.isSealed())
            lines.add("type " + name + " permits " + Arrays.stream(type.getPermittedSubclasses()).map(Class::getName).sorted().collect(Collectors.joining(", ")));
        for (Field field : type.getDeclaredFields())
            if (isVisible(field)) lines.add(name + " " + field.toGenericString() + constant(field));
        for (Constructor<?> constructor : type.getDeclaredConstructors())
            if (isVisible(constructor)) lines.add(name + " " + constructor.toGenericString());
        for (Method method : type.getDeclaredMethods())
            if (isVisible(method))
                // an element of an annotation that has a default is abstract, too, but may be added
                lines.add(name + " " + (method.getDefaultValue() == null ? method.toGenericString() : method.toGenericString().replace(" abstract ", " ") + " default"));
    }

    private static String kind(Class<?> type) {
        return type.isAnnotation() ? " annotation" : type.isInterface() ? "" : type.isRecord() ? " record" : type.isEnum() ? " enum" : " class";
    }

    private static boolean isVisible(Member member) {
        return !member.isSynthetic() && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    /** Compilers copy constants into the vendor's code, so their values are part of the contract. */
    private static String constant(Field field) {
        boolean copied = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()) && (field.getType().isPrimitive() || field.getType() == String.class);
        if (!copied) return "";
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            return "";
        }
    }
}

package org.loupe.workspace.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Says for people why a bundle with tools cannot be used. */
public final class Unresolved {
    private static final Pattern UNRESOLVED = Pattern.compile("Unresolved requirement: (.*)");
    private static final Pattern JAVA = Pattern.compile("osgi\\.ee;.*\\(version=(\\d+)");
    private static final Pattern NATIVE = Pattern.compile("bytedeco\\.native;.*\\(lib=([^)]*)\\)");
    private static final Pattern PACKAGE = Pattern.compile("Import-Package: ([^;]+)(?:; version=\"([^\"]*)\")?.*");
    private static final Pattern BUNDLE = Pattern
            .compile("Require-Bundle: ([^;]+)(?:; bundle-version=\"([^\"]*)\")?.*");

    private Unresolved() {
    }

    /** Why a bundle cannot be used, and what to do. */
    public record Reason(String text, String remedy) { }

    /** Why the framework does not resolve a bundle. */
    public static Reason reason(Bundle bundle) {
        String report = report(bundle);
        Set<String> texts = new TreeSet<>(), remedies = new TreeSet<>();
        Matcher lines = UNRESOLVED.matcher(report);
        while (lines.find())
            add(lines.group(1).strip(), texts, remedies);
        if (texts.isEmpty())
            return new Reason("It cannot be resolved: " + report.lines().findFirst().orElse("no reason is known") + ".",
                    "Install everything it needs, or ask its maker.");
        return new Reason(String.join(" ", texts), String.join(" ", remedies));
    }

    private static void add(String requirement, Set<String> texts, Set<String> remedies) {
        List<Matcher> m = new ArrayList<>();
        for (Pattern pattern : List.of(JAVA, NATIVE, PACKAGE, BUNDLE))
            m.add(pattern.matcher(requirement));
        String here = System.getProperty("java.specification.version");
        if (m.get(0).find()) {
            texts.add("It needs Java " + m.get(0).group(1) + "; this is Java " + here + ".");
            remedies.add("Start Loupe with that version of Java, or install a build for Java " + here + ".");
        } else if (m.get(1).find()) {
            texts.add("Its native library " + m.get(1).group(1) + " for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + " is not installed.");
            remedies.add("Install the add-on with that library for this platform.");
        } else if (m.get(2).matches()) {
            texts.add("It needs the package " + m.get(2).group(1) + versions(m.get(2).group(2))
                    + ", which nothing here provides.");
            remedies.add(m.get(2).group(1).equals(ToolProvider.class.getPackageName())
                    ? "Install the version that was made for this Loupe." : "Install the bundle that provides it.");
        } else if (m.get(3).matches()) {
            texts.add("It needs the bundle " + m.get(3).group(1) + versions(m.get(3).group(2))
                    + ", which is not installed.");
            remedies.add("Install that bundle.");
        } else {
            texts.add("Nothing here provides " + requirement + ".");
            remedies.add("Install everything it needs, or ask its maker.");
        }
    }

    private static String versions(String range) {
        return range == null ? "" : " in version " + range;
    }

    /** What the framework says when it is asked for a class of the bundle, which it then tries to resolve. */
    private static String report(Bundle bundle) {
        try {
            bundle.loadClass("none");
            return "";
        } catch (ClassNotFoundException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause())
                if (cause instanceof BundleException)
                    return String.valueOf(cause.getMessage());
            return String.valueOf(e.getMessage());
        }
    }

    /** Why a provider's class cannot be used. */
    public static String broken(String provider, Throwable problem) {
        Throwable cause = problem instanceof InvocationTargetException && problem.getCause() != null
                ? problem.getCause() : problem;
        if (cause instanceof ClassNotFoundException)
            return "It names the tool provider " + provider + ", but has no such class.";
        if (cause instanceof ClassCastException)
            return provider + " is no " + ToolProvider.class.getName() + " of this Loupe.";
        if (cause instanceof NoSuchMethodException)
            return "Its tool provider " + provider + " has no public constructor without arguments.";
        if (cause instanceof NoClassDefFoundError)
            return "Its tool provider " + provider + " needs the class " + String.valueOf(cause.getMessage())
                    .replace('/', '.') + ", which is not there.";
        return "Its tool provider " + provider + " cannot be constructed: " + cause + ".";
    }
}

package org.loupe.addons.internal;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.loupe.addons.Addon;
import org.loupe.addons.Addons;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Installs the add-ons before any tool is looked for (start level 2), publishes {@link Addons} and names on the error
 * stream each jar that cannot run. The folders: {@code addons} beside the program, {@code .loupe/addons} in the user's
 * home, and those of the property {@code loupe.addons} (separated like a class path).
 */
public final class Activator implements BundleActivator {
    @Override public void start(BundleContext context) throws Exception {
        Addons addons = new Addons(new Installer(context).install(folders(context)));
        for (Addon addon : addons.all())
            addon.problem().ifPresent(problem -> System.err.println("loupe: the add-on " + addon.jar() + " cannot run: " + problem));
        context.registerService(Addons.class, addons, null);
    }

    @Override public void stop(BundleContext context) { }

    static Set<Path> folders(BundleContext context) throws MalformedURLException {
        Set<Path> folders = new LinkedHashSet<>();
        String program = context.getProperty("osgi.install.area");
        // Equinox does not encode spaces in this URL, so its path is the file's path
        if (program != null) folders.add(new File(new URL(program).getPath()).toPath().resolve("addons"));
        String home = context.getProperty("user.home");
        if (home != null) folders.add(Path.of(home, ".loupe", "addons"));
        String more = context.getProperty("loupe.addons");
        if (more != null)
            for (String folder : more.split(File.pathSeparator))
                if (!folder.isBlank()) folders.add(Path.of(folder));
        return folders;
    }
}

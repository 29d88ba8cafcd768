package org.loupe.cli.internal;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Equinox application {@code org.loupe.cli.loupe}: parses the command line, runs a verb, returns its exit code. */
@Command(name = "loupe", description = "Inspects images of wafers, panels and boards for defects.", mixinStandardHelpOptions = true,
    versionProvider = LoupeApplication.Version.class)
public final class LoupeApplication implements IApplication {
    @Override public Object start(IApplicationContext context) {
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return new CommandLine(this).execute(arguments);
    }

    @Override public void stop() { }

    /** The version of this bundle. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override public String[] getVersion() {
            return new String[] { "loupe " + FrameworkUtil.getBundle(Version.class).getVersion() };
        }
    }
}

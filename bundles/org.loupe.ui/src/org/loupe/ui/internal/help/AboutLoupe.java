package org.loupe.ui.internal.help;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchWindow;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Devices;
import org.loupe.ui.internal.preferences.InstalledTools;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** What this Loupe is: version, device and why, tools, and the libraries with their licences. */
public final class AboutLoupe extends Dialog {
    private static final int COPY = IDialogConstants.CLIENT_ID;

    /** Of libraries whose bundle does not say it, by the start of its symbolic name. */
    private static final Map<String, String> LICENCES = Map.ofEntries(Map.entry("org.eclipse.", "EPL-2.0"),
            Map.entry("org.apache.", "Apache-2.0"), Map.entry("com.ibm.icu", "Unicode-3.0"),
            Map.entry("com.sun.jna", "Apache-2.0 or LGPL-2.1"), Map.entry("org.apiguardian", "Apache-2.0"),
            Map.entry("org.osgi", "Apache-2.0"), Map.entry("junit", "EPL-2.0"), Map.entry("org.opentest4j", "Apache-2.0"),
            Map.entry("org.bytedeco.openblas", "BSD-3-Clause"), Map.entry("org.bytedeco.pytorch", "BSD-3-Clause"),
            Map.entry("org.bytedeco", "Apache-2.0"),
            Map.entry("info.picocli", "Apache-2.0"), Map.entry("picocli", "Apache-2.0"), Map.entry("slf4j", "MIT"),
            Map.entry("wrapped.org.tribuo.", "Apache-2.0"), Map.entry("wrapped.com.oracle.labs.olcut.", "BSD-2-Clause"),
            Map.entry("wrapped.de.bwaldvogel.liblinear", "BSD-3-Clause"),
            Map.entry("wrapped.tw.edu.ntu.csie.libsvm", "BSD-3-Clause"),
            Map.entry("wrapped.org.apache.", "Apache-2.0"), Map.entry("wrapped.xml-apis.", "Apache-2.0"));

    private final Session session;

    /**
     * A library.
     *
     * @param name    of its bundle
     * @param version of it
     * @param licence its short name or address, or "–"
     */
    public record Library(String name, String version, String licence) {
    }

    AboutLoupe(IWorkbenchWindow window) {
        super(window.getShell());
        session = window.getService(Session.class);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Words.get("about.title"));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite head = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(14, 2).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        Label icon = new Label(head, SWT.NONE);
        icon.setImage(Icons.get("loupe", Token.ACCENT, 64));
        GridDataFactory.fillDefaults().span(1, 4).applyTo(icon);
        label(head, "Loupe").setFont(Palette.font(Type.TITLE));
        label(head, Words.get("about.tagline"));
        label(head, Words.get("about.version", version()) + " · " + Words.get("about.java",
                System.getProperty("java.version"), System.getProperty("os.name"), System.getProperty("os.arch")));
        label(head, Words.get("about.device") + " " + Devices.line(session));
        TabFolder tabs = new TabFolder(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).hint(720, 360).applyTo(tabs);
        TabItem tools = new TabItem(tabs, SWT.NONE);
        tools.setText(Words.get("about.tools"));
        tools.setControl(new InstalledTools(tabs, session.registry()));
        TabItem libraries = new TabItem(tabs, SWT.NONE);
        libraries.setText(Words.get("about.libraries"));
        libraries.setControl(libraries(tabs));
        return area;
    }

    private static Label label(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        return label;
    }

    private static String version() {
        return Platform.getBundle("org.loupe.ui").getVersion().toString().replaceFirst("\\.qualifier$", "");
    }

    private static Table libraries(Composite parent) {
        Table table = new Table(parent, SWT.BORDER | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        String[] heads = { "about.library", "installed.version", "about.licence" };
        int[] widths = { 330, 130, 240 };
        for (int i = 0; i < heads.length; i++) {
            TableColumn column = new TableColumn(table, SWT.LEFT);
            column.setText(Words.get(heads[i]));
            column.setWidth(widths[i]);
        }
        for (Library library : libraries())
            new TableItem(table, SWT.NONE)
                    .setText(new String[] { library.name(), library.version(), library.licence() });
        return table;
    }

    /** All bundles that are not Loupe's own, by name. */
    public static List<Library> libraries() {
        return Arrays.stream(Platform.getBundle("org.loupe.ui").getBundleContext().getBundles())
                .filter(b -> b.getSymbolicName() != null && !b.getSymbolicName().startsWith("org.loupe."))
                .map(b -> new Library(name(b), b.getVersion().toString(), licence(b)))
                .sorted(Comparator.comparing(Library::name, String.CASE_INSENSITIVE_ORDER)).toList();
    }

    private static String name(Bundle bundle) {
        String name = bundle.getHeaders().get(Constants.BUNDLE_NAME);
        return name == null || name.startsWith("%") ? bundle.getSymbolicName() : name;
    }

    private static String licence(Bundle bundle) {
        String header = bundle.getHeaders().get("Bundle-License");
        if (header == null)
            return LICENCES.entrySet().stream().filter(e -> bundle.getSymbolicName().startsWith(e.getKey()))
                    .max(Comparator.comparing(e -> e.getKey().length())).map(Map.Entry::getValue).orElse("–");
        String lower = header.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("apache") && lower.contains("2.0"))
            return "Apache-2.0";
        if (lower.contains("epl") && lower.contains("2.0"))
            return "EPL-2.0";
        return lower.contains("mit") ? "MIT" : header.split("[,;]")[0].replace("\"", "");
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, COPY, Words.get("about.copy"), false);
        createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
    }

    @Override
    protected void buttonPressed(int id) {
        if (id != COPY) {
            super.buttonPressed(id);
            return;
        }
        StringBuilder text = new StringBuilder("Loupe " + version() + "\n" + Words.get("about.java",
                System.getProperty("java.version"), System.getProperty("os.name"), System.getProperty("os.arch"))
                + "\n" + Devices.line(session) + "\n");
        session.registry().tools().stream().map(t -> t.bundle() + " " + t.version()).distinct()
                .forEach(line -> text.append(line).append('\n'));
        session.registry().skipped().forEach(s -> text.append(s.bundle()).append(": ").append(s.reason()).append('\n'));
        libraries().forEach(l -> text.append(l.name()).append(' ').append(l.version()).append('\n'));
        Clipboard clipboard = new Clipboard(getShell().getDisplay());
        clipboard.setContents(new Object[] { text.toString() }, new Transfer[] { TextTransfer.getInstance() });
        clipboard.dispose();
        session.status().message(Status.Kind.INFO, Words.get("about.copied"));
    }
}

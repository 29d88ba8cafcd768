package org.loupe.ui.internal.preferences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.loupe.engine.Registry;
import org.loupe.engine.ToolText;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;

/** The bundles that bring tools, with their tools, and those that were skipped, with the reason. */
public final class InstalledTools extends Composite {
    private static final int[] WIDTHS = { 290, 80, 320 };
    private static final String[] HEADS = { "installed.name", "installed.version", "installed.about" };

    /** @param registry whose tools are listed */
    public InstalledTools(Composite parent, Registry registry) {
        super(parent, SWT.NONE);
        setLayout(new FillLayout());
        Tree tree = new Tree(this, SWT.BORDER | SWT.FULL_SELECTION);
        tree.setHeaderVisible(true);
        for (int i = 0; i < HEADS.length; i++) {
            TreeColumn column = new TreeColumn(tree, SWT.LEFT);
            column.setText(Words.get(HEADS[i]));
            column.setWidth(WIDTHS[i]);
        }
        for (Registry.Skipped skipped : registry.skipped()) {
            TreeItem item = new TreeItem(tree, SWT.NONE);
            item.setImage(Icons.get("warning", Token.WARN));
            item.setText(new String[] { skipped.bundle(), "", Words.get("installed.skipped") });
            for (String line : List.of(skipped.reason(), skipped.remedy()))
                if (!line.isEmpty())
                    new TreeItem(item, SWT.NONE).setText(line);
            item.setExpanded(true);
        }
        Map<String, List<Registry.Entry>> bundles = registry.tools().stream()
                .collect(Collectors.groupingBy(Registry.Entry::bundle, LinkedHashMap::new, Collectors.toList()));
        bundles.forEach((bundle, tools) -> {
            TreeItem item = new TreeItem(tree, SWT.NONE);
            item.setImage(Icons.get("chip", Token.TEXT2));
            item.setText(new String[] { bundle, tools.get(0).version().replaceFirst("\\.qualifier$", ""),
                about(tools) });
            for (Registry.Entry tool : tools)
                new TreeItem(item, SWT.NONE).setText(new String[] {
                    ToolText.info(tool.tool(), Locale.getDefault()).label(), "",
                    tool.tool().info().id() });
        });
    }

    private static String about(List<Registry.Entry> tools) {
        String libraries = libraries(tools);
        return libraries.isEmpty() ? Words.get("installed.countOnly", tools.size())
                : Words.get("installed.count", tools.size(), libraries);
    }

    private static String libraries(List<Registry.Entry> tools) {
        return tools.stream().flatMap(t -> t.libraries().entrySet().stream()).distinct()
                .map(l -> l.getKey() + " " + l.getValue()).collect(Collectors.joining(", "));
    }
}

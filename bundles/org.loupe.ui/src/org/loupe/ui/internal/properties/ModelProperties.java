package org.loupe.ui.internal.properties;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.loupe.engine.Item;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;
import org.loupe.model.Zone;
import org.loupe.ui.Properties;

/** Finds what the Properties view tells of the project, what it holds, and images; and gives parts that view's page. */
public final class ModelProperties implements IAdapterFactory {

    @Override
    public <T> T getAdapter(Object object, Class<T> type) {
        if (type == IPropertySheetPage.class)
            return object instanceof IWorkbenchPart ? type.cast(new PropertiesPage()) : null;
        if (type != Properties.class)
            return null;
        Properties found = object instanceof ImageSet set ? new ImageSetProperties(set)
                : object instanceof Item item ? new ImageProperties(item)
                        : object instanceof RunEntry run ? new RunProperties(run)
                        : object instanceof WaferEntry wafer ? new WaferProperties(wafer)
                        : object instanceof Iteration iteration ? new IterationProperties(iteration)
                                : object instanceof Recipe recipe ? new NamedProperties(recipe, "recipe")
                                        : object instanceof Report report ? new NamedProperties(report, "report")
                                                : object instanceof Zone zone ? new ZoneProperties(zone)
                                                        : object instanceof Project project
                                                                ? new ProjectProperties(project) : null;
        return type.cast(found);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] { Properties.class, IPropertySheetPage.class };
    }
}

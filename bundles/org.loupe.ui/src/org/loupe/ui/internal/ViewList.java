package org.loupe.ui.internal;

import java.util.List;

import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.actions.ContributionItemFactory;

/** The views that the perspective offers, in Window › Show view. */
public final class ViewList extends CompoundContributionItem {

    @Override
    protected IContributionItem[] getContributionItems() {
        return List.of(ContributionItemFactory.VIEWS_SHORTLIST
                .create(PlatformUI.getWorkbench().getActiveWorkbenchWindow())).toArray(IContributionItem[]::new);
    }
}

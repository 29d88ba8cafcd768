package org.loupe.ui;

/**
 * What the Properties view tells of something that is chosen. The view asks the platform's adapters for it, so a bundle
 * adds a kind of object by an {@code org.eclipse.core.runtime.adapters} extension from the object's class to this one.
 * UI thread only.
 */
public interface Properties {

    /** Name of the icon beside the title, as in {@link Icons}. */
    String icon();

    /** What it is and what people call it; asked again when the model has changed. */
    String title();

    /**
     * Adds the rows. Called once for each object that is shown and each {@link #shape}; what the rows say is asked
     * again when the model has changed.
     */
    void fill(PropertyForm form);

    /**
     * Decides which rows there are: when it differs from before, {@link #fill} is called anew on an empty form. For a
     * few values; compared by {@code equals}.
     */
    default Object shape() {
        return "";
    }
}

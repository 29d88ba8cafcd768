package org.loupe.ui.viewer;

import java.util.Arrays;
import java.util.List;

/**
 * Views that move together while they are locked: the same zoom, and places that keep the distance they had when they
 * were locked. Views that have never been moved apart show the same place. UI thread only.
 */
public final class ViewGroup {
    private final List<View> views;
    private final double[] dx, dy;
    private boolean locked = true, moving;

    /** @param views the first gives the others their place at the start */
    public ViewGroup(List<View> views) {
        this.views = List.copyOf(views);
        dx = new double[views.size()];
        dy = new double[views.size()];
        for (View view : this.views)
            view.listen(() -> moved(view));
        moved(this.views.get(0));
    }

    /** Whether the views move together. */
    public boolean locked() {
        return locked;
    }

    /** Lets the views move together, keeping the distance they have now, or each by itself. */
    public void lock(boolean on) {
        if (locked == on)
            return;
        locked = on;
        View first = views.get(0);
        for (int i = 1; on && i < dx.length; i++) {
            dx[i] = views.get(i).x() - first.x();
            dy[i] = views.get(i).y() - first.y();
        }
        moved(first);
    }

    /** Brings all views to the first one's place. */
    public void align() {
        Arrays.fill(dx, 0);
        Arrays.fill(dy, 0);
        boolean before = locked;
        locked = true;
        moved(views.get(0));
        locked = before;
    }

    /** Where a place of one view lies in another, in px: the distance to add to its column and row. */
    public double[] offset(View from, View to) {
        int i = views.indexOf(from), j = views.indexOf(to);
        return locked ? new double[] { dx[j] - dx[i], dy[j] - dy[i] } : new double[2];
    }

    private void moved(View view) {
        if (!locked || moving)
            return;
        moving = true;
        int from = views.indexOf(view);
        for (int i = 0; i < dx.length; i++)
            if (i != from)
                views.get(i).set(view.x() + dx[i] - dx[from], view.y() + dy[i] - dy[from], view.scale());
        moving = false;
    }
}

package org.loupe.ui.viewer.internal;

import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** What the commands of histogram and scatter do: in the plot that is active, else in the one in sight. */
public final class PlotCommands {
    static final String AXIS_X = "org.loupe.ui.plot.axisX", AXIS_Y = "org.loupe.ui.plot.axisY",
            LOG_X = "org.loupe.ui.plot.logX", LOG_Y = "org.loupe.ui.plot.logY", COLOUR = "org.loupe.ui.plot.colour",
            LASSO = "org.loupe.ui.plot.lasso", WHOLE = "org.loupe.ui.plot.whole",
            FILTER = "org.loupe.ui.plot.filter", EXCLUDE = "org.loupe.ui.plot.exclude",
            COPY_IMAGE = "org.loupe.ui.plot.copyImage", EXPORT = "org.loupe.ui.plot.export";
    /** A plot has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.plot";

    private PlotCommands() {
    }

    /** A command on a plot. */
    abstract static class OnPlot extends ResultCommands.OnRun {
        private static PlotView plot() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            if (page == null)
                return null;
            IWorkbenchPart active = page.getActivePart();
            if (active instanceof PlotView plot)
                return plot;
            for (String id : new String[] { "org.loupe.ui.viewer.view.scatter",
                    "org.loupe.ui.viewer.view.histogram" }) {
                IViewPart view = page.findView(id);
                if (view instanceof PlotView plot && page.isPartVisible(view))
                    return plot;
            }
            return null;
        }

        @Override
        void run() {
            PlotView plot = plot();
            if (plot != null)
                run(plot);
        }

        abstract void run(PlotView plot);
    }

    /** Offers columns for the horizontal axis. */
    public static final class AxisX extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.axisMenu(false);
        }
    }

    /** Offers columns for the vertical axis. */
    public static final class AxisY extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.axisMenu(true);
        }
    }

    /** Horizontal axis logarithmic or not. */
    public static final class LogX extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.log(false);
        }
    }

    /** Vertical axis logarithmic or not. */
    public static final class LogY extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.log(true);
        }
    }

    /** Classes in their colours or not. */
    public static final class Colour extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.colour();
        }
    }

    /** Lasso or rubber band. */
    public static final class Lasso extends OnPlot {
        @Override
        void run(PlotView plot) {
            if (plot.twoColumns())
                plot.lasso();
        }
    }

    /** All values. */
    public static final class Whole extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.whole();
        }
    }

    /** A smaller range. */
    public static final class ZoomIn extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.zoomBy(true);
        }
    }

    /** A larger range. */
    public static final class ZoomOut extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.zoomBy(false);
        }
    }

    /** Lists the marked range alone. */
    public static final class Filter extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.condition().ifPresent(ResultCommands::narrow);
        }
    }

    /** Lists the marked range no more. */
    public static final class Exclude extends OnPlot {
        @Override
        void run(PlotView plot) {
            if (plot.mark() != null)
                plot.condition().ifPresent(condition -> ResultCommands.narrow("not (" + condition + ")"));
        }
    }

    /** A picture of the plot to the clipboard. */
    public static final class CopyImage extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.copy();
        }
    }

    /** The values to a file. */
    public static final class Export extends OnPlot {
        @Override
        void run(PlotView plot) {
            plot.export();
        }
    }
}

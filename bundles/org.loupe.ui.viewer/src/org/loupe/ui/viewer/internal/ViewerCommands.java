package org.loupe.ui.viewer.internal;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.viewer.ImageCanvas;

/** What the viewer's commands do. */
public final class ViewerCommands {

    private ViewerCommands() {
    }

    /** A command on the viewer; it can run while one is open. */
    abstract static class OnViewer extends AbstractHandler {

        static Optional<ImageEditor> viewer() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            return window == null ? Optional.empty() : ImageEditor.of(window.getActivePage());
        }

        @Override
        public boolean isEnabled() {
            return viewer().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            viewer().ifPresent(this::run);
            return null;
        }

        abstract void run(ImageEditor viewer);
    }

    /** Larger. */
    public static final class ZoomIn extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(canvas -> canvas.zoom(ImageCanvas.NOTCH));
        }
    }

    /** Smaller. */
    public static final class ZoomOut extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(canvas -> canvas.zoom(1 / ImageCanvas.NOTCH));
        }
    }

    /** The whole image. */
    public static final class Fit extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.fit();
        }
    }

    /** 100 %, and back. */
    public static final class OneToOne extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(ImageCanvas::oneToOne);
        }
    }

    /** Tags at all detections or at selected ones. */
    public static final class Tags extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(canvas -> canvas.tags(!canvas.tags()));
        }
    }

    /** The overview map. */
    public static final class Map extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(canvas -> canvas.map(!canvas.map()));
        }
    }

    /** Scale bar and size. */
    public static final class Hud extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.act(canvas -> canvas.hud(!canvas.hud()));
        }
    }

    /** The reference beside the image. */
    public static final class Split extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            Compare compare = viewer.compare();
            boolean beside = compare.split() == Compare.Split.TWO || compare.split() == Compare.Split.THREE;
            compare.split(beside ? Compare.Split.NONE : Compare.Split.TWO);
        }
    }

    /** Image, reference and difference side by side. */
    public static final class SplitThree extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            Compare compare = viewer.compare();
            compare.split(compare.split() == Compare.Split.THREE ? Compare.Split.NONE : Compare.Split.THREE);
        }
    }

    /** A bar between image and reference. */
    public static final class Swipe extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            Compare compare = viewer.compare();
            compare.split(compare.split() == Compare.Split.SWIPE ? Compare.Split.NONE : Compare.Split.SWIPE);
        }
    }

    /** Image and reference in turn. */
    public static final class BlinkBoth extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.compare().toggleBlink();
        }
    }

    /** What differs. */
    public static final class Difference extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.compare().toggleDifference();
        }
    }

    /** Differences with their sign or without. */
    public static final class Signed extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.compare().signed(!viewer.compare().signed());
        }
    }

    /** Images side by side move together or each by itself. */
    public static final class Lock extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.lock();
        }
    }

    /** Dragging changes window and level. */
    public static final class WindowLevel extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.windowLevel();
        }
    }

    /** Black and white by the image's values. */
    public static final class AutoLevel extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.toning().auto();
        }
    }

    /** Black and white as at first. */
    public static final class ResetLevel extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.toning().reset();
        }
    }

    /** Window and level of the image, or of all of its set. */
    public static final class LevelForSet extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.toning().forSet(!viewer.toning().forSet());
        }
    }

    /** How often each value occurs. */
    public static final class ShowHistogram extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.histogram();
        }
    }

    /** The next colour map. */
    public static final class NextMap extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.nextMap();
        }
    }

    /** The file of a scan under the pointer. */
    public static final class TileFile extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.showTileFile();
        }
    }

    /** The reference in place of the image. */
    public static final class Reference extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.reference();
        }
    }

    /** The next image. */
    public static final class NextImage extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.step(1);
        }
    }

    /** The previous image. */
    public static final class PreviousImage extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.step(-1);
        }
    }

    /** The next detection. */
    public static final class NextDetection extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.stepDetection(1);
        }
    }

    /** The previous detection. */
    public static final class PreviousDetection extends OnViewer {
        @Override
        void run(ImageEditor viewer) {
            viewer.stepDetection(-1);
        }
    }
}

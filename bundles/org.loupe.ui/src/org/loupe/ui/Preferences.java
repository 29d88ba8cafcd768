package org.loupe.ui;

import java.util.Locale;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.widgets.Widget;
import org.loupe.engine.Options;
import org.loupe.engine.Policy;
import org.osgi.service.prefs.BackingStoreException;

/**
 * What a user may set, with what holds until it is set. Kept with the workbench's workspace, never in a project. Reading
 * is cheap; any thread.
 */
public final class Preferences {
    /** The node under which all are kept. */
    public static final String NODE = "org.loupe.ui";

    /**
     * One setting.
     *
     * @param name    under which it is kept
     * @param initial what holds until it is set; a Boolean, Integer or String
     */
    public record Key<T>(String name, T initial) {

        /** What holds now. */
        @SuppressWarnings("unchecked")
        public T get() {
            String text = Platform.getPreferencesService().getString(NODE, name, null, null);
            if (text == null)
                return initial;
            try {
                return (T) (initial instanceof Boolean ? (Object) Boolean.valueOf(text)
                        : initial instanceof Integer ? (Object) Integer.valueOf(text) : text);
            } catch (NumberFormatException e) {
                return initial; // written by hand
            }
        }

        /** Sets it; written to disk within a second. */
        public void set(T value) {
            node().put(name, value.toString());
            saveSoon();
        }
    }

    /** Which implementations of a tool runs may use: auto, cpu or exact. */
    public static final Key<String> POLICY = new Key<>("device.policy", "auto");
    /** Workers of a run; 0 for one per core. */
    public static final Key<Integer> THREADS = new Key<>("device.threads", 0);
    /** Largest image that is worked on whole, in megapixels; larger ones are cut into tiles. */
    public static final Key<Integer> WHOLE_MPX = new Key<>("device.wholeMpx", 16);

    /** Memory for tiles of images on the screen, in MB. */
    public static final Key<Integer> CACHE_MB = new Key<>("viewer.cacheMb", 384);
    /** Whether turning the wheel towards the user zooms in. */
    public static final Key<Boolean> ZOOM_REVERSED = new Key<>("viewer.zoomReversed", false);
    /** Whether zoom, panning to a defect and unfolding rows are eased. */
    public static final Key<Boolean> ANIMATION = new Key<>("viewer.animation", true);
    /** Whether large images have an overview map at first. */
    public static final Key<Boolean> MAP = new Key<>("viewer.map", true);
    /** Whether all detections are tagged at first, if there are few. */
    public static final Key<Boolean> TAGS = new Key<>("viewer.tags", false);
    /** Whether the recipe is tried on what is in sight while its parameters change. */
    public static final Key<Boolean> LIVE_PREVIEW = new Key<>("recipe.livePreview", true);
    /** Id of what the levels of a stack of classifiers learn by. */
    public static final Key<String> STACK_TRAINER = new Key<>("recipe.stackTrainer", "loupe.logistic-regression");

    /** Whether a sound tells when a training of a net has ended. */
    public static final Key<Boolean> BEEP = new Key<>("training.beep", false);

    /** Whether a tile that is complete makes room for the next open one. */
    public static final Key<Boolean> AUTO_NEXT = new Key<>("labelling.autoNext", true);
    /** Whether sides that are drawn near an edge of the image are taken to it. */
    public static final Key<Boolean> SNAP = new Key<>("labelling.snap", true);
    /** Whether the palette of label tools lies over the image. */
    public static final Key<Boolean> LABEL_PALETTE = new Key<>("labelling.palette", true);
    /** Whether labels are drawn over images where one does not label. */
    public static final Key<Boolean> LABELS_SHOWN = new Key<>("labelling.shown", false);

    /** Side of a tile that is cut out of a larger image for the example set, in px. */
    public static final Key<Integer> EXAMPLE_SIZE = new Key<>("labelling.exampleSize", 1024);

    /** Who labels; "" for the login name. */
    public static final Key<String> LABELS_BY = new Key<>("labelling.by", "");

    /** File with the weights of a pretrained net that describes defects; "" for none. */
    public static final Key<String> FEATURE_WEIGHTS = new Key<>("features.weights", "");
    /** Layer of that net whose map describes defects; "" for the last one before the classes. */
    public static final Key<String> FEATURE_LAYER = new Key<>("features.layer", "");

    /** In what lengths are written: um or mil. */
    public static final Key<String> LENGTH_UNIT = new Key<>("units.length", "um");
    /** Decimals of lengths; -1 for as many as the size deserves. */
    public static final Key<Integer> DECIMALS = new Key<>("units.decimals", -1);

    /** Fills of the classes as #RRGGBB, separated by commas; "" for those of {@link Palette}. */
    public static final Key<String> CLASS_COLOURS = new Key<>("colours.classes", "");

    /** light, dark, or system for what the desktop shows. */
    public static final Key<String> THEME = new Key<>("theme", "system");

    private static final int SOON_MS = 800;
    private static final Job SAVE = Job.createSystem("Loupe preferences", monitor -> {
        save();
    });

    private Preferences() {
    }

    /** Which implementations of a tool runs may use. */
    public static Policy policy() {
        String name = POLICY.get().toUpperCase(Locale.ROOT);
        for (Policy policy : Policy.values())
            if (policy.name().equals(name))
                return policy;
        return Policy.AUTO;
    }

    /** How runs of the workbench use this computer: policy, workers, and up to which size images are worked on whole. */
    public static Options options() {
        Options options = Options.defaults().policy(policy());
        if (THREADS.get() > 0)
            options = options.threads(THREADS.get());
        return options.tiles(options.tileSize(), Math.max(1, WHOLE_MPX.get()) * 1_000_000L);
    }

    /** Calls {@code changed} on the UI thread after each change of a setting until {@code owner} is disposed. */
    public static void listen(Widget owner, Key<?> key, Runnable changed) {
        IPreferenceChangeListener listener = e -> {
            if (e.getKey().equals(key.name) && !owner.isDisposed())
                owner.getDisplay().asyncExec(() -> {
                    if (!owner.isDisposed())
                        changed.run();
                });
        };
        node().addPreferenceChangeListener(listener);
        owner.addDisposeListener(e -> node().removePreferenceChangeListener(listener));
    }

    /** Calls {@code changed} after each change of a setting, for as long as the workbench runs; on any thread. */
    static void listen(Key<?> key, Runnable changed) {
        node().addPreferenceChangeListener(e -> {
            if (e.getKey().equals(key.name))
                changed.run();
        });
    }

    /**
     * Writes what parts keep beside the workspace to disk, soon and not on the calling thread: whatever was put under any
     * node of {@link InstanceScope}. Nothing else does.
     */
    public static void saveSoon() {
        SAVE.schedule(SOON_MS);
    }

    /** The same now. */
    public static void save() {
        try {
            Platform.getPreferencesService().getRootNode().node(InstanceScope.SCOPE).flush();
        } catch (BackingStoreException e) {
            Failures.log(e);
        }
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }
}

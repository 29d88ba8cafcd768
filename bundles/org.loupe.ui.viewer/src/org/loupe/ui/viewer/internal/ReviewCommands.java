package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.model.ImageSet;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;

/** What the commands of the perspective Review do. */
public final class ReviewCommands {

    private ReviewCommands() {
    }

    /** A command on the window's review. */
    private abstract static class OnReview extends AbstractHandler {
        private final Predicate<Review> possible;
        private final Consumer<Review> action;

        /** It can run once a run is judged. */
        OnReview(Consumer<Review> action) {
            this(r -> r.judged().isPresent(), action);
        }

        OnReview(Predicate<Review> possible, Consumer<Review> action) {
            this.possible = possible;
            this.action = action;
        }

        private static Optional<Review> review() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            return window == null ? Optional.empty() : Review.known(window);
        }

        @Override
        public boolean isEnabled() {
            return review().filter(possible).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            review().ifPresent(action);
            return null;
        }
    }

    private static void turn(Review review, int notches) {
        if (review.judged().isEmpty())
            return;
        Dial dial = review.dial();
        if (dial.dense()) {
            review.set((Math.round(review.setting() / dial.notch()) + notches) * dial.notch());
            return;
        }
        var points = dial.curve().points(); // only values that were tried are known
        for (int i = 0; i < points.size(); i++)
            if (points.get(i).setting() == review.setting()) {
                review.set(points.get(Math.max(0, Math.min(points.size() - 1, i + Integer.signum(notches))))
                        .setting());
                return;
            }
    }

    /** A notch lower. */
    public static final class Lower extends OnReview {
        public Lower() {
            super(r -> turn(r, -1));
        }
    }

    /** A notch higher. */
    public static final class Higher extends OnReview {
        public Higher() {
            super(r -> turn(r, 1));
        }
    }

    /** Ten notches lower. */
    public static final class MuchLower extends OnReview {
        public MuchLower() {
            super(r -> turn(r, -10));
        }
    }

    /** Ten notches higher. */
    public static final class MuchHigher extends OnReview {
        public MuchHigher() {
            super(r -> turn(r, 10));
        }
    }

    /** To the cheapest. */
    public static final class Cheapest extends OnReview {
        public Cheapest() {
            super(Review::cheapest);
        }
    }

    /** The cheapest of all, into the recipe. */
    public static final class Tune extends OnReview {
        public Tune() {
            super(Review::tune);
        }
    }

    /** Into the recipe. */
    public static final class Apply extends OnReview {
        public Apply() {
            super(Review::apply);
        }
    }

    /** Back to the recipe's. */
    public static final class Back extends OnReview {
        public Back() {
            super(Review::back);
        }
    }

    /** Just past the chosen mistake. */
    public static final class Past extends OnReview {
        public Past() {
            super(r -> r.chosen().isPresent(), Review::past);
        }
    }

    /** What the run left out. */
    public static final class Below extends OnReview {
        public Below() {
            super(Review::canLookBelow, Review::lookBelow);
        }
    }

    /** Tries values of the parameter, or stops. */
    public static final class Try extends OnReview {
        public Try() {
            super(r -> r.sweep().on(), r -> r.sweep().run());
        }
    }

    /** All mistakes again, no longer those of one cell. */
    public static final class All extends OnReview {
        public All() {
            super(r -> r.cell().isPresent(), r -> r.cell(null));
        }
    }

    /** Chooses the file of what is true. */
    public static final class ChooseTruth extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            Session session = window == null ? null : window.getService(Session.class);
            if (session == null || session.project().isEmpty())
                return null;
            Optional<ImageSet> set = session.results().map(r -> r.entry().getImageSet()).or(session::imageSet);
            if (set.isEmpty()) {
                session.status().message(Kind.WARNING, Words.get("review.noSet"));
                return null;
            }
            FileDialog dialog = new FileDialog(window.getShell(), SWT.OPEN);
            dialog.setText(Words.get("review.truth.dialog"));
            dialog.setFilterExtensions(new String[] { "*.json;*.csv;*.txt", "*" });
            dialog.setFilterPath(session.project().get().folder().toString());
            String chosen = dialog.open();
            if (chosen != null)
                session.edit(p -> p.change(Words.get("command.set", Words.get("review.truth")),
                        () -> set.get().setTruth(p.relative(Path.of(chosen)))));
            return null;
        }
    }
}

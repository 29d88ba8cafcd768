package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Latest;

/**
 * The model that is looked at, and which of its examples: all parts of models show this, post what a person chose, and
 * listen for what others chose. Files are read off the UI thread. UI thread only.
 */
public final class ModelDesk {

    /** What can change. */
    public enum Event {
        /** Another model, or none, or why it cannot be shown. */
        OPENED,
        /** The examples behind a figure. */
        CHOSEN,
        /** The one example that is looked at. */
        EXAMPLE
    }

    private record Listener(Widget owner, Runnable call) {
    }

    /** What reading came to. */
    private record Outcome(OpenModel model, String problem) {
    }

    private static ModelDesk only;

    private final Session session;
    private final Map<Event, List<Listener>> listeners = new EnumMap<>(Event.class);
    private final Latest reading;
    private ModelEntry entry;
    private OpenModel open;
    private String problem = "", words = "";
    private int[] chosen = {};
    private int example = -1;

    private ModelDesk(Session session) {
        this.session = session;
        Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        reading = new Latest(shell, "Loupe models");
        session.listen(shell, Session.Event.PROJECT, () -> show(null));
        session.listen(shell, Session.Event.MODEL, () -> {
            if (entry != null && entry.eContainer() == null)
                show(null); // it was deleted; undo brings it back
        });
    }

    /** That of the session. */
    public static ModelDesk of(Session session) {
        if (only == null || only.session != session)
            only = new ModelDesk(session);
        return only;
    }

    Session session() {
        return session;
    }

    /** Calls back after each such event, until the owner is disposed. */
    public void listen(Widget owner, Event event, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.computeIfAbsent(event, e -> new ArrayList<>()).add(listener);
        owner.addDisposeListener(e -> listeners.get(event).remove(listener));
    }

    private void fire(Event event) {
        for (Listener listener : List.copyOf(listeners.getOrDefault(event, List.of())))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** Reads and shows a model of the project, or with {@code null} none. What cannot be read is said in its place. */
    public void show(ModelEntry wanted) {
        reading.forget();
        if (wanted == null && entry == null)
            return;
        entry = wanted;
        open = null;
        problem = "";
        choose(new int[0], "");
        fire(Event.OPENED);
        if (wanted == null || session.project().isEmpty())
            return;
        Path file = OpenModel.file(session.project().get().folder(), wanted);
        Registry registry = session.registry();
        reading.ask(unwanted -> read(wanted, file, registry), outcome -> {
            open = outcome.model;
            problem = outcome.problem;
            fire(Event.OPENED);
        });
    }

    private static Outcome read(ModelEntry wanted, Path file, Registry registry) {
        try {
            return new Outcome(OpenModel.read(wanted, file, registry), "");
        } catch (ToolException e) {
            return new Outcome(null, Failures.text(e));
        } catch (RuntimeException e) {
            Failures.log(e);
            return new Outcome(null, Words.get("models.failed", file.getFileName(), e));
        }
    }

    /** The model of the project that is shown or being read. */
    public Optional<ModelEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** The model that was read. */
    Optional<OpenModel> open() {
        return Optional.ofNullable(open);
    }

    /** Its classifier, if it is one. */
    Optional<OpenModel.Classifier> classifier() {
        return open().flatMap(OpenModel::classifier);
    }

    /** Why the model cannot be shown, "" if it can. */
    String problem() {
        return problem;
    }

    /** Lists examples. @param rows of the report @param why they are together, for people */
    void choose(int[] rows, String why) {
        chosen = rows.clone();
        words = why;
        fire(Event.CHOSEN);
        example(rows.length == 0 ? -1 : rows[0]);
    }

    /** The examples that are listed: rows of the report. */
    int[] chosen() {
        return chosen;
    }

    /** Why they are together. */
    String why() {
        return words;
    }

    /** Looks at one example. @param row of the report, -1 for none */
    void example(int row) {
        example = row;
        fire(Event.EXAMPLE);
    }

    /** The example that is looked at, a row of the report, -1 for none. */
    int example() {
        return example;
    }
}

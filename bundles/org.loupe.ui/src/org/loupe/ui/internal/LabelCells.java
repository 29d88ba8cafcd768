package org.loupe.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.ui.services.IServiceLocator;
import org.loupe.api.ToolException;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Keys;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Session;
import org.loupe.ui.TileQueue;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Labelling;

/** What the status line tells while one labels: which tile, how much can be undone, what is saved, who labels. */
final class LabelCells {

    /** A cell of the status line. @param widest what it has room for @param icon name, or "" @param failed in red */
    record Cell(String text, String widest, String icon, boolean failed) {
    }

    /** What the next key can do, as far as it is another matter. */
    private enum Next {
        CHOOSE, PROPOSAL, LABEL, PROPOSALS, DRAW
    }

    private static final String PREFIX = "org.loupe.ui.label.", BOX = "org.loupe.ui.viewer.box";

    private final Session session;
    private Next told;
    private String hint = "";

    LabelCells(Session session) {
        this.session = session;
    }

    /** What the next key does. */
    String hint(IServiceLocator site) {
        Next next = next();
        if (next != told) { // the keys are looked for once, not at each paint
            told = next;
            hint = switch (next) {
                case CHOOSE -> Words.get("status.label.choose", Keys.of(site, PREFIX + "next"));
                case PROPOSAL -> Words.get("status.label.proposal", Keys.of(site, PREFIX + "accept"),
                        Keys.of(site, PREFIX + "reject"));
                case LABEL -> Words.get("status.label.label", Keys.of(site, PREFIX + "reject"));
                case PROPOSALS -> Words.get("status.label.proposals", Keys.of(site, PREFIX + "accept"),
                        Keys.of(site, PREFIX + "acceptAll"));
                case DRAW -> Words.get("status.label.draw", Keys.of(site, BOX), Keys.of(site, PREFIX + "complete"));
            };
        }
        return hint;
    }

    private Next next() {
        if (session.image().isEmpty())
            return Next.CHOOSE;
        LabelDesk desk = session.desk();
        Optional<Label> selected = desk.selection().stream().findFirst().flatMap(id -> desk.table().label(id));
        if (selected.isPresent())
            return selected.get().state().counts() ? Next.LABEL : Next.PROPOSAL;
        return session.queue().tile(session.image().get()).filter(t -> t.proposals() > 0).isPresent() ? Next.PROPOSALS
                : Next.DRAW;
    }

    /** The cells from left to right; none if no project is open. */
    List<Cell> cells() {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return List.of();
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(tile(), Words.get("status.tile", 88888, 88888), "", false));
        cells.add(new Cell(Words.get("status.undo", project.undoSteps()), Words.get("status.undo", 8888), "", false));
        cells.add(saved(project.labels()));
        cells.add(new Cell(who(), "", "person", false));
        return cells;
    }

    /** Such as "Tile 87 of 280"; empty if the image is no tile of the queue. */
    private String tile() {
        TileQueue queue = session.queue();
        int place = session.image().map(queue::place).orElse(-1);
        return place < 0 ? "" : Words.get("status.tile", place + 1, queue.size());
    }

    private Cell saved(Labelling labels) {
        int count = labels.table().labelCount();
        String widest = Words.get("status.savedAgo", Words.duration(88), 8_888_888);
        Optional<ToolException> problem = session.labelsUnsaved();
        if (problem.isPresent())
            return new Cell(Words.get("status.unsaved"), widest, "error", true);
        if (labels.pending())
            return new Cell(Words.get("status.saving", count), widest, "ok", false);
        Optional<Instant> at = labels.saved();
        String text = at.isEmpty() ? Words.get("status.labels", count)
                : Words.get("status.savedAgo", ago(Duration.between(at.get(), Instant.now())), count);
        return new Cell(text, widest, "ok", false);
    }

    /** In tenths of a second at first, then in whole seconds, then in whole minutes: what is old changes seldom. */
    private static String ago(Duration since) {
        double seconds = Math.max(0, since.toMillis() / 1000.0);
        return Words.duration(seconds < 60 ? seconds : Math.floor(seconds / 60) * 60);
    }

    /** Who labels and in which iteration: "m.keller – v4". */
    private String who() {
        Labelling labels = session.project().orElseThrow().labels();
        LabelTable table = labels.table();
        return table.iteration() == 0 ? labels.who() : Words.get("status.who", labels.who(), table.iteration());
    }
}

package org.loupe.ui.internal.properties;

import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTally;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Words;

/** An iteration: where it comes from, what was labelled in it, and if it is frozen the hash over it. */
final class IterationProperties implements Properties {
    private final Iteration iteration;

    IterationProperties(Iteration iteration) {
        this.iteration = iteration;
    }

    @Override
    public String icon() {
        return "clock";
    }

    @Override
    public String title() {
        return Words.get("properties.of.iteration", iteration.getNumber());
    }

    @Override
    public Object shape() {
        return iteration.getFrozen() != null;
    }

    @Override
    public void fill(PropertyForm form) {
        Fields.name(form, iteration);
        form.field(Fields.text("properties.description", "properties.description.hint", iteration::getDescription,
                iteration::setDescription));
        boolean frozen = iteration.getFrozen() != null;
        form.fact(Words.get("properties.state"), () -> frozen
                ? Words.get("iterations.frozenAt", NamedProperties.date(iteration.getFrozen()))
                : Words.get("iterations.open"));
        form.fact(Words.get("iterations.begunAt"), () -> NamedProperties.date(iteration.getCreated()));
        form.fact(Words.get("iterations.parent"),
                () -> iteration.getParent() == null ? "" : iteration.getParent().getName());
        form.fact(Words.get("iterations.autoLabeler"), iteration::getAutoLabeler);
        form.fact(Words.get("iterations.autoLabelScore"), () -> Words.number(iteration.getAutoLabelScore(), 2));
        form.fact(Words.get("iterations.startModel"),
                () -> iteration.getStartModel() == null ? "" : iteration.getStartModel().getName());
        form.fact(Words.get("iterations.model"),
                () -> iteration.getModel() == null ? "" : iteration.getModel().getName());
        form.fact(Words.get("iterations.splitRule"), iteration::getSplitRule);
        form.section(Words.get("iterations.content"));
        form.fact(Words.get("iterations.tiles"), () -> frozen ? Words.number(iteration.getTiles(), 0)
                : Words.number(table().tileCount(), 0));
        form.fact(Words.get("iterations.complete"), () -> Words.number(frozen ? iteration.getCompleteTiles()
                : table().tiles(TileState.COMPLETE), 0));
        form.fact(Words.get("iterations.labels"), () -> Words.number(frozen ? iteration.getLabelCount()
                : table().countedLabels(), 0));
        form.fact(Words.get("iterations.proposed"), () -> Words.number(tally().proposed(), 0));
        form.fact(Words.get("iterations.accepted"), () -> Words.number(tally().accepted(), 0));
        form.fact(Words.get("iterations.edited"), () -> Words.number(tally().edited(), 0));
        form.fact(Words.get("iterations.deleted"), () -> Words.number(tally().deleted(), 0));
        form.fact(Words.get("iterations.added"), () -> Words.number(tally().added(), 0));
        form.fact(Words.get("iterations.examples"), iteration::getFolder);
        if (frozen) {
            form.section(Words.get("iterations.snapshot"));
            form.fact(Words.get("properties.folder"), iteration::getLabels);
            form.fact(Words.get("iterations.entry"), () -> Words.number(iteration.getEntry(), 0));
            form.laterHash(Words.get("iterations.sha256")).accept(iteration.getSha256());
            form.laterHash(Words.get("iterations.head")).accept(iteration.getHead());
        }
    }

    private static LabelTable table() {
        return Fields.session().desk().table();
    }

    private LabelTally tally() {
        return iteration.getFrozen() == null ? table().tally(iteration.getNumber())
                : new LabelTally(iteration.getProposed(), iteration.getAccepted(), iteration.getEdited(),
                        iteration.getDeleted(), iteration.getAdded());
    }
}

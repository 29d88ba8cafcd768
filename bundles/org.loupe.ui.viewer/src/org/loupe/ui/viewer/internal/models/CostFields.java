package org.loupe.ui.viewer.internal.models;

import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.model.Project;
import org.loupe.ui.NumberField;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Stakes;

/** What an escape and an overkill cost: tried while it is typed, taken by the project when it is entered. UI thread. */
final class CostFields extends Composite {
    private final Stakes stakes;
    private final NumberField escape, overkill;

    CostFields(Composite parent, Stakes stakes) {
        super(parent, SWT.NONE);
        this.stakes = stakes;
        ToolRow.style(this, "loupe-part");
        GridLayoutFactory.fillDefaults().numColumns(4).margins(12, 4).spacing(8, 0).applyTo(this);
        escape = field("review.escapeCost", v -> stakes.tryCosts(v, Double.NaN), Project::getEscapeCost,
                Project::setEscapeCost);
        overkill = field("review.overkillCost", v -> stakes.tryCosts(Double.NaN, v), Project::getOverkillCost,
                Project::setOverkillCost);
    }

    private NumberField field(String words, DoubleConsumer tried, ToDoubleFunction<Project> known,
            BiConsumer<Project, Double> taken) {
        Label label = new Label(this, SWT.NONE);
        label.setText(Words.get(words));
        ToolRow.style(label, "loupe-hint");
        NumberField field = new NumberField(this, 1, CostFields::cost,
                typed -> cost(typed).ifPresent(v -> tried.accept(v == known.applyAsDouble(stakes.project()) ? Double.NaN
                        : v)), typed -> enter(words, typed, taken));
        GridDataFactory.swtDefaults().hint(72, SWT.DEFAULT).applyTo(field);
        return field;
    }

    private static OptionalDouble cost(String typed) {
        try {
            double cost = Double.parseDouble(typed.strip().replace(',', '.'));
            return cost >= 0 && cost < 1e12 ? OptionalDouble.of(cost) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void enter(String words, String typed, BiConsumer<Project, Double> taken) {
        OptionalDouble cost = cost(typed);
        if (cost.isPresent())
            stakes.edit(Words.get("command.set", Words.get(words)), p -> taken.accept(p, cost.getAsDouble()));
        stakes.tryCosts(Double.NaN, Double.NaN);
        refresh();
    }

    /** Types a cost, as a person does. @param ofEscape whether it is that of an escape */
    void type(boolean ofEscape, double cost) {
        NumberField field = ofEscape ? escape : overkill;
        field.text().setFocus();
        field.text().setText(NumberField.write(cost));
    }

    /** Shows what the project says; while a project is open. */
    void refresh() {
        escape.value(NumberField.write(stakes.project().getEscapeCost()), false);
        overkill.value(NumberField.write(stakes.project().getOverkillCost()), false);
    }
}

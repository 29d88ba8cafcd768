package org.loupe.ui.internal.properties;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.ui.PlatformUI;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.PropertyForm.Field;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** Fields of the model's objects: each edit is one change that can be undone. UI thread only. */
final class Fields {

    private Fields() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** A change that the Edit menu names after the field. */
    static void change(String label, Runnable edit) {
        session().edit(p -> p.change(Words.get("properties.set", label), edit));
    }

    /** The name, which its siblings do not have. */
    static void name(PropertyForm form, Named named) {
        form.field(text("properties.name", named::getName, value -> problemOfName(named, value), named::setName));
    }

    /** What is wrong with a name for an object of the project; "" if it is right. */
    static String problemOfName(Named named, String name) {
        if (name.isBlank())
            return Words.get("properties.noName");
        if (named.eContainer() instanceof Project project)
            for (Object sibling : (java.util.List<?>) project.eGet(named.eContainingFeature()))
                if (sibling != named && sibling instanceof Named other && other.getName().equals(name))
                    return Words.get("properties.nameTaken", name);
        return name.chars().anyMatch(c -> c < ' ') ? Words.get("properties.nameControl") : "";
    }

    /** A field of text. @param key of its label */
    static Field text(String key, Supplier<String> get, Function<String, String> check, Consumer<String> set) {
        String label = Words.get(key);
        return new Field(label, "", "", get, check, value -> change(label, () -> set.accept(value)));
    }

    /** A field of text with a greyed hint while it is empty. */
    static Field text(String key, String hint, Supplier<String> get, Consumer<String> set) {
        String label = Words.get(key);
        return new Field(label, "", Words.get(hint), get, value -> "", value -> change(label, () -> set.accept(value)));
    }

    /**
     * A number above 0 that may be unknown.
     *
     * @param unit behind the field, or ""
     * @param hint key of the greyed text while it is unknown
     * @param get  0 if unknown
     */
    static Field known(String key, String unit, String hint, DoubleSupplier get, DoubleConsumer set) {
        String label = Words.get(key);
        return new Field(label, unit, Words.get(hint), () -> get.getAsDouble() == 0 ? "" : write(get.getAsDouble()),
                value -> value.isEmpty() || value(value) > 0 ? "" : Words.get("properties.above0", value),
                value -> change(label, () -> set.accept(value.isEmpty() ? 0 : value(value))));
    }

    /** A number within a range. */
    static Field number(String key, String unit, double least, double most, DoubleSupplier get, DoubleConsumer set) {
        String label = Words.get(key);
        return new Field(label, unit, "", () -> write(get.getAsDouble()), value -> {
            double number = value(value);
            return number >= least && number <= most ? ""
                    : most == Double.MAX_VALUE ? Double.isNaN(number) || least == -Double.MAX_VALUE
                            ? Words.get("properties.noNumber", value)
                            : Words.get("properties.least", value, write(least))
                            : Words.get("properties.range", value, write(least), write(most));
        }, value -> change(label, () -> set.accept(value(value))));
    }

    /** A whole number of at least 1. */
    static Field count(String key, java.util.function.IntSupplier get, java.util.function.IntConsumer set) {
        String label = Words.get(key);
        return new Field(label, "", "", () -> Integer.toString(get.getAsInt()),
                value -> value.matches("[1-9]\\d{0,4}") ? "" : Words.get("properties.count", value),
                value -> change(label, () -> set.accept(Integer.parseInt(value))));
    }

    /** A number that a user typed, with point or comma; NaN if it is none. */
    static double value(String text) {
        try {
            return Double.parseDouble(text.strip().replace('−', '-').replace(',', '.'));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    static String write(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(8)).stripTrailingZeros()
                .toPlainString();
    }
}

package org.loupe.tools.base;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;

/** Marks the columns of features whose parameters are not the defaults, so that different numbers share no name. */
public final class Variant {

    private Variant() {
    }

    /**
     * What is put behind the first part of a column's name: "" for the defaults, else such as
     * {@code .levels-64.area-mask}.
     *
     * @param components names of the parameters that change numbers
     */
    public static String of(Record params, Record defaults, String... components) {
        List<String> counting = List.of(components);
        StringBuilder mark = new StringBuilder();
        for (RecordComponent component : params.getClass().getRecordComponents()) {
            Object value = value(params, component);
            if (counting.contains(component.getName()) && !value.equals(value(defaults, component)))
                mark.append('.').append(component.getName()).append('-').append(text(value));
        }
        return mark.toString();
    }

    private static Object value(Record of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // the records of this package are public
        }
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant)
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return value instanceof Double d && d == Math.rint(d) ? String.valueOf(d.longValue()) : value.toString();
    }
}

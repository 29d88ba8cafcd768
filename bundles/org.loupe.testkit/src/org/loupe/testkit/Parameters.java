package org.loupe.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Param;

/** What the contract needs to know of a parameter record: its faults, its variants, its values in another record. */
final class Parameters {
    private static final Set<Class<?>> TYPES = Set.of(int.class, long.class, float.class, double.class, boolean.class,
            String.class, Path.class);

    private Parameters() {
    }

    /** A parameter: a component of the record, or of a record within it, which several tools share. */
    private record Place(Record holder, RecordComponent component) {

        Object value() {
            return Parameters.value(holder, component);
        }

        Class<?> type() {
            return component.getType();
        }

        Param param() {
            return component.getAnnotation(Param.class);
        }

        String name() {
            return component.getName();
        }
    }

    private static List<Place> places(Record record) {
        List<Place> places = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents())
            if (value(record, component) instanceof Record shared)
                places.addAll(places(shared));
            else
                places.add(new Place(record, component));
        return places;
    }

    /** Everything that is wrong with how the record describes its parameters. */
    static List<String> faults(Record defaults) {
        List<String> faults = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        List<Place> places = places(defaults);
        for (Place place : places) {
            String name = place.name();
            Param param = place.param();
            if (param == null) {
                faults.add(name + " has no @Param");
                continue;
            }
            Object value = place.value();
            if (!TYPES.contains(place.type()) && !place.type().isEnum())
                faults.add(name + " is of type " + place.type().getSimpleName() + "; allowed are int, long,"
                        + " float, double, boolean, String, Path and enums");
            if (param.label().isBlank() || !Character.isUpperCase(param.label().codePointAt(0)))
                faults.add(name + " needs a label that starts with a capital, found \"" + param.label() + "\"");
            if (!labels.add(param.label()))
                faults.add(name + ": two parameters have the label \"" + param.label() + "\"");
            if (param.help().strip().length() < 15 || !param.help().strip().endsWith("."))
                faults.add(name + " needs a help of one or two full sentences, found \"" + param.help() + "\"");
            if (!(param.min() <= param.max()))
                faults.add(name + ": min " + param.min() + " is above max " + param.max());
            if (param.step() < 0)
                faults.add(name + ": step " + param.step() + " is negative");
            if (value instanceof Number n && !(place.type() == double.class && Double.isNaN(n.doubleValue()))
                    && !(n.doubleValue() >= param.min() && n.doubleValue() <= param.max()))
                faults.add(name + ": the default " + n + " is not within " + param.min() + ".." + param.max());
            if (value instanceof Number && place.type() != long.class
                    && (Double.isInfinite(param.min()) || Double.isInfinite(param.max())))
                faults.add(name + " needs a smallest and a largest value");
            if (param.choices().length > 0 && !Arrays.asList(param.choices()).contains(value))
                faults.add(name + ": the default \"" + value + "\" is not among its choices");
            if (!param.when().isEmpty())
                whenFault(param.when(), places).ifPresent(fault -> faults.add(name + ": " + fault));
        }
        return faults;
    }

    private static Optional<String> whenFault(String when, List<Place> places) {
        int equals = when.indexOf('=');
        if (equals < 0)
            return Optional.of("when=\"" + when + "\" is not of the form component=value");
        String other = when.substring(0, equals);
        for (Place place : places)
            if (place.name().equals(other)) {
                if (!place.type().isEnum())
                    return Optional.empty();
                List<String> known = Arrays.stream(place.type().getEnumConstants()).map(Parameters::choice)
                        .toList();
                return Arrays.stream(when.substring(equals + 1).split("\\|")).filter(v -> !known.contains(v))
                        .findFirst()
                        .map(v -> "when names " + other + "=" + v + ", known are " + known);
            }
        return Optional.of("when names \"" + other + "\", which is no parameter");
    }

    /** An enum constant as recipe files write it: lower case with dashes. */
    private static String choice(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The defaults, and with each other value of each enum, boolean and choice, one changed at a time. */
    static <P extends Record> List<P> choices(P defaults) {
        List<P> variants = new ArrayList<>(List.of(defaults));
        for (Place place : places(defaults)) {
            List<Object> values = new ArrayList<>();
            if (place.type().isEnum())
                values.addAll(List.of(place.type().getEnumConstants()));
            else if (place.type() == boolean.class)
                values.addAll(List.of(true, false));
            else if (place.param() != null)
                values.addAll(List.of(place.param().choices()));
            values.remove(place.value());
            for (Object value : values)
                with(defaults, place, value).ifPresent(variants::add);
        }
        return variants;
    }

    /** The defaults with each number at its smallest and at its largest value, one changed at a time. */
    static <P extends Record> List<P> limits(P defaults) {
        List<P> variants = new ArrayList<>();
        for (Place place : places(defaults)) {
            if (place.param() == null || !(place.value() instanceof Number))
                continue;
            for (double limit : new double[] { place.param().min(), place.param().max() })
                if (!Double.isInfinite(limit))
                    with(defaults, place, number(place.type(), limit)).ifPresent(variants::add);
        }
        return variants;
    }

    private static Object number(Class<?> type, double value) {
        if (type == int.class)
            return (int) value;
        if (type == long.class)
            return (long) value;
        return type == float.class ? (Object) (float) value : (Object) value;
    }

    /** The same with one value changed; empty if the record refuses it, which a rule across parameters may do. */
    private static <P extends Record> Optional<P> with(P params, Place changed, Object value) {
        try {
            return Optional.of(changed(params, changed, value));
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank())
                throw new AssertionError(params.getClass().getName() + " refuses " + changed.name() + " = " + value
                        + " without saying why.", e);
            return Optional.empty();
        }
    }

    private static <R extends Record> R changed(R record, Place place, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object old = value(record, components[i]);
            values[i] = old instanceof Record shared ? changed(shared, place, value)
                    : components[i].getName().equals(place.name()) ? value : old;
        }
        return make(record, values);
    }

    /** The values of {@code from} in a record of the kind of {@code like}, which has the same components. */
    static <P extends Record> P convert(Record from, P like) {
        RecordComponent[] components = like.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object value = value(from, from.getClass().getRecordComponents()[i]);
            if (value instanceof Record shared)
                value = convert(shared, (Record) value(like, components[i]));
            if (value instanceof Enum<?> constant)
                for (Object same : components[i].getType().getEnumConstants())
                    if (((Enum<?>) same).name().equals(constant.name()))
                        value = same;
            values[i] = value;
        }
        return make(like, values);
    }

    /** Where two records differ as schemas or in their values; empty if nowhere. */
    static Optional<String> difference(Record a, Record b) {
        List<Place> of = places(a), other = places(b);
        List<String> names = names(of), otherNames = names(other);
        if (!names.equals(otherNames))
            return Optional.of("parameters " + names + " and " + otherNames);
        for (int i = 0; i < of.size(); i++) {
            Place one = of.get(i), same = other.get(i);
            boolean enums = one.type().isEnum() && same.type().isEnum();
            if (enums ? !constants(one).equals(constants(same)) : one.type() != same.type())
                return Optional.of(one.name() + ": types " + one.type() + " and " + same.type());
            if (!String.valueOf(one.param()).equals(String.valueOf(same.param())))
                return Optional.of(one.name() + ": " + one.param() + " and " + same.param());
            if (!String.valueOf(one.value()).equals(String.valueOf(same.value())))
                return Optional.of(one.name() + ": defaults " + one.value() + " and " + same.value());
        }
        return Optional.empty();
    }

    private static List<String> names(List<Place> places) {
        return places.stream().map(Place::name).toList();
    }

    private static List<String> constants(Place place) {
        return Arrays.stream(place.type().getEnumConstants()).map(Object::toString).toList();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(record.getClass().getName() + "." + component.getName() + " cannot be read.", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> P make(P like, Object... values) {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = like.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (P) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused)
                throw refused;
            throw new AssertionError(like.getClass().getName() + " cannot be made of " + Arrays.toString(values),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(like.getClass().getName() + " cannot be made of " + Arrays.toString(values), e);
        }
    }
}

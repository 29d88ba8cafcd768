package org.loupe.engine;

import java.util.List;
import java.util.Map;
import org.loupe.api.Tool;

/** The parameters of a tool. */
public final class Schema<P extends Record> {
    public record Field(String name, String label, String unit, Kind kind, double min, double max, double step, List<String> choices,
            String when, boolean advanced, String help, List<String> formerly, Object defaultValue) { }
    public enum Kind { INTEGER, NUMBER, BOOLEAN, TEXT, CHOICE, PATH }
    public static <P extends Record> Schema<P> of(Tool<P, ?, ?> tool) { throw new UnsupportedOperationException(); }
    public static <P extends Record> Schema<P> of(P defaults) { throw new UnsupportedOperationException(); }
    public List<Field> fields() { throw new UnsupportedOperationException(); }
    public P read(Map<String, ?> values) throws SchemaException { throw new UnsupportedOperationException(); }
    public Map<String, Object> write(P params) { throw new UnsupportedOperationException(); }
    public List<Problem> check(Map<String, ?> values) { throw new UnsupportedOperationException(); }
    public Object parse(String name, String text) throws SchemaException { throw new UnsupportedOperationException(); }
    public boolean shown(Field field, Map<String, ?> values) { throw new UnsupportedOperationException(); }
}

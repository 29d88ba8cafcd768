package org.loupe.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;

/** Parameters that a tool does not accept. Message and remedy join those of all {@link #problems()}. */
public final class SchemaException extends ToolException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SchemaException(List<Problem> problems) {
        super(problems.stream().map(p -> (p.where().isEmpty() ? "" : p.where() + ": ") + p.message())
                .collect(Collectors.joining(" ")),
                problems.stream().map(Problem::remedy).filter(r -> !r.isEmpty()).distinct()
                        .collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** The first problem as one of a tool, by the tool's label and the parameter's name. */
    public ToolException of(String tool) {
        Problem first = problems.get(0);
        return new ToolException(tool + (first.where().isEmpty() ? "" : ", " + first.where()) + ": " + first.message(),
                first.remedy(), this);
    }

    /** Every problem, at least one; {@link Problem#where()} is the parameter's name, or "" for a rule across some. */
    public List<Problem> problems() {
        return problems;
    }
}

package org.loupe.workspace.labels;

import java.util.List;
import org.loupe.model.DefectClass;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;

/**
 * A class as it is at one moment. Immutable; any thread.
 *
 * @param code       of the class
 * @param name       what people call it
 * @param colour     as "#rrggbb"
 * @param bin        process bin; "" for none
 * @param definition what it is, of the label book
 * @param rules      which neighbouring class a defect belongs to instead, and when
 */
public record ClassEntry(int code, String name, String colour, String bin, String definition, List<String> rules) {

    public ClassEntry {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** The classes of a project as they are now. On the model's thread. */
    public static List<ClassEntry> of(Project project) {
        return DefectClasses.of(project).stream().map(c -> new ClassEntry(c.getCode(), c.getName(), c.getColour(),
                c.getBin(), c.getDescription(), c.getRules())).toList();
    }

    /** A class of a model like this, in no scheme yet. */
    DefectClass make() {
        DefectClass made = LoupeFactory.eINSTANCE.createDefectClass();
        made.setCode(code);
        made.setName(name);
        made.setColour(colour);
        made.setBin(bin);
        made.setDescription(definition);
        made.getRules().addAll(rules);
        return made;
    }
}

package org.loupe.ui.internal.properties;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.loupe.model.Named;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;

/** A recipe or a report: name, note, and what there is to know. */
final class NamedProperties implements Properties {
    private final Named named;
    private final String kind;

    /** @param kind name of its icon and of its words */
    NamedProperties(Named named, String kind) {
        this.named = named;
        this.kind = kind;
    }

    @Override
    public String icon() {
        return kind;
    }

    @Override
    public String title() {
        return Words.get("properties.of." + kind, named.getName());
    }

    @Override
    public void fill(PropertyForm form) {
        Fields.name(form, named);
        form.field(Fields.text("properties.description", "properties.description.hint", named::getDescription,
                named::setDescription));
        if (named instanceof Recipe recipe) {
            form.fact(Words.get("properties.steps"), () -> Words.number(recipe.getSteps().size(), 0));
            form.fact(Words.get("properties.lastRun"), () -> lastRun(recipe));
        } else if (named instanceof Report report) {
            form.fact(Words.get("properties.file"), report::getFile);
            form.fact(Words.get("properties.created"), () -> date(report.getCreated()));
            form.fact(Words.get("properties.runs"), () -> String.join(", ",
                    report.getRuns().stream().map(Named::getName).toList()));
            form.link(Words.get("properties.openReport"), () -> Fields.session().project()
                    .ifPresent(p -> Launch.open(Fields.session(), p.resolve(report.getFile()))));
        }
    }

    private static String lastRun(Recipe recipe) {
        return Fields.session().project().map(p -> p.project().getRuns().stream()
                .filter(run -> run.getRecipe().equals(recipe.getName())).reduce((a, b) -> b)
                .map(run -> Words.get("properties.runWas", run.getName(), date(run.getStarted()))).orElse(""))
                .orElse("");
    }

    /** A point in time as people write it: "20 Nov 2026, 08:30"; "" if unknown. */
    static String date(Instant time) {
        return time == null ? "" : DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.getDefault())
                .format(time.atZone(ZoneId.systemDefault()));
    }
}

package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** The runs that a wizard offers, the last one first. */
record RunChoice(List<RunEntry> runs, int first) {

    /** @param chosen what was selected when the wizard was opened; the run that is shown if it is no run */
    static RunChoice of(Session session, Object chosen) {
        List<RunEntry> runs = new ArrayList<>(session.project().map(p -> p.project().getRuns()).map(List::copyOf)
                .orElse(List.of()));
        Collections.reverse(runs);
        Object wanted = chosen instanceof RunEntry ? chosen
                : chosen instanceof Report report && !report.getRuns().isEmpty() ? report.getRuns().get(0)
                        : session.results().map(RunResults::entry).orElse(null);
        return new RunChoice(List.copyOf(runs), Math.max(0, runs.indexOf(wanted)));
    }

    /** How each is called. */
    List<String> words() {
        return runs.stream().map(run -> Words.get("wizard.runIs", run.getName(), run.getRecipe(),
                run.getImages(), run.getDetections())).toList();
    }
}

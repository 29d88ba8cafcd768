package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.wafer.KlarfWriteBack;
import org.loupe.workspace.wafer.WaferBook.Place;
import org.loupe.workspace.wafer.WaferExport;

/**
 * A wafer that is about to be written.
 *
 * @param place of it
 * @param plan  classes that are written back; empty for those that the file has
 */
record WaferWriting(Place place, Wafer wafer, Optional<KlarfWriteBack.Plan> plan) {

    /** Writes it in the background. @param file may exist: the user was asked */
    void write(Session session, WaferExport.Form form, Path file) {
        Job.create(Words.get("job.write", file.getFileName()), monitor -> {
            try {
                List<Loss> losses = WaferExport.write(new WaferExport.Request(wafer, place.file(), place.index(), plan,
                        form.id(), file, true));
                int changed = plan.map(p -> p.numbers().size()).orElse(0);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("wizard.wafer.written", file, changed,
                        losses.stream().mapToInt(Loss::count).sum()),
                        new Link(Words.get("wizard.openIt"), () -> Launch.open(session, file))));
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }
}

package org.loupe.ui.viewer.internal.wafer;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.api.Detections;
import org.loupe.engine.Item;
import org.loupe.store.ImageRow;
import org.loupe.ui.Failures;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.wafer.Panels;

/** Shows what the run found on the image in the viewer as a map: the image is a panel, what lies on it are boards. */
public final class PanelMap extends AbstractHandler {

    /** A panel and its image. */
    private record Panel(ImageRow image, OpenWafer map) {
    }

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    @Override
    public boolean isEnabled() {
        return session().results().isPresent();
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        Session session = session();
        RunResults results = session.results().orElse(null);
        if (results == null)
            return null;
        String wanted = session.image().map(Item::name).orElse("");
        Panels.Boards boards = Panels.Boards.of(session.imageSet().orElse(null));
        results.ask(RunResults.Urgency.USUAL, () -> true, reader -> {
            List<ImageRow> images = reader.images().stream().filter(i -> !i.failed() && i.width() > 0).toList();
            if (images.isEmpty())
                return null;
            ImageRow image = images.stream().filter(i -> i.image().equals(wanted)).findFirst().orElse(images.get(0));
            Detections found = reader.detections(image.index());
            Wafer panel = Panels.of(image, found, boards, reader.classNames());
            return new Panel(image, new OpenWafer(Path.of(image.path()), 0, null, panel,
                    Words.get("map.panel.format")));
        }, panel -> {
            if (panel == null)
                session.status().message(Kind.INFO, Words.get("map.panel.none"));
            else
                WaferEditor.show(page, WaferInput.of(panel.image.image(), panel.map), true);
        }, why -> session.status().message(Kind.ERROR, Failures.text(why)));
        return null;
    }
}

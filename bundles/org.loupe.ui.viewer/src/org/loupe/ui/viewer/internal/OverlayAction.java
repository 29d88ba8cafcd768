package org.loupe.ui.viewer.internal;

import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;

/**
 * What the commands on overlays and pointer tools do, and what stands in their way. The command is called as the
 * constant in plugin.xml.
 */
enum OverlayAction {
    /** Chooses the tool that selects and pans. */
    SELECT,
    /** Chooses the tool that pans. */
    PAN,
    /** Chooses the rubber band. */
    BOX,
    /** Chooses the ruler. */
    RULER,
    /** Chooses the tool that draws care zones. */
    CARE,
    /** Chooses the tool that draws ignore zones. */
    IGNORE,
    /** Chooses the next zone. */
    NEXT_ZONE,
    /** Deletes the chosen zone. */
    DELETE_ZONE,
    /** Shows the heat map or not. */
    HEAT,
    /** Hides what is drawn over the image, or shows it again. */
    HIDE,
    /** Copies what is under the pointer. */
    COPY_READ_OUT,
    /** Copies the picture of the selected defect. */
    COPY_CROP,
    /** Copies rulers if there are any, else the row of the selected defect. */
    COPY_ROW,
    /** Shows the table of results. */
    RESULTS,
    /** Shows the gallery. */
    GALLERY,
    /** Shows the scatter plot. */
    PLOT,
    /** Shows the selected defect large. */
    ZOOM_TO,
    /** Selects all detections of the image. */
    SELECT_ALL;

    /** What a viewer is asked. */
    record Target(Session session, Overlays overlays, IWorkbenchPage page) {
        OptionalInt row() {
            return overlays.findings().single();
        }
    }

    /** Why it cannot be done now, in a sentence. */
    Optional<String> obstacle(Target t) {
        boolean missing = switch (this) {
            case COPY_CROP, ZOOM_TO -> t.row().isEmpty();
            case COPY_ROW -> t.overlays.rulers().all().isEmpty() && t.row().isEmpty();
            case RESULTS, GALLERY, PLOT -> t.session.selection().isEmpty();
            default -> false;
        };
        if (missing)
            return Optional.of(Words.get(this == RESULTS || this == GALLERY || this == PLOT ? "viewer.selectSome"
                    : "viewer.selectOne"));
        return switch (this) {
            case NEXT_ZONE -> t.overlays.zones().zones().isEmpty() ? Optional.of(Words.get("zone.none"))
                    : Optional.empty();
            case DELETE_ZONE -> t.overlays.zones().chosen().isEmpty() ? Optional.of(Words.get("zone.noneChosen"))
                    : Optional.empty();
            case CARE, IGNORE -> t.session.imageSet().isEmpty() ? Optional.of(Words.get("zone.noSet"))
                    : Optional.empty();
            case COPY_READ_OUT -> t.overlays.readOut().pixel().isEmpty() ? Optional.of(Words.get("copy.noReadOut"))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Does it; there is no obstacle. @param key that ran it, if one did */
    void run(Target t, Optional<Event> key) {
        Overlays overlays = t.overlays;
        switch (this) {
            case SELECT -> overlays.chooseSelect();
            case PAN -> overlays.choosePan();
            case BOX -> overlays.chooseBox();
            case RULER -> overlays.chooseRuler();
            case CARE -> overlays.chooseZone(ZoneKind.CARE);
            case IGNORE -> overlays.chooseZone(ZoneKind.IGNORE);
            case NEXT_ZONE -> overlays.zones().next();
            case DELETE_ZONE -> overlays.zones().delete();
            case HEAT -> overlays.toggleHeat();
            case HIDE -> overlays.hide(key);
            case COPY_READ_OUT -> Copies.readOut(t.session, overlays.item().name(), overlays.readOut());
            case COPY_CROP -> Copies.crop(t.session, overlays.canvas(), overlays.findings().boxes().detections(),
                    t.row().getAsInt());
            case COPY_ROW -> copyRow(t);
            case RESULTS -> show(t.page, Ids.RESULTS_VIEW);
            case GALLERY -> show(t.page, Ids.GALLERY_VIEW);
            case PLOT -> show(t.page, Ids.SCATTER_VIEW);
            case ZOOM_TO -> overlays.canvas().zoomTo(t.row().getAsInt());
            case SELECT_ALL -> overlays.findings().selectAll();
        }
    }

    private static void copyRow(Target t) {
        int rulers = t.overlays.rulers().all().size();
        if (rulers > 0)
            Copies.text(t.session, t.overlays.rulers().table(t.overlays.canvas().umPerPx()),
                    Words.get("copy.rulers", rulers));
        else
            t.overlays.findings().row().ifPresent(image -> Copies.row(t.session, image,
                    t.overlays.findings().boxes().detections(), t.row().getAsInt()));
    }

    private static void show(IWorkbenchPage page, String view) {
        try {
            page.showView(view);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }
}

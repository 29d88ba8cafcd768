package org.loupe.workspace.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.ImageInfo;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LoupeFactory;
import org.loupe.store.ImageRow;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.wafer.Panels.Boards;

class PanelsTest {

    private static ImageRow image(double umPerPx) {
        return new ImageRow(0, "panel.png", "/images/panel.png", 0, "", "", "", "k", 400, 200, umPerPx,
                ImageInfo.Conditions.UNKNOWN, 2, 1, ImageRow.OK, "", "", List.of());
    }

    private static Detections found() {
        Detections.Builder found = new Detections.Builder(List.of("open", "short"));
        found.add(10, 20, 20, 10, 0.9, 1, null); // in the upper left board
        found.add(350, 150, 10, 10, 0.8, 0, null); // in the lower right one
        return found.build();
    }

    @Test
    void boardsOfAnImageAreTheDiesOfAPanelWithYUp() {
        ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
        Layout layout = LoupeFactory.eINSTANCE.createLayout();
        layout.setInPixels(true);
        layout.setColumns(4);
        layout.setRows(2);
        layout.setPitchXum(100);
        layout.setPitchYum(100);
        set.setLayout(layout);
        Wafer panel = Panels.of(image(5), found(), Boards.of(set), List.of("open", "short"));
        assertFalse(panel.outline().round());
        assertEquals(2000, panel.outline().widthUm());
        assertEquals(8, panel.dies().size());
        assertEquals(0, panel.defects().column(0));
        assertEquals(1, panel.defects().row(0), "rows count upwards");
        assertEquals(-900, panel.defects().x(0), 1e-6);
        assertEquals(375, panel.defects().y(0), 1e-6);
        assertEquals(3, panel.defects().column(1));
        assertEquals(0, panel.defects().row(1));
        assertEquals("short", panel.className(panel.defects().classNumber(0)));
        assertEquals(100, panel.defects().width(0));
        assertEquals(2, WaferStatistics.of(panel).diesDefective());
        assertEquals("/images/panel.png", panel.defects().images(0).get(0).file());
    }

    @Test
    void anImageWithoutALayoutIsOneBoard() {
        Wafer panel = Panels.of(image(Double.NaN), found(), Boards.of(LoupeFactory.eINSTANCE.createImageSet()),
                List.of("open", "short"));
        assertEquals(400, panel.outline().widthUm(), "a px counts as a µm where the scale is unknown");
        assertEquals(1, panel.dies().size());
        assertEquals(0, panel.defects().column(1));
        assertEquals(0, panel.defects().row(1));
    }

    @Test
    void boardsMayBeginAwayFromTheCornerAndInMicrometres() {
        Wafer panel = Panels.of(image(5), found(), new Boards(false, 2, 1, 900, 0, 100, 0), List.of("open", "short"));
        assertEquals(-900, panel.grid().originXum());
        assertEquals(1000, panel.grid().pitchYum(), "one row is as high as the panel");
        assertEquals(1, panel.defects().column(1));
        assertEquals(0, panel.defects().row(1));
    }
}

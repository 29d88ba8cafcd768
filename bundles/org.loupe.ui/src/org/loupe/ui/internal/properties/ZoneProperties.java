package org.loupe.ui.internal.properties;

import java.util.List;

import org.loupe.model.Layout;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Words;

/** A care or ignore zone: its name, whether defects count in it, and where it lies in its unit. */
final class ZoneProperties implements Properties {
    private final Zone zone;

    ZoneProperties(Zone zone) {
        this.zone = zone;
    }

    @Override
    public String icon() {
        return zone.getKind() == ZoneKind.CARE ? "zone" : "zone-ignore";
    }

    @Override
    public String title() {
        return Words.get("properties.of.zone", zone.getName());
    }

    @Override
    public void fill(PropertyForm form) {
        Fields.name(form, zone);
        form.choice(Words.get("properties.kind"),
                List.of(Words.get("properties.zone.care"), Words.get("properties.zone.ignore")),
                () -> zone.getKind().getValue(),
                i -> Fields.change(Words.get("properties.zoneKind"), () -> zone.setKind(ZoneKind.get(i))));
        String unit = zone.eContainer() instanceof Layout layout && layout.isInPixels() ? "px" : "µm";
        double any = Double.MAX_VALUE;
        form.field(Fields.number("properties.zoneX", unit, -any, any, zone::getXUm, zone::setXUm));
        form.field(Fields.number("properties.zoneY", unit, -any, any, zone::getYUm, zone::setYUm));
        form.field(Fields.number("properties.zoneWidth", unit, 0, any, zone::getWidthUm, zone::setWidthUm));
        form.field(Fields.number("properties.zoneHeight", unit, 0, any, zone::getHeightUm, zone::setHeightUm));
    }
}

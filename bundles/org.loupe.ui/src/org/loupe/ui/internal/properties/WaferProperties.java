package org.loupe.ui.internal.properties;

import org.loupe.model.WaferEntry;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Words;

/** A wafer: what its file says that it is, where it came from, and how many defects it has. */
final class WaferProperties implements Properties {
    private final WaferEntry wafer;

    WaferProperties(WaferEntry wafer) {
        this.wafer = wafer;
    }

    @Override
    public String icon() {
        return "wafer";
    }

    @Override
    public String title() {
        return Words.get("properties.of.wafer", wafer.getName());
    }

    @Override
    public void fill(PropertyForm form) {
        Fields.name(form, wafer);
        form.field(Fields.text("properties.description", "properties.description.hint", wafer::getDescription,
                wafer::setDescription));
        form.fact(Words.get("properties.wafer.lot"), wafer::getLot);
        form.fact(Words.get("properties.wafer.wafer"), wafer::getWafer);
        form.fact(Words.get("properties.wafer.slot"), () -> wafer.getSlot() == 0 ? ""
                : Integer.toString(wafer.getSlot()));
        form.fact(Words.get("properties.wafer.step"), wafer::getStep);
        form.fact(Words.get("properties.wafer.defects"), () -> Words.number(wafer.getDefects(), 0));
        form.fact(Words.get("properties.wafer.images"), () -> wafer.getImageSet() == null ? ""
                : wafer.getImageSet().getName());
        form.section(Words.get("properties.wafer.origin"));
        form.fact(Words.get("properties.wafer.file"), wafer::getFile);
        form.fact(Words.get("properties.wafer.source"), wafer::getSource);
        form.fact(Words.get("properties.wafer.index"), () -> Integer.toString(wafer.getIndex() + 1));
        form.laterHash(Words.get("iterations.sha256")).accept(wafer.getSha256());
    }
}

package org.loupe.ui.internal.properties;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LayoutKind;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Failures;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;

/** A set of images: where they lie, how they are paired, how they were taken, and how dies or boards repeat. */
final class ImageSetProperties implements Properties {
    private static final int MOST_ZONES = 60;
    private static final List<String> MODES = List.of("", "BF", "DF", "DIC", "SEM");

    private final ImageSet set;
    private final Session session = Fields.session();

    ImageSetProperties(ImageSet set) {
        this.set = set;
    }

    @Override
    public String icon() {
        return "image-set";
    }

    @Override
    public String title() {
        return Words.get("properties.of.imageSet", set.getName());
    }

    @Override
    public Object shape() {
        Layout layout = set.getLayout();
        return layout == null ? List.of() : List.of(layout.isInPixels(), List.copyOf(layout.getZones()));
    }

    @Override
    public void fill(PropertyForm form) {
        form.error(() -> session.imageSet().orElse(null) == set
                ? session.itemsProblem().map(p -> p.message() + " " + p.remedy()).orElse("") : "");
        Fields.name(form, set);
        form.field(Fields.text("properties.description", "properties.description.hint", set::getDescription,
                set::setDescription));
        Supplier<Path> start = () -> session.project().map(p -> p.resolve(set.getRoot())).orElse(Path.of("."));
        form.path(Fields.text("properties.folder", set::getRoot, this::problemOfFolder,
                path -> set.setRoot(relative(path))), true, start);
        form.field(new PropertyForm.Field(Words.get("properties.pattern"), "", Words.get("properties.pattern.hint"),
                set::getPattern, Pairings::problemOfPattern,
                value -> Fields.change(Words.get("properties.pattern"), () -> set.setPattern(value))));
        form.field(Fields.text("properties.pairing", set::getPairing, Pairings::problem, set::setPairing));
        form.path(Fields.text("properties.reference", "properties.reference.hint", set::getReference,
                path -> set.setReference(relative(path))), false, start);
        form.path(Fields.text("properties.truth", "properties.truth.hint", set::getTruth,
                path -> set.setTruth(relative(path))), false, start);
        conditions(form);
        layout(form);
    }

    private void conditions(PropertyForm form) {
        form.section(Words.get("properties.conditions"));
        form.field(Fields.known("properties.scale", "µm/px", "properties.fromFile", set::getUmPerPx, set::setUmPerPx));
        form.link(Words.get("properties.readFromFile"), this::readFromFile);
        form.field(Fields.text("properties.layer", "properties.fromFile", set::getLayer, set::setLayer));
        List<String> words = MODES.stream().map(m -> m.isEmpty() ? Words.get("properties.fromFile") : m).toList();
        form.choice(Words.get("properties.mode"), words, () -> MODES.indexOf(set.getMode()),
                i -> Fields.change(Words.get("properties.mode"), () -> set.setMode(MODES.get(i))));
        form.field(Fields.known("properties.magnification", "×", "properties.fromFile", set::getMagnification,
                set::setMagnification));
        form.field(Fields.known("properties.exposure", "ms", "properties.fromFile", set::getExposureMs,
                set::setExposureMs));
    }

    private void layout(PropertyForm form) {
        form.section(Words.get("properties.layout"));
        form.choice(Words.get("properties.layoutKind"), List.of(Words.get("properties.layout.none"),
                Words.get("properties.layout.dies"), Words.get("properties.layout.boards")),
                () -> set.getLayout() == null ? 0 : set.getLayout().getKind().getValue() + 1,
                i -> Fields.change(Words.get("properties.layoutKind"), () -> layoutKind(i)));
        Layout layout = set.getLayout();
        if (layout == null) {
            form.section(Words.get("properties.zones", 0));
            draw(form);
            return;
        }
        String unit = layout.isInPixels() ? "px" : "µm";
        double any = Double.MAX_VALUE;
        form.field(Fields.count("properties.columns", layout::getColumns, layout::setColumns));
        form.field(Fields.count("properties.rows", layout::getRows, layout::setRows));
        form.field(Fields.number("properties.pitchX", unit, 0, any, layout::getPitchXum, layout::setPitchXum));
        form.field(Fields.number("properties.pitchY", unit, 0, any, layout::getPitchYum, layout::setPitchYum));
        form.field(Fields.number("properties.originX", unit, -any, any, layout::getOriginXum, layout::setOriginXum));
        form.field(Fields.number("properties.originY", unit, -any, any, layout::getOriginYum, layout::setOriginYum));
        form.error(() -> layout.getColumns() > 1 && layout.getPitchXum() <= 0
                || layout.getRows() > 1 && layout.getPitchYum() <= 0 ? Words.get("properties.noPitch") : "");
        form.section(Words.get("properties.zones", layout.getZones().size()));
        draw(form);
        layout.getZones().stream().limit(MOST_ZONES).forEach(zone -> zone(form, layout, zone, unit));
    }

    /** Where drawing begins: in the viewer, with the commands of its tools. */
    private static void draw(PropertyForm form) {
        form.link(Words.get("properties.drawCare"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.loupe.ui.viewer.zone.care"));
        form.link(Words.get("properties.drawIgnore"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.loupe.ui.viewer.zone.ignore"));
    }

    /** Undone with the change that it is part of: a layout that no other set uses goes and comes with the choice. */
    private void layoutKind(int index) {
        Layout old = set.getLayout();
        if (index > 0 && old != null) {
            old.setKind(LayoutKind.get(index - 1));
        } else if (index > 0) {
            Layout made = LoupeFactory.eINSTANCE.createLayout();
            made.setName(set.getName());
            made.setKind(LayoutKind.get(index - 1));
            ((Project) set.eContainer()).getLayouts().add(made);
            set.setLayout(made);
        } else {
            set.setLayout(null);
            Project project = (Project) set.eContainer();
            if (project.getImageSets().stream().noneMatch(other -> other.getLayout() == old))
                project.getLayouts().remove(old);
        }
    }

    private static void zone(PropertyForm form, Layout layout, Zone zone, String unit) {
        form.choice(zone.getName(), List.of(Words.get("properties.zone.care"), Words.get("properties.zone.ignore")),
                () -> zone.getKind().getValue(),
                i -> Fields.change(Words.get("properties.zoneKind"), () -> zone.setKind(ZoneKind.get(i))));
        Composite body = form.body();
        new Label(body, SWT.NONE);
        Label place = new Label(body, SWT.NONE);
        ToolRow.style(place, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT)
                .applyTo(place);
        form.onRefresh(() -> place.setText(Words.get("properties.zoneAt", Words.number(zone.getXUm(), 0),
                Words.number(zone.getYUm(), 0), Words.number(zone.getWidthUm(), 0), Words.number(zone.getHeightUm(), 0),
                unit)));
        ToolButton delete = new ToolButton(body, "trash", "", ToolButton.Look.FLAT,
                () -> Fields.change(Words.get("properties.zone"), () -> layout.getZones().remove(zone)));
        delete.setToolTipText(Words.get("properties.deleteZone", zone.getName()));
        delete.setEnabled(form.editable());
    }

    /** A folder that is not there is told by the set itself, once its images are listed. */
    private String problemOfFolder(String path) {
        if (path.isEmpty())
            return Words.get("properties.noFolder");
        try {
            Path.of(path);
            return "";
        } catch (java.nio.file.InvalidPathException e) {
            return Words.get("properties.badPath", path);
        }
    }

    private String relative(String path) {
        ProjectFile project = session.project().orElseThrow();
        return path.isEmpty() ? "" : project.relative(project.resolve(path));
    }

    /** Takes scale and conditions from the first image's file, as far as it tells. */
    private void readFromFile() {
        ProjectFile project = session.project().orElseThrow();
        ImageSet frozen = EcoreUtil.copy(set);
        Job.create(Words.get("job.readScale"), monitor -> {
            try {
                Item first = ImageSets.find(project, frozen, session.registry()).get(0);
                try (ImageSource source = session.registry().open(first.test())) {
                    ImageInfo info = source.info(first.page());
                    session.ui(() -> take(first, info));
                }
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Status.Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }

    private void take(Item image, ImageInfo info) {
        double scale = info.shape().umPerPx();
        ImageInfo.Conditions said = info.conditions();
        if (Double.isNaN(scale)) {
            session.status().message(Status.Kind.WARNING, Words.get("properties.fileSaysNothing", image.name()));
            return;
        }
        Fields.change(Words.get("properties.scale"), () -> {
            set.setUmPerPx(scale);
            if (!said.layer().isEmpty())
                set.setLayer(said.layer());
            if (MODES.contains(said.mode()))
                set.setMode(said.mode());
            if (said.magnification() > 0)
                set.setMagnification(said.magnification());
            if (said.exposureMs() > 0)
                set.setExposureMs(said.exposureMs());
        });
        session.status().message(Status.Kind.INFO, Words.get("properties.fileSays", image.name(), Words.scale(scale)));
    }
}

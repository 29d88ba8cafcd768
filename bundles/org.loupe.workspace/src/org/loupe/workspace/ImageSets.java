package org.loupe.workspace;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Pairing;
import org.loupe.engine.Registry;
import org.loupe.engine.Zones;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.ZoneKind;

/** What a project's image sets mean for a run: their images, and where on them defects count. */
public final class ImageSets {

    private ImageSets() {
    }

    /**
     * The images that the set holds at this moment, with its scale and imaging conditions.
     *
     * @throws ToolException if the folder is missing, the pattern or pairing is wrong, or nothing is found
     */
    public static List<Item> find(ProjectFile project, ImageSet set, Registry registry) throws ToolException {
        return find(project.folder(), set, registry);
    }

    /**
     * The images that a set would hold in a project of that folder.
     *
     * @throws ToolException as {@link #find(ProjectFile, ImageSet, Registry)}
     */
    public static List<Item> find(Path project, ImageSet set, Registry registry) throws ToolException {
        Path root = resolve(project, set.getRoot());
        Pairing pairing;
        PathMatcher matcher;
        try {
            pairing = set.getReference().isBlank() ? Pairing.parse(set.getPairing())
                    : Pairing.golden(resolve(project, set.getReference()));
            matcher = set.getPattern().isBlank() ? file -> true
                    : FileSystems.getDefault().getPathMatcher("glob:" + set.getPattern());
        } catch (PatternSyntaxException e) {
            throw new ToolException("The pattern \"" + set.getPattern() + "\" of image set \"" + set.getName()
                    + "\" is no file name pattern: " + e.getDescription() + ".", "Use one such as \"*_test.png\".", e);
        } catch (IllegalArgumentException e) {
            throw new ToolException("Image set \"" + set.getName() + "\": " + e.getMessage(),
                    "Use auto, none, or a pair of suffixes such as \"_test=_temp\".", e);
        }
        List<Item> items = ImageList.find(List.of(root), pairing, registry).stream()
                .filter(item -> matcher.matches(item.test().getFileName())).map(item -> described(item, set)).toList();
        if (items.isEmpty())
            throw new ToolException("No image in " + root + " matches the pattern \"" + set.getPattern() + "\".",
                    "Change the pattern of image set \"" + set.getName() + "\", or leave it empty.");
        return items;
    }

    /**
     * Where defects count on the set's images, as its layout says; in µm or px as the layout is. Units whose pitch is
     * unknown are taken as one.
     */
    public static Zones zones(ImageSet set) {
        Layout layout = set.getLayout();
        if (layout == null || layout.getZones().isEmpty())
            return Zones.NONE;
        boolean across = layout.getColumns() > 1 && layout.getPitchXum() > 0;
        boolean down = layout.getRows() > 1 && layout.getPitchYum() > 0;
        List<Zones.Zone> zones = layout.getZones().stream().map(z -> new Zones.Zone(z.getKind() == ZoneKind.CARE,
                z.getXUm(), z.getYUm(), Math.max(0, z.getWidthUm()), Math.max(0, z.getHeightUm()))).toList();
        return new Zones(layout.isInPixels(), layout.getOriginXum(), layout.getOriginYum(),
                across ? layout.getPitchXum() : 0, down ? layout.getPitchYum() : 0, across ? layout.getColumns() : 1,
                down ? layout.getRows() : 1, zones);
    }

    private static Path resolve(Path project, String path) {
        return project.resolve(path.replace('\\', '/')).normalize();
    }

    private static Item described(Item item, ImageSet set) {
        Item described = item.conditions(new ImageInfo.Conditions(set.getLayer(), set.getMode(),
                known(set.getMagnification()), known(set.getExposureMs())));
        return set.getUmPerPx() > 0 ? described.scale(set.getUmPerPx()) : described;
    }

    private static double known(double value) {
        return value > 0 ? value : Double.NaN;
    }
}

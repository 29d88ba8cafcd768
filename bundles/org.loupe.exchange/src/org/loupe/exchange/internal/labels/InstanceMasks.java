package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * One 16-bit PNG per image whose values number its labels from 1, 0 the background; the list beside them tells the
 * class of each. Without a list labels have no class.
 */
public final class InstanceMasks extends MaskFormat {

    public InstanceMasks() {
        super("masks-instance", "Masks, by instance",
                "a folder with one 16-bit PNG per image, whose values number its labels, and a list of their classes");
    }

    @Override
    boolean holds(Counted labels, LabelTile tile, Label label, Loss.Count losses) {
        if (label.code() == 0 && !(label.shape() instanceof LabelShape.Whole))
            return true;
        return super.holds(labels, tile, label, losses);
    }

    @Override
    Map.Entry<String, MaskList.Image> draw(FolderOutput out, LabelTile tile, Size size, List<Label> labels,
            Drawing drawing) throws IOException {
        MaskDrawing pixels = new MaskDrawing(size.width(), size.height(), labels.stream().map(Label::shape).toList());
        drawing.tell(tile, size, labels, pixels);
        Map<Integer, Integer> instances = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++)
            if (pixels.drawn(i) > 0)
                instances.put(i + 1, labels.get(i).code());
        String name = out.name("", tile.image(), ".png");
        pixels.owners().write16(out.file(name));
        return Map.entry(name, new MaskList.Image(tile.image(), tile.split(), size.width(), size.height(),
                instances));
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        MaskList list = list(source);
        Collected labels = new Collected(source.getFileName().toString());
        list.classes().forEach(labels::add);
        for (File file : files(source, losses)) {
            MaskImage mask = MaskImage.read(file.path());
            MaskList.Image image = file.image(list);
            int tile = labels.tile(image.name(), "", mask.width(), mask.height(), TileState.COMPLETE, image.split());
            for (Map.Entry<Integer, Mask> one : new Blobs(mask).values().entrySet()) {
                Integer code = image.instances().get(one.getKey());
                if (code == null)
                    losses.add("labels whose class no list tells", file.name() + ", " + one.getKey());
                labels.label(tile, one.getValue(), code == null ? 0 : code);
            }
        }
        return new Read(labels.file(), losses.losses());
    }
}

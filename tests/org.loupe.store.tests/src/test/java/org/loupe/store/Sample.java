package org.loupe.store;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;

/** Rows to store. */
final class Sample {
    static final List<String> CLASSES = List.of("Short", "Open", "Spurious copper");
    static final List<String> FEATURES = List.of("area_um2", "contrast");

    private Sample() {
    }

    static ImageRow image(int index) {
        return image(index, "image " + index + ".png");
    }

    static ImageRow image(int index, String name) {
        return new ImageRow(index, name, "/lot/" + name, 0, "/golden.png", "sha" + index, "ref", "key" + index, 640,
                480, index % 2 == 0 ? 0.5 : Double.NaN, new ImageInfo.Conditions("M1", "BF", 50, Double.NaN), 0, 12.5,
                ImageRow.OK, "", "", List.of("Doubtful. Look at it.", "線幅 µm"));
    }

    static ImageRow failed(int index) {
        ImageRow i = image(index);
        return new ImageRow(i.index(), i.image(), i.path(), 0, "", "", "", "", 0, 0, Double.NaN, i.conditions(), 0, 1,
                ImageRow.ERROR, "It is broken.", "Mend it.", List.of());
    }

    /** Some objects that depend on the image's number alone. */
    static Detections detections(int index, int count) {
        Detections.Builder b = new Detections.Builder(CLASSES);
        for (int i = 0; i < count; i++)
            b.add(i, index, 4, 2, (i + 1) / (float) (count + 1), (index + i) % 3,
                    i % 2 == 0 ? null : new int[] { 1, 3, index % 100, 2, 2 });
        return b.build();
    }

    static Features features(int index, int count) {
        float[] values = new float[count * 2];
        for (int i = 0; i < count; i++) {
            values[i * 2] = index * 10 + i;
            values[i * 2 + 1] = i == 0 ? Float.NaN : -i;
        }
        return new Features(FEATURES, count, values);
    }
}

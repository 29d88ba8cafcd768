package org.loupe.exchange.internal.klarf;

import java.util.List;
import java.util.Locale;
import org.loupe.wafer.WaferDefects.Image;

/** Lists of images as the forms of KLARF write them. */
final class KlarfImages {

    private KlarfImages() {
    }

    /** IMAGECOUNT and IMAGELIST of a defect; images of another file than that of the first are left out. */
    static String flat(List<Image> images) {
        List<Image> same = ofOneFile(images);
        return " " + same.size() + " " + list(same);
    }

    /** IMAGELIST alone: the count, then the number of each image, from 1, and its kind. */
    static String list(List<Image> images) {
        StringBuilder text = new StringBuilder().append(images.size());
        for (Image image : images) {
            text.append(' ').append(image.page() + 1).append(' ')
                    .append(image.kind().matches("\\d{1,9}") ? image.kind() : "0");
        }
        return text.toString();
    }

    static List<Image> ofOneFile(List<Image> images) {
        return images.stream().filter(i -> i.file().equals(images.get(0).file())).toList();
    }

    /** A name of a file for TiffFileName: in quotes only where it must be, as tools write it. */
    static String file(String name) {
        return name.isEmpty() || name.matches("[^\\s;\"]+") && !name.isEmpty() ? name : '"' + name + '"';
    }

    /** The value of a column of type ImageList. */
    static String nested(List<Image> images) {
        if (images.isEmpty())
            return "N";
        StringBuilder text = new StringBuilder("Images ").append(images.size()).append(" { ");
        String between = "";
        for (Image image : images) {
            text.append(between).append('"').append(image.file().replaceAll("[\"\\p{Cntrl}]", "'")).append("\" \"")
                    .append(type(image.file())).append("\" ").append(image.page() + 1).append(" \"")
                    .append(image.kind().replaceAll("[\"\\p{Cntrl}]", "'")).append('"');
            between = ", ";
        }
        return text.append(" }").toString();
    }

    private static String type(String file) {
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot + 1).toUpperCase(Locale.ROOT);
        if (ending.equals("JPEG"))
            return "JPG";
        return ending.equals("TIFF") || !ending.matches("\\w{1,5}") ? "TIF" : ending;
    }
}

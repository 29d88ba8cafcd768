package org.loupe.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.api.ToolException;

/**
 * A way to keep labels in files: one file, or a folder of them. Reading is all or nothing and changes no file; writing
 * puts a file in its place when it is whole. Immutable; usable by several threads.
 */
public interface LabelFormat {

    /** As it is typed: "coco". */
    String id();

    /** As people call it: "COCO". */
    String label();

    /** What it holds, in one line: "one JSON file: boxes, polygons and masks". */
    String help();

    /** What a file of it is usually called, "labels.json"; of a format that is a folder, the folder's name. */
    String fileName();

    /** Whether it is written as a folder. */
    boolean folder();

    /** Whether a file or folder is of this format, as far as its beginning tells. */
    boolean reads(Path source) throws IOException;

    /**
     * Reads labels.
     *
     * @param images what is known of the images, for formats that do not tell their sizes
     * @throws ToolException if it cannot be read or is wrong; it tells the file, the line or member, what was expected
     *                       and what was found
     */
    Read read(Path source, Images images) throws ToolException;

    /**
     * Writes labels. Nothing outside the target is written, whatever the names in the labels are.
     *
     * @param target file, or folder that is new or empty
     * @param images where the images are, for formats that hold them
     * @return what the format cannot hold
     * @throws ToolException if it cannot be written
     */
    List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException;

    /**
     * What was read.
     *
     * @param losses what was not understood or had to be changed on the way in
     */
    record Read(LabelFile labels, List<Loss> losses) {
        public Read {
            losses = List.copyOf(losses);
        }
    }

    /** The images that labels speak of, as far as someone has them. */
    interface Images {
        /** Nothing is known of any. */
        Images NONE = new Images() {
            @Override
            public Optional<Path> file(String image) {
                return Optional.empty();
            }

            @Override
            public Optional<Size> size(String image) {
                return Optional.empty();
            }
        };

        /** Where an image lies. @param image its name or path as labels have it */
        Optional<Path> file(String image);

        /** How large an image is. @param image its name or path as labels have it */
        Optional<Size> size(String image);
    }

    /** Size of an image in px. */
    record Size(int width, int height) {
    }
}

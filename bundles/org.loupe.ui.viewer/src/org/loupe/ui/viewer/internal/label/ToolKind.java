package org.loupe.ui.viewer.internal.label;

/** What the palette offers, in its order. */
enum ToolKind {
    /** Selects, moves and changes. */
    SELECT("select", "org.loupe.ui.viewer.select"),
    /** Boxes from corner to corner. */
    BOX("box", "org.loupe.ui.viewer.box"),
    /** Boxes by their outermost places. */
    FOUR("four-clicks", "org.loupe.ui.label.four"),
    /** Boxes that are turned. */
    ROTATED("rotated-box", "org.loupe.ui.label.rotated"),
    /** Polygons with holes. */
    POLYGON("polygon", "org.loupe.ui.label.polygon"),
    /** Paints masks. */
    BRUSH("brush", "org.loupe.ui.label.brush"),
    /** Erases from masks. */
    ERASER("eraser", "org.loupe.ui.label.eraser"),
    /** Points. */
    POINT("point", "org.loupe.ui.label.point"),
    /** The class of the whole image; no tool that stays. */
    IMAGE_CLASS("image-class", "org.loupe.ui.label.imageClass");

    private final String icon, command;

    ToolKind(String icon, String command) {
        this.icon = icon;
        this.command = command;
    }

    /** Name of its icon. */
    String icon() {
        return icon;
    }

    /** The command that chooses it. */
    String command() {
        return command;
    }
}

package org.loupe.ui.viewer.internal;

import org.eclipse.nebula.widgets.nattable.config.AbstractRegistryConfiguration;
import org.eclipse.nebula.widgets.nattable.config.CellConfigAttributes;
import org.eclipse.nebula.widgets.nattable.config.IConfigRegistry;
import org.eclipse.nebula.widgets.nattable.data.convert.DefaultDisplayConverter;
import org.eclipse.nebula.widgets.nattable.layer.cell.ILayerCell;
import org.eclipse.nebula.widgets.nattable.painter.cell.TextPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.decorator.PaddingDecorator;
import org.eclipse.nebula.widgets.nattable.style.CellStyleAttributes;
import org.eclipse.nebula.widgets.nattable.style.DisplayMode;
import org.eclipse.nebula.widgets.nattable.style.HorizontalAlignmentEnum;
import org.eclipse.nebula.widgets.nattable.style.Style;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;

/** The table of results in the theme's colours of the moment: made anew when they change. */
final class TableLooks extends AbstractRegistryConfiguration {
    static final String SELECTED = "selected", SELECTED_OFF = "selectedOff", GROUP = "group", GROUP_NAME = "groupName",
            NUMBER = "number", TEXT = "text", CLASS = "class", FIRST = "first", HEAD_NUMBER = "headNumber",
            HEAD_TEXT = "headText";
    private static final int CHIP = 10;

    private final ResultTable table;

    TableLooks(ResultTable table) {
        this.table = table;
    }

    @Override
    public void configureRegistry(IConfigRegistry registry) {
        style(registry, null, Token.PART, Token.TEXT, Type.BODY, HorizontalAlignmentEnum.LEFT);
        style(registry, TEXT, null, null, null, HorizontalAlignmentEnum.LEFT);
        style(registry, NUMBER, null, null, null, HorizontalAlignmentEnum.RIGHT);
        style(registry, SELECTED, Token.SELECTION, null, null, null);
        style(registry, SELECTED_OFF, Token.SELECTION_OFF, null, null, null);
        style(registry, GROUP, Token.BAR, Token.TEXT2, null, null);
        style(registry, GROUP_NAME, Token.BAR, Token.TEXT, Type.STRONG, null);
        style(registry, HEAD_TEXT, Token.BAR, Token.TEXT2, null, HorizontalAlignmentEnum.LEFT);
        style(registry, HEAD_NUMBER, Token.BAR, Token.TEXT2, null, HorizontalAlignmentEnum.RIGHT);
        registry.registerConfigAttribute(CellConfigAttributes.GRID_LINE_COLOR, Palette.color(Token.LINE2));
        registry.registerConfigAttribute(CellConfigAttributes.RENDER_GRID_LINES, Boolean.TRUE);
        registry.registerConfigAttribute(CellConfigAttributes.DISPLAY_CONVERTER, new DefaultDisplayConverter());
        registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER,
                new PaddingDecorator(new TextPainter(false, true), 0, 8, 0, 8));
        registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER,
                new PaddingDecorator(new ClassPainter(), 0, 8, 0, 8), DisplayMode.NORMAL, CLASS);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, new TwistPainter(), DisplayMode.NORMAL,
                FIRST);
    }

    private static void style(IConfigRegistry registry, String label, Token ground, Token text, Type font,
            HorizontalAlignmentEnum alignment) {
        Style style = new Style();
        if (ground != null)
            style.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, Palette.color(ground));
        if (text != null)
            style.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, Palette.color(text));
        if (font != null)
            style.setAttributeValue(CellStyleAttributes.FONT, Palette.font(font));
        if (alignment != null)
            style.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, alignment);
        if (label == null)
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style);
        else
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, DisplayMode.NORMAL, label);
    }

    /** A chip in the class's colour, with an edge, before its name. */
    static void chip(GC gc, int classIndex, int x, int y) {
        gc.setBackground(ResultCommands.session().colours().found(classIndex));
        gc.fillRectangle(x, y, CHIP, CHIP);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        gc.drawRectangle(x, y, CHIP - 1, CHIP - 1);
        gc.setAlpha(255);
    }

    private final class ClassPainter extends TextPainter {
        ClassPainter() {
            super(false, true);
        }

        @Override
        public void paintCell(ILayerCell cell, GC gc, Rectangle bounds, IConfigRegistry registry) {
            gc.setBackground(getBackgroundColour(cell, registry));
            gc.fillRectangle(bounds);
            ResultRows rows = table.rows();
            ResultRows.Row row = rows == null ? null : rows.get(cell.getRowIndex());
            int group = rows == null ? -1 : rows.heading(cell.getRowIndex());
            int index = row != null ? row.classIndex()
                    : group >= 0 && rows.query().group().equals("class") ? table.classIndex(rows.group(group).value())
                            : -1;
            int indent = index < 0 && group >= 0 ? 0 : CHIP + 6;
            super.paintCell(cell, gc, new Rectangle(bounds.x + indent, bounds.y, Math.max(0, bounds.width - indent),
                    bounds.height), registry);
            if (index >= 0)
                chip(gc, index, bounds.x, bounds.y + (bounds.height - CHIP) / 2);
        }
    }

    /** The triangle before a group. */
    private final class TwistPainter extends PaddingDecorator {
        TwistPainter() {
            super(new TextPainter(false, true), 0, 8, 0, 8);
        }

        @Override
        public void paintCell(ILayerCell cell, GC gc, Rectangle bounds, IConfigRegistry registry) {
            super.paintCell(cell, gc, bounds, registry);
            ResultRows rows = table.rows();
            int group = rows == null ? -1 : rows.heading(cell.getRowIndex());
            if (group < 0)
                return;
            int x = bounds.x + 7, y = bounds.y + bounds.height / 2;
            int antialias = gc.getAntialias();
            gc.setAntialias(SWT.ON);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawPolyline(rows.open(group) ? new int[] { x, y - 2, x + 4, y + 2, x + 8, y - 2 }
                    : new int[] { x + 2, y - 4, x + 6, y, x + 2, y + 4 });
            gc.setAntialias(antialias);
        }
    }
}

package org.loupe.wafer.drawing;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws on an image in memory; needs no display. */
public final class ImagePen implements Pen {
    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * @param width  of the drawing in its own px
     * @param height of the drawing in its own px
     * @param scale  px of the image per px of the drawing, above 0
     */
    public ImagePen(int width, int height, double scale) {
        image = new BufferedImage((int) Math.ceil(width * scale), (int) Math.ceil(height * scale),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** What was drawn so far; nothing may be drawn afterwards. */
    public BufferedImage image() {
        graphics.dispose();
        return image;
    }

    private void draw(Shape shape, Ink ink) {
        if (ink.fill() != Ink.NOTHING) {
            Composite before = graphics.getComposite();
            if (ink.opacity() < 1)
                graphics.setComposite(AlphaComposite.SrcOver.derive((float) Math.max(0, ink.opacity())));
            graphics.setColor(new Color(ink.fill()));
            graphics.fill(shape);
            graphics.setComposite(before);
        }
        if (ink.line() != Ink.NOTHING) {
            float[] dash = new float[ink.dash().length];
            for (int i = 0; i < dash.length; i++)
                dash[i] = (float) ink.dash()[i];
            graphics.setStroke(new BasicStroke((float) ink.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                    dash.length == 0 ? null : dash, 0));
            graphics.setColor(new Color(ink.line()));
            graphics.draw(shape);
        }
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        draw(new Rectangle2D.Double(x, y, width, height), ink);
    }

    @Override
    public void circle(double x, double y, double radius, Ink ink) {
        draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), ink);
    }

    @Override
    public void path(double[] xs, double[] ys, boolean closed, Ink ink) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < xs.length; i++)
            if (i == 0)
                path.moveTo(xs[i], ys[i]);
            else
                path.lineTo(xs[i], ys[i]);
        if (closed)
            path.closePath();
        draw(path, ink);
    }

    private static Font font(double size, boolean bold) {
        return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, Anchor anchor, int colour) {
        double width = anchor == Anchor.START ? 0 : textWidth(text, size, bold);
        graphics.setFont(font(size, bold));
        graphics.setColor(new Color(colour));
        graphics.drawString(text, (float) (x - (anchor == Anchor.MIDDLE ? width / 2 : width)), (float) y);
    }

    @Override
    public double textWidth(String text, double size, boolean bold) {
        return graphics.getFontMetrics(font(size, bold)).getStringBounds(text, graphics).getWidth();
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        graphics.setClip(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void unclip() {
        graphics.setClip(null);
    }
}

package org.loupe.ui.internal.start;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** A sample on the start page: a picture of it, what one learns with it, and the button that opens it. */
public final class Card extends Composite {
    /** Points; pictures are made this large. */
    static final int WIDTH = 420, PICTURE = 176;

    private final boolean first;
    private final ToolButton button;
    private final Canvas picture;
    private Image image;

    /** @param first whether it is what a newcomer should open */
    public Card(Composite parent, SampleKind sample, boolean first, Runnable open) {
        super(parent, SWT.NONE);
        this.first = first;
        String key = "start." + sample.kind();
        GridLayout layout = new GridLayout();
        layout.marginWidth = layout.marginHeight = 1;
        layout.verticalSpacing = 0;
        setLayout(layout);
        addListener(SWT.Paint, e -> frame(e.gc));
        picture = new Canvas(this, SWT.DOUBLE_BUFFERED);
        ToolRow.style(picture, "loupe-ground");
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
        wide.heightHint = PICTURE;
        wide.widthHint = WIDTH - 2;
        picture.setLayoutData(wide);
        picture.addListener(SWT.Paint, e -> paint(e.gc));
        picture.addListener(SWT.Dispose, e -> {
            if (image != null)
                image.dispose();
        });
        Composite body = new Composite(this, SWT.NONE);
        body.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridLayout inner = new GridLayout(2, false);
        inner.marginWidth = 14;
        inner.marginTop = 6;
        inner.marginBottom = 10;
        inner.horizontalSpacing = 8;
        inner.verticalSpacing = 4;
        body.setLayout(inner);
        Label icon = new Label(body, SWT.NONE);
        Runnable recolour = () -> icon.setImage(Icons.get(sample.icon(), Token.ACCENT));
        recolour.run();
        Palette.onChange(icon, recolour);
        Label title = new Label(body, SWT.NONE);
        title.setText(Words.get(key + ".title"));
        title.setFont(Palette.font(Type.HEADING));
        Label text = new Label(body, SWT.WRAP);
        ToolRow.style(text, "loupe-hint");
        text.setText(Words.get(key + ".text"));
        GridData textData = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
        textData.widthHint = WIDTH - 40;
        textData.heightHint = 2 * text.getFont().getFontData()[0].getHeight() * 2;
        text.setLayoutData(textData);
        button = new ToolButton(body, "", Words.get(key + ".button", sample.count()),
                first ? Look.PRIMARY : Look.BORDERED, open);
        GridData buttonData = new GridData(SWT.LEFT, SWT.BOTTOM, false, true, 2, 1);
        buttonData.verticalIndent = 4;
        button.setLayoutData(buttonData);
        Palette.onChange(this, this::redraw);
    }

    /** The button that opens the sample. */
    public ToolButton button() {
        return button;
    }

    /** Shows a picture, {@link #WIDTH} × {@link #PICTURE}; UI thread. */
    public void picture(ImageData data) {
        if (isDisposed())
            return;
        if (image != null)
            image.dispose();
        image = new Image(getDisplay(), data);
        picture.redraw();
    }

    private void paint(GC gc) {
        Rectangle area = picture.getClientArea();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(area);
        if (image == null)
            return;
        Rectangle size = image.getBounds();
        double scale = Math.max((double) area.width / size.width, (double) area.height / size.height);
        int w = (int) Math.min(size.width, area.width / scale), h = (int) Math.min(size.height, area.height / scale);
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(image, (size.width - w) / 2, (size.height - h) / 2, w, h, 0, 0, area.width, area.height);
    }

    private void frame(GC gc) {
        gc.setForeground(Palette.color(first ? Token.ACCENT : Token.LINE));
        gc.drawRectangle(0, 0, getSize().x - 1, getSize().y - 1);
    }
}

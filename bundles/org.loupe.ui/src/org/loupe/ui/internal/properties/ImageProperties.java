package org.loupe.ui.internal.properties;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ImageInfo;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.api.ImageSource;
import org.loupe.engine.Item;
import org.loupe.ui.Failures;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** An image: where it lies, and what its file and its set say of it. A job reads the file. */
final class ImageProperties implements Properties {
    private static final int MOST_TAGS = 200, MOST_VALUE = 200;

    private final Item item;

    ImageProperties(Item item) {
        this.item = item;
    }

    /** What the file says. */
    private record About(ImageInfo info, int pages, long bytes) {
    }

    @Override
    public String icon() {
        return "image";
    }

    @Override
    public String title() {
        return Words.get("properties.of.image", item.name());
    }

    @Override
    public void fill(PropertyForm form) {
        form.fact(Words.get("properties.file"), () -> item.test().toString());
        if (item.page() > 0)
            form.fact(Words.get("properties.page"), () -> Words.number(item.page() + 1, 0));
        form.fact(Words.get("properties.reference"), () -> item.reference().map(Object::toString).orElse(""));
        Consumer<String> size = form.later(Words.get("properties.size")),
                type = form.later(Words.get("properties.type")), scale = form.later(Words.get("properties.scale")), bytes = form.later(Words.get("properties.bytes")),
                sha = form.laterHash("SHA-256");
        form.section(Words.get("properties.conditions"));
        Consumer<String> layer = form.later(Words.get("properties.layer")),
                mode = form.later(Words.get("properties.mode")),
                magnification = form.later(Words.get("properties.magnification")),
                exposure = form.later(Words.get("properties.exposure"));
        Session session = Fields.session();
        Job job = Job.create(Words.get("job.imageProperties", item.name()), monitor -> {
            try {
                About about = read(session);
                session.ui(() -> {
                    Shape shape = about.info.shape();
                    size.accept(Words.get("properties.sizeIs", Words.number(shape.width(), 0),
                            Words.number(shape.height(), 0), about.pages));
                    type.accept(Words.get("properties.typeIs", shape.channels(),
                            shape.type().name().toLowerCase(java.util.Locale.ROOT)));
                    scale.accept(scale(shape));
                    bytes.accept(Words.get("properties.bytesIs", Words.number(about.bytes, 0)));
                    ImageInfo.Conditions file = about.info.conditions(), own = item.conditions();
                    layer.accept(own.layer().isEmpty() ? file.layer() : own.layer());
                    mode.accept(own.mode().isEmpty() ? file.mode() : own.mode());
                    magnification.accept(known(own.magnification(), file.magnification(), "×"));
                    exposure.accept(known(own.exposureMs(), file.exposureMs(), "\u00a0ms"));
                    tags(form, about.info.metadata());
                });
                String digest = digest();
                session.ui(() -> sha.accept(digest));
            } catch (ToolException | IOException e) {
                session.ui(() -> {
                    for (Consumer<String> fact : List.of(size, type, scale, bytes, layer, mode, magnification,
                            exposure))
                        fact.accept("");
                    sha.accept(Failures.text(e));
                });
            }
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule();
        form.body().addDisposeListener(e -> job.cancel());
    }

    private About read(Session session) throws ToolException, IOException {
        try (ImageSource source = session.registry().open(item.test())) {
            return new About(source.info(item.page()), source.pages(), Files.size(item.test()));
        }
    }

    private String scale(Shape shape) {
        if (!Double.isNaN(item.umPerPx()))
            return Words.get("properties.scaleOfSet", Words.scale(item.umPerPx()));
        return Double.isNaN(shape.umPerPx()) ? "" : Words.get("properties.scaleOfFile", Words.scale(shape.umPerPx()));
    }

    private static String known(double own, double file, String unit) {
        double value = Double.isNaN(own) ? file : own;
        return Double.isNaN(value) ? "" : Fields.write(value) + unit;
    }

    /** What else the file says, such as the tags of an electron microscope. */
    private static void tags(PropertyForm form, Map<String, String> metadata) {
        if (metadata.isEmpty() || form.body().isDisposed())
            return;
        form.section(Words.get("properties.tags"));
        new TreeMap<>(metadata).entrySet().stream().limit(MOST_TAGS).forEach(tag -> {
            Label name = new Label(form.body(), SWT.NONE);
            name.setText(tag.getKey());
            name.setToolTipText(tag.getKey());
            ToolRow.style(name, "loupe-hint");
            GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(112, SWT.DEFAULT).applyTo(name);
            Text value = new Text(form.body(), SWT.READ_ONLY | SWT.WRAP);
            ToolRow.style(value, "loupe-fact");
            String text = tag.getValue();
            value.setText(text.length() > MOST_VALUE ? text.substring(0, MOST_VALUE) + "…" : text);
            GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(80, SWT.DEFAULT).applyTo(value);
        });
        form.refresh();
    }

    private String digest() throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(item.test()), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}

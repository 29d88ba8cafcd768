package org.loupe.ui.internal.properties;

import java.util.Objects;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheet;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * What the Properties view shows beside a part: the object that is chosen there, else the selected defect, else the
 * image in the viewer.
 */
public final class PropertiesPage extends Page implements IPropertySheetPage {
    private static final int HEAD = 34;

    private final Session session = PlatformUI.getWorkbench().getService(Session.class);
    private Composite page;
    private Canvas head;
    private Label empty;
    private ScrolledComposite scroll;
    private Object chosen, shown, shape;
    private boolean shownEditable;
    private Properties properties;
    private PropertyForm form;
    private boolean waiting;

    @Override
    public void createControl(Composite parent) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        head = new Canvas(page, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, false).hint(100, HEAD).applyTo(head);
        head.addListener(SWT.Paint, e -> paintHead(e.gc));
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("properties.none"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        scroll = new ScrolledComposite(page, SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        scroll.addListener(SWT.Resize, e -> size());
        session.listen(page, Session.Event.PROJECT, () -> {
            chosen = null;
            update();
        });
        session.listen(page, Session.Event.IMAGE, this::update);
        session.listen(page, Session.Event.RUN, this::update);
        session.listen(page, Session.Event.MODEL, this::updateSoon);
        session.listen(page, Session.Event.RUNS, this::updateSoon);
        session.listen(page, Session.Event.IMAGES, this::updateSoon);
        session.listen(page, Session.Event.SELECTION, () -> {
            if (session.selection().size() > 0)
                chosen = null; // what was selected last counts
            update();
        });
        page.addListener(SWT.Show, e -> update());
        Palette.onChange(page, head::redraw);
        hideTools();
        chosen = session.subject().orElse(null);
        update();
    }

    /** The tab row stays free: a second Properties view is of no use, since all show the same. */
    private void hideTools() {
        if (getSite().getPage().findView(IPageLayout.ID_PROP_SHEET) instanceof PropertySheet sheet) {
            MPart model = sheet.getSite().getService(MPart.class);
            if (model != null && model.getToolbar() != null)
                model.getToolbar().setToBeRendered(false);
        }
    }

    private void paintHead(org.eclipse.swt.graphics.GC gc) {
        if (properties == null)
            return;
        gc.drawImage(Icons.get(properties.icon(), Token.TEXT2), 12, (HEAD - 16) / 2 + 2);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        Point size = gc.textExtent(properties.title());
        gc.drawText(properties.title(), 34, (HEAD - size.y) / 2 + 2, true);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, HEAD - 1, head.getSize().x, HEAD - 1);
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
        Object first = selection instanceof IStructuredSelection structured ? structured.getFirstElement() : null;
        if (first == null || Adapters.adapt(first, Properties.class) == null)
            return; // a part that has nothing to tell leaves what is shown
        chosen = first;
        update();
    }

    /** The object to tell of, or null. */
    private Object object() {
        if (session.project().isEmpty())
            return null;
        if (chosen != null)
            return chosen;
        DetectionIds detections = session.selection();
        if (detections.size() == 1)
            return detections.iterator().next();
        if (detections.size() > 1)
            return detections;
        return session.image().orElse(null);
    }

    private void updateSoon() {
        if (waiting)
            return;
        waiting = true;
        session.ui(() -> {
            waiting = false;
            if (!page.isDisposed())
                update();
        });
    }

    /** Shows the object, or its new values, unless the page of another part is in front. */
    private void update() {
        if (page.isDisposed() || !page.getVisible())
            return;
        Object now = object();
        Properties found = now == null ? null : Adapters.adapt(now, Properties.class);
        boolean editable = session.project().filter(p -> !p.readOnly()).isPresent();
        if (found != null && Objects.equals(now, shown) && editable == shownEditable && form != null
                && found.shape().equals(shape)) {
            form.refresh();
            head.redraw();
            return;
        }
        shown = now;
        shownEditable = editable;
        properties = found;
        shape = found == null ? null : found.shape();
        build(editable);
    }

    private void build(boolean editable) {
        Control old = scroll.getContent();
        scroll.setContent(null); // a field of it may take its text when it loses the focus, and change the model
        form = null;
        if (old != null)
            old.dispose();
        if (properties != null) {
            Composite body = new Composite(scroll, SWT.NONE);
            form = new PropertyForm(body, editable);
            properties.fill(form);
            scroll.setContent(body);
            scroll.setOrigin(0, 0);
            size();
        }
        show(empty, properties == null);
        show(head, properties != null);
        show(scroll, properties != null);
        if (page.isDisposed())
            return; // the focus went elsewhere, and with it the part that this page belonged to
        head.redraw();
        page.layout(true, true);
    }

    private void size() {
        if (scroll.getContent() != null)
            scroll.setMinSize(scroll.getContent().computeSize(scroll.getClientArea().width, SWT.DEFAULT));
    }

    private static void show(Control control, boolean on) {
        if (control.isDisposed())
            return;
        ((org.eclipse.swt.layout.GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    /** The form that is shown, for tests; null if there is nothing to tell of. */
    public PropertyForm form() {
        return form;
    }

    /** The title that is shown, or "". */
    public String title() {
        return properties == null ? "" : properties.title();
    }

    @Override
    public Control getControl() {
        return page;
    }

    @Override
    public void setFocus() {
        page.setFocus();
    }
}

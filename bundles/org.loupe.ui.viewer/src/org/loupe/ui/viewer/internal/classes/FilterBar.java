package org.loupe.ui.viewer.internal.classes;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.DefectClass;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Completion;
import org.loupe.workspace.labels.LabelFilter;

/**
 * Splits a class, or gives labels another one, by a filter: what it matches is counted and shown as it is typed. Enter
 * makes it, Escape closes the bar.
 */
final class FilterBar extends Composite {
    private static final int DELAY_MS = 200;

    private final Session session;
    private final ClassGestures gestures;
    private final Runnable closed;
    private final Label title;
    private final TextField filter;
    private final TextField name;
    private final Label count;
    private final ToolButton apply;
    private final LabelGrid grid;
    private DefectClass of;
    private int to = -1;
    private boolean splits;
    private List<org.loupe.store.labels.Label> found = List.of();
    private int typed;

    /** @param closed is called when it is done or given up */
    FilterBar(Composite parent, Session session, ClassGestures gestures, Runnable closed) {
        super(parent, SWT.NONE);
        this.session = session;
        this.gestures = gestures;
        this.closed = closed;
        GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 6).spacing(6, 4).applyTo(this);
        title = new Label(this, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(title);
        filter = field("filter", "classes.filterTip", 2);
        completion();
        count = new Label(this, SWT.WRAP);
        ToolRow.style(count, "loupe-hint");
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(200, SWT.DEFAULT).applyTo(count);
        name = field("class", "classes.splitNameTip", 1);
        Composite buttons = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(4, 0).applyTo(buttons);
        apply = new ToolButton(buttons, "", Words.get("classes.split.apply"), Look.PRIMARY, this::apply);
        apply.unless(this::obstacle);
        new ToolButton(buttons, "", Words.get("classes.cancel"), Look.BORDERED, closed);
        grid = new LabelGrid(this, session);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(SWT.DEFAULT, 80).applyTo(grid);
        session.listen(this, Session.Event.LABELS, this::search);
    }

    private TextField field(String icon, String tip, int span) {
        TextField field = new TextField(this, icon);
        field.text().setToolTipText(Words.get(tip));
        field.text().setData("name", tip);
        field.text().addListener(SWT.Modify, e -> later());
        field.text().addListener(SWT.DefaultSelection, e -> apply());
        field.text().addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                e.doit = false;
                closed.run();
            }
        });
        GridDataFactory.fillDefaults().span(span, 1).grab(true, false).hint(80, 24).align(SWT.FILL, SWT.CENTER)
                .applyTo(field);
        return field;
    }

    private void completion() {
        Text text = filter.text();
        ContentProposalAdapter proposals = new ContentProposalAdapter(text, new TextContentAdapter(),
                (contents, position) -> {
                    Completion.Offer offer = Completion.at(contents, position, LabelFilter.names(), this::values);
                    return offer.words().stream().map(w -> (IContentProposal) new ContentProposal(w, w, null))
                            .toArray(IContentProposal[]::new);
                }, null, null);
        proposals.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_IGNORE);
        proposals.setAutoActivationDelay(120);
        proposals.addContentProposalListener(proposal -> {
            int caret = text.getCaretPosition();
            int from = Completion.at(text.getText(), caret, List.of(), column -> List.of()).from();
            text.setText(text.getText().substring(0, from) + proposal.getContent() + " "
                    + text.getText().substring(caret).stripLeading());
            text.setSelection(from + proposal.getContent().length() + 1);
        });
    }

    private List<String> values(String column) {
        return switch (column) {
            case "class" -> gestures.classes().stream().map(DefectClass::getName).toList();
            case "state" -> List.of("auto", "accepted", "edited", "added");
            case "tile_state" -> List.of("open", "complete", "flagged", "excluded");
            case "shape" -> List.of("box", "rotated", "polygon", "mask", "point", "whole");
            case "split" -> List.of("train", "validation", "test");
            default -> List.of();
        };
    }

    /** Starts to split a class. */
    void split(DefectClass one) {
        open(one, true, -1);
        title.setText(Words.get("classes.split.title", one.getName()).replace("&", "&&"));
        name.text().setText(gestures.freeName(one.getName()));
        apply.text(Words.get("classes.split.apply"));
        layout(true, true);
    }

    /** Starts to give labels, of a class at first, another class. @param target its code, 0 for none */
    void reassign(DefectClass one, int target) {
        open(one, false, target);
        title.setText(Words.get("classes.reassign.title", session.desk().className(target)).replace("&", "&&"));
        apply.text(Words.get("classes.reassign.apply"));
        layout(true, true);
    }

    private void open(DefectClass one, boolean split, int target) {
        of = one;
        splits = split;
        to = target;
        ((GridData) name.getLayoutData()).exclude = !split;
        name.setVisible(split);
        String start = "class = " + Completion.literal(one.getName()) + (split ? " and " : "");
        filter.text().setText(start);
        filter.text().setFocus();
        filter.text().setSelection(start.length());
        search();
    }

    /** What is typed into the filter, for tests too. */
    Text filterText() {
        return filter.text();
    }

    /** What is typed as the name, for tests too. */
    Text nameText() {
        return name.text();
    }

    /** What is said of the filter. */
    String said() {
        return count.getText();
    }

    private void later() {
        int mine = ++typed;
        getDisplay().timerExec(DELAY_MS, () -> {
            if (mine == typed && !isDisposed())
                search();
        });
    }

    /** The filter without an "and" that is still to be followed by something. */
    private String typedFilter() {
        return filter.text().getText().strip().replaceFirst("(?i)\\s+(and|or)$", "");
    }

    private void search() {
        if (!isVisible() && of == null)
            return;
        int mine = ++typed;
        gestures.find(typedFilter(), labels -> {
            if (isDisposed() || mine != typed)
                return;
            found = splits ? labels : labels.stream().filter(l -> l.code() != to).toList();
            said(Words.get("classes.match", found.size()), false);
            grid.show(found, "");
        }, wrong -> {
            found = List.of();
            said(wrong, true);
            grid.show(found, "");
        });
    }

    private void said(String text, boolean wrong) {
        filter.wrong(wrong);
        count.setText(text.replace("&", "&&"));
        apply.redraw();
        layout(true, true);
    }

    private String obstacle() {
        if (found.isEmpty())
            return Words.get("classes.matchNone");
        return splits && name.text().getText().isBlank() ? Words.get("classes.nameNeeded") : "";
    }

    /** Makes what the bar offers. */
    void apply() {
        Optional<LabelFilter> which = gestures.filter(typedFilter());
        if (which.isEmpty() || !obstacle().isEmpty() || of == null)
            return;
        if (splits)
            gestures.split(of, name.text().getText(), which.get());
        else
            gestures.reassign(which.get(), to);
        closed.run();
    }

    /** Forgets what it was about. */
    void clear() {
        of = null;
        found = List.of();
        grid.show(found, "");
    }
}

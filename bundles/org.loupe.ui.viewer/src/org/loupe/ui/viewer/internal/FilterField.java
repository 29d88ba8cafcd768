package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ToolException;
import org.loupe.store.ImageRow;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;

/**
 * The field in which the shared filter is typed: completed as it is typed, checked by the store before all parts follow
 * it, with the last ones under the arrow down key. UI thread only.
 */
final class FilterField {
    private static final int DELAY_MS = 250, KEPT = 12;
    private static final String NODE = "org.loupe.ui.viewer/filters", KEY = "last", SEPARATOR = "\n";

    private final Session session;
    private final TextField field;
    private final Text text;
    private final Consumer<String> error;
    private final ContentProposalAdapter proposals;
    private int typed;
    private boolean following;

    /** @param error told what is wrong with the filter, or "" */
    FilterField(TextField field, Session session, Consumer<String> error) {
        this.session = session;
        this.field = field;
        this.error = error;
        text = field.text();
        proposals = new ContentProposalAdapter(text, new TextContentAdapter(), this::proposals, null, null);
        proposals.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_IGNORE);
        proposals.setAutoActivationDelay(120);
        proposals.addContentProposalListener(this::accept);
        text.addListener(SWT.Modify, e -> later());
        text.addListener(SWT.DefaultSelection, e -> apply(true));
        text.addListener(SWT.FocusOut, e -> remember(session.filter()));
        text.addListener(SWT.KeyDown, this::key);
        session.listen(text, Session.Event.FILTER, this::follow);
    }

    /** Shows the filter that another part has set. */
    private void follow() {
        if (!text.getText().strip().equals(session.filter())) {
            following = true;
            text.setText(session.filter());
            text.setSelection(text.getText().length());
            following = false;
        }
        wrong("");
    }

    private void later() {
        int mine = ++typed;
        if (!following)
            text.getDisplay().timerExec(DELAY_MS, () -> {
                if (mine == typed && !text.isDisposed())
                    apply(false);
            });
    }

    /** Has the store check the text and then all parts follow it. @param keep in the list of the last ones */
    void apply(boolean keep) {
        typed++;
        String wanted = text.getText().strip();
        RunResults results = session.results().orElse(null);
        if (results == null)
            return;
        results.ask(Urgency.SIGHT, () -> true, reader -> {
            reader.table().check(wanted);
            return wanted;
        }, right -> {
            if (text.isDisposed() || !text.getText().strip().equals(right))
                return;
            wrong("");
            session.filter(right);
            if (keep)
                remember(right);
        }, why -> {
            if (!text.isDisposed() && text.getText().strip().equals(wanted))
                wrong(brief(why, wanted));
        });
    }

    /** What is wrong, without what stands above it anyway and the columns, which completion offers. */
    private static String brief(ToolException why, String filter) {
        String text = Failures.text(why).replace(": " + filter, ".");
        int list = text.indexOf(" Columns: ");
        return list < 0 ? text : text.substring(0, list);
    }

    private void wrong(String why) {
        field.wrong(!why.isEmpty());
        error.accept(why);
    }

    private void key(Event e) {
        if (e.keyCode == SWT.ARROW_DOWN && !proposals.isProposalPopupOpen()) {
            e.doit = false;
            history();
        } else if (e.keyCode == SWT.ESC && !proposals.isProposalPopupOpen() && !text.getText().isEmpty()) {
            e.doit = false;
            text.setText("");
            apply(false);
        }
    }

    // ---- completion

    private IContentProposal[] proposals(String contents, int position) {
        if (following)
            return new IContentProposal[0];
        return session.results().map(results -> {
            List<String> columns = new ArrayList<>(List.of("class", "score", "image", "x", "y", "width", "height"));
            columns.addAll(results.features());
            Completion.Offer offer = Completion.at(contents, position, columns, column -> switch (column) {
                case "class" -> results.classes();
                case "image" -> results.images().stream().map(ImageRow::image).toList();
                default -> List.of();
            });
            return offer.words().stream().map(word -> (IContentProposal) new ContentProposal(word, word, null))
                    .toArray(IContentProposal[]::new);
        }).orElse(new IContentProposal[0]);
    }

    private void accept(IContentProposal proposal) {
        String now = text.getText();
        int caret = text.getCaretPosition();
        int from = Completion.at(now, caret, List.of(), column -> List.of()).from();
        String behind = proposal.getContent().endsWith("(") ? "" : " ";
        text.setText(now.substring(0, from) + proposal.getContent() + behind + now.substring(caret).stripLeading());
        text.setSelection(from + proposal.getContent().length() + behind.length());
    }

    // ---- the last filters

    private static List<String> last() {
        String kept = InstanceScope.INSTANCE.getNode(NODE).get(KEY, "");
        return kept.isEmpty() ? List.of() : List.of(kept.split(SEPARATOR));
    }

    private static void remember(String filter) {
        if (filter.isBlank() || !last().isEmpty() && last().get(0).equals(filter))
            return;
        List<String> all = new ArrayList<>(last());
        all.remove(filter);
        all.add(0, filter);
        InstanceScope.INSTANCE.getNode(NODE).put(KEY,
                String.join(SEPARATOR, all.subList(0, Math.min(KEPT, all.size()))));
        Preferences.saveSoon();
    }

    /** Offers the last filters. */
    private void history() {
        if (last().isEmpty())
            return;
        Menu menu = new Menu(text);
        for (String filter : last()) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(filter.replace("&", "&&"));
            item.addListener(SWT.Selection, e -> {
                text.setText(filter);
                apply(true);
            });
        }
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setLocation(field.toDisplay(0, field.getSize().y));
        menu.setVisible(true);
    }
}

package org.loupe.ui.viewer.internal.tiles;

import java.util.Locale;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.model.RunEntry;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.labels.AutoLabeling.Form;
import org.loupe.workspace.labels.Iterations;

/**
 * The auto-labeler in the viewer's tool row: which machine proposes, from which score on its proposals are seen, and
 * run. The slider filters what is there while it moves; nothing is run again.
 */
public final class AutoLabelBar extends Composite {
    private static final int SLIDER = 92, VALUE = 30;
    private static final double STEP = 0.01;

    private static AutoLabelBar latest;

    private final Session session;
    private final IServiceLocator site;
    private final AutoLabels labels;
    private final ToolButton choice;
    private final Slider slider;
    private final Label value;

    /** @param site of the part, which gives commands their context */
    public AutoLabelBar(Composite parent, Session session, IServiceLocator site) {
        super(parent, SWT.NONE);
        this.session = session;
        this.site = site;
        labels = AutoLabels.of(session);
        latest = this;
        ToolRow.style(this, "loupe-bar");
        GridLayoutFactory.fillDefaults().numColumns(5).spacing(4, 0).applyTo(this);
        choice = new ToolButton(this, "", " ", Look.FLAT, this::choose);
        choice.setToolTipText(Words.get("autoLabel.choose"));
        Label least = new Label(this, SWT.NONE);
        ToolRow.style(least, "loupe-bar loupe-hint");
        least.setText("≥");
        slider = new Slider(this, 0, 1, STEP, LabelDesk.USUAL_LIMIT, this::limit, this::limit);
        slider.setToolTipText(Words.get("autoLabel.limit"));
        GridDataFactory.fillDefaults().hint(SLIDER, 22).align(SWT.FILL, SWT.CENTER).applyTo(slider);
        value = new Label(this, SWT.NONE);
        ToolRow.style(value, "loupe-bar");
        GridDataFactory.fillDefaults().hint(VALUE, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(value);
        ToolButton run = new ToolButton(this, "prompt", Words.get("autoLabel.run"), Look.FLAT,
                () -> ToolRow.execute(site, AutoLabels.RUN));
        run.setToolTipText(Words.get("autoLabel.runTip"));
        for (Session.Event event : new Session.Event[] { Session.Event.PROJECT, Session.Event.RECIPE,
            Session.Event.MODEL, Session.Event.RUNS, Session.Event.LABEL })
            session.listen(this, event, this::show);
        session.listen(this, Session.Event.PROJECT, this::begin);
        addDisposeListener(e -> {
            if (latest == this)
                latest = null;
        });
        show();
    }

    private void limit(double score) {
        session.desk().limit((float) score);
        value.setText(Words.number(score, 2));
    }

    /** Another project: from which score on its open iteration wants proposals. */
    private void begin() {
        session.project().flatMap(p -> Iterations.open(p.project()))
                .ifPresent(open -> session.desk().limit((float) open.getAutoLabelScore()));
    }

    private void show() {
        String name = labels.chosen().map(AutoLabels::name).orElse(Words.get("autoLabel.noneChosen")) + " ▾";
        if (!choice.text().equals(name)) {
            choice.text(name);
            getParent().layout(true, true);
        }
        slider.value(session.desk().limit());
        String limit = Words.number(session.desk().limit(), 2);
        if (!value.getText().equals(limit))
            value.setText(limit);
    }

    private void choose() {
        Menus.drop(choice, this::fill);
    }

    private void fill(Menu menu) {
        boolean runs = false;
        for (Object offered : labels.offered()) {
            if (offered instanceof RunEntry && !runs) {
                Menus.line(menu);
                runs = true;
            }
            Menus.choice(menu, Words.get(offered instanceof RunEntry ? "autoLabel.ofRun" : "autoLabel.ofRecipe",
                    AutoLabels.name(offered)), labels.chosen().orElse(null) == offered,
                    () -> labels.choose(offered));
        }
        Menus.line(menu);
        Menu forms = Menus.sub(menu, Words.get("autoLabel.form"));
        for (Form form : Form.values())
            Menus.choice(forms, Words.get("autoLabel.form." + form.name().toLowerCase(Locale.ROOT)),
                    labels.form() == form, () -> labels.form(form));
        Menus.line(menu);
        Menus.command(menu, site, AutoLabels.RUN, "prompt");
        Menus.command(menu, site, AutoLabels.RUN_OPEN, "");
        Menus.command(menu, site, AutoLabels.ACCEPT_TILES, "accept-all");
    }

    /** Opens the choice of the viewer in front, if it has one. */
    static void open() {
        if (latest != null && latest.isVisible())
            latest.choose();
    }
}

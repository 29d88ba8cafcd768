package org.loupe.ui.internal.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.api.Detector;
import org.loupe.api.Tool;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolText;
import org.loupe.engine.Schema.Field;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * The chosen step below the list: what its tool is, its parameters, and a chart where it compares with a reference by a
 * limit in grey levels. Of a route: what becomes of its class.
 */
public final class StepForm {
    /** A parameter of this unit, the first of a detector that needs a reference, limits the difference. */
    private static final String LEVELS = "grey levels";

    private final Session session;
    private final StepRows names;
    private final Listener listener;
    private final Composite page, head;
    private final Label title, about;
    private final ToolButton reset, help;
    private final ScrolledComposite scroll;
    private final DifferenceChart chart;
    private EObject shown;
    private String shownTool = "";
    private ParameterForm form;
    private RouteForm route;
    private boolean whole;
    private Thumbs.Histogram histogram;
    private int histogramStep = -1;

    /** What the user does. */
    public interface Listener {
        /** A parameter has a new value; {@code null} for the default. */
        void changed(RecipeStep step, Field field, Object value);

        /** A parameter would have a value if the user let go now. */
        void trying(RecipeStep step, Field field, Object value);

        /** What was tried is not to be. */
        void settled();

        /** All parameters go back to their defaults. */
        void reset(RecipeStep step);

        /** Something of a route is changed. */
        void route(String label, Runnable edit);

        /** A step is to be added to a route. */
        void add(Route route);
    }

    /** @param listener told of gestures */
    public StepForm(Composite parent, Session session, StepRows names, Listener listener) {
        this.session = session;
        this.names = names;
        this.listener = listener;
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        head = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        GridLayoutFactory.fillDefaults().numColumns(3).extendedMargins(12, 8, 9, 7).spacing(4, 3).applyTo(head);
        head.addListener(SWT.Paint, e -> {
            e.gc.setForeground(Palette.color(Token.LINE));
            e.gc.drawLine(0, 0, head.getSize().x, 0);
            e.gc.setForeground(Palette.color(Token.LINE2));
            e.gc.drawLine(0, head.getSize().y - 1, head.getSize().x, head.getSize().y - 1);
        });
        title = new Label(head, SWT.NONE);
        title.setFont(Palette.font(Type.HEADING));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
        reset = new ToolButton(head, "reset", Words.get("recipe.reset", 0), Look.FLAT,
                () -> listener.reset((RecipeStep) shown));
        GridDataFactory.swtDefaults().applyTo(reset);
        help = new ToolButton(head, "help", "", Look.FLAT, () -> {
            whole = !whole;
            about();
            layout();
        });
        help.setToolTipText(Words.get("recipe.help"));
        GridDataFactory.swtDefaults().applyTo(help);
        about = new Label(head, SWT.WRAP);
        ToolRow.style(about, "loupe-hint");
        about.setFont(Palette.font(Type.SMALL));
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(200, SWT.DEFAULT).applyTo(about);
        scroll = new ScrolledComposite(page, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(100, 60).applyTo(scroll); // not measured
        scroll.addListener(SWT.Resize, e -> size());
        chart = new DifferenceChart(page, v -> limit().ifPresent(f -> listener.trying((RecipeStep) shown, f, v)),
                v -> limit().ifPresent(f -> listener.changed((RecipeStep) shown, f, level(f, v))));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(chart);
        Parts.visible(chart, false);
    }

    private static Object level(Field field, double value) {
        return ParameterForm.same(value, field.defaultValue()) ? null
                : field.kind() == Schema.Kind.INTEGER ? (Object) Math.round(value) : (Object) value;
    }

    /** The control of the form. */
    public Control control() {
        return page;
    }

    /** The parameters of the step that is shown, or {@code null}. */
    public ParameterForm parameters() {
        return form;
    }

    /** Shows a step or a route, or with {@code null} nothing. */
    public void show(EObject element, List<Problem> problems) {
        String tool = element instanceof RecipeStep s ? s.getTool() : "";
        if (element != shown || !tool.equals(shownTool)) {
            shown = element;
            shownTool = tool;
            whole = false;
            rebuild();
        }
        values();
    }

    private void rebuild() {
        Control before = scroll.getContent();
        scroll.setContent(null); // the page is laid out while it has none
        if (before != null)
            before.dispose();
        form = null;
        route = null;
        Parts.visible(head, shown != null);
        if (shown == null)
            return;
        Composite body = new Composite(scroll, SWT.NONE);
        if (shown instanceof Route)
            route = new RouteForm(body, new Routing());
        else
            names.tool((RecipeStep) shown).ifPresent(tool -> form = new ParameterForm(body, tool.info().id(),
                    ToolText.schema(tool, Locale.getDefault()), this::umPerPx, new Parameters()));
        scroll.setContent(body);
        about();
        layout();
    }

    private void about() {
        Tool<?, ?, ?> tool = shown instanceof RecipeStep s ? names.tool(s).orElse(null) : null;
        if (shown instanceof Route r) {
            title.setText(Words.get("route.title", r.getClassName()));
            about.setText(Words.get("route.about", names.name((RecipeStep) r.eContainer())));
        } else if (tool == null) {
            title.setText(shownTool);
            about.setText(Words.get("recipe.unknownTool", shownTool));
        } else {
            title.setText(ToolText.info(tool, Locale.getDefault()).label());
            String text = whole ? ToolText.info(tool, Locale.getDefault()).help()
                    + (tool.info().reference().isEmpty() ? "" : "\n"
                    + tool.info().reference()) : firstSentence(ToolText.info(tool, Locale.getDefault()).help());
            about.setText(text.replace("&", "&&"));
        }
        Parts.visible(help, tool != null);
    }

    /** As much of a help text as a head has room for. */
    private static String firstSentence(String help) {
        int end = help.indexOf(". ");
        return end < 0 || help.length() < 120 ? help : help.substring(0, end + 1);
    }

    private double umPerPx() {
        double known = session.image().map(Item::umPerPx).orElse(Double.NaN);
        return Double.isNaN(known) ? session.imageSet().map(s -> s.getUmPerPx()).filter(u -> u > 0).orElse(Double.NaN)
                : known;
    }

    private void values() {
        int changed = 0;
        if (form != null) {
            form.values(ParameterForm.values((RecipeStep) shown));
            changed = form.changed();
        } else if (route != null) {
            route.show((Route) shown, names.classes((RecipeStep) shown.eContainer()));
            about();
        }
        String words = Words.get("recipe.reset", changed);
        boolean on = changed > 0, other = !words.equals(reset.text());
        if (other)
            reset.text(words);
        if (other || ((GridData) reset.getLayoutData()).exclude == on) {
            Parts.visible(reset, on);
            head.layout(new Control[] { reset, title });
        }
        chart();
    }

    /** Draws what a preview says of the step. */
    public void previewed(Live.Shown preview) {
        histogram = preview == null ? null : preview.histogram().orElse(null);
        histogramStep = -1;
        if (preview != null)
            preview.preview().stages().stream().filter(s -> s.kind() == org.loupe.ui.LivePreview.Stage.Kind.HEAT)
                    .findFirst().ifPresent(s -> histogramStep = s.step());
        chart();
    }

    /** The parameter that limits the difference, if the step has one. */
    private Optional<Field> limit() {
        if (form == null || !(names.tool((RecipeStep) shown).orElse(null) instanceof Detector<?> d)
                || !d.needsReference())
            return Optional.empty();
        return form.schema().fields().stream().filter(f -> f.unit().equals(LEVELS) && !f.advanced()).findFirst();
    }

    private void chart() {
        Optional<Field> limit = limit();
        boolean on = limit.isPresent() && histogram != null && shown.eContainer() instanceof org.loupe.model.Recipe r
                && r.getSteps().indexOf(shown) == histogramStep;
        if (on && form.value(limit.get()) instanceof Number n)
            chart.show(histogram, limit.get(), n.doubleValue());
        if (on != chart.getVisible()) {
            Parts.visible(chart, on);
            layout();
        }
    }

    /** Lays it out in the room that it has. */
    public void layout() {
        page.layout(true);
        size();
    }

    private void size() {
        if (scroll.getContent() != null)
            scroll.setMinSize(scroll.getContent().computeSize(scroll.getClientArea().width, SWT.DEFAULT));
    }

    /** Gestures of the parameters belong to the step that is shown. */
    private final class Parameters implements ParameterForm.Listener {
        @Override
        public void changed(Field field, Object value) {
            listener.changed((RecipeStep) shown, field, value);
        }

        @Override
        public void trying(Field field, Object value) {
            listener.trying((RecipeStep) shown, field, value);
        }

        @Override
        public void settled() {
            listener.settled();
        }
    }

    /** Gestures of a route's form as edits of it. */
    private final class Routing implements RouteForm.Listener {
        @Override
        public void className(Route changed, String name) {
            listener.route(Words.get("command.routeClass", name), () -> changed.setClassName(name));
        }

        @Override
        public void drop(Route changed, boolean on) {
            listener.route(Words.get(on ? "command.routeDrop" : "command.routeKeep", changed.getClassName()), () -> {
                changed.setDrop(on);
                if (on)
                    changed.getSteps().clear();
            });
        }

        @Override
        public void add(Route to) {
            listener.add(to);
        }
    }
}

package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.Task;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.SchemaException;
import org.loupe.engine.ToolText;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetTraining;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.Sweeps;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.nets.ImageChoice;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.SweepPlan;

/** Tries which settings make nets better: each combination of some values is trained several times. */
public final class NewSweepWizard extends ProjectWizard {
    private final WhatPage what = new WhatPage();
    private final ParametersPage parameters = new ParametersPage("newSweep.parameters");
    private final NetPage net = new NetPage(parameters, true);

    /** Made by the platform. */
    public NewSweepWizard() {
        super("newSweep");
    }

    @Override
    public void addPages() {
        addPage(what);
        addPage(parameters);
        addPage(net);
    }

    @Override
    public boolean performFinish() {
        what.remember();
        net.remember(this);
        NetPlan plan = net.plan(what.name.getText(), what.nets().get(0));
        Sweeps.of(session()).start(what.name.getText(), new SweepPlan(what.sweep().orElseThrow(),
                ImageChoice.values()[what.choose.getSelectionIndex()], plan.recipe()));
        session().ui(() -> ToolRow.execute(PlatformUI.getWorkbench(), Ids.SWEEP_SHOW));
        return true;
    }

    /** What varies. */
    private final class WhatPage extends FormPage {
        private static final int VARIED = 5;
        private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+"), BETWEEN_TEXTS = Pattern.compile(";");

        /** A parameter with its values. */
        private record Varied(List<Control> row, Combo which, Text values, Label hint) {
        }

        private final List<Button> trainers = new ArrayList<>();
        private final List<Varied> varied = new ArrayList<>();
        private List<Field> fields = List.of();
        private Button[] kind;
        private Composite boxes;
        private Text name, images, pseudo, repeats;
        private Combo choose;
        private Label survey, total;

        WhatPage() {
            super("newSweep.what");
        }

        @Override
        void fill(Composite parent) {
            name = text("wizard.newSweep.name", Words.get("wizard.newSweep.name.usual",
                    Sweeps.of(session()).all().size() + 1));
            kind = radio("wizard.newSweep.kind",
                    Math.min(NetPage.TASKS.size() - 1, Integer.parseInt(last("kind", "0"))), "wizard.newSweep.detectors", "wizard.newSweep.segmenters", "wizard.newSweep.classifiers");
            for (Button each : kind)
                each.addListener(SWT.Selection, e -> listed());
            new Label(parent, SWT.NONE).setText(Words.get("wizard.newTraining.trainer"));
            boxes = new Composite(parent, SWT.NONE);
            GridDataFactory.fillDefaults().span(2, 1).applyTo(boxes);
            GridLayoutFactory.fillDefaults().numColumns(3).spacing(14, 2).applyTo(boxes);
            survey = hint("");
            for (int i = 0; i < VARIED; i++)
                varied.add(vary(parent, i));
            images = text("wizard.newSweep.images", last("images", Words.get("wizard.newSweep.all")));
            pseudo = text("wizard.newSweep.pseudo", last("pseudo", "0"));
            hint(Words.get("wizard.newSweep.images.hint"));
            choose = choice("wizard.newSweep.choose", List.of(Words.get("wizard.newSweep.byName"),
                    Words.get("wizard.newSweep.random"), Words.get("wizard.newSweep.clusters")), 0);
            repeats = text("wizard.newSweep.repeats", last("repeats", "3"));
            total = hint("");
            ((GridData) total.getLayoutData()).heightHint = 36;
            net.ask(session().project().orElse(null), this::check);
            listed();
        }

        private Varied vary(Composite parent, int index) {
            Control[] made = new Control[3];
            List<Control> row = rows(() -> {
                Label label = new Label(parent, SWT.NONE);
                label.setText(Words.get(index == 0 ? "wizard.newSweep.vary" : "wizard.newSweep.varyToo"));
                GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 7).applyTo(label);
                Composite both = new Composite(parent, SWT.NONE);
                GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(both);
                GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 2).applyTo(both);
                Combo which = new Combo(both, SWT.READ_ONLY | SWT.DROP_DOWN);
                which.setData("name", Words.get("wizard.newSweep.parameter", index + 1));
                GridDataFactory.fillDefaults().hint(170, SWT.DEFAULT).applyTo(which);
                Text values = new Text(both, SWT.BORDER);
                values.setData("name", Words.get("wizard.newSweep.values", index + 1));
                GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(values);
                Label hint = new Label(both, SWT.NONE);
                GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(hint);
                values.addListener(SWT.Modify, e -> check());
                which.addListener(SWT.Selection, e -> {
                    chosen(index);
                    check();
                });
                made[0] = which;
                made[1] = values;
                made[2] = hint;
            });
            return new Varied(row, (Combo) made[0], (Text) made[1], (Label) made[2]);
        }

        private Task task() {
            for (int i = 0; i < kind.length; i++)
                if (kind[i].getSelection())
                    return NetPage.TASKS.get(i);
            return NetPage.TASKS.get(0);
        }

        /** Offers the trainers of the kind that is chosen. */
        private void listed() {
            trainers.forEach(Button::dispose);
            trainers.clear();
            Set<String> before = Set.of(BETWEEN.split(last("nets." + task(), "loupe.center-net loupe.unet")));
            NetTraining.trainers(session().registry()).stream().filter(t -> t.task() == task()).forEach(t -> {
                Button box = new Button(boxes, SWT.CHECK);
                box.setText(ToolText.info(t, Locale.getDefault()).label() + " ");
                box.setData(t.info().id());
                box.setSelection(before.contains(t.info().id()));
                box.addListener(SWT.Selection, e -> offer());
                trainers.add(box);
            });
            if (!trainers.isEmpty() && nets().isEmpty())
                trainers.get(0).setSelection(true);
            boxes.getParent().layout(true, true);
            offer();
        }

        /** Ids of the trainers that are tried. */
        private List<String> nets() {
            return trainers.stream().filter(Button::getSelection).map(b -> (String) b.getData()).toList();
        }

        /** Offers the parameters that all of these trainers have. */
        private void offer() {
            List<Field> all = new ArrayList<>();
            for (String id : nets()) {
                List<Field> own = ToolText.schema(ParametersPage.tool(id), Locale.getDefault()).fields().stream()
                        .filter(f -> f.kind() != Schema.Kind.PATH).toList();
                if (id.equals(nets().get(0)))
                    all.addAll(own);
                else
                    all.removeIf(f -> own.stream().noneMatch(o -> o.name().equals(f.name())));
            }
            List<String> kept = varied.stream().map(v -> field(v).map(Field::name).orElse("")).toList();
            boolean first = fields.isEmpty();
            fields = all;
            List<String> words = new ArrayList<>(List.of(Words.get("wizard.newSweep.nothing")));
            fields.forEach(f -> words.add(f.unit().isEmpty() ? f.label() : Words.get("sweeps.axis.unit", f.label(),
                    f.unit())));
            List<String> names = fields.stream().map(Field::name).toList();
            for (int i = 0; i < VARIED; i++) {
                varied.get(i).which.setItems(words.toArray(String[]::new));
                String wanted = first && i == 0 ? "learningRate" : kept.get(i);
                varied.get(i).which.select(1 + names.indexOf(wanted));
                if (first || !wanted.equals(field(varied.get(i)).map(Field::name).orElse("")))
                    chosen(i);
            }
            if (!nets().isEmpty())
                parameters.show(nets().get(0));
            check();
        }

        private Optional<Field> field(Varied one) {
            int at = one.which.getSelectionIndex() - 1;
            return at < 0 || at >= fields.size() ? Optional.empty() : Optional.of(fields.get(at));
        }

        /** Proposes values of the parameter that was chosen in a row. */
        private void chosen(int index) {
            Varied row = varied.get(index);
            Optional<Field> field = field(row);
            row.hint.setText(field.map(WhatPage::allowed).orElse(""));
            Parts.visible(row.hint, field.isPresent());
            row.values.setText(field.map(WhatPage::usual).orElse(""));
        }

        private static String allowed(Field f) {
            return switch (f.kind()) {
                case NUMBER, INTEGER -> Words.get(Double.isInfinite(f.max()) ? "wizard.newSweep.least"
                        : "wizard.newSweep.range", NetSweep.text(f.min()), NetSweep.text(f.max()),
                        NetSweep.text(f.defaultValue()));
                case TEXT -> Words.get("wizard.newSweep.allowedTexts");
                default -> Words.get("wizard.newSweep.allowed", f.defaultValue().toString());
            };
        }

        private static String usual(Field f) {
            return switch (f.kind()) {
                case BOOLEAN -> "true, false";
                case CHOICE -> String.join(", ", f.choices());
                case NUMBER, INTEGER -> f.name().equals("learningRate") ? "1e-2, 1e-3, 1e-4"
                        : NetSweep.text(f.defaultValue());
                default -> f.defaultValue().toString();
            };
        }

        // ---- what is asked for

        private static List<String> parts(Text text, Pattern between) {
            return between.splitAsStream(text.getText()).map(String::strip).filter(p -> !p.isEmpty()).toList();
        }

        /** Whole numbers of a list. @param all whether a word may stand for 0 */
        private static List<Integer> numbers(Text text, boolean all) {
            String word = Words.get("wizard.newSweep.all");
            return parts(text, BETWEEN).stream().map(part -> all && part.equalsIgnoreCase(word) ? 0
                    : Integer.parseInt(part)).toList();
        }

        /** The sweep; empty if something is wrong, which {@link #problem} says. */
        Optional<NetSweep> sweep() {
            try {
                Map<String, List<Object>> values = new LinkedHashMap<>();
                for (Varied one : varied)
                    if (one.which.isVisible() && field(one).isPresent())
                        values.put(field(one).get().name(), values(one));
                NetSettings judged = net.plan("", nets().get(0)).settings();
                return Optional.of(new NetSweep(nets(), parameters.params(), values, numbers(images, true),
                        numbers(pseudo, false), Integer.parseInt(repeats.getText().strip()), new NetSettings("",
                                Map.of(), judged.held(), judged.seed(), judged.mergeIou(), judged.leastScore(),
                                judged.evaluationIou())));
            } catch (SchemaException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** The values of a parameter, as all trainers allow them. */
        private List<Object> values(Varied one) throws SchemaException {
            List<Object> values = new ArrayList<>();
            Field field = field(one).orElseThrow();
            for (String part : parts(one.values, field.kind() == Schema.Kind.TEXT ? BETWEEN_TEXTS : BETWEEN))
                for (String id : nets()) {
                    Object value = ToolText.schema(ParametersPage.tool(id), Locale.getDefault())
                            .parse(field.name(), part);
                    if (id.equals(nets().get(0)))
                        values.add(value);
                }
            return values;
        }

        void remember() {
            NewSweepWizard.this.remember("kind", Integer.toString(NetPage.TASKS.indexOf(task())));
            NewSweepWizard.this.remember("nets." + task(), String.join(" ", nets()));
            NewSweepWizard.this.remember("images", images.getText());
            NewSweepWizard.this.remember("pseudo", pseudo.getText());
            NewSweepWizard.this.remember("repeats", repeats.getText());
        }

        // ---- what is wrong

        @Override
        String problem() {
            for (int i = 1; i < VARIED; i++)
                show(varied.get(i).row, varied.get(i - 1).which.isVisible() && field(varied.get(i - 1)).isPresent());
            total.setText("");
            survey.setText(net.surveyed(task()));
            Optional<ProjectFile> project = session().project();
            if (project.isEmpty())
                return Words.get("wizard.noProject");
            if (project.get().readOnly())
                return Words.get("wizard.readOnly");
            if (name.getText().isBlank())
                return Words.get("wizard.newSweep.noName");
            if (trainers.isEmpty())
                return Words.get("wizard.newTraining.noTrainer");
            if (nets().isEmpty())
                return Words.get("wizard.newSweep.noNet");
            net.trainer(nets().get(0));
            String wrong = net.problemOfExamples(task());
            return !wrong.isEmpty() ? wrong : wrongValues();
        }

        private String wrongValues() {
            Set<String> names = new HashSet<>();
            for (Varied one : varied) {
                Optional<Field> field = one.which.isVisible() ? field(one) : Optional.empty();
                if (field.isEmpty())
                    continue;
                if (!names.add(field.get().name()))
                    return Words.get("wizard.newSweep.sameParameter", field.get().label());
                try {
                    List<Object> values = values(one);
                    if (values.isEmpty())
                        return Words.get("wizard.newSweep.noValue", field.get().label());
                    if (new HashSet<>(values).size() < values.size())
                        return Words.get("wizard.newSweep.sameValue", field.get().label());
                } catch (SchemaException e) {
                    return Words.get("wizard.newSweep.badValue", field.get().label(), Failures.text(e));
                }
            }
            return wrongNumbers();
        }

        private String wrongNumbers() {
            for (Text text : List.of(images, pseudo))
                try {
                    List<Integer> numbers = numbers(text, text == images);
                    int most = numbers.stream().mapToInt(n -> n).max().orElse(0);
                    if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < 0)
                            || new HashSet<>(numbers).size() < numbers.size())
                        return Words.get("wizard.newSweep.badNumbers", text.getData("name"), text.getText());
                    if (task() != Task.IMAGE_CLASSIFICATION && most >= net.usable(task()))
                        return Words.get("wizard.newSweep.fewImages", most, net.usable(task()));
                } catch (NumberFormatException e) {
                    return Words.get("wizard.newSweep.badNumbers", text.getData("name"), text.getText());
                }
            String typed = repeats.getText().strip();
            if (!typed.matches("\\d{1,3}") || Integer.parseInt(typed) < 1)
                return Words.get("wizard.newSweep.badRepeats", typed);
            Optional<NetSweep> sweep = sweep();
            if (sweep.isEmpty())
                return Words.get("wizard.newSweep.tooMany");
            count(sweep.get());
            return "";
        }

        private void count(NetSweep sweep) {
            int all = (int) Math.round(net.usable(task()) * (1 - sweep.judged().held()));
            double seconds = Sweeps.of(session()).estimate(sweep, all);
            int settings = sweep.settings().size(), trainings = settings * sweep.repeats();
            total.setText(Double.isNaN(seconds)
                    ? Words.get("wizard.newSweep.total", settings, sweep.repeats(), trainings)
                    : Words.get("wizard.newSweep.totalTime", settings, sweep.repeats(), trainings,
                            Words.duration(seconds)));
        }

        @Override
        boolean waiting() {
            return net.reading();
        }
    }
}

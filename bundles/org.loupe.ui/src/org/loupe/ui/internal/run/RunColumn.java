package org.loupe.ui.internal.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;

import org.loupe.model.RunEntry;
import org.loupe.ui.Words;
import org.loupe.workspace.RunFacts;
import org.loupe.workspace.Verification;

/** The columns of the list of runs: what they say and how they sort. */
enum RunColumn {
    /** Number of the run. */
    NUMBER("runs.number", 44, true, (runs, r) -> Words.number(r.getNumber(), 0), RunEntry::getNumber),
    /** Name that the recipe had. */
    RECIPE("runs.recipe", 140, false, (runs, r) -> r.getRecipe(), RunEntry::getRecipe),
    /** What was inspected. */
    IMAGE_SET("runs.imageSet", 120, false, (runs, r) -> imageSet(r), RunColumn::imageSet),
    /** How far it has come. */
    STATE("runs.state", 168, false, RunColumn::state, r -> r.getState().getName() + (r.getErrors() > 0)),
    /** Images done. */
    IMAGES("runs.images", 64, true, (runs, r) -> Words.number(r.getImages(), 0), RunEntry::getImages),
    /** Defects found. */
    DETECTIONS("runs.detections", 84, true, (runs, r) -> Words.number(r.getDetections(), 0),
            RunEntry::getDetections),
    /** Images that could not be inspected. */
    ERRORS("runs.errors", 56, true, (runs, r) -> Words.number(r.getErrors(), 0), RunEntry::getErrors),
    /** Images per second. */
    SPEED("runs.speed", 64, true, (runs, r) -> Words.number(speed(r), 1), RunColumn::speed),
    /** How long it took. */
    DURATION("runs.duration", 92, true, (runs, r) -> r.getSeconds() > 0 ? Words.duration(r.getSeconds()) : "–",
            RunEntry::getSeconds),
    /** When it was started. */
    STARTED("runs.started", 104, true, (runs, r) -> when(r.getStarted()),
            r -> r.getStarted() == null ? Instant.EPOCH : r.getStarted()),
    /** Device and workers. */
    DEVICE("runs.device", 104, false, RunColumn::device, null),
    /** What the last check said. */
    CHECK("runs.checked", 130, false, RunColumn::check, null);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm"),
            TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final String key;
    private final int width;
    private final boolean number;
    private final BiFunction<Runs, RunEntry, String> text;
    private final java.util.function.Function<RunEntry, Comparable<?>> order;

    RunColumn(String key, int width, boolean number, BiFunction<Runs, RunEntry, String> text,
            java.util.function.Function<RunEntry, Comparable<?>> order) {
        this.key = key;
        this.width = width;
        this.number = number;
        this.text = text;
        this.order = order;
    }

    /** Its heading. */
    String title() {
        return Words.get(key);
    }

    /** Its width at first, in points. */
    int width() {
        return width;
    }

    /** Whether it is right-aligned. */
    boolean number() {
        return number;
    }

    /** What it says of a run. */
    String text(Runs runs, RunEntry run) {
        return text.apply(runs, run);
    }

    /** The order of runs in this column, ties by number. */
    @SuppressWarnings({ "unchecked", "rawtypes" })
    Comparator<RunEntry> comparator(Runs runs) {
        Comparator<RunEntry> first = order == null ? Comparator.comparing(r -> text(runs, r))
                : (a, b) -> ((Comparable) order.apply(a)).compareTo(order.apply(b));
        return first.thenComparing(RunEntry::getNumber);
    }

    private static String imageSet(RunEntry run) {
        return run.getImageSet() == null ? "–" : run.getImageSet().getName();
    }

    private static double speed(RunEntry run) {
        return run.getSeconds() > 0 && run.getImages() > 0 ? run.getImages() / run.getSeconds() : Double.NaN;
    }

    private static String state(Runs runs, RunEntry run) {
        RunMark mark = runs.mark(run);
        int planned = runs.book().facts(run).map(RunFacts::images).orElse(0);
        return mark.resumable() && planned > run.getImages()
                ? Words.get("runs.stateOf", mark.word(), run.getImages(), planned) : mark.word();
    }

    private static String device(Runs runs, RunEntry run) {
        return runs.book().facts(run).map(f -> Words.get("runs.threads", f.devices(), f.threads())).orElse("–");
    }

    private static String check(Runs runs, RunEntry run) {
        Optional<Verification.Report> report = runs.book().facts(run).flatMap(RunFacts::check)
                .map(Verification.Checked::report);
        return report.map(r -> Words.get(r.different() > 0 ? "runs.checkDiffers" : r.close() > 0 ? "runs.checkClose"
                : "runs.checkEqual")).orElse("");
    }

    /** Such as "20 Nov 08:30", today "08:30:12". */
    static String when(Instant instant) {
        if (instant == null)
            return "–";
        ZonedDateTime time = instant.atZone(ZoneId.systemDefault());
        return (time.toLocalDate().equals(LocalDate.now()) ? TIME : DAY).format(time);
    }
}

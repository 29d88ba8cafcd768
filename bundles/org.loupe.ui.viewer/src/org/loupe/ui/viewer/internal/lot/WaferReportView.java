package org.loupe.ui.viewer.internal.lot;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.LossWords;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.wafer.WaferBook.Opened;
import org.loupe.workspace.wafer.WaferBook.Place;

/** What was read of the file of the wafer on the map, and what of it was not understood or does not agree. */
public final class WaferReportView extends ViewPart {
    private static final int[] SHARES = { 50, 10, 40 };

    private Session session;
    private WaferDesk desk;
    private Composite page;
    private Label summary;
    private Table table;
    private OpenWafer shown;

    /** A line: {@code true} if it is to be looked at. */
    private record Row(boolean doubtful, String what, String count, String example) {
    }

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = WaferDesk.of(session);
        Parts.title(this, parent, "import", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(page);
        summary = new Label(page, SWT.WRAP);
        ToolRow.style(summary, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 8).hint(200, SWT.DEFAULT).applyTo(summary);
        table = new Table(page, SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(table);
        for (String key : List.of("waferReport.what", "waferReport.count", "waferReport.example"))
            new TableColumn(table, key.endsWith("count") ? SWT.RIGHT : SWT.NONE).setText(Words.get(key));
        table.addListener(SWT.Resize, e -> widths());
        desk.listen(page, WaferDesk.Event.WAFER, this::update);
        Palette.onChange(page, () -> {
            shown = null;
            update();
        });
        update();
    }

    private void widths() {
        int width = table.getClientArea().width;
        for (int i = 0; i < SHARES.length; i++)
            table.getColumn(i).setWidth(width * SHARES[i] / 100);
    }

    private void update() {
        OpenWafer open = desk.shown().orElse(null);
        if (open == null) {
            shown = null;
            show(Words.get("waferReport.empty"), List.of());
        } else if (open != shown) {
            shown = open;
            read(open);
        }
    }

    private void read(OpenWafer open) {
        Place place = open.entry().flatMap(e -> session.project().map(p -> Place.of(p, e)))
                .orElse(new Place(open.file(), "", open.number()));
        Job job = Job.create(Words.get("job.waferReport"), monitor -> {
            List<Row> rows = new ArrayList<>();
            try {
                Opened opened = session.wafers().open(place); // kept since the map has it
                opened.changed().ifPresent(why -> rows.add(new Row(true, why, "", "")));
                for (Loss loss : opened.losses())
                    rows.add(new Row(true, LossWords.of(loss), Words.number(loss.count(), 0), loss.example()));
            } catch (ToolException e) {
                rows.add(new Row(true, Failures.text(e), "", ""));
            }
            rows.addAll(claims(WaferStatistics.of(open.wafer())));
            String words = summary(open);
            session.ui(() -> {
                if (shown == open && !page.isDisposed())
                    show(words, rows);
            });
        });
        job.setSystem(true);
        job.setPriority(Job.SHORT);
        job.schedule();
    }

    /** What the file claims of itself against what was counted. */
    private static List<Row> claims(WaferStatistics counted) {
        List<Row> rows = new ArrayList<>();
        for (WaferStatistics.Test test : counted.tests())
            if (test.claim().defects() >= 0 || !Double.isNaN(test.claim().density())) {
                String found = Words.get("waferReport.counted", test.defects(), test.diesDefective(),
                        Words.number(test.density(), 6));
                rows.add(new Row(!test.agrees(), Words.get(test.agrees() ? "waferReport.agrees"
                        : "waferReport.differs", test.number()), "", test.agrees() ? found
                        : Words.get("waferReport.claimed", found, test.claim().defects(),
                                test.claim().diesDefective(), Words.number(test.claim().density(), 6))));
            }
        if (counted.offDies() > 0)
            rows.add(new Row(true, Words.get("waferReport.offDies"), Words.number(counted.offDies(), 0), ""));
        return rows;
    }

    private static String summary(OpenWafer open) {
        Wafer wafer = open.wafer();
        WaferInfo info = wafer.info();
        return Words.get("waferReport.summary", open.file().getFileName().toString(), open.format(),
                or(info.lot()), or(info.wafer()), or(info.step()), wafer.defects().size(), wafer.dies().size(),
                wafer.classes().size(), or(info.station()), info.time().map(t -> t.toString().replace('T', ' '))
                        .orElse("–"));
    }

    private static String or(String text) {
        return text.isBlank() ? "–" : text;
    }

    private void show(String words, List<Row> rows) {
        summary.setText(words);
        table.removeAll();
        for (Row row : rows) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] { row.what, row.count, row.example });
            item.setImage(Icons.get(row.doubtful ? "warning" : "ok", row.doubtful ? Token.WARN : Token.OK));
        }
        table.setVisible(!rows.isEmpty());
        long doubtful = rows.stream().filter(Row::doubtful).count();
        setPartName(doubtful == 0 ? Words.get("waferReport.tab") : Words.get("waferReport.tabCount", doubtful));
        widths();
        page.layout(true, true);
    }

    /** What was read, in words. */
    public String summary() {
        return summary.getText();
    }

    /** The lines, for tests: what, count and example. */
    public List<String> rows() {
        return java.util.Arrays.stream(table.getItems()).map(i -> i.getText(0) + "|" + i.getText(1) + "|"
                + i.getText(2)).toList();
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }
}

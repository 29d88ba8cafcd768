package org.loupe.workspace.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.drawing.Look;
import org.loupe.wafer.drawing.MapFiles;
import org.loupe.wafer.drawing.WaferMap;
import org.loupe.wafer.drawing.WaferPainter;
import org.loupe.wafer.statistics.LotStack;

/** The wafers of a lot laid over each other. */
final class LotSections {
    private static final long MOST_DEFECTS = 2_000_000;

    private LotSections() {
    }

    static void stack(Html html, List<Wafer> lot, Numbers numbers) {
        long total = lot.stream().mapToLong(w -> w.defects().size()).sum();
        if (total == 0 || total > MOST_DEFECTS)
            return;
        html.element("h2", "", "Stack");
        LotStack stack;
        try {
            stack = LotStack.of(lot, 1);
        } catch (ToolException e) {
            html.element("p", "", e.getMessage() + " " + e.remedy());
            return;
        }
        WaferDefects.Builder all = new WaferDefects.Builder();
        for (Wafer wafer : lot) {
            WaferDefects of = wafer.defects();
            for (int i = 0; i < of.size(); i++)
                all.add(of.id(i), of.x(i), of.y(i), of.column(i), of.row(i)).classNumber(of.classNumber(i));
        }
        Wafer first = lot.get(0);
        Wafer one = new Wafer(WaferInfo.UNKNOWN, first.outline(), first.grid(), stack.dies(), List.of(), all.build(),
                first.classes(), List.of());
        WaferMap map = new WaferMap(new WaferPainter(one, Look.LIGHT), Look.LIGHT, WaferMap.Options.of(one, ""),
                WaferMap.Words.ENGLISH);
        html.raw("<div class=\"wafer\"><div>\n").raw(MapFiles.svg(map, 480, 540, "stack", "Stack of the wafers"));
        html.raw("</div><div>\n").element("h3", "", "Dies with defects on most wafers");
        html.tableHead(List.of("Die", "#Wafers with defects", "#Of", "#Defects")).raw("<tbody>\n");
        IntStream.range(0, stack.dies().size()).boxed().filter(d -> stack.defective(d) > 0)
                .sorted(Comparator.comparingInt((Integer d) -> -stack.defective(d))
                        .thenComparing(d -> -stack.defects(d)))
                .limit(10).forEach(d -> html.raw("<tr>")
                        .cell("(" + stack.dies().column(d) + ", " + stack.dies().row(d) + ")")
                        .number(numbers.count(stack.defective(d))).number(numbers.count(stack.inspected(d)))
                        .number(numbers.count(stack.defects(d))).raw("</tr>\n"));
        html.raw("</tbody></table>\n</div></div>\n");
    }
}

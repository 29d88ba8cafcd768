package org.loupe.cli.internal;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.loupe.api.ToolException;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.statistics.ClusterShape;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.Placement;
import org.loupe.wafer.statistics.Repeaters;
import org.loupe.wafer.statistics.SpatialSignature;
import org.loupe.wafer.statistics.Trend;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.report.WaferReport;

/** Figures of wafers as JSON for programs; lengths are µm, unknown figures are null. */
final class WaferJson {
    private final JsonWriter json;

    private WaferJson(JsonWriter json) {
        this.json = json;
    }

    static void write(List<WaferReport.Entry> wafers, Path file) throws ToolException {
        StringWriter text = new StringWriter();
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            JsonWriter json = new JsonWriter(text);
            json.setFormattingStyle(FormattingStyle.PRETTY);
            json.setHtmlSafe(false);
            new WaferJson(json).lot(wafers);
            Files.writeString(aside, text.append('\n').toString());
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new ToolException(file + " could not be written: " + e.getMessage() + ".",
                    "Check that its folder may be written and has space, or choose another file.", e);
        }
    }

    private void lot(List<WaferReport.Entry> wafers) throws IOException {
        json.beginObject().name("loupe").value("wafers").name("version").value(1).name("wafers").beginArray();
        for (WaferReport.Entry entry : wafers)
            wafer(entry);
        json.endArray();
        Trend trend = Trend.counts(wafers.stream().mapToDouble(w -> w.analysis().statistics().defects()).toArray());
        json.name("trend").beginObject().name("chart").value(trend.chart().name().toLowerCase(Locale.ROOT));
        number("centre", trend.centre());
        number("lower", trend.lower());
        number("upper", trend.upper());
        json.name("outside").beginArray();
        for (int i = 0; i < wafers.size(); i++)
            if (trend.outside(i))
                json.value(i);
        json.endArray().endObject().endObject();
    }

    private void number(String name, double value) throws IOException {
        json.name(name);
        if (Double.isFinite(value))
            json.value(value);
        else
            json.nullValue();
    }

    private void wafer(WaferReport.Entry entry) throws IOException {
        WaferInfo info = entry.analysis().wafer().info();
        WaferStatistics of = entry.analysis().statistics();
        json.beginObject().name("file").value(entry.file().getFileName().toString()).name("lot").value(info.lot())
                .name("wafer").value(info.wafer()).name("slot").value(info.slot()).name("step").value(info.step())
                .name("defects").value(of.defects()).name("diesInspected").value(of.diesInspected())
                .name("diesDefective").value(of.diesDefective()).name("defectsOffDies").value(of.offDies());
        number("areaUm2", of.areaUm2());
        json.name("areaFrom").value(of.areaFrom().name().toLowerCase(Locale.ROOT));
        number("densityPerCm2", of.density());
        number("dieYield", of.dieYield());
        json.name("yieldFrom").value(of.yieldFromBins() ? "bins" : "defects");
        pareto("classes", of.classes());
        pareto("bins", of.bins());
        json.name("tests").beginArray();
        for (WaferStatistics.Test test : of.tests()) {
            json.beginObject().name("number").value(test.number()).name("defects").value(test.defects())
                    .name("diesInspected").value(test.diesInspected()).name("diesDefective")
                    .value(test.diesDefective());
            number("areaUm2", test.areaUm2());
            number("densityPerCm2", test.density());
            json.name("agreesWithFile").value(test.agrees()).endObject();
        }
        json.endArray();
        signature(entry.analysis().signature());
        clusters(entry);
        if (entry.adders().isPresent())
            json.name("adders").beginObject().name("added").value(entry.adders().get().adders()).name("common")
                    .value(entry.adders().get().common()).name("removed").value(entry.adders().get().removed())
                    .endObject();
        if (entry.aligned().isPresent()) {
            Placement p = entry.aligned().get().placement();
            json.name("alignment").beginObject().name("matched").value(entry.aligned().get().matched());
            number("byChance", entry.aligned().get().byChance());
            number("residualUm", entry.aligned().get().residualUm());
            number("dxUm", p.dx());
            number("dyUm", p.dy());
            number("degrees", p.degrees());
            number("scale", p.scaleX());
            json.endObject();
        }
        json.endObject();
    }

    private void pareto(String name, Pareto pareto) throws IOException {
        json.name(name).beginArray();
        for (Pareto.Bar bar : pareto.bars())
            json.beginObject().name("number").value(bar.number()).name("name").value(bar.name()).name("count")
                    .value(bar.count()).name("cumulative").value(bar.cumulative()).endObject();
        json.endArray();
    }

    private void part(SpatialSignature.Part part) throws IOException {
        json.beginObject().name("defects").value(part.defects()).name("share").value(part.share());
        number("expected", part.expected());
        number("densityPerCm2", part.density());
        json.endObject();
    }

    private void parts(String name, List<SpatialSignature.Part> parts) throws IOException {
        json.name(name).beginArray();
        for (SpatialSignature.Part part : parts)
            part(part);
        json.endArray();
    }

    private void signature(SpatialSignature of) throws IOException {
        json.name("signature").beginObject();
        parts("rings", of.rings());
        parts("sectors", of.sectors());
        parts("quadrants", of.quadrants());
        parts("centreBetweenEdge", List.of(of.centre(), of.middle(), of.edge()));
        number("ringsP", of.ringsP());
        number("sectorsP", of.sectorsP());
        number("zonesP", of.zonesP());
        json.name("joins").value(of.joins().found());
        number("joinsExpected", of.joins().expected());
        number("joinsP", of.joins().p());
        json.endObject();
    }

    private void clusters(WaferReport.Entry entry) throws IOException {
        json.name("clusterReachUm").value(entry.analysis().clusters().params().reachUm()).name("randomDefects")
                .value(entry.analysis().clusters().random()).name("clusters").beginArray();
        for (ClusterShape s : entry.analysis().clusters().shapes()) {
            json.beginObject().name("kind").value(s.kind().name().toLowerCase(Locale.ROOT)).name("defects")
                    .value(s.defects());
            number("xUm", s.xUm());
            number("yUm", s.yUm());
            number("lengthUm", s.lengthUm());
            number("widthUm", s.widthUm());
            number("straightness", s.straightness());
            number("degrees", s.degrees());
            json.endObject();
        }
        json.endArray().name("repeaters").beginArray();
        for (Repeaters.Repeater one : entry.analysis().repeaters().found())
            json.beginObject().name("xUm").value(one.xUm()).name("yUm").value(one.yUm()).name("dies")
                    .value(one.dies()).name("defects").value(one.defects().size()).endObject();
        json.endArray();
    }
}

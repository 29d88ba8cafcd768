package org.loupe.exchange.internal.maps;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Output;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;

/**
 * SINF: a map of one wafer in lines "KEY:value", then a line "RowData:" for each row, the first one at the top. Codes
 * are two hexadecimal digits (three digits: decimal), "__" is no die, "@@" one that was not tested. The flat or notch
 * is told clockwise from the top.
 */
public final class SinfFormat implements WaferFormat {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_KEYS = 1000;

    @Override
    public String id() {
        return "sinf";
    }

    @Override
    public String label() {
        return "SINF";
    }

    @Override
    public String help() {
        return "text map of the dies of one wafer with bins";
    }

    @Override
    public String suffix() {
        return ".sinf";
    }

    @Override
    public boolean reads(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return text.matches("(?s)(\\xEF\\xBB\\xBF)?\\s*[A-Z_]+ ?:.*") && text.matches("(?s).*(^|[\\r\\n])ROWCT ?:.*")
                && text.matches("(?s).*(^|[\\r\\n])COLCT ?:.*");
    }

    /** A value with the line that it stands in. */
    private record Value(String text, int line) {
    }

    @Override
    public Read read(Path file) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Map<String, Value> keys = new HashMap<>();
        MapDraft draft = new MapDraft(file, losses);
        int rows = 0, number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = line(in, file, 1); line != null; line = line(in, file, number + 1)) {
                number++;
                String text = line.strip();
                int colon = text.indexOf(':');
                if (text.isEmpty())
                    continue;
                if (colon < 1)
                    throw MapDraft.wrong(file, number, "“" + MapXml.shorten(text) + "” is not of the form KEY:value.");
                String key = text.substring(0, colon).strip().toUpperCase(Locale.ROOT);
                String value = text.substring(colon + 1).strip();
                if (!key.equals("ROWDATA")) {
                    if (keys.size() >= MOST_KEYS)
                        throw MapDraft.wrong(file, number, "there are more than 1,000 keys.");
                    keys.putIfAbsent(key.replace("ï»¿", ""), new Value(utf8(value), number));
                    continue;
                }
                if (!draft.sized())
                    head(file, keys, draft, losses, number);
                row(file, draft, value, rows++, number);
            }
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read (" + e.getMessage() + ").",
                    "Check that it is there and may be read.", e);
        }
        if (!draft.sized() || rows != draft.rows())
            throw MapDraft.wrong(file, Math.max(1, number), "the map ends after " + rows + (draft.sized() ? " of "
                    + draft.rows() : "") + " rows of RowData.");
        return new Read(List.of(withBins(draft, keys)), losses.losses());
    }

    /** Reads a line that is not endless. */
    private static String line(BufferedReader in, Path file, int number) throws IOException, ToolException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0)
            return null;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST_LINE)
                throw MapDraft.wrong(file, number, "the line has more than 1,048,576 characters.");
            line.append((char) c);
        }
        return line.toString();
    }

    /** Bytes that are UTF-8 are read so, others as they are. */
    private static String utf8(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : bytes;
    }

    private static void head(Path file, Map<String, Value> keys, MapDraft draft, Loss.Count losses, int line)
            throws ToolException {
        draft.size((int) number(file, keys, "COLCT", line), (int) number(file, keys, "ROWCT", line), line);
        draft.lot = text(keys, "LOT");
        draft.wafer = text(keys, "WAFER");
        draft.device = text(keys, "DEVICE");
        if (keys.containsKey("FNLOC") && !text(keys, "FNLOC").isEmpty()) {
            double clockwise = number(file, keys, "FNLOC", line);
            draft.mark = ((90 - clockwise) % 360 + 360) % 360;
        }
        String unit = text(keys, "DUTMS").toLowerCase(Locale.ROOT);
        double um = switch (unit) {
        case "", "mm" -> 1000;
        case "mil" -> 25.4;
        case "um", "micron", "microns" -> 1;
        default -> throw MapDraft.wrong(file, keys.get("DUTMS").line(), "DUTMS is “" + MapXml.shorten(unit)
                + "”; mm, mil and um are known.");
        };
        for (String key : List.of("XDIES", "YDIES"))
            if (!text(keys, key).isEmpty()) {
                double value = number(file, keys, key, line) * um;
                if (!(value >= 0 && value < 1e8))
                    throw MapDraft.wrong(file, keys.get(key).line(), key + " is " + value / 1000
                            + " mm; above 0 and below 100 m are allowed.");
                if (value > 0 && key.startsWith("X"))
                    draft.pitchX = value;
                else if (value > 0)
                    draft.pitchY = value;
            }
        for (String key : List.of("REFPX", "REFPY"))
            if (!text(keys, key).isEmpty())
                losses.add("reference devices are not used", key + ":" + MapXml.shorten(text(keys, key)));
    }

    private static String text(Map<String, Value> keys, String key) {
        return keys.containsKey(key) ? keys.get(key).text() : "";
    }

    private static double number(Path file, Map<String, Value> keys, String key, int line) throws ToolException {
        Value value = keys.get(key);
        if (value == null)
            throw MapDraft.wrong(file, line, "rows begin, but " + key + " was not told.");
        try {
            double number = Double.parseDouble(value.text());
            if (Double.isFinite(number))
                return number;
        } catch (NumberFormatException e) {
            throw MapDraft.wrong(file, value.line(), key + " is “" + MapXml.shorten(value.text())
                    + "”, a number is expected.");
        }
        throw MapDraft.wrong(file, value.line(), key + " is “" + MapXml.shorten(value.text())
                + "”, a number is expected.");
    }

    private static void row(Path file, MapDraft draft, String text, int row, int line) throws ToolException {
        if (row == draft.rows())
            throw MapDraft.wrong(file, line, "there are more than the " + draft.rows() + " rows that ROWCT tells.");
        String[] codes = text.isEmpty() ? new String[0] : text.split("\\s+");
        if (codes.length != draft.columns())
            throw MapDraft.wrong(file, line, "row " + (row + 1) + " holds " + codes.length + " dies, " + draft.columns()
                    + " are expected.");
        for (int i = 0; i < codes.length; i++) {
            int bin = bin(codes[i]);
            if (bin == Integer.MIN_VALUE)
                throw MapDraft.wrong(file, line, "“" + MapXml.shorten(codes[i]) + "” is not a bin; two hexadecimal "
                        + "digits, __ and @@ are.");
            draft.set(i, draft.rows() - 1 - row, bin);
        }
    }

    private static int bin(String code) {
        if (code.matches("_{1,4}"))
            return MapDraft.NO_DIE;
        if (code.matches("@{1,4}"))
            return Dies.NO_BIN;
        int bin = code.length() > 4 ? -1
                : (code.length() == 3 ? BinCodes.DECIMAL : BinCodes.HEXADECIMAL).number(code);
        return bin < 0 ? Integer.MIN_VALUE : bin;
    }

    private static Wafer withBins(MapDraft draft, Map<String, Value> keys) throws ToolException {
        List<Integer> good = new ArrayList<>();
        for (String code : text(keys, "BCEQU").split("[,;\\s]+"))
            if (!code.isEmpty() && bin(code) >= 0)
                good.add(bin(code));
        if (good.isEmpty())
            good.add(1);
        Wafer wafer = draft.build();
        Dies dies = wafer.dies();
        TreeSet<Integer> used = new TreeSet<>();
        for (int i = 0; i < dies.size(); i++)
            if (dies.bin(i) != Dies.NO_BIN)
                used.add(dies.bin(i));
        return new Wafer(wafer.info(), wafer.outline(), wafer.grid(), dies,
                used.stream().map(b -> new Bin(b, "", good.contains(b))).toList(), wafer.defects(), List.of(),
                List.of());
    }

    @Override
    public List<Loss> write(List<Wafer> wafers, Path file) throws ToolException {
        if (wafers.size() != 1)
            throw new ToolException("SINF holds one wafer, found " + wafers.size() + ".",
                    "Write each wafer to its own file, or choose SEMI G85 or E142.");
        Loss.Count losses = new Loss.Count();
        Wafer wafer = wafers.get(0);
        Loss.Count here = new Loss.Count();
        MapArray map = new MapArray(wafer, here);
        // "@@" holds dies without a bin, unlike the other maps
        here.losses().stream().filter(l -> !l.what().startsWith("dies without a bin"))
                .forEach(l -> repeat(losses, l));
        if (map.codes() != BinCodes.HEXADECIMAL)
            throw new ToolException("SINF holds bins up to 254, found "
                    + map.bins.get(map.bins.size() - 1).code() + ".", "Choose SEMI G85 or E142.");
        for (Bin bin : map.bins)
            if (!bin.name().isEmpty())
                losses.add("names of bins are not part of the format", bin.code() + " " + bin.name());
        wafer.info().time().ifPresent(t -> losses.add("times are not part of the format", t.toString()));
        if (wafer.info().slot() > 0)
            losses.add("slots are not part of the format", Integer.toString(wafer.info().slot()));
        Outline outline = wafer.outline();
        losses.add("the size of the wafer is not part of the format", outline.widthUm() / 1000 + " mm");
        double offX = map.left() + map.columns * wafer.grid().pitchXum() / 2;
        double offY = map.bottom() + map.rows * wafer.grid().pitchYum() / 2;
        if (Math.hypot(offX, offY) > 1)
            losses.add("where the dies lie on the wafer is not part of the format; they will be centred",
                    String.format(Locale.ROOT, "%.3f, %.3f mm", offX / 1000, offY / 1000));
        Output.write(file, out -> out.write(text(map)));
        return losses.losses();
    }

    private static void repeat(Loss.Count losses, Loss loss) {
        for (int i = 0; i < loss.count(); i++)
            losses.add(loss.what(), loss.example());
    }

    private static String text(MapArray map) {
        Wafer wafer = map.wafer;
        StringBuilder out = new StringBuilder();
        line(out, "DEVICE", wafer.info().device());
        line(out, "LOT", wafer.info().lot());
        line(out, "WAFER", wafer.info().wafer());
        double clockwise = ((90 - wafer.outline().degrees()) % 360 + 360) % 360;
        line(out, "FNLOC", G85Format.decimal(wafer.outline().round() ? clockwise : 180));
        line(out, "ROWCT", Integer.toString(map.rows));
        line(out, "COLCT", Integer.toString(map.columns));
        StringBuilder good = new StringBuilder();
        for (Bin bin : map.bins)
            if (bin.pass())
                good.append(good.isEmpty() ? "" : ",").append(BinCodes.HEXADECIMAL.code(bin.code()));
        // without any the first bin would count as good
        line(out, "BCEQU", good.isEmpty() ? "FF" : good.toString());
        line(out, "REFPX", "");
        line(out, "REFPY", "");
        line(out, "DUTMS", "mm");
        line(out, "XDIES", G85Format.decimal(wafer.grid().pitchXum() / 1000));
        line(out, "YDIES", G85Format.decimal(wafer.grid().pitchYum() / 1000));
        for (int row = map.rows - 1; row >= 0; row--) {
            out.append("RowData:");
            for (int column = 0; column < map.columns; column++) {
                int bin = map.at(column, row);
                out.append(column == 0 ? "" : " ").append(bin == MapDraft.NO_DIE ? "__"
                        : bin == Dies.NO_BIN ? "@@" : BinCodes.HEXADECIMAL.code(bin));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(':').append(value.replaceAll("\\R", " ")).append('\n');
    }
}

package org.loupe.exchange.internal.maps;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Output;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;

/**
 * SEMI G85: maps of dies in XML, several in a file. Rows are read as a picture, the first one at the top. The notch is
 * told clockwise from the bottom, sizes of dies in µm, of wafers in mm (up to 18: inch).
 */
public final class G85Format implements WaferFormat {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);
    private static final double INCHES = 18;
    private static final double SMALLEST_DIE_UM = 50;

    @Override
    public String id() {
        return "g85";
    }

    @Override
    public String label() {
        return "SEMI G85";
    }

    @Override
    public String help() {
        return "XML maps of dies with bins, several wafers in a file";
    }

    @Override
    public String suffix() {
        return ".xml";
    }

    @Override
    public boolean reads(byte[] head) {
        return MapXml.startsWith(head, "Maps", "Map");
    }

    @Override
    public Read read(Path file) throws ToolException {
        List<Wafer> wafers = new ArrayList<>();
        Loss.Count losses = new Loss.Count();
        MapXml.read(file, xml -> {
            for (String name = xml.next(); name != null; name = xml.next())
                if (name.equals("Map"))
                    wafers.add(map(xml, losses));
        });
        if (wafers.isEmpty())
            throw new ToolException(file.getFileName() + " holds no map.", "Choose a file with an element Map.");
        return new Read(wafers, losses.losses());
    }

    private static Wafer map(MapXml xml, Loss.Count losses) throws ToolException, XMLStreamException {
        MapDraft draft = new MapDraft(xml.file(), losses);
        draft.wafer = xml.attribute("WaferId").or(() -> xml.attribute("SubstrateId")).orElse("");
        Optional<String> number = xml.attribute("SubstrateNumber");
        if (number.isPresent())
            draft.slot = Math.max(0, xml.integer("SubstrateNumber", number.get()));
        BinCodes codes = BinCodes.HEXADECIMAL;
        MapRows rows = null;
        String nullBin = "";
        for (String name = xml.next(); !"/Map".equals(name); name = xml.next()) {
            if (name == null)
                throw xml.wrong("the map has no end.");
            switch (name) {
            case "Device" -> {
                if (draft.sized())
                    throw xml.wrong("the map has a second element Device, one is expected.");
                codes = device(xml, draft, losses);
                nullBin = raw(xml, "NullBin");
                rows = new MapRows(xml.file(), draft, codes, nullBin, false, false);
            }
            case "Bin" -> bin(xml, draft, codes, nullBin, losses);
            case "Row" -> {
                if (rows == null)
                    throw xml.wrong("a row comes before the element Device, which tells how many there are.");
                int line = xml.line();
                rows.row(xml.text(), line);
            }
            default -> {
            }
            }
        }
        if (rows == null)
            throw xml.wrong("the map has no element Device.");
        rows.end(xml.line());
        return draft.build();
    }

    /** An attribute as it is: a null bin may be a space. */
    static String raw(MapXml xml, String name) {
        String[] found = { "" };
        xml.attributes((key, value) -> found[0] = key.equalsIgnoreCase(name) ? value : found[0]);
        return found[0].isBlank() ? found[0] : found[0].strip();
    }

    private static BinCodes device(MapXml xml, MapDraft draft, Loss.Count losses) throws ToolException {
        draft.size(xml.integer("Columns", xml.needed("Device", "Columns")),
                xml.integer("Rows", xml.needed("Device", "Rows")), xml.line());
        String type = xml.attribute("BinType").orElse(BinCodes.HEXADECIMAL.label());
        BinCodes codes = BinCodes.of(type)
                .orElseThrow(() -> xml.wrong("BinType is “" + MapXml.shorten(type)
                        + "”; Ascii, Decimal, HexaDecimal and Integer2 are known."));
        draft.lot = xml.attribute("LotId").orElse("");
        draft.device = xml.attribute("ProductId").orElse("");
        draft.time = time(xml.attribute("CreateDate").orElse(""), losses);
        Optional<String> size = xml.attribute("WaferSize");
        if (size.isPresent()) {
            double mm = xml.number("WaferSize", size.get().replaceFirst("(?i)\\s*mm$", ""));
            draft.width = draft.height = checked(xml, "WaferSize", mm <= INCHES ? mm * 25_400 : mm * 1000);
        }
        draft.pitchX = step(xml, "X");
        draft.pitchY = step(xml, "Y");
        Optional<String> turn = xml.attribute("Orientation");
        if (turn.isPresent())
            draft.mark = fromBottom(xml.number("Orientation", turn.get()));
        String origin = xml.attribute("OriginLocation").orElse("2");
        if (!origin.equals("2"))
            losses.add("the origin of coordinates is not at the left upper corner; rows are read from the top",
                    "OriginLocation " + MapXml.shorten(origin));
        xml.attributes((name, value) -> {
            if (name.startsWith("ReferenceDevice") || name.startsWith("RefDevice"))
                losses.add("reference devices are not used", name + " " + MapXml.shorten(value));
        });
        return codes;
    }

    private static double step(MapXml xml, String axis) throws ToolException {
        Optional<String> text = xml.attribute("StepSize" + axis).or(() -> xml.attribute("DeviceSize" + axis));
        if (text.isEmpty())
            return Double.NaN;
        double value = xml.number("DeviceSize" + axis, text.get());
        // some tools write mm; no die is smaller than 50 µm
        return value == 0 ? Double.NaN
                : checked(xml, "DeviceSize" + axis, value < SMALLEST_DIE_UM ? value * 1000 : value);
    }

    private static double checked(MapXml xml, String what, double um) throws ToolException {
        if (!(um > 0 && um < 1e8))
            throw xml.wrong(what + " is " + um / 1000 + " mm; above 0 and below 100 m are allowed.");
        return um;
    }

    /** Degrees counter-clockwise from x of a place told clockwise from the bottom. */
    static double fromBottom(double clockwise) {
        double degrees = (270 - clockwise) % 360;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static Optional<LocalDateTime> time(String text, Loss.Count losses) {
        if (text.isEmpty())
            return Optional.empty();
        String digits = text.replaceAll("[^0-9]", "");
        try {
            if (digits.length() >= 14)
                return Optional.of(LocalDateTime.parse((digits + "000").substring(0, 17), DATE));
        } catch (DateTimeParseException e) {
            losses.add("times that could not be read", MapXml.shorten(text));
            return Optional.empty();
        }
        losses.add("times that could not be read", MapXml.shorten(text));
        return Optional.empty();
    }

    /** A definition of a bin, as G85 and E142 write it. */
    static void bin(MapXml xml, MapDraft draft, BinCodes codes, String nullBin, Loss.Count losses)
            throws ToolException {
        String code = raw(xml, "BinCode");
        int bin = codes.number(code);
        if (code.equals(nullBin) && !code.isEmpty())
            return;
        if (bin < 0)
            throw xml.wrong("“" + MapXml.shorten(code) + "” is not a bin of type " + codes.label() + ".");
        String quality = xml.attribute("BinQuality").orElse("");
        if (!quality.equalsIgnoreCase("Pass") && !quality.equalsIgnoreCase("Fail"))
            losses.add("bins that neither pass nor fail were read as failed", "bin " + code + " "
                    + MapXml.shorten(quality));
        String name = xml.attribute("BinDescription").orElse(bin > 9 && codes == BinCodes.ASCII ? code : "");
        draft.bin(bin, name, quality.equalsIgnoreCase("Pass"));
    }

    @Override
    public List<Loss> write(List<Wafer> wafers, Path file) throws ToolException {
        Loss.Count losses = new Loss.Count();
        List<MapArray> maps = new ArrayList<>();
        for (Wafer wafer : wafers)
            maps.add(new MapArray(wafer, losses));
        for (MapArray map : maps) {
            Outline of = map.wafer.outline();
            if (!of.round())
                losses.add("the outline of a panel is not part of the format", of.widthUm() / 1000 + " × "
                        + of.heightUm() / 1000 + " mm");
            double offX = map.left() + map.columns * map.wafer.grid().pitchXum() / 2;
            double offY = map.bottom() + map.rows * map.wafer.grid().pitchYum() / 2;
            if (Math.hypot(offX, offY) > 1)
                losses.add("where the dies lie on the wafer is not part of the format; they will be centred",
                        String.format(Locale.ROOT, "%.3f, %.3f mm", offX / 1000, offY / 1000));
        }
        Output.write(file, out -> {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Maps>\n");
            for (MapArray map : maps)
                out.write(text(map));
            out.write("</Maps>\n");
        });
        return losses.losses();
    }

    private static String text(MapArray map) throws ToolException {
        Wafer wafer = map.wafer;
        BinCodes codes = map.codes();
        StringBuilder out = new StringBuilder("<Map xmlns:semi=\"http://www.semi.org\"");
        attribute(out, "WaferId", wafer.info().wafer());
        attribute(out, "SubstrateType", "Wafer");
        if (wafer.info().slot() > 0)
            attribute(out, "SubstrateNumber", Integer.toString(wafer.info().slot()));
        attribute(out, "FormatRevision", "SEMI G85-1101");
        out.append(">\n<Device");
        attribute(out, "ProductId", wafer.info().device());
        attribute(out, "LotId", wafer.info().lot());
        if (wafer.outline().round())
            attribute(out, "WaferSize", decimal(wafer.outline().widthUm() / 1000));
        wafer.info().time().ifPresent(t -> attribute(out, "CreateDate", DATE.format(t)));
        attribute(out, "DeviceSizeX", decimal(wafer.grid().pitchXum()));
        attribute(out, "DeviceSizeY", decimal(wafer.grid().pitchYum()));
        attribute(out, "Rows", Integer.toString(map.rows));
        attribute(out, "Columns", Integer.toString(map.columns));
        attribute(out, "Orientation", decimal(fromBottom(wafer.outline().degrees())));
        attribute(out, "OriginLocation", "2");
        attribute(out, "BinType", codes.label());
        attribute(out, "NullBin", MapArray.nullBin(codes));
        out.append(">\n");
        for (Bin bin : map.bins) {
            out.append("<Bin");
            binAttributes(out, map, codes, bin);
            out.append("/>\n");
        }
        out.append("<Data>\n");
        for (int row = map.rows - 1; row >= 0; row--)
            out.append("<Row><![CDATA[").append(map.row(row, codes)).append("]]></Row>\n");
        return out.append("</Data>\n</Device>\n</Map>\n").toString();
    }

    static void binAttributes(StringBuilder out, MapArray map, BinCodes codes, Bin bin) {
        attribute(out, "BinCode", codes.code(bin.code()));
        attribute(out, "BinCount", Integer.toString(map.counts.get(bin.code())));
        attribute(out, "BinQuality", bin.pass() ? "Pass" : "Fail");
        if (!bin.name().isEmpty())
            attribute(out, "BinDescription", bin.name());
    }

    static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(MapXml.escape(value)).append('"');
    }

    /** A number with all its digits and no exponent. */
    static String decimal(double value) {
        String text = new BigDecimal(Double.toString(value)).toPlainString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

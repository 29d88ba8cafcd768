package org.loupe.exchange.internal.maps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * SEMI E142: maps of substrates in XML, several in a file. Layouts lie in each other: the outer one tells the size of
 * the wafer, the inner one its dies. The first code of the first row is at the origin, rows and codes follow the
 * direction of the axes (without them: left lower corner, up and right). The notch is told clockwise from the bottom.
 */
public final class E142Format implements WaferFormat {
    private static final String NAMESPACE = "urn:semi-org:xsd.E142-1.V1005.SubstrateMap";
    private static final int MOST_LAYOUTS = 10_000;

    @Override
    public String id() {
        return "e142";
    }

    @Override
    public String label() {
        return "SEMI E142";
    }

    @Override
    public String help() {
        return "XML maps of wafers and panels with bins and layouts, several in a file";
    }

    @Override
    public String suffix() {
        return ".xml";
    }

    @Override
    public boolean reads(byte[] head) {
        return MapXml.startsWith(head, "MapData");
    }

    /** A layout: an array of devices, or what holds one; µm. */
    private static final class Layout {
        private int columns;
        private int rows;
        private double stepX = Double.NaN;
        private double stepY = Double.NaN;
        private double sizeX = Double.NaN;
        private double sizeY = Double.NaN;
        private double left = Double.NaN;
        private double bottom = Double.NaN;
        private String product = "";
    }

    /** What is said of a substrate. */
    private static final class Substrate {
        private String lot = "";
        private int slot;
    }

    @Override
    public Read read(Path file) throws ToolException {
        List<Wafer> wafers = new ArrayList<>();
        Loss.Count losses = new Loss.Count();
        Map<String, Layout> layouts = new HashMap<>();
        Map<String, Substrate> substrates = new HashMap<>();
        MapXml.read(file, xml -> {
            for (String name = xml.next(); name != null; name = xml.next())
                switch (name) {
                case "Layout" -> layout(xml, layouts);
                case "Substrate" -> substrate(xml, substrates);
                case "SubstrateMap" -> map(xml, layouts, substrates, wafers, losses);
                default -> {
                }
                }
        });
        if (wafers.isEmpty())
            throw new ToolException(file.getFileName() + " holds no map of bins.",
                    "Choose a file with elements SubstrateMap and BinCodeMap.");
        return new Read(wafers, losses.losses());
    }

    private static void layout(MapXml xml, Map<String, Layout> layouts) throws ToolException, XMLStreamException {
        Layout layout = new Layout();
        String id = xml.needed("Layout", "LayoutId"), unit = xml.attribute("DefaultUnits").orElse("mm");
        if (layouts.size() >= MOST_LAYOUTS)
            throw xml.wrong("there are more than " + MOST_LAYOUTS + " layouts.");
        if (layouts.put(id, layout) != null)
            throw xml.wrong("layout " + MapXml.shorten(id) + " comes twice.");
        for (String name = xml.next(); !"/Layout".equals(name); name = xml.next()) {
            if (name == null)
                throw xml.wrong("the layout has no end.");
            switch (name) {
            case "Dimension" -> {
                layout.columns = xml.integer("Dimension X", xml.needed(name, "X"));
                layout.rows = xml.integer("Dimension Y", xml.needed(name, "Y"));
            }
            case "StepSize" -> {
                layout.stepX = length(xml, name, "X", unit);
                layout.stepY = length(xml, name, "Y", unit);
            }
            case "DeviceSize" -> {
                layout.sizeX = length(xml, name, "X", unit);
                layout.sizeY = length(xml, name, "Y", unit);
            }
            case "LowerLeft" -> {
                layout.left = length(xml, name, "X", unit);
                layout.bottom = length(xml, name, "Y", unit);
            }
            case "ProductId" -> layout.product = xml.text();
            default -> {
            }
            }
        }
    }

    private static double length(MapXml xml, String element, String axis, String unit) throws ToolException {
        double um = xml.um(element, xml.number(element + " " + axis, xml.needed(element, axis)),
                xml.attribute("Units").orElse(unit));
        if (!(Math.abs(um) < 1e8))
            throw xml.wrong(element + " " + axis + " is " + um / 1e6 + " m; less than 100 m are allowed.");
        return um;
    }

    private static String key(MapXml xml) {
        return xml.attribute("SubstrateType").orElse("").toLowerCase(Locale.ROOT) + "\n"
                + xml.attribute("SubstrateId").orElse("");
    }

    private static void substrate(MapXml xml, Map<String, Substrate> substrates)
            throws ToolException, XMLStreamException {
        Substrate substrate = substrates.computeIfAbsent(key(xml), k -> new Substrate());
        for (String name = xml.next(); !"/Substrate".equals(name); name = xml.next()) {
            if (name == null)
                throw xml.wrong("the substrate has no end.");
            if (name.equals("LotId"))
                substrate.lot = xml.text();
            else if (name.equals("SlotNumber"))
                substrate.slot = Math.max(0, xml.integer("SlotNumber", xml.text()));
        }
    }

    private static void map(MapXml xml, Map<String, Layout> layouts, Map<String, Substrate> substrates,
            List<Wafer> wafers, Loss.Count losses) throws ToolException, XMLStreamException {
        MapDraft draft = new MapDraft(xml.file(), losses);
        Substrate substrate = substrates.getOrDefault(key(xml), new Substrate());
        String type = xml.attribute("SubstrateType").orElse("Wafer"), id = xml.attribute("SubstrateId").orElse("");
        draft.wafer = id;
        draft.lot = substrate.lot;
        draft.slot = substrate.slot;
        draft.round = type.equalsIgnoreCase("Wafer") || type.equalsIgnoreCase("Frame");
        Optional<String> turn = xml.attribute("Orientation");
        if (turn.isPresent())
            draft.mark = G85Format.fromBottom(xml.number("Orientation", turn.get()));
        String origin = xml.attribute("OriginLocation").orElse("LowerLeft");
        String axes = xml.attribute("AxisDirection").orElse(away(origin));
        if (!axes.toLowerCase(Locale.ROOT).matches("(up|down)(left|right)"))
            throw xml.wrong("AxisDirection is “" + MapXml.shorten(axes)
                    + "”; UpRight, UpLeft, DownRight and DownLeft are known.");
        if (xml.attribute("SubstrateSide").orElse("TopSide").equalsIgnoreCase("BottomSide"))
            losses.add("maps of the bottom side were read as seen from there", id);
        lay(xml, layouts, draft);
        boolean found = false;
        for (String name = xml.next(); !"/SubstrateMap".equals(name); name = xml.next()) {
            if (name == null)
                throw xml.wrong("the map has no end.");
            switch (name) {
            case "BinCodeMap" -> {
                if (found)
                    throw xml.wrong("the substrate has a second BinCodeMap, one is expected.");
                found = true;
                codes(xml, draft, axes.toLowerCase(Locale.ROOT), losses);
            }
            case "DeviceIdMap", "TransferMap", "DeviceDataMap" -> losses.add("a " + name + " is not read", id);
            case "ReferenceDevice" -> losses.add("reference devices are not used",
                    xml.attribute("Name").orElse(id));
            default -> {
            }
            }
        }
        if (found)
            wafers.add(draft.build());
        else
            losses.add("substrates without bins are not read", id);
    }

    /** The direction that leads from an origin into the map. */
    private static String away(String origin) {
        String at = origin.toLowerCase(Locale.ROOT);
        return (at.startsWith("upper") ? "Down" : "Up") + (at.endsWith("right") ? "Left" : "Right");
    }

    private static void lay(MapXml xml, Map<String, Layout> layouts, MapDraft draft) throws ToolException {
        String[] path = xml.needed("SubstrateMap", "LayoutSpecifier").split("/");
        Layout own = null, outer = null;
        for (String part : path) {
            outer = own != null ? own : outer;
            own = layouts.get(part.strip());
            if (own == null)
                throw xml.wrong("layout “" + MapXml.shorten(part) + "” is not in the file.");
        }
        if (own == null)
            throw xml.wrong("LayoutSpecifier is “" + MapXml.shorten(String.join("/", path))
                    + "”, a layout is expected.");
        draft.size(own.columns, own.rows, xml.line());
        draft.device = own.product.isEmpty() && outer != null ? outer.product : own.product;
        draft.pitchX = own.stepX > 0 ? own.stepX : own.sizeX;
        draft.pitchY = own.stepY > 0 ? own.stepY : own.sizeY;
        if (outer != null && outer.columns == 1 && outer.rows == 1 && outer.sizeX > 0 && outer.sizeY > 0) {
            draft.width = outer.sizeX;
            draft.height = draft.round ? outer.sizeX : outer.sizeY;
            draft.left = own.left - outer.sizeX / 2;
            draft.bottom = own.bottom - outer.sizeY / 2;
        }
    }

    private static void codes(MapXml xml, MapDraft draft, String axes, Loss.Count losses)
            throws ToolException, XMLStreamException {
        String type = xml.attribute("BinType").orElse(BinCodes.ASCII.label());
        BinCodes codes = BinCodes.of(type).orElseThrow(() -> xml.wrong("BinType is “" + MapXml.shorten(type)
                + "”; Ascii, Decimal, HexaDecimal and Integer2 are known."));
        String nullBin = G85Format.raw(xml, "NullBin");
        MapRows rows = new MapRows(xml.file(), draft, codes, nullBin, axes.endsWith("left"), axes.startsWith("up"));
        boolean placed = false;
        for (String name = xml.next(); !"/BinCodeMap".equals(name); name = xml.next()) {
            if (name == null)
                throw xml.wrong("the map has no end.");
            if (name.equals("BinDefinition")) {
                G85Format.bin(xml, draft, codes, nullBin, losses);
            } else if (name.equals("BinCode")) {
                int line = xml.line();
                Optional<String> x = xml.attribute("X"), y = xml.attribute("Y");
                if (x.isPresent() && y.isPresent()) {
                    placed = true;
                    int column = xml.integer("X", x.get()), row = xml.integer("Y", y.get());
                    rows.place(column, row, xml.text(), line);
                } else {
                    rows.row(xml.text(), line);
                }
            }
        }
        if (!placed)
            rows.end(xml.line());
    }

    @Override
    public List<Loss> write(List<Wafer> wafers, Path file) throws ToolException {
        Loss.Count losses = new Loss.Count();
        List<MapArray> maps = new ArrayList<>();
        for (Wafer wafer : wafers) {
            maps.add(new MapArray(wafer, losses));
            wafer.info().time().ifPresent(t -> losses.add("times are not part of the format", t.toString()));
        }
        List<String> ids = ids(wafers, losses);
        Output.write(file, out -> {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MapData xmlns=\"" + NAMESPACE + "\">\n<Layouts>\n");
            for (int i = 0; i < maps.size(); i++)
                out.write(layouts(maps.get(i), i + 1));
            out.write("</Layouts>\n<Substrates>\n");
            for (int i = 0; i < maps.size(); i++)
                out.write(substrate(maps.get(i), ids.get(i)));
            out.write("</Substrates>\n<SubstrateMaps>\n");
            for (int i = 0; i < maps.size(); i++)
                out.write(text(maps.get(i), ids.get(i), i + 1));
            out.write("</SubstrateMaps>\n</MapData>\n");
        });
        return losses.losses();
    }

    /** Names of the substrates, each its own as the format needs it. */
    private static List<String> ids(List<Wafer> wafers, Loss.Count losses) {
        List<String> ids = new ArrayList<>();
        for (Wafer wafer : wafers) {
            String id = wafer.info().wafer();
            for (int n = 2; ids.contains(id); n++)
                id = wafer.info().wafer() + "-" + n;
            if (!id.equals(wafer.info().wafer()))
                losses.add("wafers of one name got a number behind it", id);
            ids.add(id);
        }
        return ids;
    }

    private static String type(MapArray map) {
        return map.wafer.outline().round() ? "Wafer" : "Panel";
    }

    private static String layouts(MapArray map, int number) {
        Wafer wafer = map.wafer;
        Outline outline = wafer.outline();
        StringBuilder out = new StringBuilder();
        out.append("<Layout LayoutId=\"Substrate").append(number).append("\" DefaultUnits=\"micron\" TopLevel=\"true\"")
                .append(">\n<Dimension X=\"1\" Y=\"1\"/>\n");
        point(out, "DeviceSize", outline.widthUm(), outline.heightUm());
        out.append("<ChildLayouts><ChildLayout LayoutId=\"Dies").append(number).append("\"/></ChildLayouts>\n")
                .append("</Layout>\n<Layout LayoutId=\"Dies").append(number).append("\" DefaultUnits=\"micron\">\n")
                .append("<Dimension X=\"")
                .append(map.columns).append("\" Y=\"").append(map.rows).append("\"/>\n");
        point(out, "LowerLeft", map.left() + outline.widthUm() / 2, map.bottom() + outline.heightUm() / 2);
        point(out, "DeviceSize", wafer.grid().pitchXum(), wafer.grid().pitchYum());
        point(out, "StepSize", wafer.grid().pitchXum(), wafer.grid().pitchYum());
        if (!wafer.info().device().isEmpty())
            out.append("<ProductId>").append(MapXml.escape(wafer.info().device())).append("</ProductId>\n");
        return out.append("</Layout>\n").toString();
    }

    private static void point(StringBuilder out, String name, double x, double y) {
        out.append('<').append(name);
        G85Format.attribute(out, "X", G85Format.decimal(x));
        G85Format.attribute(out, "Y", G85Format.decimal(y));
        out.append("/>\n");
    }

    private static String substrate(MapArray map, String id) {
        StringBuilder out = new StringBuilder("<Substrate");
        G85Format.attribute(out, "SubstrateType", type(map));
        G85Format.attribute(out, "SubstrateId", id);
        out.append(">\n<LotId>").append(MapXml.escape(map.wafer.info().lot())).append("</LotId>\n");
        if (map.wafer.info().slot() > 0)
            out.append("<SlotNumber>").append(map.wafer.info().slot()).append("</SlotNumber>\n");
        return out.append("<GoodDevices>").append(map.good()).append("</GoodDevices>\n</Substrate>\n").toString();
    }

    private static String text(MapArray map, String id, int number) throws ToolException {
        BinCodes codes = map.codes();
        StringBuilder out = new StringBuilder("<SubstrateMap");
        G85Format.attribute(out, "SubstrateType", type(map));
        G85Format.attribute(out, "SubstrateId", id);
        G85Format.attribute(out, "LayoutSpecifier", "Substrate" + number + "/Dies" + number);
        G85Format.attribute(out, "SubstrateSide", "TopSide");
        G85Format.attribute(out, "Orientation", G85Format.decimal(G85Format.fromBottom(
                map.wafer.outline().round() ? map.wafer.outline().degrees() : 270)));
        G85Format.attribute(out, "OriginLocation", "UpperLeft");
        G85Format.attribute(out, "AxisDirection", "DownRight");
        out.append(">\n<Overlay MapName=\"Bins\" MapVersion=\"1\">\n<BinCodeMap");
        G85Format.attribute(out, "BinType", codes.label());
        G85Format.attribute(out, "NullBin", MapArray.nullBin(codes));
        out.append(">\n<BinDefinitions>\n");
        for (Bin bin : map.bins) {
            out.append("<BinDefinition");
            G85Format.binAttributes(out, map, codes, bin);
            out.append("/>\n");
        }
        out.append("</BinDefinitions>\n");
        for (int row = map.rows - 1; row >= 0; row--)
            out.append("<BinCode>").append(map.row(row, codes)).append("</BinCode>\n");
        return out.append("</BinCodeMap>\n</Overlay>\n</SubstrateMap>\n").toString();
    }
}

package org.loupe.exchange.maps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

class MapFormatsTest {
    @TempDir
    Path folder;

    /** A wafer whose dies fill a circle; bins by chance. */
    private static Wafer wafer(long seed, int side, int highest, double degrees) {
        SplittableRandom random = new SplittableRandom(seed);
        Dies.Builder dies = new Dies.Builder();
        TreeMap<Integer, Bin> bins = new TreeMap<>();
        for (int row = side - 1; row >= 0; row--)
            for (int column = 0; column < side; column++)
                if (Math.hypot(column - (side - 1) / 2.0, row - (side - 1) / 2.0) <= side / 2.0) {
                    int bin = random.nextInt(3) > 0 ? 1 : random.nextInt(highest + 1);
                    dies.add(column, row, bin);
                    bins.put(bin, new Bin(bin, bin == 7 ? "" : "bin <" + bin + "> & \"more\"", bin == 1 || bin == 4));
                }
        double pitchX = 190_000.0 / side, pitchY = 188_000.0 / side;
        return new Wafer(
                new WaferInfo("LOT-7 & <8>", "W" + seed, 3, "", "P\"1\"", "", "",
                        Optional.of(LocalDateTime.of(2026, 11, 20, 8, 30, 5, 250_000_000))),
                Outline.wafer(200_000, Outline.Mark.NOTCH, degrees),
                new DieGrid(pitchX, pitchY, -side * pitchX / 2, -side * pitchY / 2), dies.build(),
                List.copyOf(bins.values()), WaferDefects.NONE, List.of(), List.of());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("map-" + Math.abs(text.hashCode()) + ".txt"), text);
    }

    private static WaferFormat format(String id) throws ToolException {
        return WaferFormats.byId(id);
    }

    private static void assertSameDies(Wafer expected, Wafer found) {
        assertEquals(expected.dies().size(), found.dies().size());
        for (int i = 0; i < expected.dies().size(); i++) {
            int at = found.dies().find(expected.dies().column(i), expected.dies().row(i));
            assertTrue(at >= 0, "die (" + expected.dies().column(i) + ", " + expected.dies().row(i) + ")");
            assertEquals(expected.dies().bin(i), found.dies().bin(at));
        }
    }

    @ParameterizedTest
    @CsvSource({ "g85,254,270", "g85,5000,90", "e142,200,0", "e142,65534,180", "sinf,254,270", "sinf,12,0" })
    void writtenAndReadAgainIsTheSame(String id, int highest, double degrees) throws Exception {
        Wafer wafer = wafer(5, 41, highest, degrees);
        Path file = folder.resolve("map" + format(id).suffix());
        List<Loss> losses = format(id).write(List.of(wafer), file);
        assertEquals(id, WaferFormats.of(file).orElseThrow().id());
        Wafer found = WaferFormats.read(file).wafers().get(0);
        assertSameDies(wafer, found);
        assertEquals(wafer.outline(), found.outline());
        assertEquals(wafer.grid().pitchXum(), found.grid().pitchXum(), 1e-6);
        assertEquals(wafer.grid().originXum(), found.grid().originXum(), 1e-6);
        assertEquals(wafer.grid().originYum(), found.grid().originYum(), 1e-6);
        assertEquals(wafer.info().lot(), found.info().lot());
        assertEquals(wafer.info().wafer(), found.info().wafer());
        assertEquals(wafer.info().device(), found.info().device());
        for (Bin bin : wafer.bins())
            assertEquals(bin.pass(), found.bin(bin.code()).orElseThrow().pass());
        if (id.equals("sinf")) {
            assertTrue(losses.stream().anyMatch(l -> l.what().contains("names of bins")));
        } else {
            assertEquals(wafer.bins(), found.bins());
            assertEquals(3, found.info().slot());
        }
        if (id.equals("g85")) {
            assertEquals(wafer.info(), found.info());
            assertEquals(List.of(), losses);
        }
        Path again = folder.resolve("again" + format(id).suffix());
        format(id).write(List.of(found), again);
        assertEquals(Files.readString(file), Files.readString(again));
    }

    @ParameterizedTest
    @ValueSource(strings = { "g85", "e142" })
    void severalWafersOfAFile(String id) throws Exception {
        List<Wafer> lot = List.of(wafer(1, 21, 9, 270), wafer(2, 21, 9, 270), wafer(3, 9, 300, 270));
        Path file = folder.resolve("lot.xml");
        format(id).write(lot, file);
        List<Wafer> found = WaferFormats.read(file).wafers();
        assertEquals(List.of("W1", "W2", "W3"), found.stream().map(w -> w.info().wafer()).toList());
        for (int i = 0; i < 3; i++)
            assertSameDies(lot.get(i), found.get(i));
        assertThrows(ToolException.class, () -> format("sinf").write(lot, folder.resolve("lot.sinf")));
    }

    @Test
    void e142KeepsWhereTheDiesLieAndPanels() throws Exception {
        Dies dies = new Dies.Builder().add(0, 0, 1).add(2, 1, 5).build();
        Wafer panel = new Wafer(WaferInfo.UNKNOWN, Outline.panel(300_000, 180_000),
                new DieGrid(40_000, 30_000.5, -140_000, 12_000.25), dies, List.of(new Bin(1, "", true),
                        new Bin(5, "", false)), WaferDefects.NONE, List.of(), List.of());
        Path file = folder.resolve("panel.xml");
        assertEquals(List.of(), format("e142").write(List.of(panel), file));
        Wafer found = WaferFormats.read(file).wafers().get(0);
        assertEquals(panel.outline(), found.outline());
        assertEquals(panel.grid().originXum(), found.grid().originXum(), 1e-6);
        assertEquals(panel.grid().originYum(), found.grid().originYum(), 1e-6);
        assertEquals(panel.bins(), found.bins());
    }

    @Test
    void defectsBecomeBinsAndTheLossIsTold() throws Exception {
        Dies dies = new Dies.Builder().add(-1, 5, Dies.NO_BIN).add(0, 5, Dies.NO_BIN).build();
        Wafer wafer = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(300_000, Outline.Mark.NOTCH, 270),
                new DieGrid(8000, 8000, 0, -44_000), dies, List.of(), new WaferDefects.Builder()
                        .add(77, -4000, 0, -1, 5).add(78, -4000, 0, -1, 5).build(), List.of(), List.of());
        Path file = folder.resolve("map.xml");
        List<Loss> losses = format("g85").write(List.of(wafer), file);
        assertEquals(List.of("bins were made from defects: dies without defects pass",
                "columns and rows are counted from 0", "defects are not part of maps"),
                losses.stream().map(Loss::what).toList());
        assertEquals(2, losses.get(2).count());
        assertTrue(losses.get(2).example().contains("defect 77"), losses.get(2).example());
        Wafer found = WaferFormats.read(file).wafers().get(0);
        assertEquals(2, found.dies().bin(found.dies().find(0, 0)));
        assertEquals(1, found.dies().bin(found.dies().find(1, 0)));
        assertTrue(found.bin(1).orElseThrow().pass());
    }

    @Test
    void g85OfOthersIsRead() throws Exception {
        Path file = file("""
                <?xml version='1.0' encoding='utf-8'?>
                <Maps>
                <Map xmlns="http://www.semi.org" SubstrateId="123456705F2" SubstrateType="Wafer" FormatRevision="G85">
                <Device Rows="3" Columns="4" LotId="1234567.000" BinType="Ascii" MapType="Row" NullBin="." \
                ProductId="M25" WaferSize="8" CreateDate="20010321171615000" DeviceSizeX="4.5" DeviceSizeY="6500" \
                Orientation="90" OriginLocation="2" SupplierName="X" ReferenceDeviceX="1" ReferenceDeviceY="1">
                <ReferenceDevice ReferenceDeviceX="1" ReferenceDeviceY="1"/>
                <Bin BinCode="G" BinCount="5" BinQuality="Pass"/>
                <Bin BinCode="X" BinCount="2" BinQuality="Fail" BinDescription="open"/>
                <Bin BinCode="M" BinCount="1" BinQuality="Mark"/>
                <SupplierData ProductCode="a"/>
                <Data MapName="b" MapVersion="1"><Row><![CDATA[.GG.]]></Row><Row>GXMG</Row>
                <Row><![CDATA[.GX.]]></Row></Data></Device></Map></Maps>
                """);
        WaferFormat.Read read = WaferFormats.read(file);
        Wafer wafer = read.wafers().get(0);
        assertEquals(8, wafer.dies().size());
        assertEquals('G', wafer.dies().bin(wafer.dies().find(1, 2)), "the first row is at the top");
        assertEquals('X', wafer.dies().bin(wafer.dies().find(2, 0)));
        assertEquals(-1, wafer.dies().find(0, 0));
        assertEquals(203_200, wafer.outline().widthUm(), 1e-6, "8 inch");
        assertEquals(180, wafer.outline().degrees(), "clockwise from the bottom is at the left");
        assertEquals(4500, wafer.grid().pitchXum(), 1e-9);
        assertEquals(6500, wafer.grid().pitchYum(), 1e-9);
        assertEquals(new Bin('X', "open", false), wafer.bin('X').orElseThrow());
        assertEquals(new Bin('G', "G", true), wafer.bin('G').orElseThrow());
        assertEquals(LocalDateTime.of(2001, 3, 21, 17, 16, 15), wafer.info().time().orElseThrow());
        assertTrue(read.losses().stream().anyMatch(l -> l.what().contains("neither pass nor fail")));
        assertTrue(read.losses().stream().anyMatch(l -> l.what().contains("reference devices")));
    }

    @Test
    void decimalRowsHaveSpaces() throws Exception {
        Path file = file("""
                <Map WaferId="A"><Device Rows="1" Columns="3" BinType="Decimal" NullBin="255" WaferSize="300">
                <Bin BinCode="001" BinQuality="Pass"/><Data><Row>255 001 012</Row></Data></Device></Map>
                """);
        Wafer wafer = WaferFormats.read(file).wafers().get(0);
        assertEquals(2, wafer.dies().size());
        assertEquals(12, wafer.dies().bin(wafer.dies().find(2, 0)));
    }

    private static String e142(String attributes, String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <s:MapData xmlns:s="urn:semi-org:xsd.E142-1.V1005.SubstrateMap"><s:Layouts>
                <s:Layout LayoutId="WaferMap" DefaultUnits="mm" TopLevel="true"><s:Dimension X="1" Y="1"/>
                <s:DeviceSize X="200" Y="200"/><s:ChildLayouts><s:ChildLayout LayoutId="L"/></s:ChildLayouts></s:Layout>
                <s:Layout LayoutId="L" DefaultUnits="mm"><s:Dimension X="3" Y="2"/>
                <s:StepSize X="1000" Y="2" Units="microns"/><s:ProductId> TEST </s:ProductId></s:Layout></s:Layouts>
                <s:Substrates><s:Substrate SubstrateType="Wafer" SubstrateId="S"><s:LotId> N1 </s:LotId>
                <s:SlotNumber>4</s:SlotNumber></s:Substrate></s:Substrates><s:SubstrateMaps>
                <s:SubstrateMap SubstrateType="Wafer" SubstrateId="S" LayoutSpecifier="WaferMap/L" %s>
                <s:Overlay MapName="SortGrade" MapVersion="1"><s:BinCodeMap BinType="HexaDecimal" NullBin="ff">
                <s:BinDefinitions><s:BinDefinition BinCode="01" BinQuality="Pass" BinDescription="ok"/>
                </s:BinDefinitions>%s</s:BinCodeMap></s:Overlay></s:SubstrateMap></s:SubstrateMaps></s:MapData>
                """.formatted(attributes, content);
    }

    @ParameterizedTest
    @CsvSource({ "OriginLocation='UpperLeft' AxisDirection='DownRight',0,1", "OriginLocation='LowerLeft',0,0",
            "Orientation='0',0,0", "OriginLocation='UpperRight' AxisDirection='DownLeft',2,1",
            "OriginLocation='LowerRight',2,0", "AxisDirection='UpRight',0,0" })
    void e142BeginsAtItsOrigin(String attributes, int column, int row) throws Exception {
        Wafer wafer = WaferFormats.read(file(e142(attributes.replace('\'', '"'),
                "<s:BinCode>2A0101</s:BinCode><s:BinCode>01FF01</s:BinCode>"))).wafers().get(0);
        assertEquals(5, wafer.dies().size());
        assertEquals(0x2a, wafer.dies().bin(wafer.dies().find(column, row)));
        assertEquals(-1, wafer.dies().find(1, 1 - row));
        assertEquals("N1", wafer.info().lot());
        assertEquals("TEST", wafer.info().device());
        assertEquals(4, wafer.info().slot());
        assertEquals(200_000, wafer.outline().widthUm(), 1e-9);
        assertEquals(1000, wafer.grid().pitchXum(), 1e-9);
        assertEquals(-1500, wafer.grid().originXum(), 1e-9);
    }

    @Test
    void e142DiesByCoordinates() throws Exception {
        Wafer wafer = WaferFormats.read(file(e142("", "<s:BinCode X=\"2\" Y=\"1\">07</s:BinCode>"))).wafers().get(0);
        assertEquals(1, wafer.dies().size());
        assertEquals(7, wafer.dies().bin(wafer.dies().find(2, 1)));
    }

    @Test
    void sinfOfOthersIsRead() throws Exception {
        Path file = file("DEVICE:XYZ\r\nLOT:ABC.1\r\nWAFER:07\r\nFNLOC:180\r\nROWCT:2\r\nCOLCT:3\r\nBCEQU:00, 01\r\n"
                + "REFPX:\r\nREFPY:\r\nDUTMS:mil\r\nXDIES:100\r\nYDIES:200\r\nRowData:__ 01 @@ \r\n"
                + "RowData:1C 00 __\r\n");
        Wafer wafer = WaferFormats.read(file).wafers().get(0);
        assertEquals(4, wafer.dies().size());
        assertEquals(1, wafer.dies().bin(wafer.dies().find(1, 1)));
        assertEquals(Dies.NO_BIN, wafer.dies().bin(wafer.dies().find(2, 1)));
        assertEquals(0x1c, wafer.dies().bin(wafer.dies().find(0, 0)));
        assertTrue(wafer.bin(0).orElseThrow().pass());
        assertFalse(wafer.bin(0x1c).orElseThrow().pass());
        assertEquals(270, wafer.outline().degrees());
        assertEquals(2540, wafer.grid().pitchXum(), 1e-9);
        assertEquals(5080, wafer.grid().pitchYum(), 1e-9);
    }

    private void refused(String text, String... parts) throws IOException {
        Path file = file(text);
        ToolException refused = assertThrows(ToolException.class, () -> WaferFormats.read(file), text);
        for (String part : parts)
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private static final String DEVICE = "<Maps><Map WaferId=\"A\">\n<Device %s BinType=\"HexaDecimal\" NullBin=\"FF\">"
            + "\n<Data>\n<Row>%s</Row>\n</Data></Device></Map></Maps>";

    @Test
    void whatIsWrongIsToldWithItsLine() throws Exception {
        refused(DEVICE.formatted("Rows=\"2000000000\" Columns=\"3\"", "010101"), "line 2", "2000000000 rows");
        refused(DEVICE.formatted("Rows=\"9999\" Columns=\"9999\"", "010101"), "25,000,000");
        refused(DEVICE.formatted("Rows=\"x\" Columns=\"3\"", "010101"), "Rows is “x”", "whole number");
        refused(DEVICE.formatted("Columns=\"3\"", "010101"), "line 2", "Device has no Rows");
        refused(DEVICE.formatted("Rows=\"1\" Columns=\"3\"", "0101"), "line 4", "row 1 holds 4 characters",
                "3 bins of 2 characters");
        refused(DEVICE.formatted("Rows=\"1\" Columns=\"2\"", "01ZZ"), "line 4", "“ZZ” is not a bin");
        refused(DEVICE.formatted("Rows=\"2\" Columns=\"2\"", "0101"), "after 1 of 2 rows");
        refused(DEVICE.formatted("Rows=\"1\" Columns=\"1\"", "01</Row><Row>01"), "more than the 1 rows");
        refused(DEVICE.formatted("Rows=\"1\" Columns=\"1\" Columns=\"1\"", "01"), "XML");
        refused("<Maps></Maps>", "no map");
        refused("<Maps><Map>", "XML");
        refused(e142("AxisDirection=\"Sideways\"", ""), "AxisDirection is “Sideways”");
        refused(e142("", "<s:BinCode X=\"3\" Y=\"0\">01</s:BinCode>"), "die (3, 0) is outside");
        refused(e142("", "").replace("WaferMap/L", "Other"), "layout “Other” is not in the file");
        refused(e142("", "").replace("\"mm\"", "\"furlong\""), "furlong");
        refused("ROWCT:1\nCOLCT:2\nRowData:01 0\u0001\n", "line 3", "not a bin");
        refused("ROWCT:1\nCOLCT:2\nRowData:01\n", "row 1 holds 1 dies, 2 are expected");
        refused("COLCT:2\nROWCT:-1\nRowData:01 02\n", "-1 rows");
        refused("ROWCT:1\nCOLCT:2\nDUTMS:elbow\nRowData:01 02\n", "line 3", "elbow");
        refused("ROWCT:3\nCOLCT:1\nRowData:01\nRowData:01\n", "after 2 of 3 rows");
        refused("no map at all", "not a wafer file");
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "0101");
        String device = DEVICE.formatted("Rows=\"1\" Columns=\"2\"", "&x;");
        refused("<!DOCTYPE Maps [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n" + device);
        refused("<!DOCTYPE Maps [<!ENTITY x \"0101\">]>\n" + device);
        refused("<!DOCTYPE Maps SYSTEM \"" + secret.toUri() + "\">\n"
                + DEVICE.formatted("Rows=\"1\" Columns=\"2\"", "0101"), "document type");
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Maps [<!ENTITY a0 \"01\">");
        for (int i = 1; i < 30; i++)
            laughs.append("<!ENTITY a").append(i).append(" \"&a").append(i - 1).append(";&a").append(i - 1)
                    .append(";\">");
        refused(laughs + "]>\n" + device.replace("&x;", "&a29;"));
        refused(DEVICE.formatted("Rows=\"1\" Columns=\"2\"", "&undefined;"));
    }

    @Test
    void brokenFilesAreRefusedAndNothingElseHappens() throws Exception {
        List<byte[]> whole = new ArrayList<>();
        for (String id : List.of("g85", "e142", "sinf")) {
            Path file = folder.resolve("whole." + id);
            format(id).write(List.of(wafer(1, 11, 30, 270)), file);
            whole.add(Files.readAllBytes(file));
        }
        SplittableRandom random = new SplittableRandom(17);
        Path file = folder.resolve("broken");
        String[] words = { "-1", "99999999999", "NaN", "\"", "<", "&lt;", "]]>", "\0", "FF", "1e308", "</Map>", ":" };
        int read = 0;
        for (int round = 0; round < 900; round++) {
            byte[] bytes = whole.get(round % 3).clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> {
                    byte[] word = words[random.nextInt(words.length)].getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < word.length && at + i < bytes.length; i++)
                        bytes[at + i] = word[i];
                }
                default -> {
                    int other = random.nextInt(bytes.length), n = Math.min(random.nextInt(60),
                            bytes.length - Math.max(at, other));
                    System.arraycopy(bytes, other, bytes, at, n);
                }
                }
                if (bytes.length == 0)
                    break;
            }
            Files.write(file, bytes);
            WaferFormat format = format(List.of("g85", "e142", "sinf").get(round % 3));
            try {
                read += format.read(file).wafers().size() > 0 ? 1 : 0;
            } catch (ToolException e) {
                assertFalse(e.getMessage().isBlank());
                assertFalse(e.getCause() instanceof RuntimeException
                        && !(e.getCause() instanceof NoSuchElementException),
                        "round " + round + ": " + e.getCause());
            }
        }
        assertTrue(read > 5 && read < 850, "some changes do no harm, most do: " + read);
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws Exception {
        Wafer none = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NONE, 0),
                new DieGrid(1, 1, 0, 0), Dies.NONE, List.of(), WaferDefects.NONE, List.of(), List.of());
        Wafer wide = new Wafer(none.info(), none.outline(), none.grid(), new Dies.Builder().add(-2_000_000_000, 0, 1)
                .add(2_000_000_000, 0, 1).build(), List.of(), WaferDefects.NONE, List.of(), List.of());
        Wafer large = new Wafer(none.info(), none.outline(), none.grid(), new Dies.Builder().add(0, 0, 70_000).build(),
                List.of(), WaferDefects.NONE, List.of(), List.of());
        for (String id : List.of("g85", "e142", "sinf"))
            for (Wafer wafer : List.of(none, wide, large)) {
                Path file = folder.resolve("never." + id);
                assertThrows(ToolException.class, () -> format(id).write(List.of(wafer), file));
                assertFalse(Files.exists(file));
            }
    }

    @Test
    void xmllintFindsNothingWrong() throws Exception {
        Process probe;
        try {
            probe = new ProcessBuilder("xmllint", "--version").start();
        } catch (IOException e) {
            probe = null;
        }
        assumeTrue(probe != null && probe.waitFor() == 0, "xmllint is missing");
        for (String id : List.of("g85", "e142")) {
            Path file = folder.resolve(id + ".xml");
            format(id).write(List.of(wafer(9, 31, 300, 270), wafer(10, 5, 3, 0)), file);
            Process lint = new ProcessBuilder("xmllint", "--noout", file.toString()).redirectErrorStream(true).start();
            assertEquals("", new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, lint.waitFor());
        }
    }

    @Test
    void pythonCountsTheSameBins() throws Exception {
        Process probe;
        try {
            probe = new ProcessBuilder("python3", "-c", "import xml.etree.ElementTree").start();
        } catch (IOException e) {
            probe = null;
        }
        assumeTrue(probe != null && probe.waitFor() == 0, "python3 is missing");
        Wafer wafer = wafer(9, 61, 30, 270);
        int[] expected = new int[31];
        for (int i = 0; i < wafer.dies().size(); i++)
            expected[wafer.dies().bin(i)]++;
        for (String id : List.of("g85", "e142")) {
            Path file = folder.resolve(id + ".xml");
            format(id).write(List.of(wafer), file);
            Process python = new ProcessBuilder("python3", "-c", """
                    import sys, xml.etree.ElementTree as E, collections
                    rows = [e.text for e in E.parse(sys.argv[1]).iter() if e.tag.split('}')[-1] in ('Row', 'BinCode')]
                    n = collections.Counter(int(r[i:i + 2], 16) for r in rows for i in range(0, len(r), 2))
                    print(*[n[b] for b in range(31)])
                    """, file.toString()).redirectErrorStream(true).start();
            String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            StringBuilder ours = new StringBuilder();
            for (int n : expected)
                ours.append(ours.isEmpty() ? "" : " ").append(n);
            assertEquals(ours.toString(), out);
        }
    }
}

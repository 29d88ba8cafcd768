package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.loupe.api.ImageInfo;

/**
 * What the tags of a TIFF page tell of how it was taken. The scale is the first that is found of: the tag of a Zeiss
 * SEM (34118, older files 34119), the tag of an FEI or Thermo Fisher SEM (34682, older files 34680), the resolution
 * tags if {@link Density} believes them.
 *
 * <p>Zeiss (SmartSEM) writes text in Windows-1252: a line with a key in capitals, such as {@code AP_IMAGE_PIXEL_SIZE},
 * then a line {@code Image Pixel Size = 2.791 nm}; a colon stands in place of the equals sign for dates and the like.
 * FEI writes sections {@code [Scan]} with lines {@code PixelWidth=8.26823e-010}, in SI units.
 *
 * @param umPerPx    or NaN
 * @param conditions as far as told
 * @param metadata   by name
 */
record TiffTags(double umPerPx, ImageInfo.Conditions conditions, Map<String, String> metadata) {
    private static final int MOST_TEXT = 1 << 20;
    private static final Pattern NUMBER = Pattern.compile("([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*(.*)");
    private static final Map<Integer, String> NAMES = Map.of(270, "Description", 271, "Make", 272, "Model", 305,
            "Software", 306, "Date", 315, "Artist");
    private static final Map<String, String> ZEISS = Map.of("AP_ACTUALKV", "Acceleration voltage", "AP_WD",
            "Working distance", "DP_DETECTOR_TYPE", "Detector", "DP_DETECTOR_CHANNEL", "Signal", "AP_STAGE_AT_T",
            "Stage tilt", "AP_DATE", "Date", "DP_SERIAL_NUMBER", "Serial number", "SV_SERIAL_NUMBER",
            "Serial number", "DP_NOISE_REDUCTION", "Noise reduction", "DP_DWELL_TIME", "Dwell time");

    static TiffTags read(TiffDirectory page) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<Integer, String> name : NAMES.entrySet()) {
            String text = page.text(name.getKey());
            if (!text.isEmpty())
                metadata.put(name.getValue(), text);
        }
        Charset windows = Charset.isSupported("windows-1252") ? Charset.forName("windows-1252")
                : StandardCharsets.ISO_8859_1;
        for (int tag : new int[] { 34118, 34119 }) {
            String text = page.text(tag, MOST_TEXT, windows);
            if (text.contains("AP_") || text.contains("DP_"))
                return zeiss(text, metadata, resolution(page));
        }
        for (int tag : new int[] { 34682, 34680 }) {
            String text = page.text(tag, MOST_TEXT, windows);
            if (text.contains("["))
                return fei(text, metadata, resolution(page));
        }
        return new TiffTags(resolution(page), ImageInfo.Conditions.UNKNOWN, metadata);
    }

    private static double resolution(TiffDirectory page) throws IOException {
        double x = page.fraction(282), y = page.has(283) ? page.fraction(283) : x;
        return switch ((int) page.number(296, 2)) {
            case 2 -> Density.umPerPx(x, y);
            case 3 -> Density.fromCentimetre(x, y);
            default -> Double.NaN;
        };
    }

    private static TiffTags zeiss(String text, Map<String, String> metadata, double otherwise) {
        Map<String, String> values = new TreeMap<>();
        String key = null;
        for (String line : text.split("\\R")) {
            String trimmed = line.strip();
            if (!trimmed.isEmpty() && trimmed.matches("[A-Z0-9_]+") && trimmed.matches(".*[A-Z].*")) {
                key = trimmed;
            } else if (key != null) {
                int at = trimmed.indexOf('=');
                if (at < 0)
                    at = trimmed.indexOf(':');
                if (at >= 0)
                    values.put(key, trimmed.substring(at + 1).strip());
                key = null;
            }
        }
        double umPerPx = metres(values.get("AP_IMAGE_PIXEL_SIZE")) * 1e6;
        if (!(umPerPx > 0))
            umPerPx = metres(values.get("AP_PIXEL_SIZE")) * 1e6;
        ZEISS.forEach((from, to) -> {
            if (values.containsKey(from) && !values.get(from).isEmpty())
                metadata.put(to, values.get(from));
        });
        return new TiffTags(umPerPx > 0 ? umPerPx : otherwise, new ImageInfo.Conditions("", "SEM",
                magnification(values.get("AP_MAG")), milliseconds(values.get("AP_FRAME_TIME"))), metadata);
    }

    private static TiffTags fei(String text, Map<String, String> metadata, double otherwise) {
        Map<String, String> values = new TreeMap<>();
        String section = "";
        for (String line : text.split("\\R")) {
            String trimmed = line.strip();
            int at = trimmed.indexOf('=');
            if (trimmed.startsWith("[") && trimmed.endsWith("]"))
                section = trimmed.substring(1, trimmed.length() - 1);
            else if (at > 0)
                values.put(section + "." + trimmed.substring(0, at).strip(), trimmed.substring(at + 1).strip());
        }
        double metres = plain(first(values, "Scan.PixelWidth", "EScan.PixelWidth", "IScan.PixelWidth"));
        put(metadata, "Detector", first(values, "Detectors.Name"));
        put(metadata, "Signal", first(values, "Detectors.Mode", values.get("Detectors.Name") + ".Signal"));
        put(metadata, "Instrument", first(values, "System.SystemType", "System.Type"));
        put(metadata, "Date", first(values, "User.Date"));
        quantity(metadata, "Acceleration voltage", first(values, "Beam.HV", "EBeam.HV"), 1e-3, "kV");
        quantity(metadata, "Working distance", first(values, "Stage.WorkingDistance", "EBeam.WD"), 1e3, "mm");
        quantity(metadata, "Dwell time", first(values, "Scan.Dwelltime", "EScan.Dwell"), 1e6, "µs");
        quantity(metadata, "Spot size", first(values, "Beam.Spot"), 1, "");
        double magnification = plain(first(values, "Image.Magnification", "Beam.Magnification", "User.Magnification"));
        double frame = plain(first(values, "Scan.FrameTime", "EScan.FrameTime")) * 1000;
        return new TiffTags(metres > 0 && metres < 1 ? metres * 1e6 : otherwise, new ImageInfo.Conditions("", "SEM",
                magnification > 0 ? magnification : Double.NaN, frame > 0 ? frame : Double.NaN), metadata);
    }

    private static String first(Map<String, String> values, String... names) {
        for (String name : names)
            if (values.containsKey(name) && !values.get(name).isEmpty())
                return values.get(name);
        return null;
    }

    private static void put(Map<String, String> metadata, String name, String value) {
        if (value != null)
            metadata.put(name, value);
    }

    private static void quantity(Map<String, String> metadata, String name, String value, double factor,
            String unit) {
        double number = plain(value) * factor;
        if (!Double.isNaN(number))
            metadata.put(name, (String.format(Locale.ROOT, "%.4g", number) + " " + unit).strip());
    }

    private static double plain(String value) {
        Matcher m = value == null ? null : NUMBER.matcher(value);
        return m != null && m.matches() ? Double.parseDouble(m.group(1)) : Double.NaN;
    }

    /** A length with unit such as "2.791 nm", in metres. */
    private static double metres(String value) {
        Matcher m = value == null ? null : NUMBER.matcher(value);
        if (m == null || !m.matches())
            return Double.NaN;
        double factor = switch (m.group(2).strip()) {
            case "pm" -> 1e-12;
            case "nm" -> 1e-9;
            case "µm", "μm", "um" -> 1e-6;
            case "mm" -> 1e-3;
            case "cm" -> 1e-2;
            case "m" -> 1;
            default -> Double.NaN;
        };
        return Double.parseDouble(m.group(1)) * factor;
    }

    /** A magnification such as "20.00 K X". */
    private static double magnification(String value) {
        Matcher m = value == null ? null : NUMBER.matcher(value);
        if (m == null || !m.matches())
            return Double.NaN;
        double number = Double.parseDouble(m.group(1)) * (m.group(2).toUpperCase(Locale.ROOT).contains("K") ? 1000 : 1);
        return number > 0 ? number : Double.NaN;
    }

    /** A time such as "1.2 Secs", in ms. */
    private static double milliseconds(String value) {
        Matcher m = value == null ? null : NUMBER.matcher(value);
        if (m == null || !m.matches())
            return Double.NaN;
        String unit = m.group(2).strip().toLowerCase(Locale.ROOT);
        double factor = unit.startsWith("ms") || unit.startsWith("milli") ? 1
                : unit.startsWith("min") ? 60000 : unit.startsWith("s") ? 1000 : Double.NaN;
        return Double.parseDouble(m.group(1)) * factor;
    }
}

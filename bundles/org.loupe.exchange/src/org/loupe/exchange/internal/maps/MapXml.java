package org.loupe.exchange.internal.maps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.Xml;

/**
 * Reads the XML of maps: no document types, no entities of its own, nothing outside the file. Names are compared
 * without their namespaces, attributes also without case, since tools differ.
 */
final class MapXml {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 64;

    private final Path file;
    private final XMLStreamReader xml;
    private int depth;

    /** What is done with the file's elements. */
    interface Content {
        void read(MapXml xml) throws ToolException, XMLStreamException;
    }

    private MapXml(Path file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
    }

    static void read(Path file, Content content) throws ToolException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = Xml.open(in);
            try {
                content.read(new MapXml(file, reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | NoSuchElementException e) {
            int line = e instanceof XMLStreamException x && x.getLocation() != null ? x.getLocation().getLineNumber()
                    : 1;
            throw new ToolException(file.getFileName() + ", line " + line + ": this is not XML as it should be ("
                    + reason(e) + ").", "Ask for the file again where it was made.", e);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read (" + e.getMessage() + ").",
                    "Check that it is there and may be read.", e);
        } catch (RuntimeException e) {
            // the parser of the JDK throws such ones at some broken encodings
            throw new ToolException(file.getFileName() + " cannot be read as XML (" + e + ").",
                    "Ask for the file again where it was made.", e);
        }
    }

    private static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        int at = text.lastIndexOf("Message: ");
        return (at < 0 ? text : text.substring(at + 9)).strip().replaceAll("\\.$", "");
    }

    Path file() {
        return file;
    }

    int line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    ToolException wrong(String what) {
        return MapDraft.wrong(file, line(), what);
    }

    /** Goes to the next start or end of an element; its name with "/" before it if it is an end, null at the end. */
    String next() throws ToolException, XMLStreamException {
        while (xml.hasNext())
            switch (xml.next()) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw wrong(
                    "a map has no document type and no entities of its own; it could reach other files.");
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEEPEST)
                    throw wrong("elements lie more than " + DEEPEST + " deep in each other.");
                return xml.getLocalName();
            }
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                return "/" + xml.getLocalName();
            }
            default -> {
            }
            }
        return null;
    }

    /** Hands each attribute of the element that begins. */
    void attributes(BiConsumer<String, String> each) {
        for (int i = 0; i < xml.getAttributeCount(); i++)
            each.accept(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }

    /** An attribute of the element that begins; empty if it is missing or blank. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++)
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name) && !xml.getAttributeValue(i).isBlank())
                return Optional.of(xml.getAttributeValue(i).strip());
        return Optional.empty();
    }

    String needed(String element, String name) throws ToolException {
        return attribute(name).orElseThrow(() -> wrong(element + " has no " + name + "."));
    }

    int integer(String what, String text) throws ToolException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(what + " is “" + shorten(text) + "”, a whole number is expected.");
        }
    }

    double number(String what, String text) throws ToolException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value))
                return value;
        } catch (NumberFormatException e) {
            throw wrong(what + " is “" + shorten(text) + "”, a number is expected.");
        }
        throw wrong(what + " is “" + shorten(text) + "”, a number is expected.");
    }

    static String shorten(String text) {
        String one = text.strip().replaceAll("\\s+", " ");
        return one.length() <= 40 ? one : one.substring(0, 39) + "…";
    }

    /** The text of the element that began, to its end; elements within it are refused. */
    String text() throws ToolException, XMLStreamException {
        StringBuilder text = new StringBuilder();
        String name = xml.getLocalName();
        while (true)
            switch (xml.next()) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (text.length() + xml.getTextLength() > LONGEST_TEXT)
                    throw wrong(name + " holds more than 1,048,576 characters.");
                text.append(xml.getText());
            }
            case XMLStreamConstants.START_ELEMENT -> throw wrong(
                    name + " holds an element " + xml.getLocalName() + ", text is expected.");
            case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw wrong(
                    "a map has no entities of its own.");
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                return text.toString().strip();
            }
            default -> {
            }
            }
    }

    /** A length in µm. @param unit "mm", "micron" and the like; unknown ones are refused */
    double um(String what, double value, String unit) throws ToolException {
        return value * switch (unit.strip().toLowerCase(Locale.ROOT)) {
        case "mm", "millimeter", "millimeters", "millimetre" -> 1000;
        case "um", "µm", "micron", "microns", "micrometer", "micrometers" -> 1;
        case "mil", "mils" -> 25.4;
        case "inch", "in", "inches" -> 25_400;
        case "cm" -> 10_000;
        case "nm" -> 0.001;
        case "m" -> 1e6;
        default -> throw wrong("the unit of " + what + " is “" + shorten(unit)
                + "”; mm, microns, mil or inch are known.");
        };
    }

    /** Whether the first bytes are XML with one of some root elements, as far as they go. */
    static boolean startsWith(byte[] head, String... roots) {
        boolean utf16 = head.length > 1 && ((head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff
                || (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe);
        String text = new String(head, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        text = text.startsWith("\ufeff") ? text.substring(1) : text;
        text = text.replaceAll("(?s)<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^\\[>]*(\\[.*?\\]\\s*)?>", "").stripLeading();
        for (String root : roots)
            if (text.matches("(?s)<([A-Za-z_][\\w.-]*:)?" + root + "[\\s>/].*"))
                return true;
        return false;
    }

    /** A text as XML, within an element or attribute; characters that XML cannot hold are replaced. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
            default -> escaped.appendCodePoint(
                    c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000 ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }
}

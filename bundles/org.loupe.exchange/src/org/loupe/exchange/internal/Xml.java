package org.loupe.exchange.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.loupe.api.ToolException;

/** Small XML files of others, read without anything that XML can make a reader do beyond reading. */
public final class Xml {
    private static final int DEEPEST = 100;
    private static final long LARGEST = 1L << 26;

    private Xml() {
    }

    /**
     * An element.
     *
     * @param name     without its namespace
     * @param line     of the file in which it begins, from 1
     * @param text     directly in it, without blanks around it
     * @param children elements directly in it
     */
    public record Element(String name, int line, String text, List<Element> children) {

        /** The first child of a name. */
        public Optional<Element> child(String childName) {
            return children.stream().filter(c -> c.name.equals(childName)).findFirst();
        }

        /** The text of the first child of a name, "" if there is none. */
        public String text(String childName) {
            return child(childName).map(Element::text).orElse("");
        }
    }

    /** A reader that opens no other file and knows no entities but XML's own five. */
    public static XMLStreamReader open(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it names another file, " + systemId);
        });
        return factory.createXMLStreamReader(in);
    }

    /**
     * Reads a file whole.
     *
     * @return its outermost element
     * @throws ToolException if it cannot be read, is no XML, is larger than 64 MiB, declares entities, or is nested
     *                       absurdly; it tells the line
     */
    public static Element read(Path file) throws ToolException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > LARGEST)
                throw new ToolException(file + " has " + Files.size(file) + " bytes.",
                        "Up to " + LARGEST + " bytes are read; check that it is the right file.");
            XMLStreamReader xml = open(in);
            try {
                while (xml.hasNext())
                    switch (xml.next()) {
                        case XMLStreamConstants.DTD -> throw declared(file, xml);
                        case XMLStreamConstants.START_ELEMENT -> {
                            Element root = element(file, xml, 1);
                            while (xml.hasNext())
                                xml.next(); // what is behind it must be XML, too
                            return root;
                        }
                        default -> { }
                    }
            } finally {
                xml.close();
            }
            throw new ToolException(file + " holds no element.", "Write it again with the program that wrote it.");
        } catch (XMLStreamException e) {
            String text = String.valueOf(e.getMessage());
            throw new ToolException(file + ", line " + (e.getLocation() == null ? "1" : e.getLocation().getLineNumber())
                    + ": this is no XML: " + text.substring(text.lastIndexOf("Message: ") < 0 ? 0
                            : text.lastIndexOf("Message: ") + 9),
                    "Write it again with the program that wrote it.", e);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
    }

    private static ToolException declared(Path file, XMLStreamReader xml) {
        return new ToolException(file + ", line " + xml.getLocation().getLineNumber()
                + ": it has a document type declaration, which can name other files and is not read.",
                "Take out the line with <!DOCTYPE.");
    }

    private static Element element(Path file, XMLStreamReader xml, int depth) throws XMLStreamException, ToolException {
        int line = xml.getLocation().getLineNumber();
        if (depth > DEEPEST)
            throw new ToolException(file + ", line " + line + ": elements lie in each other " + depth + " deep.",
                    "Up to " + DEEPEST + " are read; check that it is the right file.");
        String name = xml.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next())
            if (event == XMLStreamConstants.START_ELEMENT)
                children.add(element(file, xml, depth + 1));
            else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                text.append(xml.getText());
            else if (event == XMLStreamConstants.ENTITY_REFERENCE)
                throw new ToolException(file + ", line " + xml.getLocation().getLineNumber() + ": the entity &"
                        + xml.getLocalName() + "; is not known.", "Write the character itself.");
        return new Element(name, line, text.toString().strip(), List.copyOf(children));
    }
}

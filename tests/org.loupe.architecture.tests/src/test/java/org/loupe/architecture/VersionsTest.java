package org.loupe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** One library, one version: in the target platform, for plain Maven modules and nested in bundles. */
class VersionsTest {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    @Test void plainModulesAndBundlesUseTheSameVersions() throws Exception {
        Map<String, String> target = versionsOfTarget();
        Map<String, String> properties = properties();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String pom : List.of("pom.xml", "releng/emfgen/pom.xml", "bundles/org.loupe.bytedeco/pom.xml", "bundles/org.loupe.tools.imageio/pom.xml")) {
            for (String item : List.of("dependency", "artifactItem")) {
                NodeList items = parse(pom).getElementsByTagName(item);
                for (int i = 0; i < items.getLength(); i++) {
                    Element dependency = (Element) items.item(i);
                    String version = child(dependency, "version");
                    String name = child(dependency, "groupId") + ":" + child(dependency, "artifactId");
                    if (name.equals("org.junit:junit-bom")) name = "org.junit.jupiter:junit-jupiter-api";
                    if (version == null || !target.containsKey(name)) continue;
                    compared++;
                    if (!target.get(name).equals(resolve(version, properties)))
                        wrong.add(pom + ": " + name + " " + resolve(version, properties) + ", but the target has " + target.get(name));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(compared > 10, "only " + compared + " versions were found to compare");
    }

    @Test void nativesUnpackIntoAFolderOfTheirVersion() throws Exception {
        String product = Files.readString(Project.ROOT.resolve("releng/org.loupe.product/loupe.product"));
        assertTrue(product.contains("/native-" + properties().get("javacpp.version") + "\""), "loupe.product: org.bytedeco.javacpp.cachedir");
    }

    private static Map<String, String> versionsOfTarget() throws Exception {
        Map<String, String> versions = new TreeMap<>();
        NodeList dependencies = parse("targetplatform/loupe.target").getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String name = child(dependency, "groupId") + ":" + child(dependency, "artifactId");
            String before = versions.put(name, child(dependency, "version"));
            assertTrue(before == null || before.equals(child(dependency, "version")), () -> name + " stands in the target in two versions");
        }
        assertFalse(versions.isEmpty());
        return versions;
    }

    private static Map<String, String> properties() throws Exception {
        Map<String, String> properties = new HashMap<>();
        NodeList nodes = parse("pom.xml").getElementsByTagName("properties").item(0).getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++)
            if (nodes.item(i) instanceof Element property) properties.put(property.getTagName(), property.getTextContent().trim());
        return properties;
    }

    private static String resolve(String text, Map<String, String> properties) {
        Matcher matcher = PROPERTY.matcher(text);
        return matcher.replaceAll(m -> Matcher.quoteReplacement(resolve(properties.getOrDefault(m.group(1), "?"), properties)));
    }

    private static String child(Element parent, String tag) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling())
            if (node instanceof Element element && element.getTagName().equals(tag)) return element.getTextContent().trim();
        return null;
    }

    private static Element parse(String file) throws Exception {
        Path path = Project.ROOT.resolve(file);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path.toFile()).getDocumentElement();
    }
}

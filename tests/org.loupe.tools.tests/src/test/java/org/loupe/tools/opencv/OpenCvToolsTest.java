package org.loupe.tools.opencv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.classic.ClassicTools;

class OpenCvToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new OpenCvTools());
    }

    @TestFactory
    Stream<DynamicTest> agreesWithPlainJava() {
        return ToolContract.sameResults(new ClassicTools(), new OpenCvTools());
    }

    @Test
    void theProvenanceNamesOpenCvAndItsVersion() {
        String version = new OpenCvTools().libraries().get("opencv");
        assertTrue(version != null && version.matches("\\d+\\.\\d+\\.\\d+-.+"), version);
    }
}

package org.loupe.tools.openblas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;

class OpenBlasToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new OpenBlasTools());
    }

    @Test
    void theProvenanceNamesOpenBlasAndItsVersion() {
        String version = new OpenBlasTools().libraries().get("openblas");
        assertTrue(version != null && version.matches("\\d+\\.\\d+\\.\\d+-.+"), version);
    }
}

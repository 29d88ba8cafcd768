package org.loupe.tools.opencv;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;

class OpenCvToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new OpenCvTools());
    }
}

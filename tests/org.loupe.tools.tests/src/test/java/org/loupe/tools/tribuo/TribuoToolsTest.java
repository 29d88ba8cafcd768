package org.loupe.tools.tribuo;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;

class TribuoToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new TribuoTools());
    }
}

package org.loupe.tools.classic;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;

class ClassicToolsTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new ClassicTools());
    }
}

package org.loupe.tools.cuda;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.classic.ClassicTools;

/** Every tool keeps its contract and gives the reference's numbers, on a driver that computes on the processor. */
class CudaToolsTest {

    @BeforeAll
    static void driver() {
        CpuDriver.fresh();
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new CudaTools(), CpuDriver.device());
    }

    @TestFactory
    Stream<DynamicTest> sameAsTheReference() {
        return ToolContract.sameResults(new ClassicTools(), new CudaTools(), CpuDriver.device());
    }
}

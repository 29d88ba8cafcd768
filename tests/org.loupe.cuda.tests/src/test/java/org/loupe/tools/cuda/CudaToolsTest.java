package org.loupe.tools.cuda;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.classic.ClassicTools;
import org.loupe.tools.opencv.OpenCvTools;

/**
 * Every tool keeps its contract and gives the reference's numbers, on a driver that computes on the processor. That one
 * is a hundred times slower than a GPU: left out are the tests of how soon a call stops and of a thousand calls, for
 * which {@link GpuTest} has its own, and, where the halo is wide, those of tiles and repetition.
 */
class CudaToolsTest {
    private static final Pattern ONLY_OPENCV = Pattern.compile(
            "loupe\\.(bilateral|non-local-means|golden-difference|register|match-illumination):.*");

    @BeforeAll
    static void driver() {
        CpuDriver.fresh();
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new CudaTools(), CpuDriver.device())
                .filter(test -> !GpuCheck.SLOW.matcher(test.getDisplayName()).matches());
    }

    @TestFactory
    Stream<DynamicTest> sameAsTheReference() {
        return ToolContract.sameResults(new ClassicTools(), new CudaTools(), CpuDriver.device());
    }

    /** The threads of a block and the blocks last to first: a kernel with a race would give other numbers. */
    @TestFactory
    Stream<DynamicTest> sameWhenThreadsRunBackwards() {
        return Stream.concat(sameAsTheReference(), sameAsOpenCv().filter(test -> !test.getDisplayName()
                .startsWith("loupe.non-local-means"))).map(CudaToolsTest::backwards);
    }

    private static DynamicTest backwards(DynamicTest test) {
        return DynamicTest.dynamicTest(test.getDisplayName() + " backwards", () -> {
            CpuDriver driver = CpuDriver.fresh();
            driver.set("backwards", 1);
            try {
                test.getExecutable().execute();
            } finally {
                driver.set("backwards", 0);
            }
        });
    }

    /** Those that only OpenCV's bundle has on the processor. */
    @TestFactory
    Stream<DynamicTest> sameAsOpenCv() {
        return ToolContract.sameResults(new OpenCvTools(), new CudaTools(), CpuDriver.device())
                .filter(test -> ONLY_OPENCV.matcher(test.getDisplayName()).matches());
    }
}

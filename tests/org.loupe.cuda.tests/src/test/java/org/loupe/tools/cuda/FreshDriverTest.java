package org.loupe.tools.cuda;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests on a driver that computes on the processor have in common: each begins with healthy GPUs, and neither
 * what it made fail nor its limit of memory reaches another one.
 */
abstract class FreshDriverTest {
    CpuDriver driver;

    @BeforeEach
    final void freshDriver() {
        driver = CpuDriver.fresh();
    }

    @AfterEach
    final void mendDriver() {
        System.clearProperty(Gpu.MEMORY);
        CpuDriver.fresh();
    }
}

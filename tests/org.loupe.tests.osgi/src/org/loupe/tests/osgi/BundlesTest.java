package org.loupe.tests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

class BundlesTest {
    @Test void everyBundleOfLoupeResolves() {
        List<String> unresolved = Arrays.stream(FrameworkUtil.getBundle(BundlesTest.class).getBundleContext().getBundles())
            .filter(b -> b.getSymbolicName().startsWith("org.loupe.") && b.getState() < Bundle.RESOLVED)
            .map(Bundle::getSymbolicName).toList();
        assertEquals(List.of(), unresolved);
    }
}

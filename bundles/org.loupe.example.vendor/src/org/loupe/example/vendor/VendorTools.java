package org.loupe.example.vendor;

import java.util.List;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/**
 * What this jar adds to Loupe. The file {@code META-INF/services/org.loupe.api.ToolProvider} names this class; that
 * line is all the registration there is.
 */
public final class VendorTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new StuckPixels(), new EdgeSharpness());
    }
}

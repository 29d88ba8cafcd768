package com.acme;

import java.util.List;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The provider of an invented vendor; a test packs this class into jars of its own. */
public final class AcmeTools implements ToolProvider {
    @Override public List<Tool<?, ?, ?>> tools() { return List.of(new AcmeSpots()); }
}

package com.acme;

import org.loupe.api.ToolProvider;

/** The provider of an invented vendor; a test packs this class into jars of its own. */
public final class AcmeTools implements ToolProvider { }

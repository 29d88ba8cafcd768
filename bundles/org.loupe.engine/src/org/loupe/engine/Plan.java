package org.loupe.engine;

import java.util.List;
import java.util.Optional;
import org.loupe.api.*;

/** A recipe with its tools and parameters found and checked, before any pixel is read. */
public final class Plan {
    public static Plan of(Recipe recipe, Registry registry, Policy policy) { throw new UnsupportedOperationException(); }
    public Recipe recipe() { throw new UnsupportedOperationException(); }
    public List<Problem> problems() { throw new UnsupportedOperationException(); }
    public List<Problem> check(Shape test, Optional<Shape> reference) { throw new UnsupportedOperationException(); }
    public boolean needsReference() { throw new UnsupportedOperationException(); }
    public int halo() { throw new UnsupportedOperationException(); }
    public boolean global() { throw new UnsupportedOperationException(); }
    public List<String> features() { throw new UnsupportedOperationException(); }
    public List<String> classes() { throw new UnsupportedOperationException(); }
    public List<Provenance> provenance(long seed, String inputSha256) { throw new UnsupportedOperationException(); }
    public String hash() { throw new UnsupportedOperationException(); }
}

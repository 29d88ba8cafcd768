package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.*;

/** All tools and image formats that were found. Safe for use by any thread. */
public final class Registry {
    public record Entry(Tool<?, ?, ?> tool, String bundle, String version) { }
    public record Skipped(String bundle, String reason, String remedy) { }
    public static Registry load(ClassLoader loader) { throw new UnsupportedOperationException(); }
    public void add(ToolProvider provider, String bundle, String version) { throw new UnsupportedOperationException(); }
    public void remove(ToolProvider provider) { throw new UnsupportedOperationException(); }
    public void skip(String bundle, String reason, String remedy) { throw new UnsupportedOperationException(); }
    public List<Entry> tools() { throw new UnsupportedOperationException(); }
    public Entry find(String id, Policy policy) throws ToolException { throw new UnsupportedOperationException(); }
    public List<ImageFormat> formats() { throw new UnsupportedOperationException(); }
    public ImageSource open(Path file) throws ToolException { throw new UnsupportedOperationException(); }
    public List<Skipped> skipped() { throw new UnsupportedOperationException(); }
}

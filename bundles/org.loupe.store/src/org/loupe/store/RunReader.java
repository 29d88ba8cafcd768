package org.loupe.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/** Reads a run. Signatures first; the body follows. */
public final class RunReader implements AutoCloseable {

    /** Called once per image, in order of index. */
    @FunctionalInterface
    public interface Visitor {
        void visit(ImageRow image, Detections detections, Features features) throws ToolException;
    }

    /** Makes a value of a query's rows. */
    @FunctionalInterface
    public interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private RunReader() {
    }

    /** Whether the folder holds a run. */
    public static boolean isRun(Path folder) {
        throw new UnsupportedOperationException();
    }

    public static RunReader open(Path folder) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Sees parts that were finished since; whether there were any. */
    public boolean refresh() throws ToolException {
        throw new UnsupportedOperationException();
    }

    public Path folder() {
        throw new UnsupportedOperationException();
    }

    public String recipeJson() {
        throw new UnsupportedOperationException();
    }

    public String provenanceJson() {
        throw new UnsupportedOperationException();
    }

    /** Whether every image of the run's list was tried. */
    public boolean complete() {
        throw new UnsupportedOperationException();
    }

    public long imageCount() {
        throw new UnsupportedOperationException();
    }

    public long detectionCount() {
        throw new UnsupportedOperationException();
    }

    public long errorCount() {
        throw new UnsupportedOperationException();
    }

    public List<String> featureNames() {
        throw new UnsupportedOperationException();
    }

    /** All classes found, alphabetically: the order of classes in all detections that this reader returns. */
    public List<String> classNames() {
        throw new UnsupportedOperationException();
    }

    public List<ImageRow> images() {
        throw new UnsupportedOperationException();
    }

    public Optional<ImageRow> image(String name) {
        throw new UnsupportedOperationException();
    }

    public Detections detections(int imageIndex) throws ToolException {
        throw new UnsupportedOperationException();
    }

    public Features features(int imageIndex) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Visits every image (broken ones too) with its detections; for exports and evaluation. Flat memory. */
    public void visit(Visitor visitor) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** where: {@code class = Short and score < 0.9}, or ""; orderBy: {@code score desc, image}, or "". */
    public Page page(String where, String orderBy, long offset, int limit) throws ToolException {
        throw new UnsupportedOperationException();
    }

    public List<ClassCount> countByClass() throws ToolException {
        throw new UnsupportedOperationException();
    }

    public List<ClassCount> countByClass(String where) throws ToolException {
        throw new UnsupportedOperationException();
    }

    public Histogram histogram(String column, String where, int bins) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Any SQL over the views images and detections; parameters bind to its question marks. */
    public <T> T query(String sql, List<?> parameters, Rows<T> rows) throws ToolException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}

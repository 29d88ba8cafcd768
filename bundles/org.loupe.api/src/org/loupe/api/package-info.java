/**
 * The contract between Loupe and whoever adds an algorithm to it: tools, the pixels and batches they exchange, their
 * parameters, and what the engine lends them while they work. It needs the JDK and nothing else, so a tool written
 * against it runs in the workbench, on the command line, in a Spark executor and in a unit test alike.
 *
 * <h2>How to add a tool</h2>
 * <ol>
 * <li>Implement one of {@link org.loupe.api.Operator}, {@link org.loupe.api.PairOperator},
 * {@link org.loupe.api.Detector}, {@link org.loupe.api.Segmenter}, {@link org.loupe.api.FeatureExtractor},
 * {@link org.loupe.api.Classifier}, {@link org.loupe.api.Filter}, {@link org.loupe.api.Clusterer} or
 * {@link org.loupe.api.Trainer}; its parameters are a record whose components carry
 * {@link org.loupe.api.Param}.</li>
 * <li>Return it from a {@link org.loupe.api.ToolProvider} and name that class in
 * {@code META-INF/services/org.loupe.api.ToolProvider}.</li>
 * <li>Run the contract tests of {@code org.loupe.testkit} over the provider.</li>
 * </ol>
 *
 * <h2>Conventions</h2>
 * Coordinates are pixels, origin top left, x to the right, y down, ranges half-open; the centre of the first pixel is
 * (0, 0) for sub-pixel figures. Numbers that carry a unit name it ({@code umPerPx}, {@code area_um2}). Unknown numbers
 * are {@link Double#NaN}. Nothing here is {@code null} unless its javadoc says so.
 */
package org.loupe.api;

/**
 * Runs recipes on images, in plain Java: the same in the workbench, on the command line, in Spark and in a test.
 *
 * <p>A {@link org.loupe.engine.Registry} holds the tools that were found. A {@link org.loupe.engine.Recipe} names
 * tools, parameters (checked by a tool's {@link org.loupe.engine.Schema}) and routes. A {@link org.loupe.engine.Plan}
 * is a recipe with its tools, checked before any pixel is read. An {@link org.loupe.engine.Inspection} runs it on the
 * {@link org.loupe.engine.Item}s that an {@link org.loupe.engine.ImageList} finds, and hands each
 * {@link org.loupe.engine.ImageResult} to {@link org.loupe.engine.Results}; a {@link org.loupe.engine.Preview} runs
 * it again and again on the part of an image that is looked at while it is edited.
 *
 * <pre>{@code
 * Registry registry = Registry.load(getClass().getClassLoader());
 * List<Item> items = ImageList.find(List.of(folder), Pairing.AUTO, registry);
 * new Inspection(Recipe.read(file), registry, Options.defaults()).run(items, results::add, Progress.NONE);
 * }</pre>
 */
package org.loupe.engine;

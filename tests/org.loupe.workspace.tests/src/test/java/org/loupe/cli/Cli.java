package org.loupe.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.loupe.engine.Registry;

/** What one command printed and how it ended. */
record Cli(int code, String out, String err) {

    /** The recipe for samples of kind test.generate-squares. */
    static final String RECIPE = """
            {"loupe": "recipe", "version": 1, "name": "squares", "description": "",
             "steps": [{"tool": "test.difference"}, {"tool": "test.mean"}]}
            """;

    static Cli run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        int code = Loupe.run(Arrays.stream(args).map(Object::toString).toArray(String[]::new),
                () -> Registry.load(Cli.class.getClassLoader()), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Samples with their truth, and the recipe that finds them: a folder with images, truth.json and squares.json. */
    static Path samples(Path folder, int count) throws Exception {
        Cli made = run("generate", "test.generate-squares", "--count", count, "--out", folder);
        if (made.code != 0)
            throw new AssertionError(made);
        Files.writeString(folder.resolve("squares.json"), RECIPE);
        return folder;
    }
}

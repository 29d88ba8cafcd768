package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer does: samples of each kind, inspected with the recipe that is offered for them. */
class ShippedRecipesTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"boards, golden-board, 0.9", "sem, sem-golden, 0.7", "wafer, spots, 0.7", "dies, repeat-device, 0.8"})
    void itFindsMostOfWhatIsThere(String kind, String recipe, double leastF) throws Exception {
        Path demo = temp.resolve(kind), run = demo.resolve("runs/0001");
        Cli made = Cli.run("generate", kind, "--count", 6, "--seed", 3, "--out", demo);
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.out().contains("--recipe " + recipe + " "), made.out());
        Cli inspected = Cli.run("inspect", "--recipe", recipe, "--out", run, "--format", "html", "--threads", 2,
                demo.resolve("images"));
        assertEquals(0, inspected.code(), inspected::toString);
        assertTrue(Files.readString(run.resolve("report.html")).contains("<svg"));
        Cli evaluated = Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"), "--class-agnostic", "--format",
                "json");
        double f = JsonParser.parseString(evaluated.out()).getAsJsonObject().getAsJsonObject("overall").get("f")
                .getAsDouble();
        assertTrue(f >= leastF, () -> Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"),
                "--class-agnostic").out());
        Cli checked = Cli.run("check", run, "--threads", 1);
        assertEquals(0, checked.code(), checked::toString);
        assertTrue(checked.out().contains("6 of 6 images: the same bits."), checked.out());
    }
}

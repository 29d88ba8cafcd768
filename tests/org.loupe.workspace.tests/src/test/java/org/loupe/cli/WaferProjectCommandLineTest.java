package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.wafer.SampleLot;

/** Wafers of a project by the command line: they come in, are inspected, and go back with their classes. */
class WaferProjectCommandLineTest {
    @TempDir
    Path folder;

    @Test
    void classesOfARunGoBackIntoTheToolsFileWithoutAWorkbench() throws Exception {
        Path project = Cli.samples(folder.resolve("samples"), 4);
        List<String> images;
        try (Stream<Path> files = Files.list(project.resolve("images"))) {
            images = files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith("_test.png")).sorted().toList();
        }
        Path klarf = folder.resolve("B2611_14.001");
        WaferFormats.byId("klarf-1.2").write(List.of(SampleLot.wafers(1, true, images).get(13)), klarf);
        byte[] bytes = Files.readAllBytes(klarf);

        Cli dry = Cli.run("import", project, klarf, "--images", project.resolve("images"), "--dry-run");
        assertEquals(0, dry.code(), dry::toString);
        assertTrue(dry.out().contains("1 of 1 wafer comes in"), dry.out());
        Cli none = Cli.run("export", project, "--wafer", "B2611-14", "--format", "klarf");
        assertEquals(2, none.code(), "a dry run brings nothing in: " + none);
        assertTrue(none.err().contains("has no wafer"), none.err());

        Cli come = Cli.run("import", project, klarf, "--images", project.resolve("images"));
        assertEquals(0, come.code(), come::toString);
        assertTrue(come.out().contains("Imported B2611-14."), come.out());
        assertTrue(Cli.run("project", "info", project).out().contains("  wafer    B2611-14: "));
        Cli again = Cli.run("import", project, klarf);
        assertEquals(1, again.code(), again::toString);
        assertTrue(again.out().contains("in the project already"), again.out());

        Path copies = project.resolve("images/B2611-14");
        for (String image : images) { // the recipe compares with references, which the tool's file does not name
            String golden = image.replace("_test", "_golden");
            Files.copy(project.resolve("images").resolve(golden), copies.resolve(golden));
        }
        Cli run = Cli.run("inspect", "--recipe", project.resolve("squares.json"), "--out", project.resolve("runs/0001"),
                project.resolve("images"));
        assertTrue(run.code() <= 1, run::toString);
        assertTrue(Files.isDirectory(copies));
        Path to = folder.resolve("back.001");
        Cli back = Cli.run("export", project, "--wafer", "B2611-14", "--format", "klarf", "--classes-of", "runs/0001",
                "--out", to);
        assertEquals(1, back.code(), "most defects have no images: " + back);
        assertTrue(back.out().contains("defects without images; their class stays"), back.out());
        Wafer before = WaferFormats.read(klarf).wafers().get(0), after = WaferFormats.read(to).wafers().get(0);
        int changed = 0;
        for (int i = 0; i < before.defects().size(); i++)
            if (before.defects().classNumber(i) != after.defects().classNumber(i)) {
                assertFalse(before.defects().images(i).isEmpty());
                assertEquals(56, after.defects().classNumber(i), "the next free number");
                changed++;
            }
        assertTrue(changed > 0 && changed <= 4, changed + " changed");
        assertArrayEquals(bytes, Files.readAllBytes(klarf), "the original is as it was");
        Cli twice = Cli.run("export", project, "--wafer", "B2611-14", "--format", "klarf", "--out", to);
        assertEquals(3, twice.code(), "what is there is not overwritten: " + twice);
        assertTrue(twice.err().contains("is there already"), twice.err());
        assertEquals(0, Cli.run("export", project, "--wafer", "B2611-14", "--format", "svg", "--replace", "--out", to)
                .code());
        Cli form = Cli.run("export", project, "--wafer", "B2611-14", "--format", "gds", "--out", to);
        assertTrue(form.code() == 2 && form.err().contains("klarf-1.8"), form::toString);
    }
}

package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.engine.Problem;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;

class ImagingStandardTest {
    private static final ImagingStandard STANDARD = new ImagingStandard("M1", "BF", 50, 10, 0.1);

    @Test
    void magnificationGoesByLengthAndByItsSquareInArea() {
        ImagingStandard fifty = new ImagingStandard("", "", 50, 0, 0), low = new ImagingStandard("", "", 2.5, 0, 0);
        assertEquals(20, fifty.lengthFactor(low), 1e-9);
        Problem found = fifty.differences(low).get(0);
        assertEquals("The images were taken at 2.5×, the standard is 50× ± 5 %: what is 4 px long there is 80 px long "
                + "in the standard, 20 times in length and 400 times in area.", found.message());
        assertEquals(0.05, low.lengthFactor(fifty), 1e-9);
    }

    @Test
    void theScaleInMicrometresTellsMoreThanTheMagnification() {
        assertEquals(2, STANDARD.lengthFactor(new ImagingStandard("", "", 50, 0, 0.2)), 1e-9);
        List<Problem> found = STANDARD.differences(new ImagingStandard("M1", "bf", 50, 10, 0.2));
        assertEquals(List.of("Scale"), found.stream().map(Problem::where).toList());
    }

    @Test
    void eachDifferenceIsSaidAndTheUnknownIsNot() {
        List<Problem> found = STANDARD.differences(new ImagingStandard("V2", "DF", 20, 20, 0.25));
        assertEquals(List.of("Layer", "Mode", "Magnification", "Exposure"),
                found.stream().map(Problem::where).toList());
        found.forEach(p -> assertTrue(!p.isError() && !p.remedy().isEmpty(), p.toString()));
        assertEquals(List.of(), STANDARD.differences(ImagingStandard.UNKNOWN));
        assertEquals(List.of(), ImagingStandard.UNKNOWN.differences(STANDARD));
        assertEquals(List.of(), STANDARD.differences(new ImagingStandard("m1", "BF", 51, 11.5, 0.103)));
        assertEquals(STANDARD, ImagingStandard.of(STANDARD.json()));
        assertEquals(ImagingStandard.UNKNOWN, ImagingStandard.of(ImagingStandard.UNKNOWN.json()));
    }

    @Test
    void aSetIsComparedWithTheExamplesAndTheExamplesWithNothing() {
        Project project = LoupeFactory.eINSTANCE.createProject();
        ImageSet low = LoupeFactory.eINSTANCE.createImageSet(), examples = LoupeFactory.eINSTANCE.createImageSet();
        low.setMagnification(2.5);
        examples.setMagnification(50);
        project.getImageSets().add(low);
        assertEquals(List.of(), ImagingStandard.differences(project, low), "there is no standard yet");
        examples.setExamples(true);
        project.getImageSets().add(examples);
        assertEquals(1, ImagingStandard.differences(project, low).size());
        assertEquals(List.of(), ImagingStandard.differences(project, examples));
    }
}

package org.loupe.wafer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A wafer, or a panel of boards, as one inspection or test saw it. Places are micrometres from the centre of the wafer,
 * x to the right and y up, as seen from the side that was inspected, in the orientation of the file. Immutable.
 *
 * @param info    what it is and who looked at it
 * @param outline its edge
 * @param grid    where its dies lie
 * @param dies    those that were inspected or tested
 * @param bins    what the bins of the dies mean, by code; empty if dies have none
 * @param defects what was found on it
 * @param classes what the classes of the defects mean, in the order of the file
 * @param tests   the inspections that make it up, by number; empty if the file does not tell
 */
public record Wafer(WaferInfo info, Outline outline, DieGrid grid, Dies dies, List<Bin> bins, WaferDefects defects,
        List<DefectCode> classes, List<TestSummary> tests) {

    /**
     * What a bin means.
     *
     * @param code 0 or more
     * @param name "" if it has none
     * @param pass whether dies of it are good
     */
    public record Bin(int code, String name, boolean pass) {
        public Bin {
            Objects.requireNonNull(name);
        }
    }

    /**
     * What the number of a defect's class means to the tool that made the file.
     *
     * @param number as defects name it; any number, also below 0
     * @param name   "" if it has none
     * @param code   short name, "" if it has none
     */
    public record DefectCode(int number, String name, String code) {
        public DefectCode {
            Objects.requireNonNull(name);
            Objects.requireNonNull(code);
        }
    }

    /**
     * One of the inspections of a wafer, with the summary that the tool wrote: what a file claims, not what was counted.
     *
     * @param number        as defects name it
     * @param areaUm2       inspected area in µm², NaN if unknown
     * @param plan          the dies that it looked at; empty if the file does not tell
     * @param defects       number of defects as the tool counted them, -1 if unknown
     * @param density       defects per cm² as the tool computed it, NaN if unknown
     * @param diesInspected number of dies as the tool counted them, -1 if unknown
     * @param diesDefective number of dies with defects as the tool counted them, -1 if unknown
     */
    public record TestSummary(int number, double areaUm2, Dies plan, long defects, double density, long diesInspected,
            long diesDefective) {
        public TestSummary {
            Objects.requireNonNull(plan);
        }
    }

    public Wafer {
        Objects.requireNonNull(info);
        Objects.requireNonNull(outline);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(dies);
        Objects.requireNonNull(defects);
        bins = List.copyOf(bins);
        classes = List.copyOf(classes);
        tests = List.copyOf(tests);
    }

    /** What a bin means; nothing for one that the file does not explain. */
    public Optional<Bin> bin(int code) {
        return bins.stream().filter(b -> b.code() == code).findFirst();
    }

    /** What a class of defects is called: its name, else its short name, else its number. */
    public String className(int number) {
        return classes.stream().filter(c -> c.number() == number).findFirst()
                .map(c -> !c.name().isEmpty() ? c.name() : !c.code().isEmpty() ? c.code() : null)
                .orElse(Integer.toString(number));
    }
}

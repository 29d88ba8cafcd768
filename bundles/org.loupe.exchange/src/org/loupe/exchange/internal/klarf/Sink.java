package org.loupe.exchange.internal.klarf;

import java.util.List;
import org.loupe.api.ToolException;

/**
 * Takes what a KLARF file tells, in its order. Lengths of rows are in the unit of the file. What is of no use to a
 * taker is not overridden.
 */
interface Sink {

    /** The file begins. @param nested whether it is KLARF 1.8, with lengths in nm instead of µm */
    default void begin(boolean nested) {
    }

    /** The file ends. @param told whether it says so, else it may have been cut off */
    default void end(boolean told) throws ToolException {
    }

    /** A lot begins; what comes before the first belongs to all. @param id "" if unknown */
    default void lot(String id, int line) throws ToolException {
    }

    /** A wafer of the lot begins. */
    default void wafer(String id, int line) throws ToolException {
    }

    /** The wafer ended: what follows belongs to its lot. Never told by the flat form, whose wafers end with the file. */
    default void waferEnd() throws ToolException {
    }

    /** The lot ended. Never told by the flat form. @param at where the brace is that ends it */
    default void lotEnd(long at) throws ToolException {
    }

    /** Something with values: of the wafer if one is open, else of the lot if one is, else of the file. */
    default void field(String name, List<String> values, int line) throws ToolException {
    }

    /** An inspection of the wafer begins: plans and areas that follow are its. */
    default void test(int number) throws ToolException {
    }

    /** A die of the inspection. */
    default void plan(int column, int row) {
    }

    /** A die of the wafer. */
    default void die(int column, int row) {
    }

    /** A class of defects. */
    default void defectClass(int number, String name, String code) {
    }

    /** A list of classes begins. @param from and to: where the count of its rows is, -1 if it has none */
    default void classes(long from, long to) {
    }

    /** The list of classes ends. @param end behind its last row, before what ends the list */
    default void classesEnd(long end, int size) throws ToolException {
    }

    /**
     * Where columns are told.
     *
     * @param at        where the statement or list begins
     * @param countFrom where their number begins, -1 if it is not told
     * @param countTo   where it ends
     * @param fixedEnd  where the last name before those of images ends
     * @param end       where the last name ends
     */
    record Place(long at, long countFrom, long countTo, long fixedEnd, long end) {
    }

    /** What the columns of defects mean that follow. */
    default void columns(Columns columns, Place place, int line) throws ToolException {
    }

    /** Images that follow are in a file. */
    default void imageFile(String name, int line) {
    }

    /** A list of defects begins. @param at where its keyword is, or its first row if it has none */
    default void defects(long at, boolean keyword, int line) throws ToolException {
    }

    /** A defect; the row is filled anew for the next. */
    default void defect(Row row) throws ToolException {
    }

    /** What an inspection counted. @param values by the names of the columns, NaN if unknown */
    default void summary(List<String> columns, double[] values) {
    }

    /** Something that other files do not do, or that is not of use here. */
    default void odd(String what, String example) {
    }
}

package org.loupe.exchange.internal.klarf;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/** What the values of fields mean. */
final class Values {
    private static final Pattern DATE = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:[.:]\\d+)?");

    private Values() {
    }

    /**
     * Numbers of a field; those behind them do not matter.
     *
     * @throws ToolException if it has fewer, or they are none
     */
    static double[] numbers(Drafts.Field field, int least, String key, String file) throws ToolException {
        List<String> values = field.values();
        double[] numbers = new double[values.size()];
        int found = 0;
        for (; found < numbers.length; found++) {
            try {
                numbers[found] = Double.parseDouble(values.get(found));
            } catch (NumberFormatException e) {
                break;
            }
            if (!Double.isFinite(numbers[found]))
                break;
        }
        if (found < least)
            throw new ToolException(file + ", line " + field.line() + ": expected " + least + " numbers for " + key
                    + ", found "
                    + Tokens.cut(String.join(" ", values)) + ".",
                    "Mend the file, or export it again from the tool.");
        return found == numbers.length ? numbers : Arrays.copyOf(numbers, found);
    }

    /**
     * Date and time: 10-19-21 or 10-19-2021 with the month first unless that cannot be, or 2021-10-19; then a time.
     * Years of two digits are 1970 to 2069.
     */
    static Optional<LocalDateTime> time(List<String> values) {
        if (values.size() < 2)
            return Optional.empty();
        Matcher date = DATE.matcher(values.get(values.size() - 2));
        Matcher time = TIME.matcher(values.get(values.size() - 1));
        if (!date.matches() || !time.matches())
            return Optional.empty();
        int a = Integer.parseInt(date.group(1));
        int b = Integer.parseInt(date.group(2));
        int c = Integer.parseInt(date.group(3));
        boolean yearFirst = date.group(1).length() > 2;
        int year = yearFirst ? a : date.group(3).length() > 2 ? c : c < 70 ? 2000 + c : 1900 + c;
        int month = yearFirst ? b : a > 12 ? b : a;
        int day = yearFirst ? c : a > 12 ? a : b;
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        try {
            return Optional.of(LocalDateTime.of(year, month, day, Integer.parseInt(time.group(1)),
                    Integer.parseInt(time.group(2)), second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

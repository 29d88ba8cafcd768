package org.loupe.exchange.internal.maps;

import java.util.Locale;
import java.util.Optional;

/** How the number of a bin is written. */
enum BinCodes {
    /** One character: a digit is its number, any other its code point. */
    ASCII(1, "Ascii"),
    /** Three decimal digits. */
    DECIMAL(3, "Decimal"),
    /** Two hexadecimal digits. */
    HEXADECIMAL(2, "HexaDecimal"),
    /** Four hexadecimal digits. */
    INTEGER2(4, "Integer2");

    private final int width;
    private final String label;

    BinCodes(int width, String label) {
        this.width = width;
        this.label = label;
    }

    /** As files name it. */
    String label() {
        return label;
    }

    /** Characters of a code in a row without spaces. */
    int width() {
        return width;
    }

    static Optional<BinCodes> of(String label) {
        for (BinCodes one : values())
            if (one.label.equalsIgnoreCase(label.strip()))
                return Optional.of(one);
        return Optional.empty();
    }

    /** The number of a code, -1 if it is none. */
    int number(String code) {
        if (this == ASCII) {
            if (code.codePointCount(0, code.length()) != 1)
                return -1;
            int c = code.codePointAt(0);
            return c >= '0' && c <= '9' ? c - '0' : c;
        }
        int base = this == DECIMAL ? 10 : 16, number = 0;
        if (code.isEmpty() || code.length() > 6)
            return -1;
        for (int i = 0; i < code.length(); i++) {
            int digit = code.charAt(i) < 128 ? Character.digit(code.charAt(i), base) : -1;
            if (digit < 0)
                return -1;
            number = number * base + digit;
        }
        return number;
    }

    /** The code of a number that fits. */
    String code(int number) {
        return switch (this) {
        case ASCII -> number < 10 ? Integer.toString(number) : Character.toString(number);
        case DECIMAL -> String.format(Locale.ROOT, "%03d", number);
        case HEXADECIMAL -> String.format(Locale.ROOT, "%02X", number);
        case INTEGER2 -> String.format(Locale.ROOT, "%04X", number);
        };
    }
}

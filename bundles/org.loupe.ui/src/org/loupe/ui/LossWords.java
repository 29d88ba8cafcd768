package org.loupe.ui;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.loupe.exchange.Loss;

/** What was lost on the way into or out of a format, in the user's language. */
public final class LossWords {
    private static final Pattern NAME = Pattern.compile("[\"<](.*)[\">]");

    private LossWords() {
    }

    /** A loss as a sentence of the user's language where it has one; a name in it is what stands in quotes or brackets. */
    public static String of(Loss loss) {
        Matcher name = NAME.matcher(loss.what());
        boolean named = name.find();
        String plain = named ? name.replaceFirst("") : loss.what();
        String key = "loss." + plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("-$", "");
        return !Words.has(key) ? loss.what() : named ? Words.get(key, name.group(1)) : Words.get(key);
    }
}

package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.ui.viewer.internal.Completion;

/** What the filter field offers at each place of a filter. */
class CompletionTest {
    private static final List<String> COLUMNS = List.of("class", "score", "image", "solidity", "area µm²");

    private static List<String> at(String text) {
        return Completion.at(text, text.length(), COLUMNS,
                column -> column.equalsIgnoreCase("class") ? List.of("Short", "Spur", "Spurious copper", "Open")
                        : List.of()).words();
    }

    @Test
    void columnsWhereACompareStarts() {
        assertEquals(List.of("score", "solidity"), at("s"));
        assertEquals(List.of("class"), at("score < 0.9 and cl"));
        assertEquals(List.of("\"area µm²\""), at("not (ar"));
        assertEquals(List.of(), at("score"), "it is written already");
        assertEquals(List.of(), at(""), "nothing is asked yet");
    }

    @Test
    void valuesOfTheColumnBehindItsOperator() {
        assertEquals(List.of("Short", "Spur", "\"Spurious copper\"", "Open"), at("class = "));
        assertEquals(List.of("Spur", "\"Spurious copper\""), at("Class = sp"));
        assertEquals(List.of("\"Spurious copper\""), at("class = \"spurious"));
        assertEquals(List.of("Open"), at("class in (Short, op"));
        assertEquals(List.of(), at("score < "));
    }

    @Test
    void wordsBetween() {
        assertEquals(List.of("and"), at("class = Short a"));
        assertEquals(List.of("is unknown", "is not unknown"), at("score i").subList(1, 3));
        assertEquals(List.of("or"), at("(score < 1) o"));
    }

    @Test
    void whatIsReplacedStartsWithTheWord() {
        assertEquals(18, Completion.at("score < 0.9 and  cla", 20, COLUMNS, c -> List.of()).from() + 1);
        assertEquals("'say \"no\"'", Completion.literal("say \"no\""));
        assertEquals("\"and\"", Completion.literal("and"));
        assertEquals("13000028.png", Completion.literal("13000028.png"));
    }
}

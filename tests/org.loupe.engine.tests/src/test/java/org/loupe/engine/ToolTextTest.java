package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.loupe.engine.words.own.OwnSharpen;

class ToolTextTest {
    private final OwnSharpen tool = new OwnSharpen();

    @Test
    void whatIsNotTranslatedBesideAToolIsTakenFromBesideTheClassThatItExtends() {
        var chinese = ToolText.info(tool, Locale.SIMPLIFIED_CHINESE);
        assertEquals("本机锐化", chinese.label(), "the tool's own file comes first");
        assertEquals("使边缘更陡。", chinese.help());
        assertEquals(List.of("半径", "强度"), ToolText.schema(tool, Locale.SIMPLIFIED_CHINESE).fields().stream()
                .map(Schema.Field::label).toList());
    }

    @Test
    void otherLanguagesStayEnglish() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.ROOT))
            assertEquals(tool.info(), ToolText.info(tool, locale));
    }
}

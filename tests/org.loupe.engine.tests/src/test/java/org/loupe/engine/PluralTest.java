package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluralTest {

    @Test
    void oneThingHasNoPlural() {
        assertEquals("1 image", Plural.of(1, "image"));
        assertEquals("0 images", Plural.of(0, "image"));
        assertEquals("2 frozen iterations", Plural.of(2, "frozen iteration"));
        assertEquals("2 classes", Plural.of(2, "class"));
        assertEquals("3 boxes", Plural.of(3, "box"));
    }
}

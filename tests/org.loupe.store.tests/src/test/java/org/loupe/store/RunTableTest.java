package org.loupe.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;

/** Listings, pages, groups and columns say the same as pages that are asked for one by one. */
class RunTableTest {
    private static final int IMAGES = 9, EACH = 11;

    @TempDir
    Path folder;

    private void write(int... images) throws ToolException {
        try (RunWriter writer = RunReader.isRun(folder) ? RunWriter.resume(folder)
                : RunWriter.create(folder, "{}", "{}")) {
            for (int i : images) {
                writer.append(Sample.image(i), Sample.detections(i, EACH), Sample.features(i, EACH));
                writer.flush();
            }
        }
    }

    private static List<Long> keys(Page page) {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < page.size(); i++)
            keys.add(Listing.key(page.imageIndex()[i], page.row()[i]));
        return keys;
    }

    private static List<Long> keys(Listing listing) {
        return Arrays.stream(listing.keys(0, listing.size())).boxed().toList();
    }

    /** @param tableRows 0: the files are asked, as of runs that are too large for a table */
    @ParameterizedTest
    @ValueSource(ints = { 0, 1_000_000 })
    void aListingHasTheRowsOfAllPagesAndFindsEach(int tableRows) throws ToolException {
        write(8, 1, 0, 7, 2, 3, 6, 5, 4); // workers finish images in any order
        try (RunReader reader = RunReader.open(folder, tableRows)) {
            RunTable table = reader.table();
            for (String where : List.of("", "class = Short or contrast is unknown", "score > 2"))
                for (String order : List.of("", "score desc", "class, contrast desc", "score near 0.5")) {
                    Page all = reader.page(where, order, 0, 1000);
                    Listing listing = table.listing(where, order);
                    assertEquals(keys(all), keys(listing), where + " | " + order);
                    assertEquals(IMAGES * EACH, listing.all());
                    for (int place = 0; place < listing.size(); place++) {
                        assertEquals(place, listing.place(listing.key(place)));
                        assertEquals(listing.key(place), listing.keyOfRank(listing.rank(place)));
                    }
                    long[] ascending = listing.keys(0, listing.size());
                    Arrays.sort(ascending);
                    assertTrue(Arrays.equals(ascending, listing.sortedKeys(0, listing.size())));
                    Page some = table.page(listing, 3, 20);
                    Page same = reader.page(where, order, 3, 20);
                    assertEquals(keys(same), keys(some));
                    assertEquals(same.images(), some.images());
                    assertTrue(Arrays.equals(same.detections().score(), some.detections().score()));
                    assertTrue(Arrays.equals(same.features().values(), some.features().values()));
                    assertEquals(same.total(), some.total());
                }
            Listing shorts = table.listing("class = Short", "");
            long open = table.listing("class = Open", "").key(0);
            assertEquals(-1, shorts.place(open), "what does not match is not listed");
            assertEquals(-1, shorts.place(Listing.key(99, 0)), "nor what is not there");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1_000_000 })
    void columnsAreInOrderOfRank(int tableRows) throws ToolException {
        write(2, 0, 1);
        try (RunReader reader = RunReader.open(folder, tableRows)) {
            Listing all = reader.table().listing("", "");
            Page page = reader.page("", "", 0, 1000);
            float[] score = reader.table().values("score"), contrast = reader.table().values("contrast");
            byte[] classes = reader.table().classes();
            for (int i = 0; i < page.size(); i++) {
                int rank = all.rankOf(Listing.key(page.imageIndex()[i], page.row()[i]));
                assertEquals(page.detections().score()[i], score[rank]);
                assertEquals(page.features().get(i, 1), contrast[rank], "NaN where unknown");
                assertEquals(page.detections().classIndex()[i], classes[rank]);
            }
            assertTrue(assertThrows(ToolException.class, () -> reader.table().values("image")).remedy()
                    .contains("area_um2"));
        }
    }

    @Test
    void groupsCountAndAverageWhatMatches() throws ToolException {
        write(0, 1, 2);
        try (RunReader reader = RunReader.open(folder)) {
            List<Group> groups = reader.table().groups("class", "", List.of("score", "contrast"));
            assertEquals(List.of("Open", "Short", "Spurious copper"), groups.stream().map(Group::value).toList());
            assertEquals(3 * EACH, groups.stream().mapToLong(Group::count).sum());
            Listing listing = reader.table().listing("", "class, score desc");
            int from = 0;
            for (Group group : groups) {
                Page page = reader.table().page(listing, from, (int) group.count());
                double sum = 0;
                for (int i = 0; i < page.size(); i++) {
                    assertEquals(group.value(), page.detections().className(i), "groups lie together in the listing");
                    sum += page.detections().score()[i];
                }
                assertEquals(sum / group.count(), group.means().get(0), 1e-6);
                from += group.count();
            }
            assertEquals(3, reader.table().groups("image", "score > 0.5", List.of()).size());
            Group unknown = reader.table().groups("image", "row = 0", List.of("contrast")).get(0);
            assertTrue(Double.isNaN(unknown.means().get(0)), "a mean of nothing is unknown");
            assertThrows(ToolException.class, () -> reader.table().groups("score", "", List.of()));
        }
    }

    @Test
    void whatWasWrittenSinceIsListedAndAnOlderListingStillFindsItsRows() throws ToolException {
        write(3, 4);
        try (RunReader reader = RunReader.open(folder)) {
            Listing before = reader.table().listing("", "score desc");
            float[] scores = reader.table().values("score");
            write(1);
            assertFalse(reader.table().listing("", "").size() > before.size(), "not before a refresh");
            assertTrue(reader.refresh());
            Listing after = reader.table().listing("", "score desc");
            assertEquals(3 * EACH, after.size());
            assertEquals(3 * EACH, reader.table().values("score").length);
            assertEquals(2 * EACH, scores.length, "a column that was given out does not change");
            assertEquals(keys(before).subList(0, 5), keys(reader.table().page(before, 0, 5)));
        }
    }

    @Test
    void aWrongConditionIsToldBeforeItIsAsked() throws ToolException {
        write(0);
        try (RunReader reader = RunReader.open(folder)) {
            reader.table().check("score < 0.5");
            ToolException wrong = assertThrows(ToolException.class, () -> reader.table().check("scor < 0.5"));
            assertTrue(wrong.remedy().contains("Did you mean 'score'?"), wrong.remedy());
            assertFalse(assertThrows(ToolException.class, () -> reader.table().check("qqq < 1")).remedy()
                    .contains("Did you mean"));
            assertTrue(assertThrows(ToolException.class, () -> reader.table().listing("", "score near x")).getMessage()
                    .contains("near"));
            assertThrows(ToolException.class, () -> reader.table().listing("", "class near 1"));
        }
    }
}

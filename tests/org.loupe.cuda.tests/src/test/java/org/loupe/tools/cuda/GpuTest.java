package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.Golden;
import org.loupe.testkit.TestRun;

/** Memory, copies, launches and what is done when they fail, on a driver that computes on the processor. */
class GpuTest extends FreshDriverTest {
    private static final Shape SHAPE = Shape.grey(200, 150);

    private static Step<Tile, Tile> median() throws ToolException {
        return new MedianFilter().open(new MedianFilter.Params(3), CpuDriver.device());
    }

    private static Tile median(Tile in) throws Exception {
        try (Step<Tile, Tile> step = median(); TestRun run = new TestRun()) {
            return step.apply(in, run);
        }
    }

    @Test
    void aChainStaysOnTheGpuAndComesBackWhenItIsAskedFor() throws Exception {
        Tile image = Golden.image(SHAPE);
        Tile expected = median(median(image));
        GpuCheck.Keeping run = new GpuCheck.Keeping();
        try (Step<Tile, Tile> step = median()) {
            Tile once = step.apply(image, run);
            driver.fail("cuMemcpyDtoHAsync_v2", 1, 0);
            driver.fail("cuMemcpyHtoDAsync_v2", 1, 0);
            Tile twice = step.apply(once.at(7, 9), run);
            assertEquals(7, twice.x());
            driver.mend("cuMemcpyDtoHAsync_v2");
            assertEquals(expected.data(), twice.data());
            assertEquals(expected.get(20, 30, 0), twice.scale(0.5).get(20, 30, 0));
            driver.mend("cuMemcpyHtoDAsync_v2");
            run.finish();
            assertEquals(expected.data(), twice.data(), "what was fetched remains");
            assertEquals(median(twice).data(), step.apply(twice, run).data(), "and is brought there again");
        }
        run.finish();
    }

    @Test
    void imagesLargerThanATransferBufferArrive() throws Exception {
        Tile image = Tile.allocate(new Shape(4001, 1100, 3, Shape.Type.U8, Double.NaN));
        var data = image.data();
        for (int i = 0; i < data.capacity(); i++)
            data.put(i, (byte) (i * 31 + i / 977));
        Gpu gpu = Gpu.of(CpuDriver.device());
        GpuStream stream = gpu.stream();
        long there = gpu.memory().take(stream, data.capacity());
        stream.upload(image.data(), there, data.capacity());
        Tile back = Tile.allocate(image.shape());
        stream.download(there, back.data(), data.capacity());
        assertEquals(image.data(), back.data());
    }

    @Test
    void manyLaunchesTakeNoMoreMemory() throws Exception {
        Tile image = Golden.image(Shape.grey(32, 24));
        try (Step<Tile, Tile> step = median(); TestRun run = new TestRun()) {
            for (int i = 0; i < 10; i++)
                try (run) {
                    step.apply(image, run);
                }
            long used = driver.get("used"), pinned = driver.get("pinned"), launches = driver.get("launches");
            for (int i = 0; i < 10_000; i++)
                try (run) {
                    step.apply(image, run);
                }
            assertEquals(used, driver.get("used"), "bytes on the device");
            assertEquals(pinned, driver.get("pinned"), "pinned bytes");
            assertTrue(driver.get("launches") >= launches + 10_000);
        }
    }

    @Test
    void threadsWorkSideBySide() throws Exception {
        Tile image = Golden.image(SHAPE);
        Tile expected = median(image);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<Tile>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++)
                results.add(threads.submit(() -> median(image)));
            for (Future<Tile> result : results)
                assertEquals(expected.data(), result.get().data());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void threadsHaveStreamsOfTheirOwn() throws Exception {
        Set<Integer> streams = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            Thread worker = new Thread(() -> {
                try {
                    streams.add(Gpu.of(CpuDriver.device()).stream().number());
                } catch (ToolException e) {
                    throw new IllegalStateException(e);
                }
            });
            worker.start();
            worker.join();
            Thread other = new Thread(() -> { }); // numbers of threads are not without gaps
            other.start();
            other.join();
        }
        assertEquals(4, streams.size(), streams.toString());
    }

    @Test
    void theOrderOfThreadsAndBlocksDoesNotMatter() throws Exception {
        Tile image = Golden.image(SHAPE);
        Tile expected = median(image);
        driver.set("backwards", 1);
        assertEquals(expected.data(), median(image).data());
    }

    @Test
    void littleMemoryIsSaidAndFreedMemoryIsUsed() throws Exception {
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        Tile image = Golden.image(SHAPE);
        Tile expected = median(image);
        DeviceException e = assertThrows(DeviceException.class, () -> median(Golden.image(Shape.grey(1500, 1200))));
        assertEquals(DeviceException.Cause.MEMORY, e.reason());
        assertTrue(e.getMessage().contains("of 1 MiB that Loupe may take"), e.getMessage());
        // other sizes find room, since what is free is given up
        for (int width = 300; width < 900; width += 50)
            median(Golden.image(Shape.grey(width, 400)));
        assertEquals(expected.data(), median(image).data());
        assertTrue(driver.get("used") <= 1 << 20);
    }

    @Test
    void lastingPixelsStayUntilMemoryIsShort() throws Exception {
        System.setProperty(Gpu.MEMORY, "4");
        Gpu.forget();
        Gpu gpu = Gpu.of(CpuDriver.device());
        gpu.enter();
        GpuMemory memory = gpu.memory();
        GpuStream stream = gpu.stream();
        ByteBuffer pixels = Golden.image(Shape.grey(640, 512)).data(); // 320 KiB; 1 MiB may last
        int size = pixels.capacity();
        long a = memory.lasting("a", pixels, size, stream), b = memory.lasting("b", pixels, size, stream);
        long sent = driver.get("uploaded");
        assertEquals(a, memory.lasting("a", pixels, size, stream), "it is there");
        assertEquals(sent, driver.get("uploaded"));
        long c = memory.lasting("c", pixels, size, stream);
        assertEquals(3, Set.of(a, b, c).size());
        assertEquals(0, memory.lasting("d", pixels, size, stream), "all are in use");
        assertEquals(0, memory.lasting("large", pixels, 2 << 20, stream), "more than may last");
        memory.unused("b");
        memory.unused("a");
        assertEquals(b, memory.lasting("d", pixels, size, stream), "a is used by another one still");
        memory.unused("d");
        memory.unused("a");
        memory.unused("c");
        memory.lasting("c", pixels, size, stream);
        memory.unused("c");
        assertEquals(b, memory.lasting("e", pixels, size, stream), "d was not used for longest");
        memory.unused("e");
        sent = driver.get("uploaded");
        // other work may take all
        long all = memory.take(stream, 4 << 20);
        memory.giveBack(stream, all, 4 << 20);
        memory.lasting("a", pixels, size, stream);
        assertEquals(sent + size, driver.get("uploaded"), "it had to be sent again");
    }

    @Test
    void aDriverWithoutMemoryIsAskedOnceMore() throws Exception {
        driver.set("memory", 600_000);
        Gpu.forget();
        for (int width = 200; width < 500; width += 20)
            median(Golden.image(Shape.grey(width, 400)));
        driver.set("memory", 1000);
        Gpu.forget();
        DeviceException e = assertThrows(DeviceException.class, () -> median(Golden.image(SHAPE)));
        assertEquals(DeviceException.Cause.MEMORY, e.reason());
    }

    @Test
    void aFaultNamesKernelLaunchAndTileAndTheNextCallWorks() throws Exception {
        Tile image = Golden.image(SHAPE).at(100, 50);
        Tile expected = median(image);
        driver.fail("cuEventSynchronize", Driver.ILLEGAL_ADDRESS, 1); // the first is of the copy to it
        DeviceException e = assertThrows(DeviceException.class, () -> median(image));
        assertEquals(DeviceException.Cause.FAULT, e.reason());
        for (String part : List.of("median_u8", "7×19×1 blocks of 32×8", "200 × 150", "at 100, 50",
                "ILLEGAL_ADDRESS"))
            assertTrue(e.getMessage().contains(part), part + " in: " + e.getMessage());
        driver.mend("cuEventSynchronize");
        assertEquals(expected.data(), median(image).data(), "in a context of its own");
    }

    @Test
    void aGpuThatFailsAgainAndAgainIsLost() throws Exception {
        Tile image = Golden.image(SHAPE);
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 0);
        for (int i = 0; i < 4; i++)
            assertEquals(DeviceException.Cause.FAULT, assertThrows(DeviceException.class, () -> median(image))
                    .reason());
        DeviceException e = assertThrows(DeviceException.class, () -> median(image));
        assertEquals(DeviceException.Cause.LOST, e.reason());
        assertTrue(e.getMessage().contains("failed more than 3 times"), e.getMessage());
    }

    @Test
    void pixelsThatAFaultTookAreNotSilentlyWrong() throws Exception {
        GpuCheck.Keeping run = new GpuCheck.Keeping();
        Tile kept = median().apply(Golden.image(SHAPE), run);
        driver.fail("cuMemcpyDtoHAsync_v2", Driver.ILLEGAL_ADDRESS, 0);
        assertThrows(CudaTile.LostPixels.class, kept::data);
        driver.mend("cuMemcpyDtoHAsync_v2");
        assertThrows(CudaTile.LostPixels.class, kept::data);
        run.finish();
    }

    @Test
    void cancellingStopsBetweenKernelsAndLeaksNothing() throws Exception {
        Tile image = Golden.image(SHAPE);
        median(image);
        long used = driver.get("used");
        TestRun run = new TestRun();
        run.cancel();
        assertThrows(CancellationException.class, () -> median().apply(image, run));
        median(image);
        assertEquals(used, driver.get("used"));
    }

    @Test
    void theProcessorIsRefused() {
        ToolException e = assertThrows(ToolException.class, () -> new MedianFilter().open(new MedianFilter.Params(3),
                Device.CPU));
        assertTrue(e.getMessage().contains("opened for CPU"));
        assertInstanceOf(Device.Cuda.class, CpuDriver.device());
    }
}

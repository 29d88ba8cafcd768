package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Tiles of one shape that go through a tool's kernels together: a launch does all of them, each in its layer of the
 * grid. What there is of each, such as where its pixels lie, is an array in the order of the tiles. For one call.
 */
final class Batch {
    /** Tiles of a launch, as the kernels have it. */
    static final int MOST = 32;

    private final Work work;
    private final Run run;
    private final List<Tile> tiles;
    private final List<CudaTile> made = new ArrayList<>();

    /** Refuses what does not suit a tool. */
    interface Check {
        void of(Shape shape) throws ToolException;
    }

    /** What a tool makes of tiles that suit it; as many results, in their order. */
    interface Body<O> {
        List<O> of(Batch batch) throws ToolException;
    }

    private Batch(Work work, Run run, List<Tile> tiles) {
        this.work = work;
        this.run = run;
        this.tiles = tiles;
    }

    /**
     * A step that takes any tiles: those of one shape together.
     *
     * @param source of the kernels, as its file is named
     * @throws ToolException if the device is none that can be used
     */
    static <O> Step<Tile, O> step(Device device, String source, Check check, Body<O> body) throws ToolException {
        return GroupStep.on(device, (inputs, run) -> {
            Map<Shape, List<Integer>> byShape = new LinkedHashMap<>();
            for (int i = 0; i < inputs.size(); i++)
                byShape.computeIfAbsent(inputs.get(i).shape(), s -> new ArrayList<>()).add(i);
            for (Shape shape : byShape.keySet())
                check.of(shape);
            List<O> results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
            for (List<Integer> same : byShape.values())
                for (int from = 0; from < same.size(); from += MOST) {
                    List<Integer> part = same.subList(from, Math.min(same.size(), from + MOST));
                    try (Work work = new Work(device, run, source)) {
                        List<O> its = body.of(new Batch(work, run, part.stream().map(inputs::get).toList()));
                        for (int i = 0; i < part.size(); i++)
                            results.set(part.get(i), its.get(i));
                    }
                }
            return results;
        });
    }

    Work work() {
        return work;
    }

    Run run() {
        return run;
    }

    List<Tile> tiles() {
        return tiles;
    }

    int count() {
        return tiles.size();
    }

    /** Of every tile. */
    Shape shape() {
        return tiles.get(0).shape();
    }

    /** The name that kernels for samples of the tiles' type end with. */
    String type() {
        return Work.suffix(shape().type());
    }

    /** Brings the tiles to the GPU if need be, and says where their pixels lie. */
    long[] in() throws DeviceException {
        long[] addresses = new long[count()];
        for (int i = 0; i < addresses.length; i++)
            addresses[i] = work.in(tiles.get(i));
        if (addresses.length > 1)
            work.on(addresses.length + " tiles of " + shape());
        return addresses;
    }

    /** Where the pixels of the results lie: a tile for each, in its place, with undefined content. */
    long[] out(Shape shape) throws DeviceException {
        long[] addresses = new long[count()];
        for (int i = 0; i < addresses.length; i++) {
            made.add(work.out(shape, tiles.get(i).x(), tiles.get(i).y()));
            addresses[i] = work.address(made.get(i));
        }
        return addresses;
    }

    /** The tiles of {@link #out} as a step gives them. */
    List<Tile> results() throws DeviceException {
        List<Tile> results = new ArrayList<>();
        for (CudaTile tile : made)
            results.add(work.result(tile));
        return results;
    }

    /** Launches a kernel of the tool's source. @param grid for one tile */
    void launch(String kernel, Grid grid, Object... arguments) throws DeviceException {
        work.launch(kernel, grid.layers(count()), arguments);
    }
}

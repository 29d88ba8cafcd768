package org.loupe.tools.torch;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Run;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.net.Net;

/** A layer of a {@link Net}, averaged over the image. */
final class NetBackbone implements Backbone {
    private final SharedNets.Lease lease;
    private final String node;
    private final int columns;

    /**
     * @param lease   given back when this is closed
     * @param node    whose map is averaged
     * @param columns channels that it has
     */
    NetBackbone(SharedNets.Lease lease, String node, int columns) {
        this.lease = lease;
        this.node = node;
        this.columns = columns;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float[] describe(float[] pixels, int size, Run run) throws ToolException {
        Natives.oneThread();
        try (PointerScope scope = new PointerScope()) {
            Tensor image = Tensor.create(pixels, 1, 3, size, size).contiguous(torch.MemoryFormat.ChannelsLast);
            try (Tensor map = lease.net().forward(image, List.of(node), run::checkCancelled).get(node)) {
                return Tensors.averages(map, columns);
            }
        } catch (RuntimeException e) {
            throw lease.net().place().failure(e);
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}

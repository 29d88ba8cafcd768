package org.loupe.tools.torch.compute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * Nets that are loaded: steps that run the same layers of the same file share its weights, however many workers there
 * are. A net is freed when the last of them has given it back. Any thread.
 */
public final class SharedNets {
    private static final Map<Key, Shared> LOADED = new HashMap<>();

    private SharedNets() {
    }

    private record Key(String fingerprint, String net, List<String> nodes, Place place) {
    }

    private static final class Shared {
        private final TorchNet net;
        private int users;

        Shared(TorchNet net) {
            this.net = net;
        }
    }

    /** The use of a net until it is closed, once. */
    public static final class Lease implements AutoCloseable {
        private final Key key;
        private final TorchNet net;

        private Lease(Key key, TorchNet net) {
            this.key = key;
            this.net = net;
        }

        public TorchNet net() {
            return net;
        }

        @Override
        public void close() {
            synchronized (LOADED) {
                Shared shared = LOADED.get(key);
                if (--shared.users == 0) {
                    LOADED.remove(key);
                    shared.net.close();
                }
            }
        }
    }

    /**
     * Loads a net up to some nodes, or joins those who use it.
     *
     * @param fingerprint of the weights file
     * @param place       where it computes
     * @throws ToolException if the weights cannot be read, or the place has no room for them
     */
    public static Lease open(Net net, List<String> nodes, NamedTensors weights, String fingerprint, Place place)
            throws ToolException {
        Key key = new Key(fingerprint, net.name(), List.copyOf(nodes), place);
        synchronized (LOADED) {
            Shared shared = LOADED.get(key);
            if (shared == null) {
                shared = new Shared(TorchNet.load(net, nodes, weights, place));
                LOADED.put(key, shared);
            }
            shared.users++;
            return new Lease(key, shared.net);
        }
    }
}

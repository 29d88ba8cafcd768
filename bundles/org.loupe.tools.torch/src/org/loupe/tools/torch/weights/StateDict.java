package org.loupe.tools.torch.weights;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;

/** Finds the tensors in what a PyTorch file holds. */
final class StateDict {
    /** Under which names checkpoints keep the weights of a net, the likeliest first. */
    private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model", "model_state", "net",
            "network", "weights", "params", "module", "student", "teacher", "ema", "backbone");

    private final Path file;
    private final String data;

    /** @param data the folder in the archive that holds the numbers */
    StateDict(Path file, String data) {
        this.file = file;
        this.data = data;
    }

    /**
     * The tensors of a state dict, or of the largest one that is nested in a checkpoint under a usual name.
     *
     * @throws ToolException if none is found
     */
    Map<String, Tensor> tensors(Object content) throws ToolException {
        Map<String, Tensor> largest = largest(content, 3);
        if (largest.isEmpty())
            throw none(content);
        return largest;
    }

    private Map<String, Tensor> largest(Object content, int depth) {
        Map<String, Tensor> largest = direct(content);
        if (depth > 0)
            for (String name : NESTED) {
                Map<String, Tensor> nested = largest(items(content).get(name), depth - 1);
                if (nested.size() > largest.size())
                    largest = nested;
            }
        return largest;
    }

    private ToolException none(Object content) {
        boolean program = content instanceof Pickle.Call call && !call.is("collections.OrderedDict")
                || items(content).values().stream()
                        .anyMatch(v -> v instanceof Pickle.Call call && call.items().isEmpty());
        String holds = items(content).isEmpty() ? String.valueOf(content instanceof Pickle.Call ? content
                : content == null ? "nothing" : content.getClass().getSimpleName())
                : items(content).keySet().stream().limit(8).map(k -> "\"" + k + "\"").toList().toString();
        return new ToolException("The weights file \"" + file.getFileName() + "\" holds no tensors by name; it holds "
                + holds + ".", program
                        ? "It seems to hold a whole Python object, which only its program can read. Write its weights"
                                + " alone: torch.save(model.state_dict(), file)."
                        : "Write the weights alone: torch.save(model.state_dict(), file).");
    }

    private Map<String, Tensor> direct(Object dictionary) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        items(dictionary).forEach((name, value) -> {
            Tensor tensor = tensor(value);
            if (tensor != null)
                tensors.put(name, tensor);
        });
        return tensors;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> items(Object value) {
        return value instanceof Pickle.Call call ? call.items() : value instanceof Map<?, ?> map
                ? (Map<String, Object>) map : Map.of();
    }

    /** A tensor or parameter, or null if it is none. */
    private Tensor tensor(Object value) {
        if (!(value instanceof Pickle.Call call))
            return null;
        List<?> a = call.arguments();
        if (call.is("torch._utils._rebuild_parameter") || call.is("torch._utils._rebuild_parameter_with_state"))
            return tensor(a.get(0));
        boolean typed = call.is("torch._utils._rebuild_tensor_v2") || call.is("torch._utils._rebuild_tensor");
        if (!typed && !call.is("torch._utils._rebuild_tensor_v3"))
            return null;
        // the storage: ("storage", class, key, device, numbers)
        List<?> storage = (List<?>) ((Pickle.Stored) a.get(0)).id();
        Pickle.Global type = (Pickle.Global) (typed ? storage.get(1) : a.get(6));
        return new Tensor(NumberType.of(type.name()), longs(a.get(2)), longs(a.get(3)), data + storage.get(2),
                (Long) a.get(1));
    }

    private static long[] longs(Object values) {
        return ((List<?>) values).stream().mapToLong(v -> (Long) v).toArray();
    }
}

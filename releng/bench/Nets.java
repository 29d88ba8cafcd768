import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.engine.nets.NetWatcher;

/** What "nets.py learn" prints: DEEPPCB MINUTES HELD TRAINER [NAME=VALUE …]; -Dmodel=FILE keeps what was learned. */
public final class Nets {
    private static final List<String> CLASSES = List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");

    private Nets() {
    }

    public static void main(String[] args) throws Exception {
        Examples<Pair, Detections> examples = read(Path.of(args[0]));
        double minutes = Double.parseDouble(args[1]);
        Map<String, Object> params = new LinkedHashMap<>();
        for (String given : Arrays.asList(args).subList(4, args.length)) {
            String[] parts = given.split("=", 2);
            params.put(parts[0], value(parts[1]));
        }
        NetSettings usual = NetSettings.of(args[3]);
        NetSettings settings = new NetSettings(args[3], params, Double.parseDouble(args[2]), 1, usual.mergeIou(),
                usual.leastScore(), 0.33);
        NetTraining<Detections> training = new NetTraining<>(settings, examples, Registry.load(Nets.class
                .getClassLoader()));
        say("%d images learned from, %d held apart, %d MiB%n", training.sizes()[0], training.sizes()[1],
                training.memory() >> 20);
        long start = System.nanoTime();
        NetModel<Detections> model = training.train(Optional.empty(), new NetWatcher() {
            @Override
            public void epoch(NetEpoch epoch, List<Shown> shown) {
                say("%5.1f min, epoch %d: loss %.4f, %s%n", (System.nanoTime() - start) / 60e9, epoch.number(),
                        epoch.trained().get("loss"), new java.util.TreeMap<>(epoch.judged()));
            }

            @Override
            public boolean ending() {
                return System.nanoTime() - start > minutes * 60e9;
            }
        }, Progress.NONE);
        say("boards held apart %s, best epoch %d: %s%n", model.card().report().groups(), model.card().report().best(),
                model.card().report().figures().orElseThrow());
        if (System.getProperty("model") != null)
            model.write(Path.of(System.getProperty("model")));
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false"))
            return Boolean.valueOf(text);
        try {
            return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static Examples<Pair, Detections> read(Path folder) throws IOException {
        List<Pair> inputs = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<Path> lists;
        try (Stream<Path> all = Files.walk(folder)) {
            lists = all.filter(p -> p.toString().endsWith(".txt")).sorted().toList();
        }
        for (Path list : lists) {
            String name = list.getFileName().toString().replace(".txt", "");
            inputs.add(new Pair(grey(list.resolveSibling(name + "_test.jpg")),
                    Optional.of(grey(list.resolveSibling(name + "_temp.jpg"))), Optional.empty()));
            Detections.Builder boxes = new Detections.Builder(CLASSES);
            for (String line : Files.readAllLines(list)) {
                int[] n = Arrays.stream(line.strip().split("[ ,]+")).mapToInt(Integer::parseInt).toArray();
                boxes.add(n[0], n[1], n[2] - n[0], n[3] - n[1], 1, n[4] - 1, null);
            }
            truths.add(boxes.build());
            groups.add(list.getParent().getFileName().toString());
        }
        return new Examples<>(CLASSES, inputs, truths, groups);
    }

    private static Tile grey(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            Tile tile = Tile.allocate(Shape.grey(image.getWidth(), image.getHeight()));
            for (int y = 0; y < image.getHeight(); y++)
                for (int x = 0; x < image.getWidth(); x++)
                    tile.data().put(y * image.getWidth() + x, (byte) image.getRaster().getSample(x, y, 0));
            return tile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

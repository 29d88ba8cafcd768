import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.loupe.exchange.wafer.KlarfEdit;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.WaferDefects;

/** Times reading KLARF against cutting its bytes into tokens, and measures memory. Started by releng/bench/klarf. */
public final class KlarfBench {
    private static final int REPEATS = 7;
    private static WaferFormat.Read held;

    private KlarfBench() {
    }

    /** @param args speed or memory, folder for the files, number of defects */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        int count = Integer.parseInt(args[2]);
        if (args[0].equals("memory")) {
            Path file = made(folder, "1.2", count);
            long kept = kept(file, made(folder, "1.2", 10));
            // eight int, two double and four float columns; nothing else may grow with the defects
            long columns = count * (8L * 4 + 2 * 8 + 4 * 4);
            System.out.printf("%,d defects: %.1f MB kept, %.1f MB of it columns, %.2f MB beyond%n", count, kept / 1e6,
                    columns / 1e6, (kept - columns) / 1e6);
            return;
        }
        for (String version : List.of("1.2", "1.8")) {
            Path file = made(folder, version, count);
            time(version, file, count);
        }
    }

    private static Path made(Path folder, String version, int count) throws IOException {
        Path file = folder.resolve("klarf-" + version + "-" + count + ".001");
        boolean nested = version.equals("1.8");
        Random random = new Random(7);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(nested ? "Record FileRecord \"1.8\"\n{\nRecord LotRecord \"L\"\n{\n"
                    + "Field DiePitch 2 {10000000, 10000000}\nField SampleSize 2 {300000000, 0}\n"
                    + "Record WaferRecord \"W\"\n{\nField SampleCenterLocation 2 {5000000, 5000000}\n"
                    + "List DefectList\n{\nColumns 17 { int32 DEFECTID, int32 XREL, int32 YREL, int32 XINDEX, "
                    + "int32 YINDEX, int32 XSIZE, int32 YSIZE, float DEFECTAREA, int32 DSIZE, int32 CLASSNUMBER, "
                    + "int32 TEST, int32 CLUSTERNUMBER, int32 ROUGHBINNUMBER, int32 FINEBINNUMBER, "
                    + "int32 REVIEWSAMPLE, int32 CHANNELID, ImageList IMAGEINFO }\nData " + count + "\n{\n"
                    : "FileVersion 1 2;\nLotID \"L\";\nSampleSize 1 300;\nDiePitch 1.0e4 1.0e4;\nDieOrigin 0 0;\n"
                            + "WaferID \"W\";\nSampleCenterLocation 5000 5000;\nDefectRecordSpec 17 DEFECTID XREL "
                            + "YREL XINDEX YINDEX XSIZE YSIZE DEFECTAREA DSIZE CLASSNUMBER TEST CLUSTERNUMBER "
                            + "ROUGHBINNUMBER FINEBINNUMBER REVIEWSAMPLE IMAGECOUNT IMAGELIST ;\nDefectList\n");
            for (int i = 0; i < count; i++)
                out.write(nested ? nested(random, i) : flat(random, i, i + 1 == count));
            out.write(nested ? "}\n}\n}\n}\n}\nEndOfFile;\n" : "EndOfFile;\n");
        }
        return file;
    }

    private static String flat(Random random, int i, boolean last) {
        double width = random.nextInt(20_000) / 1000.0;
        return String.format(Locale.ROOT,
                " %d %.10e %.10e %d %d %.3f %.3f %.6f %.10e %d 1 %d 0 0 0 0 0%s\n", i + 1,
                random.nextInt(9_999_999) / 1000.0, random.nextInt(9_999_999) / 1000.0, random.nextInt(20) - 10,
                random.nextInt(20) - 10, width, width / 2, width * width / 2, width, random.nextInt(300),
                random.nextInt(100), last ? ";" : "");
    }

    private static String nested(Random random, int i) {
        int width = random.nextInt(20_000);
        return "  " + (i + 1) + " " + random.nextInt(9_999_999) + " " + random.nextInt(9_999_999) + " "
                + (random.nextInt(20) - 10) + " " + (random.nextInt(20) - 10) + " " + width + " " + width / 2 + " "
                + width * 0.5 + " " + width + " " + random.nextInt(300) + " 1 " + random.nextInt(100)
                + " 0 0 0 0 N;\n";
    }

    private static void time(String version, Path file, int count) throws Exception {
        double[] bare = new double[REPEATS];
        double[] read = new double[REPEATS];
        double[] edit = new double[REPEATS];
        Path edited = file.resolveSibling("edited.001");
        long tokens = 0;
        // one of each before, and then in turn, since other work on the machine comes and goes
        for (int i = -1; i < REPEATS; i++) {
            long a = System.nanoTime();
            tokens = tokens(file);
            long b = System.nanoTime();
            WaferDefects defects = WaferFormats.read(file).wafers().get(0).defects();
            long c = System.nanoTime();
            if (defects.size() != count)
                throw new IllegalStateException(defects.size() + " defects");
            new KlarfEdit().classNumber(0, count / 2, 1).apply(file, edited);
            long d = System.nanoTime();
            if (i >= 0) {
                bare[i] = (b - a) / 1e6;
                read[i] = (c - b) / 1e6;
                edit[i] = (d - c) / 1e6;
            }
        }
        Files.delete(edited);
        System.out.printf("KLARF %s, %,d defects, %.1f MB, %,d tokens: bare %.0f ms, read %.0f ms (%.2f x), "
                + "edit %.0f ms (%.2f x)%n", version, count, Files.size(file) / 1e6, tokens, median(bare),
                median(read), median(read) / median(bare), median(edit), median(edit) / median(bare));
    }

    private static double median(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The bare tokeniser: finds where each word begins and ends, and nothing else. */
    private static long tokens(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long tokens = 0;
        boolean in = false;
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    byte b = buffer[i];
                    if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                        in = false;
                    } else if (b == ';' || b == '{' || b == '}' || b == ',') {
                        tokens++;
                        in = false;
                    } else if (!in) {
                        tokens++;
                        in = true;
                    }
                }
            }
        }
        return tokens;
    }

    /** What goes when the wafers of a file are let go. */
    private static long kept(Path file, Path small) throws Exception {
        held = WaferFormats.read(file);
        long with = used();
        // takes the place of the other in whatever still points to it
        held = WaferFormats.read(small);
        return with - used();
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

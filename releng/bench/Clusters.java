import java.io.DataInputStream;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.PrintWriter;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.statistics.DefectClusters;

/** Clusters the points of a file for clusters.py: POINTS N REACH LEAST LABELS ROUNDS; prints the best time. */
public final class Clusters {
    private Clusters() {
    }

    public static void main(String[] args) throws Exception {
        int n = Integer.parseInt(args[1]);
        WaferDefects.Builder points = new WaferDefects.Builder();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0]), 1 << 20))) {
            for (int i = 0; i < n; i++)
                points.add(i, in.readDouble(), in.readDouble(), 0, 0);
        }
        WaferDefects defects = points.build();
        DefectClusters.Params params = new DefectClusters.Params(Double.parseDouble(args[2]),
                Integer.parseInt(args[3]));
        double best = Double.POSITIVE_INFINITY;
        DefectClusters found = null;
        for (int round = 0; round < Integer.parseInt(args[5]); round++) {
            long start = System.nanoTime();
            found = DefectClusters.find(defects, params);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        try (PrintWriter out = new PrintWriter(args[4])) {
            for (int i = 0; i < n; i++)
                out.println(found.of(i));
        }
        System.out.println(best);
    }
}

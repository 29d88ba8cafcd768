package org.loupe.ui;

/**
 * How colours look to eyes that tell fewer of them apart, and how far two colours are from each other. Simulation after
 * Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE
 * Transactions on Visualization and Computer Graphics 15(6), 2009, full deficiency; distance in CIELAB (D65), CIE 1976.
 * Colours are sRGB as 0xRRGGBB. Any thread.
 */
public enum ColourVision {
    /** Most eyes. */
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    /** No red cones. */
    PROTAN(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    /** No green cones: the most frequent. */
    DEUTAN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    /** No blue cones. */
    TRITAN(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    /** Colours nearer than this are hard to tell apart. */
    public static final double NEAR = 12;

    private static final double RESERVED_FROM = 255, RESERVED_TO = 285, GREY = 0.15;
    private static final double[] WHITE = { 0.95047, 1, 1.08883 };

    private final double[] matrix;

    ColourVision(double... matrix) {
        this.matrix = matrix;
    }

    /** What these eyes see of a colour. */
    public int seen(int rgb) {
        double[] light = linear(rgb);
        int seen = 0;
        for (int row = 0; row < 3; row++) {
            double value = 0;
            for (int column = 0; column < 3; column++)
                value += matrix[3 * row + column] * light[column];
            seen = seen << 8 | encoded(value);
        }
        return seen;
    }

    /** How far two colours are from each other for these eyes: 0 the same, about 2 just different, 100 black and white. */
    public double distance(int first, int second) {
        double[] a = lab(seen(first)), b = lab(seen(second));
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    /** Whether a colour is a purple, which is reserved for labels that nobody has accepted yet: hue 255° to 285°. */
    public static boolean reserved(int rgb) {
        int r = rgb >> 16 & 0xff, g = rgb >> 8 & 0xff, b = rgb & 0xff;
        int max = Math.max(r, Math.max(g, b)), min = Math.min(r, Math.min(g, b));
        if (max == 0 || (double) (max - min) / max < GREY)
            return false;
        double hue = hue(r, g, b, max, min);
        return hue >= RESERVED_FROM && hue <= RESERVED_TO;
    }

    private static double hue(int r, int g, int b, int max, int min) {
        double span = max - min;
        double sixth = max == r ? ((g - b) / span + 6) % 6 : max == g ? (b - r) / span + 2 : (r - g) / span + 4;
        return sixth * 60;
    }

    private static double[] linear(int rgb) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            double v = (rgb >> 16 - 8 * i & 0xff) / 255.0;
            light[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        return light;
    }

    private static int encoded(double light) {
        double v = Math.max(0, Math.min(1, light));
        return (int) Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055));
    }

    private static double[] lab(int rgb) {
        double[] l = linear(rgb);
        double x = curve((0.4124564 * l[0] + 0.3575761 * l[1] + 0.1804375 * l[2]) / WHITE[0]);
        double y = curve((0.2126729 * l[0] + 0.7151522 * l[1] + 0.0721750 * l[2]) / WHITE[1]);
        double z = curve((0.0193339 * l[0] + 0.1191920 * l[1] + 0.9503041 * l[2]) / WHITE[2]);
        return new double[] { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}

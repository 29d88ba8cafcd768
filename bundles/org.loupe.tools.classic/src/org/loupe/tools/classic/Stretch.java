package org.loupe.tools.classic;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/** Spreads a range of grey levels over a type's whole range; what lies outside of it is limited. Rounded half up. */
record Stretch(double black, double white) {

    /** The samples of {@code in} as {@code type}; floating point becomes 0..1. */
    Tile apply(Tile in, Shape.Type type, Run run) {
        Tile out = run.tile(in.shape().samples(in.shape().channels(), type)).at(in.x(), in.y());
        if (in.shape().type() == Shape.Type.F32 || type == Shape.Type.F32)
            byFormula(in, out, run);
        else if (type == Shape.Type.U8)
            toBytes(in, out, run);
        else
            toWords(in, out, run);
        return out;
    }

    private float value(double sample, Shape.Type type) {
        double part = (sample - black) / (white - black);
        return switch (type) {
            case U8 -> Samples.fit(part * 255, type);
            case U16 -> Samples.fit(part * 65535, type);
            case S32, F32 -> (float) Math.max(0, Math.min(1, part));
        };
    }

    private void byFormula(Tile in, Tile out, Run run) {
        float[] line = new float[Samples.perRow(in)];
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            Samples.read(in, row, line);
            for (int i = 0; i < line.length; i++)
                line[i] = value(line[i], out.shape().type());
            Samples.write(out, row, line);
        }
    }

    private void toBytes(Tile in, Tile out, Run run) {
        boolean fromBytes = in.shape().type() == Shape.Type.U8;
        byte[] table = new byte[fromBytes ? 256 : 1 << 16], line = new byte[Samples.perRow(in)];
        for (int i = 0; i < table.length; i++)
            table[i] = (byte) (int) value(i, Shape.Type.U8);
        short[] words = new short[line.length];
        ByteBuffer bytes = in.data(), result = out.data();
        ShortBuffer source = in.data().asShortBuffer();
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            if (fromBytes) {
                bytes.get(line);
                for (int i = 0; i < line.length; i++)
                    line[i] = table[line[i] & 0xff];
            } else {
                source.get(words);
                for (int i = 0; i < line.length; i++)
                    line[i] = table[words[i] & 0xffff];
            }
            result.put(line);
        }
    }

    private void toWords(Tile in, Tile out, Run run) {
        short[] table = new short[1 << 16], line = new short[Samples.perRow(in)];
        for (int i = 0; i < table.length; i++)
            table[i] = (short) (int) value(i, Shape.Type.U16);
        ShortBuffer source = in.data().asShortBuffer(), result = out.data().asShortBuffer();
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            source.get(line);
            for (int i = 0; i < line.length; i++)
                line[i] = table[line[i] & 0xffff];
            result.put(line);
        }
    }
}

package org.loupe.tools.base;

import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/** What tools ask of an image. */
public final class Needs {

    private Needs() {
    }

    /** One channel of 8 bits, 16 bits or floating point. */
    public static void grey(String label, Shape in) throws ToolException {
        if (in.channels() != 1)
            throw new ToolException(label + " needs a grey image, got " + in + ".",
                    "Put 'Convert to grey' before this step.");
        pixels(label, in);
    }

    /** One channel of 8 or 16 bits. */
    public static void greyInteger(String label, Shape in) throws ToolException {
        grey(label, in);
        if (in.type() == Shape.Type.F32)
            throw new ToolException(label + " needs 8-bit or 16-bit grey, got " + in + ".",
                    "Put 'Window and level' before this step.");
    }

    /** Grey, RGB or RGBA of 8 bits, 16 bits or floating point. */
    public static void pixels(String label, Shape in) throws ToolException {
        if (in.channels() != 1 && in.channels() != 3 && in.channels() != 4)
            throw new ToolException(label + " needs grey, RGB or RGBA, got " + in + ".",
                    "Save the image with 1, 3 or 4 channels, or put 'Convert to grey' before this step.");
        if (in.type() == Shape.Type.S32)
            throw new ToolException(label + " needs 8-bit, 16-bit or floating point samples, got " + in + ".",
                    "Give this step the image, not its labels.");
    }
}

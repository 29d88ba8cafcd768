package org.loupe.tools.torch.weights;

import java.nio.ByteBuffer;

/** How a number is stored in a weights file. */
enum NumberType {
    F64("F64", "DoubleStorage", "float64", 8), F32("F32", "FloatStorage", "float32", 4),
    F16("F16", "HalfStorage", "float16", 2), BF16("BF16", "BFloat16Storage", "bfloat16", 2),
    I64("I64", "LongStorage", "int64", 8), I32("I32", "IntStorage", "int32", 4), I16("I16", "ShortStorage", "int16", 2),
    I8("I8", "CharStorage", "int8", 1), U8("U8", "ByteStorage", "uint8", 1), BOOL("BOOL", "BoolStorage", "bool", 1);

    /** As safetensors, PyTorch's storages and PyTorch's types call it. */
    private final String safetensors;
    private final String storage;
    private final String torch;
    private final int bytes;

    NumberType(String safetensors, String storage, String torch, int bytes) {
        this.safetensors = safetensors;
        this.storage = storage;
        this.torch = torch;
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The type of that name in any of the formats, or null if there is none that is read. */
    static NumberType of(String name) {
        for (NumberType type : values())
            if (type.safetensors.equals(name) || type.storage.equals(name) || type.torch.equals(name))
                return type;
        return null;
    }

    /** The number at a byte position, rounded to the nearest that fits. */
    float get(ByteBuffer from, int at) {
        return switch (this) {
            case F64 -> (float) from.getDouble(at);
            case F32 -> from.getFloat(at);
            case F16 -> half(from.getShort(at));
            case BF16 -> Float.intBitsToFloat(from.getShort(at) << 16);
            case I64 -> from.getLong(at);
            case I32 -> from.getInt(at);
            case I16 -> from.getShort(at);
            case I8 -> from.get(at);
            case U8, BOOL -> from.get(at) & 0xff;
        };
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16, exponent = bits >> 10 & 0x1f, fraction = bits & 0x3ff;
        if (exponent == 0x1f)
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        if (exponent != 0)
            return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
        float small = fraction * 0x1p-24f;
        return sign == 0 ? small : -small;
    }
}

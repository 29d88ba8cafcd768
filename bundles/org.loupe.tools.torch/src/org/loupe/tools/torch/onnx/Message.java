package org.loupe.tools.torch.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of Protocol Buffers that is being written, as far as ONNX files need it: numbers, texts and messages within
 * it, by their field number, in the order of the calls.
 */
final class Message {
    private static final int VARINT = 0, LENGTH = 2, FIXED = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A whole number of 0 or more. */
    Message number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    Message real(int field, float value) {
        varint((long) field << 3 | FIXED);
        bytes.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value).array());
        return this;
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        return bytes(field, value.bytes());
    }

    Message bytes(int field, byte[] value) {
        varint((long) field << 3 | LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** All of it. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private void varint(long value) {
        while ((value & ~0x7fL) != 0) {
            bytes.write((int) (value & 0x7f | 0x80));
            value >>>= 7;
        }
        bytes.write((int) value);
    }
}

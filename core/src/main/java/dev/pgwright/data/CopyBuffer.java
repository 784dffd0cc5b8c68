package dev.pgwright.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of rows as {@code COPY} reads them in binary format (PostgreSQL 18, "COPY", "Binary Format"). */
final class CopyBuffer {
    private byte[] bytes = new byte[1 << 17];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** A field without a value. */
    void nothing() {
        int32(-1);
    }

    void int8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void int16(int value) {
        reserve(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    void int32(int value) {
        reserve(4);
        put(length, value);
        length += 4;
    }

    void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** A text without its length. */
    void characters(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a field whose length is not known yet; {@link #end} is told where. */
    int begin() {
        int32(0);
        return length;
    }

    void end(int begun) {
        put(begun - 4, length - begun);
    }

    private void put(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}

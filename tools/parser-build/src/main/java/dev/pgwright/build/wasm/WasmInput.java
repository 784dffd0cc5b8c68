package dev.pgwright.build.wasm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the primitive values of the binary format from an array. */
final class WasmInput {
    private final byte[] bytes;
    private int position;

    WasmInput(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= bytes.length;
    }

    void skip(int count) {
        position += count;
    }

    int unsignedByte() {
        return bytes[position++] & 0xff;
    }

    int index() {
        return Math.toIntExact(unsigned());
    }

    long unsigned() {
        long value = 0;
        int shift = 0;
        while (true) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
            shift += 7;
        }
    }

    long signed() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next >= 0x80);
        return shift < 64 && (next & 0x40) != 0 ? value | (-1L << shift) : value;
    }

    String name() {
        int length = index();
        String name = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return name;
    }

    byte[] raw(int count) {
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    byte[] rawBetween(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    void limits() {
        int flags = unsignedByte();
        unsigned();
        if ((flags & 1) != 0) {
            unsigned();
        }
    }
}

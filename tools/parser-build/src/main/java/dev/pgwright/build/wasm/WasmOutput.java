package dev.pgwright.build.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the primitive values of the binary format. */
final class WasmOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    WasmOutput oneByte(int value) {
        bytes.write(value);
        return this;
    }

    WasmOutput raw(byte[] values) {
        bytes.writeBytes(values);
        return this;
    }

    WasmOutput unsigned(long value) {
        long rest = value;
        do {
            int low = (int) (rest & 0x7f);
            rest >>>= 7;
            bytes.write(rest != 0 ? low | 0x80 : low);
        } while (rest != 0);
        return this;
    }

    WasmOutput signed(long value) {
        long rest = value;
        while (true) {
            int low = (int) (rest & 0x7f);
            rest >>= 7;
            boolean last = (rest == 0 && (low & 0x40) == 0) || (rest == -1 && (low & 0x40) != 0);
            bytes.write(last ? low : low | 0x80);
            if (last) {
                return this;
            }
        }
    }

    WasmOutput name(String name) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        return unsigned(encoded.length).raw(encoded);
    }

    /** A value prefixed by its length, as sections and function bodies are. */
    WasmOutput sized(WasmOutput content) {
        return unsigned(content.bytes.size()).raw(content.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}

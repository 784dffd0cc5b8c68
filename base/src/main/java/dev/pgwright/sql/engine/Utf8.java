package dev.pgwright.sql.engine;

import java.nio.charset.StandardCharsets;

/** Text as the parser takes and gives it. */
final class Utf8 {
    private Utf8() {}

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

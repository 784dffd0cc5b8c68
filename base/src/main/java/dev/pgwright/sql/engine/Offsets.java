package dev.pgwright.sql.engine;

import org.jspecify.annotations.Nullable;

/**
 * Translates what the parser says about places to offsets of the whole source text.
 *
 * <p>The parser counts UTF-8 bytes in trees and code points in errors, from the start of the text it was given; Java
 * counts UTF-16 units. The text is given to it behind one space: so byte 0 is never a place, and a location that was
 * left out because it was never set is told from one that is 0.
 */
final class Offsets {
    static final String LEAD = " ";

    private final String text;
    private final int base;
    private final int @Nullable [] unitOfByte;

    /**
     * @param text what was given to the parser, without the leading space
     * @param encodedLength its length in UTF-8
     * @param base offset of the text in the whole source
     */
    Offsets(String text, int encodedLength, int base) {
        this.text = text;
        this.base = base;
        this.unitOfByte = encodedLength == text.length() ? null : table(text, encodedLength);
    }

    private static int[] table(String text, int encodedLength) {
        int[] table = new int[encodedLength + 1];
        int at = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int bytes = bytes(codePoint);
            for (int k = 0; k < bytes; k++) {
                table[at++] = i;
            }
            i += Character.charCount(codePoint);
        }
        table[at] = text.length();
        return table;
    }

    private static int bytes(int codePoint) {
        if (codePoint < 0x80 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
            // half of a surrogate pair is encoded as a question mark
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** Offset of a location; -1 when it is unknown. */
    int ofLocation(int location) {
        return location <= 0 ? -1 : ofByte(location);
    }

    /** Offset of a byte of the text given to the parser, the leading space included; bounded by the text. */
    int ofByte(int position) {
        int index = Math.max(position - LEAD.length(), 0);
        if (unitOfByte == null) {
            return base + Math.min(index, text.length());
        }
        return base + unitOfByte[Math.min(index, unitOfByte.length - 1)];
    }

    /** Offset of an error's cursor; the end of the text when the cursor is behind it. */
    int ofCursor(int cursor) {
        int codePoints = Math.max(cursor - 1 - LEAD.length(), 0);
        if (unitOfByte == null) {
            return base + Math.min(codePoints, text.length());
        }
        int available = text.codePointCount(0, text.length());
        return base + text.offsetByCodePoints(0, Math.min(codePoints, available));
    }
}

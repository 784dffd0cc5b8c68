package dev.pgwright.load.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes values as people read them: what fits on a line is on one line. */
final class JsonPrint {
    private static final int WIDTH = 120;
    private static final String INDENT = "  ";

    private JsonPrint() {}

    static String print(JsonValue value) {
        StringBuilder text = new StringBuilder();
        write(text, value, "");
        return text.append('\n').toString();
    }

    private static void write(StringBuilder text, JsonValue value, String indent) {
        int start = text.length();
        int lineStart = text.lastIndexOf("\n") + 1;
        if (onOneLine(text, value, lineStart + WIDTH)) {
            return;
        }
        text.setLength(start);
        String inner = indent + INDENT;
        if (value instanceof JsonValue.Members members) {
            text.append('{');
            for (Iterator<Map.Entry<String, JsonValue>> all =
                            members.values().entrySet().iterator();
                    all.hasNext(); ) {
                Map.Entry<String, JsonValue> member = all.next();
                text.append('\n').append(inner);
                quote(text, member.getKey());
                text.append(": ");
                write(text, member.getValue(), inner);
                text.append(all.hasNext() ? "," : "");
            }
            text.append('\n').append(indent).append('}');
        } else if (value instanceof JsonValue.Elements elements) {
            text.append('[');
            for (Iterator<JsonValue> all = elements.values().iterator(); all.hasNext(); ) {
                text.append('\n').append(inner);
                write(text, all.next(), inner);
                text.append(all.hasNext() ? "," : "");
            }
            text.append('\n').append(indent).append(']');
        } else {
            onOneLine(text, value, Integer.MAX_VALUE);
        }
    }

    /** False as soon as the text is longer than the limit; what was written then is of no use. */
    private static boolean onOneLine(StringBuilder text, JsonValue value, int limit) {
        if (value instanceof JsonValue.Members members) {
            text.append('{');
            String separator = "";
            for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
                text.append(separator);
                quote(text, member.getKey());
                text.append(": ");
                if (!onOneLine(text, member.getValue(), limit)) {
                    return false;
                }
                separator = ", ";
            }
            text.append('}');
        } else if (value instanceof JsonValue.Elements elements) {
            text.append('[');
            String separator = "";
            for (JsonValue element : elements.values()) {
                text.append(separator);
                if (!onOneLine(text, element, limit)) {
                    return false;
                }
                separator = ", ";
            }
            text.append(']');
        } else if (value instanceof JsonValue.Text string) {
            quote(text, string.value());
        } else if (value instanceof JsonValue.Whole whole) {
            text.append(whole.value());
        } else if (value instanceof JsonValue.Fraction fraction) {
            text.append(new BigDecimal(String.valueOf(fraction.value()))
                    .stripTrailingZeros()
                    .toPlainString());
        } else if (value instanceof JsonValue.Flag flag) {
            text.append(flag.value());
        } else {
            text.append("null");
        }
        return text.length() <= limit;
    }

    private static void quote(StringBuilder text, String string) {
        text.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsCharArray(string))
                .append('"');
    }
}

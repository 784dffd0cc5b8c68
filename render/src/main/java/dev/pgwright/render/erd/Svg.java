package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Rectangle;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes SVG elements: escapes, and keeps numbers short. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /** Appends markup as it is. */
    Svg raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Begins an element, given with its attributes. */
    Svg open(String element) {
        out.append('<').append(element).append(">\n");
        return this;
    }

    Svg close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    /** A tooltip, and the name of the enclosing element for assistive technology. */
    Svg tooltip(String text) {
        out.append("<title>").append(escape(text, true)).append("</title>\n");
        return this;
    }

    Svg text(String styles, double x, double y, String text) {
        out.append("<text class=\"").append(styles).append("\" x=\"").append(number(x));
        out.append("\" y=\"")
                .append(number(y))
                .append("\">")
                .append(escape(text, false))
                .append("</text>\n");
        return this;
    }

    Svg rectangle(String styles, Rectangle at, double radius) {
        out.append("<rect class=\"").append(styles).append('"');
        out.append(" x=\"").append(number(at.x())).append("\" y=\"").append(number(at.y()));
        out.append("\" width=\"")
                .append(number(at.width()))
                .append("\" height=\"")
                .append(number(at.height()));
        out.append(radius == 0 ? "" : "\" rx=\"" + number(radius)).append("\"/>\n");
        return this;
    }

    Svg circle(String styles, double x, double y, double radius) {
        out.append("<circle class=\"").append(styles).append("\" cx=\"").append(number(x));
        out.append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"")
                .append(number(radius))
                .append("\"/>\n");
        return this;
    }

    Svg path(String styles, String data) {
        out.append("<path class=\"")
                .append(styles)
                .append("\" d=\"")
                .append(data)
                .append("\"/>\n");
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** A length with at most two decimals. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Escapes for the content of an element or an attribute in double quotes. */
    static String attribute(String text) {
        return escape(text, false);
    }

    /**
     * What XML 1.0 cannot hold is replaced by U+FFFD; line breaks and tabs, legal in PostgreSQL's names, by a visible
     * sign unless {@code lines} is set.
     */
    private static String escape(String text, boolean lines) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.appendCodePoint(lines ? character : '␣');
                default -> escaped.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int character) {
        return character >= 0x20
                && !(character >= 0xD800 && character <= 0xDFFF)
                && character != 0xFFFE
                && character != 0xFFFF;
    }
}

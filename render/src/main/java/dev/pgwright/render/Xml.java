package dev.pgwright.render;

/** Text inside of XML and HTML. */
public final class Xml {
    private Xml() {}

    /** Escapes for contents and attributes; characters that cannot be in XML at all become U+FFFD. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean xml = character >= ' ' || character == '\n' || character == '\t';
                    boolean none = character >= 0xD800 && character <= 0xDFFF || (character & 0xFFFE) == 0xFFFE;
                    escaped.appendCodePoint(xml && !none ? character : 0xFFFD);
                }
            }
        });
        return escaped.toString();
    }
}

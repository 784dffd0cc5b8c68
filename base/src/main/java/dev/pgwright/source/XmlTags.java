package dev.pgwright.source;

/**
 * Where the tags of well-formed XML stand, one after the other. The JDK's reader tells them apart but gives offsets that
 * are now and then one too large.
 */
public final class XmlTags {
    private final String text;
    private int at;

    public XmlTags(String text) {
        this.text = text;
    }

    /** The next start tag, end tag or empty element; at the end of the text an empty span. */
    public Span next() {
        int start = text.indexOf('<', at);
        while (start >= 0) {
            if (text.startsWith("<!--", start)) {
                at = behind("-->", start);
            } else if (text.startsWith("<![CDATA[", start)) {
                at = behind("]]>", start);
            } else if (text.startsWith("<?", start)) {
                at = behind("?>", start);
            } else if (text.startsWith("<!", start)) {
                at = behindDocumentType(start);
            } else {
                at = behindTag(start);
                return new Span(start, at);
            }
            start = text.indexOf('<', at);
        }
        at = text.length();
        return Span.at(at);
    }

    private int behind(String end, int start) {
        int found = text.indexOf(end, start);
        return found < 0 ? text.length() : found + end.length();
    }

    /** A quoted value may have a closing bracket in it. */
    private int behindTag(int start) {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return text.length();
    }

    private int behindDocumentType(int start) {
        int bracket = text.indexOf('[', start);
        int end = text.indexOf('>', start);
        if (bracket < 0 || end < bracket) {
            return end < 0 ? text.length() : end + 1;
        }
        int close = text.indexOf(']', bracket);
        return close < 0 ? text.length() : behind(">", close);
    }
}

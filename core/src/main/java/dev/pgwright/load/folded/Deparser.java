package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.Node;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes expressions. */
final class Deparser {
    private static final Pattern PLACE =
            Pattern.compile("(?:location|listStart|listEnd|rexprListStart|rexprListEnd)=-?\\d+");

    private Deparser() {}

    /** The same text for trees that differ only in their places. */
    static String untyped(Node node) {
        return PLACE.matcher(node.toString()).replaceAll("");
    }

    /** An expression without names that could have changed. */
    static String plain(Node node) {
        return new PlainWriter(null, null, Map.of()).write(node);
    }
}

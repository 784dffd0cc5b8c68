package dev.pgwright.locks;

import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.util.List;

/** How the relations of the tests are called: as the files have them, or so that each name needs its quotes. */
enum Naming {
    PLAIN("m", ""),
    QUOTED("Odd schema", "Ö ");

    /** What other names begin with, such as {@code plain_a_idx}. */
    private static final List<String> RELATIONS = List.of(
            "regions",
            "remote",
            "shadow",
            "modern",
            "customers",
            "orders",
            "items",
            "node",
            "plain",
            "replica",
            "heaped",
            "fast",
            "base",
            "derived",
            "loner",
            "measures",
            "events",
            "event_notes",
            "typed",
            "shaped",
            "columned",
            "guarded",
            "upper_view",
            "joined_view",
            "region_counts",
            "empty_counts",
            "viewed",
            "free_seq",
            "parents",
            "kids",
            "boss",
            "worker",
            "cards",
            "empty",
            "ledger",
            "documents",
            "tree",
            "visits");

    private final String schema;
    private final String prefix;

    Naming(String schema, String prefix) {
        this.schema = schema;
        this.prefix = prefix;
    }

    /** Its name, without quotes. */
    String schema() {
        return schema;
    }

    /** A table of these names as SQL. */
    String qualified(String table) {
        return Identifiers.quoteIdentifier(schema, prefix + table);
    }

    /** The SQL with these names. */
    String applied(String sql) {
        String text = sql.replace("{schema}", Identifiers.quoteIdentifier(schema));
        if (prefix.isEmpty()) {
            return text;
        }
        text = text.replace("from plain'", "from \"" + prefix + "plain\"'");
        text = text.replace("'free_seq'", "'\"" + prefix + "free_seq\"'");
        StringBuilder applied = new StringBuilder();
        int end = 0;
        for (Token token : Sql.tokens(text)) {
            String word = text.substring(token.span().start(), token.span().end());
            boolean ours = token.kind() == Token.Kind.IDENTIFIER
                    && RELATIONS.stream().anyMatch(name -> word.equals(name) || word.startsWith(name + "_"));
            if (ours) {
                applied.append(text, end, token.span().start()).append(Identifiers.quoteIdentifier(prefix + word));
                end = token.span().end();
            }
        }
        return applied.append(text, end, text.length()).toString();
    }
}

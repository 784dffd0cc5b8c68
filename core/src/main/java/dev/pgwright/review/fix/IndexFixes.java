package dev.pgwright.review.fix;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.DdlParts;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Origin;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fixes that make an index anew in another form, under its name. The old one serves queries until the new one is there. */
public final class IndexFixes {
    private IndexFixes() {}

    /** An index without its predicate, which leaves no row out. */
    public static Fix withoutPredicate(SchemaContext schema, Table table, Index index) {
        return anew(schema, table, index, index.withPredicate(null), "leave out the predicate", IndexFixes::predicate);
    }

    /**
     * An index without some of its keys and columns.
     *
     * @param keys which keys to leave out, from 0
     * @param included which columns of INCLUDE to leave out, from 0
     */
    public static Fix without(
            SchemaContext schema, Table table, Index index, Set<Integer> keys, Set<Integer> included) {
        Index after = new Index(
                index.name(),
                index.method(),
                others(index.elements(), keys),
                others(index.include(), included),
                index.unique(),
                index.nullsNotDistinct(),
                index.predicate(),
                index.storageParameters(),
                index.valid(),
                index.parent(),
                index.tablespace(),
                index.statisticsTargets(),
                index.comment());
        return anew(schema, table, index, after, "leave out what is repeated", text -> repeated(text, keys, included));
    }

    private static <T> List<T> others(List<T> all, Set<Integer> left) {
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!left.contains(i)) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static Fix anew(
            SchemaContext schema,
            Table table,
            Index before,
            Index after,
            String title,
            Function<String, List<TextEdit>> edits) {
        SchemaObject object = SchemaObject.index(table.name(), before.name());
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> written = Optional.empty();
        if (origin != null && origin.step().tree() instanceof IndexStmt) {
            Span statement = origin.step().span();
            List<TextEdit> found = edits
                    .apply(statement.of(origin.migration().source().text()))
                    .stream()
                    .map(edit -> new TextEdit(edit.span().plus(statement.start()), edit.replacement()))
                    .toList();
            written = found.isEmpty() ? Optional.empty() : Optional.of(found);
        }
        @Nullable String obstacle = obstacle(table, before);
        return SchemaFixes.change(
                schema,
                object,
                origin,
                title,
                written,
                obstacle == null ? statements(schema, table.name(), after) : List.of(),
                obstacle);
    }

    /** What else hangs on the index that is there; null for nothing. */
    private static @Nullable String obstacle(Table table, Index index) {
        if (table.partitioning() != null || index.parent() != null) {
            return "its parts in the partitions have to be made anew one by one";
        }
        if (index.name().equals(table.settings().replicaIdentity().index())) {
            return "it is the table's replica identity, which has to be set anew";
        }
        return index.comment() != null || !index.statisticsTargets().isEmpty()
                ? "its comment or settings of its columns have to be given to the new one"
                : null;
    }

    private static List<String> statements(SchemaContext schema, QualifiedName table, Index after) {
        String made =
                schema.state().freeIndexName(QualifiedName.of(table.schema(), after.name()), List.of("new"), "idx");
        return List.of(
                DdlParts.index(table, after.named(made)),
                "DROP INDEX " + SqlNames.of(QualifiedName.of(table.schema(), after.name())),
                "ALTER INDEX " + SqlNames.of(QualifiedName.of(table.schema(), made)) + " RENAME TO "
                        + Identifiers.quoteIdentifier(after.name()));
    }

    /** WHERE and all behind it. */
    private static List<TextEdit> predicate(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).isWord("where")) {
                int end = tokens.get(tokens.size() - 1).isSymbol(';') ? tokens.size() - 2 : tokens.size() - 1;
                return List.of(new TextEdit(
                        new Span(tokens.get(i - 1).end(), tokens.get(end).end()), ""));
            }
        }
        return List.of();
    }

    private static List<TextEdit> repeated(String sql, Set<Integer> keys, Set<Integer> included) {
        List<Token> tokens = SqlTokens.of(sql);
        List<TextEdit> edits = new ArrayList<>();
        int open = opening(tokens, 0);
        if (open < 0) {
            return List.of();
        }
        int closing = SqlTokens.closing(tokens, open);
        edits.addAll(items(tokens, open, closing, keys));
        int include = closing + 1;
        if (!included.isEmpty()) {
            if (include >= tokens.size() - 1 || !tokens.get(include).isWord("include")) {
                return List.of();
            }
            int last = SqlTokens.closing(tokens, include + 1);
            long count = commas(tokens, include + 1, last) + 1L;
            edits.addAll(
                    count == included.size()
                            ? List.of(new TextEdit(
                                    new Span(
                                            tokens.get(closing).end(),
                                            tokens.get(last).end()),
                                    ""))
                            : items(tokens, include + 1, last, included));
        }
        return edits;
    }

    private static int opening(List<Token> tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('(')) {
                return i;
            }
        }
        return -1;
    }

    private static int commas(List<Token> tokens, int open, int closing) {
        int depth = 0;
        int found = 0;
        for (int i = open + 1; i < closing; i++) {
            depth += depth(tokens.get(i));
            found += depth == 0 && tokens.get(i).isSymbol(',') ? 1 : 0;
        }
        return found;
    }

    /** Items of a list with the comma before them; for the first that is the parenthesis, and it is never left out alone. */
    private static List<TextEdit> items(List<Token> tokens, int open, int closing, Set<Integer> left) {
        List<TextEdit> edits = new ArrayList<>();
        int depth = 0;
        int number = 0;
        int comma = open;
        for (int i = open + 1; i <= closing; i++) {
            if (i == closing || (depth == 0 && tokens.get(i).isSymbol(','))) {
                if (left.contains(number)) {
                    edits.add(
                            number == 0
                                    ? new TextEdit(
                                            new Span(
                                                    tokens.get(comma + 1).start(),
                                                    tokens.get(i + 1).start()),
                                            "")
                                    : new TextEdit(
                                            new Span(
                                                    tokens.get(comma).start(),
                                                    tokens.get(i - 1).end()),
                                            ""));
                }
                comma = i;
                number++;
            } else {
                depth += depth(tokens.get(i));
            }
        }
        return edits;
    }

    private static int depth(Token token) {
        return token.isSymbol('(') || token.isSymbol('[') ? 1 : token.isSymbol(')') || token.isSymbol(']') ? -1 : 0;
    }
}

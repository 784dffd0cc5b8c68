package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.explain.ExplainReader;
import dev.pgwright.explain.PlanNode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a database's planner expects of a statement that changes rows.
 *
 * @param rows how many it changes
 * @param tables that the plan reads; of a partitioned one its partitions
 */
public record PlannedChange(long rows, Set<QualifiedName> tables) {
    public PlannedChange {
        tables = Set.copyOf(tables);
    }

    /**
     * Asks the planner, and runs nothing. It is asked for a SELECT of the same rows, which needs no right to change them.
     *
     * @param tree of the statement
     * @param sql its text, and nothing else
     * @return empty where there is no such SELECT, or the database refuses it, as when a migration has yet to make the table
     */
    public static Optional<PlannedChange> ask(Session session, Node tree, String sql) {
        Optional<String> query = query(tree, sql);
        if (query.isEmpty()) {
            return Optional.empty();
        }
        Session.Attempt attempt = session.attempt("EXPLAIN (FORMAT JSON, VERBOSE) " + query.get());
        if (!attempt.worked()) {
            return Optional.empty();
        }
        PlanNode root = ExplainReader.read(attempt.rows().single()).plan();
        Set<QualifiedName> tables = new LinkedHashSet<>();
        for (PlanNode node : root.all()) {
            PlanNode.Relation relation = node.relation();
            if (relation != null && relation.schema() != null) {
                tables.add(QualifiedName.of(relation.schema(), relation.name()));
            }
        }
        return Optional.of(new PlannedChange(Math.round(root.rows()), tables));
    }

    /** A SELECT of the rows that an UPDATE or DELETE changes, or of those that an INSERT takes from a query. */
    static Optional<String> query(Node tree, String sql) {
        try {
            if (tree instanceof UpdateStmt) {
                return new Clauses(sql).changed("update", "set", "from");
            }
            if (tree instanceof DeleteStmt) {
                return new Clauses(sql).changed("from", "using", "using");
            }
            return tree instanceof InsertStmt insert
                            && insert.selectStmt() instanceof SelectStmt select
                            && select.valuesLists().isEmpty()
                    ? new Clauses(sql).inserted()
                    : Optional.empty();
        } catch (PgwrightException e) {
            // what has no tokens is not asked about
            return Optional.empty();
        }
    }

    /** A statement by the words that stand outside of all brackets. */
    private static final class Clauses {
        private final String sql;
        private final List<Token> outer = new ArrayList<>();

        Clauses(String sql) {
            this.sql = sql;
            int depth = 0;
            for (Token token : Sql.tokens(sql)) {
                String text = token.span().of(sql);
                boolean punctuation = token.kind() == Token.Kind.PUNCTUATION;
                if (punctuation && (text.equals(")") || text.equals("]"))) {
                    depth--;
                } else if (punctuation && (text.equals("(") || text.equals("["))) {
                    depth++;
                } else if (depth == 0 && isWord(token)) {
                    outer.add(token);
                }
            }
        }

        private static boolean isWord(Token token) {
            return switch (token.kind()) {
                case UNRESERVED_KEYWORD, COLUMN_NAME_KEYWORD, TYPE_FUNCTION_NAME_KEYWORD, RESERVED_KEYWORD -> true;
                case IDENTIFIER, STRING, NUMBER, PARAMETER, OPERATOR, PUNCTUATION, LINE_COMMENT, BLOCK_COMMENT -> false;
            };
        }

        /**
         * The tables and the condition.
         *
         * @param verb the word before the table that is changed
         * @param end the word behind it, where there is one
         * @param more the word before the other tables
         */
        Optional<String> changed(String verb, String end, String more) {
            int first = find(verb, 0);
            int where = find("where", first + 1);
            int returning = find("returning", first + 1);
            int behind = Math.min(where, returning);
            int ended = Math.min(find(end, first + 1), behind);
            int others = Math.min(from(more, first + 1), behind);
            if (first == outer.size()) {
                return Optional.empty();
            }
            int changes = verb.equals("from") ? first - 1 : first;
            StringBuilder query = new StringBuilder(sql.substring(0, start(changes)))
                    .append("SELECT 1 FROM ")
                    .append(sql, end(first), start(ended));
            if (others < behind) {
                query.append("\n, ").append(sql, end(others), start(behind));
            }
            if (where < returning) {
                query.append('\n').append(sql, start(where), start(returning));
            }
            return Optional.of(query.toString());
        }

        /** The query whose rows are put in. */
        Optional<String> inserted() {
            int into = find("into", 0);
            int query = Math.min(find("with", into + 1), find("select", into + 1));
            if (query == outer.size()) {
                return Optional.empty();
            }
            int conflict = find("conflict", query + 1);
            int end = Math.min(conflict < outer.size() ? conflict - 1 : conflict, find("returning", query + 1));
            int with = find("insert", 0);
            return Optional.of(sql.substring(0, start(with)) + sql.substring(start(query), start(end)));
        }

        /** The place of a word at or behind another one; behind all of them where there is none. */
        private int find(String word, int from) {
            for (int i = from; i < outer.size(); i++) {
                if (is(i, word)) {
                    return i;
                }
            }
            return outer.size();
        }

        /** FROM, but not that of IS DISTINCT FROM. */
        private int from(String word, int from) {
            int found = find(word, from);
            while (found < outer.size() && is(found - 1, "distinct")) {
                found = find(word, found + 1);
            }
            return found;
        }

        private boolean is(int place, String word) {
            return outer.get(place).span().of(sql).toLowerCase(Locale.ROOT).equals(word);
        }

        private int start(int place) {
            return place < outer.size() ? outer.get(place).span().start() : sql.length();
        }

        private int end(int place) {
            return outer.get(place).span().end();
        }
    }
}

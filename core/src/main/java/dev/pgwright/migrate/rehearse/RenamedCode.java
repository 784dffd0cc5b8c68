package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.InferClause;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Code as it is once it says the new names of a plan in place of the old ones. */
final class RenamedCode {
    private final Catalog catalog;
    private final Map<String, String> names = new HashMap<>();

    /**
     * By the renames of a plan.
     *
     * @param catalog its first schema
     */
    RenamedCode(List<MigrationPlan.Rename> renames, Catalog catalog) {
        this.catalog = catalog;
        renames.forEach(rename -> names.put(rename.object(), rename.to()));
    }

    /** A table by its new name. */
    QualifiedName table(QualifiedName table) {
        String renamed = names.getOrDefault("table " + table, "");
        int dot = renamed.indexOf('.');
        return dot < 0 ? table : QualifiedName.of(renamed.substring(0, dot), renamed.substring(dot + 1));
    }

    /** A column by its new name. */
    String column(QualifiedName table, String column) {
        return names.getOrDefault("column " + table + "." + column, column);
    }

    /**
     * A query as new code says it; itself where it says no name that changes. Whether a server understands it is for that to
     * say.
     */
    String of(String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("query", sql));
        if (names.isEmpty() || !parsed.errors().isEmpty() || parsed.statements().size() != 1) {
            return sql;
        }
        return new Query(sql, parsed.statements().get(0).tree()).renamed();
    }

    /** A query whose words are exchanged from the last to the first. */
    private final class Query {
        private final String sql;
        private final Node tree;
        private final List<Token> tokens;
        private final Map<String, Table> said = new HashMap<>();
        private final TreeMap<Integer, Token> words = new TreeMap<>();
        private final Map<Integer, String> wanted = new HashMap<>();

        Query(String sql, Node tree) {
            this.sql = sql;
            this.tree = tree;
            this.tokens = Sql.tokens(sql);
        }

        String renamed() {
            List<RangeVar> ranges = Nodes.all(tree, RangeVar.class);
            for (RangeVar range : ranges) {
                find(range).ifPresent(table -> {
                    said.put(
                            range.alias() == null
                                    ? range.relname()
                                    : range.alias().aliasname(),
                            table);
                    relation(range, table);
                });
            }
            Nodes.all(tree, ColumnRef.class).forEach(this::reference);
            Nodes.all(tree, UpdateStmt.class).forEach(update -> targets(update.relation(), update.targetList()));
            Nodes.all(tree, InsertStmt.class).forEach(this::inserted);
            StringBuilder text = new StringBuilder(sql);
            words.descendingMap()
                    .forEach((start, token) -> text.replace(
                            start, token.span().end(), Identifiers.quoteIdentifier(wanted.getOrDefault(start, ""))));
            return text.toString();
        }

        private Optional<Table> find(@Nullable RangeVar range) {
            return range == null
                    ? Optional.empty()
                    : catalog.tables().stream()
                            .filter(table -> table.name().name().equals(range.relname()))
                            .filter(table -> range.schemaname() == null
                                    || table.name().schema().equals(range.schemaname()))
                            .findFirst();
        }

        private void relation(RangeVar range, Table table) {
            QualifiedName to = table(table.name());
            List<Integer> path = path(range.location(), range.schemaname() == null ? 1 : 2);
            exchange(path, path.size() - 1, table.name().name(), to.name());
            exchange(path, path.size() - 2, table.name().schema(), to.schema());
        }

        /** Of the table that it says, or of the one that has such a column. */
        private void reference(ColumnRef reference) {
            List<String> said = Nodes.names(reference.fields());
            List<Integer> path = path(reference.location(), reference.fields().size());
            boolean star = said.size() < reference.fields().size();
            int qualifier = said.size() - (star ? 1 : 2);
            Table table = qualifier >= 0 ? this.said.get(said.get(qualifier)) : null;
            if (table != null && said.get(qualifier).equals(table.name().name()) && !isAlias(said.get(qualifier))) {
                exchange(
                        path,
                        qualifier,
                        table.name().name(),
                        table(table.name()).name());
            }
            if (!star) {
                String column = said.get(said.size() - 1);
                List<Table> all = table != null ? List.of(table) : List.copyOf(this.said.values());
                column(all, column, path, said.size() - 1);
            }
        }

        private boolean isAlias(String name) {
            return Nodes.all(tree, RangeVar.class).stream()
                    .anyMatch(range ->
                            range.alias() != null && name.equals(range.alias().aliasname()));
        }

        private void column(List<Table> tables, String column, List<Integer> path, int place) {
            tables.stream()
                    .filter(table -> table.column(column).isPresent())
                    .findFirst()
                    .ifPresent(table -> exchange(path, place, column, RenamedCode.this.column(table.name(), column)));
        }

        private void targets(@Nullable RangeVar relation, List<Node> targets) {
            find(relation)
                    .ifPresent(table -> targets.forEach(node -> {
                        if (node instanceof ResTarget target && target.name() != null) {
                            column(List.of(table), target.name(), path(target.location(), 1), 0);
                        }
                    }));
        }

        private void inserted(InsertStmt insert) {
            targets(insert.relation(), insert.cols());
            if (insert.onConflictClause() != null) {
                targets(insert.relation(), insert.onConflictClause().targetList());
            }
            for (InferClause infer : Nodes.all(insert, InferClause.class)) {
                for (IndexElem element : Nodes.all(infer, IndexElem.class)) {
                    String name = element.name();
                    find(insert.relation())
                            .filter(table -> name != null)
                            .ifPresent(table -> tokens.stream()
                                    .filter(token -> token.span().start() >= infer.location()
                                            && word(token).equals(name))
                                    .findFirst()
                                    .ifPresent(token -> column(
                                            List.of(table),
                                            String.valueOf(name),
                                            path(token.span().start(), 1),
                                            0)));
                }
            }
        }

        /** The tokens of a name with dots in it. */
        private List<Integer> path(int location, int parts) {
            List<Integer> path = new ArrayList<>();
            for (int i = 0; i < tokens.size() && path.size() < parts; i++) {
                if (tokens.get(i).span().start() >= location
                        && !word(tokens.get(i)).equals(".")) {
                    path.add(i);
                }
            }
            return path;
        }

        private void exchange(List<Integer> path, int place, String from, String to) {
            if (place >= 0 && place < path.size() && !from.equals(to)) {
                Token token = tokens.get(path.get(place));
                if (word(token).equals(from)) {
                    words.put(token.span().start(), token);
                    wanted.put(token.span().start(), to);
                }
            }
        }

        /** As PostgreSQL reads an identifier. */
        private String word(Token token) {
            String text = token.span().of(sql);
            return text.startsWith("\"")
                    ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                    : text.toLowerCase(Locale.ROOT);
        }
    }
}

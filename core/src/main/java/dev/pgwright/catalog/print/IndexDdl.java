package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** Indexes. */
final class IndexDdl {
    private IndexDdl() {}

    /**
     * The statements that make an index.
     *
     * @param only the index of a partitioned table that its partitions do not get of themselves
     * @param undone whether removing it takes a statement of its own; otherwise it goes with its table
     */
    static List<Statement> statements(QualifiedName table, Index index, boolean only, boolean undone) {
        String block = "indexes " + table;
        String name = quoteIdentifier(table.schema(), index.name());
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, create(table, index, only), undone ? "DROP INDEX " + name : null));
        SettingsDdl.behind(QualifiedName.of(table.schema(), index.name()), index.statisticsTargets())
                .forEach(sql -> statements.add(Statement.of(block, sql)));
        if (index.parent() != null) {
            statements.add(
                    Statement.of(block, "ALTER INDEX " + SqlText.name(index.parent()) + " ATTACH PARTITION " + name));
        }
        if (index.comment() != null) {
            statements.add(Statement.of(block, SqlText.comment("INDEX", name, index.comment())));
        }
        return statements;
    }

    static String create(QualifiedName table, Index index, boolean only) {
        String head = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + quoteIdentifier(index.name()) + " ON "
                + (only ? "ONLY " : "") + SqlText.name(table)
                + (index.method().equals("btree") ? "" : " USING " + quoteIdentifier(index.method()))
                + " (" + SqlText.elements(index.elements()) + ")";
        String tail = (index.include().isEmpty() ? "" : " INCLUDE (" + SqlText.names(index.include()) + ")")
                + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                + SqlText.with(index.storageParameters())
                + (index.tablespace() == null ? "" : " TABLESPACE " + quoteIdentifier(index.tablespace()))
                + (index.predicate() == null ? "" : " WHERE " + index.predicate());
        boolean longLine = head.length() + tail.length() > SqlText.LINE_LIMIT && !tail.isEmpty();
        return head + (longLine ? "\n   " : "") + tail;
    }
}

package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CREATE INDEX CONCURRENTLY, with the removal of what a failed attempt has left behind, so that it can be run again. A
 * partitioned table refuses CONCURRENTLY: there the index is made ON ONLY it, each partition gets its own concurrently,
 * and those are attached (PostgreSQL 18, CREATE INDEX and Table Partitioning).
 */
public final class ConcurrentIndex {
    private ConcurrentIndex() {}

    /** The safe form of CREATE INDEX, also of one that is CONCURRENTLY but can leave a broken index behind. */
    public static Optional<SafeForm> of(Change change) {
        if (!(change.tree() instanceof IndexStmt index) || index.relation() == null) {
            return Optional.empty();
        }
        QualifiedName table = change.state().resolve(index.relation());
        Optional<Table> known = change.state().table(table);
        Written written = Written.of(change.sql());
        Optional<String> name = name(change, index, table);
        boolean there = index.ifNotExists()
                && index.idxname() != null
                && change.state().isRelation(QualifiedName.of(table.schema(), index.idxname()));
        if (there) {
            return Optional.empty();
        }
        if (known.isPresent() && known.get().partitioning() != null) {
            return name.flatMap(chosen -> onPartitioned(change, index, table, written, chosen));
        }
        String create = name.map(chosen -> written.concurrently(chosen, written.table()))
                .orElseGet(() -> written.concurrently("", written.table()));
        List<String> statements = new ArrayList<>();
        name.ifPresent(chosen -> statements.add(Concurrently.dropLeftover(written.qualifier(), chosen)));
        statements.add(create);
        return Optional.of(
                new SafeForm("build it concurrently", List.of(Part.alone(statements.toArray(String[]::new)))));
    }

    private static Optional<SafeForm> onPartitioned(
            Change change, IndexStmt index, QualifiedName table, Written written, String name) {
        if (index.relation() == null || !index.relation().inh()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.transaction(written.on(name, "ONLY " + written.table())));
        String qualified = written.qualifier() + quoteIdentifier(name);
        return addPartitions(change, index, table, written, qualified, parts)
                ? Optional.of(new SafeForm("build it on each partition concurrently and attach it", parts))
                : Optional.empty();
    }

    private static boolean addPartitions(
            Change change, IndexStmt index, QualifiedName table, Written written, String parent, List<Part> parts) {
        for (QualifiedName partition : change.state().partitionsOf(table)) {
            Optional<Table> known = change.state().table(partition);
            Optional<List<String>> columns = columns(index);
            if (known.isEmpty() || columns.isEmpty()) {
                return false;
            }
            String name = new ChosenNames(change.state(), partition).index(columns.get());
            String schema = quoteIdentifier(partition.schema()) + ".";
            String relation = schema + quoteIdentifier(partition.name());
            String attach = "ALTER INDEX " + parent + " ATTACH PARTITION " + schema + quoteIdentifier(name);
            if (known.get().partitioning() != null) {
                parts.add(Part.transaction(written.on(name, "ONLY " + relation)));
                if (!addPartitions(change, index, partition, written, schema + quoteIdentifier(name), parts)) {
                    return false;
                }
            } else {
                parts.add(Part.alone(Concurrently.dropLeftover(schema, name), written.concurrently(name, relation)));
            }
            parts.add(Part.transaction(attach));
        }
        return true;
    }

    private static Optional<String> name(Change change, IndexStmt index, QualifiedName table) {
        return index.idxname() != null
                ? Optional.of(index.idxname())
                : columns(index).map(columns -> new ChosenNames(change.state(), table).index(columns));
    }

    /** The columns as the name of an index says them; empty where that is not known for sure. */
    private static Optional<List<String>> columns(IndexStmt index) {
        List<String> columns = new ArrayList<>();
        List<Node> all = new ArrayList<>(index.indexParams());
        all.addAll(index.indexIncludingParams());
        for (Node node : all) {
            if (!(node instanceof IndexElem element)) {
                return Optional.empty();
            }
            if (element.name() != null) {
                columns.add(element.name());
            } else if (element.expr() instanceof FuncCall call) {
                List<String> names = Nodes.names(call.funcname());
                columns.add(names.get(names.size() - 1));
            } else if (element.expr() instanceof CoalesceExpr) {
                columns.add("coalesce");
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(columns);
    }

    /**
     * CREATE INDEX as it is written, in pieces.
     *
     * @param head {@code CREATE [UNIQUE] INDEX}
     * @param rest what stands behind the table's name
     */
    private record Written(String head, String table, String qualifier, String rest) {
        static Written of(String sql) {
            Fragments words = new Fragments(sql);
            int index = words.find(0, "index");
            int on = words.find(index + 1, "on");
            int table = words.isWord(on + 1, "only") ? on + 2 : on + 1;
            int behind = words.behindName(table);
            return new Written(
                    words.text(0, index + 1),
                    words.text(table, behind),
                    behind - table == 1 ? "" : words.text(table, behind - 2) + ".",
                    words.from(behind));
        }

        String concurrently(String name, String relation) {
            return head + " CONCURRENTLY " + named(name) + "ON " + relation + " " + rest;
        }

        String on(String name, String relation) {
            return head + " " + named(name) + "ON " + relation + " " + rest;
        }

        private static String named(String name) {
            return name.isEmpty() ? "" : quoteIdentifier(name) + " ";
        }
    }
}

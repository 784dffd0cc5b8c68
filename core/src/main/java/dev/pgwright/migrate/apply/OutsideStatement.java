package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL refuses inside of a transaction, and how far it may have got when it was broken off.
 *
 * @param kind what can be asked about it
 * @param name the index or the partition, as SQL; empty for others
 * @param parent the table of an index or a partition, as SQL; empty for others
 */
record OutsideStatement(String sql, Kind kind, String name, String parent) {
    /** What a broken statement leaves behind depends on what it is. */
    enum Kind {
        /** CREATE INDEX CONCURRENTLY leaves an index that is not valid (PostgreSQL 18, CREATE INDEX). */
        BUILD,
        /** DROP INDEX CONCURRENTLY leaves an index that is not valid, or none. */
        DROP,
        /** DROP INDEX CONCURRENTLY IF EXISTS, which stands before a build. */
        CLEAR,
        /** DETACH PARTITION CONCURRENTLY leaves a partition whose detachment is pending (PostgreSQL 18, ALTER TABLE). */
        DETACH,
        /** May be run again whatever it did. */
        OTHER
    }

    static OutsideStatement of(String sql) {
        Node tree = Sql.parseStatement(sql).tree();
        if (tree instanceof IndexStmt index && index.concurrent() && index.idxname() != null) {
            String schema = index.relation() == null ? null : index.relation().schemaname();
            String name = schema == null ? quoteIdentifier(index.idxname()) : quoteIdentifier(schema, index.idxname());
            return new OutsideStatement(sql, Kind.BUILD, name, name(index.relation()));
        }
        if (tree instanceof DropStmt drop
                && drop.removeType() == ObjectType.OBJECT_INDEX
                && drop.concurrent()
                && drop.objects().size() == 1
                && drop.objects().get(0) instanceof PgList list) {
            List<String> parts = Nodes.names(list.items());
            String name =
                    parts.size() == 1 ? quoteIdentifier(parts.get(0)) : quoteIdentifier(parts.get(0), parts.get(1));
            return new OutsideStatement(sql, drop.missingOk() ? Kind.CLEAR : Kind.DROP, name, "");
        }
        if (tree instanceof AlterTableStmt alter
                && alter.cmds().size() == 1
                && alter.cmds().get(0) instanceof AlterTableCmd command
                && command.subtype() == AlterTableType.AT_DetachPartition
                && command.def() instanceof PartitionCmd partition
                && partition.concurrent()) {
            return new OutsideStatement(sql, Kind.DETACH, name(partition.name()), name(alter.relation()));
        }
        return new OutsideStatement(sql, Kind.OTHER, "", "");
    }

    private static String name(@Nullable RangeVar relation) {
        if (relation == null || relation.relname() == null) {
            return "";
        }
        return relation.schemaname() == null
                ? quoteIdentifier(relation.relname())
                : quoteIdentifier(relation.schemaname(), relation.relname());
    }

    boolean buildsIndex() {
        return kind == Kind.BUILD;
    }

    boolean clearsIndex() {
        return kind == Kind.CLEAR;
    }

    /**
     * Whether it waits without anybody waiting for it in turn: CREATE and DROP INDEX CONCURRENTLY take SHARE UPDATE EXCLUSIVE,
     * which neither reading nor writing conflicts with, so no lock timeout has to break them off.
     */
    boolean waitsAlone() {
        return switch (kind) {
            case BUILD, DROP, CLEAR -> true;
            case DETACH, OTHER -> false;
        };
    }
}

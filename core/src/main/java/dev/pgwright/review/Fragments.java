package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What statements say of tables of which nothing else is known: a migration on its own adds a column, a key or an index to a
 * table that no file has made. They are applied to a schema in which such a table has the columns that they name, of a type
 * that means nothing.
 */
final class Fragments {
    /** The type of columns that are only named; an enum, as the fold refuses no comparison with one. */
    private static final String ASSUMED = "pgwright_assumed";

    private final SchemaFold fold;
    private final Map<QualifiedName, Fragment> fragments = new LinkedHashMap<>();

    /**
     * A table of which a part is known.
     *
     * @param whole whether all of it is known, but what it refers to is not
     * @param columns those whose type is known
     * @param constraints those that statements have added
     */
    record Fragment(Table table, boolean whole, Set<String> columns, Set<String> constraints) {
        Fragment {
            columns = Set.copyOf(columns);
            constraints = Set.copyOf(constraints);
        }
    }

    Fragments(int version) {
        this.fold = SchemaFold.empty(version);
        run("create type " + ASSUMED + " as enum ()");
    }

    List<Fragment> tables() {
        return List.copyOf(fragments.values());
    }

    /** A table as far as it is known. */
    Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(fragments.get(name)).map(Fragment::table);
    }

    /** Takes in what a statement says of a table that the schema does not know; {@code state} is the one before it. */
    void note(Statement statement, String text, SchemaState state) {
        Node tree = statement.tree();
        if (tree instanceof AlterTableStmt alter && alter.relation() != null && isUnknown(alter.relation(), state)) {
            alter(alter, statement, text, state.resolve(alter.relation()));
        } else if (tree instanceof CreateStmt create
                && create.relation() != null
                && state.isIncomplete()
                && Nodes.all(create, Constraint.class).stream().anyMatch(key -> refersToUnknown(key, state))) {
            create(create, statement, text, state.resolve(create.relation()));
        } else if (tree instanceof IndexStmt index && index.relation() != null && isUnknown(index.relation(), state)) {
            Set<String> columns = new LinkedHashSet<>();
            index.indexParams().forEach(element -> named(element, columns));
            index.indexIncludingParams().forEach(element -> named(element, columns));
            if (index.whereClause() != null) {
                named(index.whereClause(), columns);
            }
            QualifiedName table = state.resolve(index.relation());
            assume(table, columns);
            apply(statement, text, table, false, Set.of());
        }
    }

    private static boolean isUnknown(RangeVar relation, SchemaState state) {
        return !state.isRelation(state.resolve(relation));
    }

    private static boolean refersToUnknown(Constraint key, SchemaState state) {
        return key.contype() == ConstrType.CONSTR_FOREIGN && key.pktable() != null && isUnknown(key.pktable(), state);
    }

    /** A table of the file, with a reference to one that no file has made. */
    private void create(CreateStmt create, Statement statement, String text, QualifiedName table) {
        Set<String> known = new HashSet<>();
        for (Node element : create.tableElts()) {
            if (element instanceof ColumnDef column) {
                known.add("" + column.colname());
                column.constraints().forEach(constraint -> references(constraint, 1));
            } else if (element instanceof Constraint constraint) {
                references(constraint, constraint.fkAttrs().size());
            }
        }
        needsSchema(table);
        apply(statement, text, table, true, known);
    }

    private void alter(AlterTableStmt alter, Statement statement, String text, QualifiedName table) {
        Set<String> assumed = new LinkedHashSet<>();
        Set<String> known = new HashSet<>();
        for (Node node : alter.cmds()) {
            if (!(node instanceof AlterTableCmd command)) {
                continue;
            }
            if (command.subtype() == AlterTableType.AT_AddColumn && command.def() instanceof ColumnDef column) {
                known.add("" + column.colname());
                column.constraints().forEach(constraint -> references(constraint, 1));
            } else if (command.subtype() == AlterTableType.AT_AddConstraint
                    && command.def() instanceof Constraint constraint) {
                assumed.addAll(Nodes.names(constraint.keys()));
                assumed.addAll(Nodes.names(constraint.fkAttrs()));
                if (constraint.rawExpr() != null) {
                    named(constraint.rawExpr(), assumed);
                }
                references(constraint, constraint.fkAttrs().size());
            } else if (command.name() != null) {
                assumed.add(command.name());
                if (command.subtype() == AlterTableType.AT_AlterColumnType) {
                    known.add(command.name());
                }
            }
        }
        Set<String> added = new HashSet<>(known);
        added.removeAll(assumed);
        assumed.removeAll(added);
        assume(table, assumed);
        apply(statement, text, table, false, known);
    }

    private static void named(Node node, Set<String> columns) {
        if (node instanceof IndexElem element && element.name() != null) {
            columns.add(element.name());
        }
        Nodes.all(node, ColumnRef.class).forEach(ref -> {
            List<String> names = Nodes.names(ref.fields());
            if (!names.isEmpty()) {
                columns.add(names.get(names.size() - 1));
            }
        });
    }

    /** A table that a foreign key asks for has the key that it asks for. */
    private void references(Node node, int columns) {
        if (!(node instanceof Constraint constraint)
                || constraint.contype() != ConstrType.CONSTR_FOREIGN
                || constraint.pktable() == null) {
            return;
        }
        QualifiedName referenced = fold.state().resolve(constraint.pktable());
        List<String> key = new ArrayList<>(Nodes.names(constraint.pkAttrs()));
        boolean primary = key.isEmpty();
        for (int i = 1; key.size() < columns; i++) {
            key.add("key" + i);
        }
        assume(referenced, new LinkedHashSet<>(key));
        if (primary || !key.isEmpty()) {
            run("alter table " + sql(referenced) + " add " + (primary ? "primary key" : "unique") + " ("
                    + String.join(
                            ", ", key.stream().map(Identifiers::quoteIdentifier).toList()) + ")");
        }
    }

    /** Makes the table where it is missing, with these columns besides those that it has. */
    private void assume(QualifiedName table, Set<String> columns) {
        needsSchema(table);
        if (fold.state().table(table).isEmpty()) {
            run("create table " + sql(table) + " ()");
        }
        for (String column : columns) {
            run("alter table " + sql(table) + " add column if not exists " + Identifiers.quoteIdentifier(column) + " "
                    + ASSUMED);
        }
    }

    private void needsSchema(QualifiedName table) {
        if (!fold.state().isSchema(table.schema())) {
            run("create schema " + Identifiers.quoteIdentifier(table.schema()));
        }
    }

    private static String sql(QualifiedName table) {
        return Identifiers.quoteIdentifier(table.schema(), table.name());
    }

    private void run(String sql) {
        Sql.parse(SourceFile.of("", sql)).statements().forEach(statement -> fold.apply(statement, sql));
    }

    private void apply(Statement statement, String text, QualifiedName table, boolean created, Set<String> known) {
        Set<String> before = new HashSet<>();
        fold.state().table(table).map(Table::constraints).orElse(List.of()).forEach(one -> before.add(one.name()));
        fold.apply(statement, text);
        fold.state().table(table).ifPresent(now -> {
            Set<String> columns = new HashSet<>(known);
            Set<String> constraints = new HashSet<>();
            Fragment older = fragments.get(table);
            boolean whole = created || (older != null && older.whole());
            if (older != null) {
                columns.addAll(older.columns());
                constraints.addAll(older.constraints());
            }
            now.constraints().stream()
                    .map(dev.pgwright.catalog.Constraint::name)
                    .filter(name -> !before.contains(name))
                    .forEach(constraints::add);
            fragments.put(table, new Fragment(now, whole, columns, constraints));
        });
    }
}

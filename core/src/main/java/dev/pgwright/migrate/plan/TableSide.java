package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Partitioning.Strategy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.SchemaSteps;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of two forms of a table with its partitions, where one takes the place of the other. While it is not the one that
 * clients use it lies in a schema of its own, where all names are free and nobody but its owner gets at it; there it has
 * no triggers, identity and row security, which would do their work twice.
 */
final class TableSide {
    private static final String REST = "rest";

    private final Catalog catalog;
    private final int version;
    private final Table root;
    private final List<Table> tree;
    private final String schema;
    private final Catalog moved;

    /**
     * A side.
     *
     * @param catalog the schema in which this form has its name for good
     * @param table its name
     * @param schema where it lies beside the other form
     */
    TableSide(Catalog catalog, int version, QualifiedName table, String schema) {
        this.catalog = catalog;
        this.version = version;
        this.root = catalog.table(table).orElseThrow(() -> new IllegalStateException("no table " + table));
        this.tree = tree(catalog, table);
        this.schema = schema;
        this.moved = moved();
    }

    /** A table with all partitions below it, each behind the one that it is of. */
    static List<Table> tree(Catalog catalog, QualifiedName root) {
        List<Table> found = new ArrayList<>(catalog.table(root).stream().toList());
        for (int i = 0; i < found.size(); i++) {
            QualifiedName parent = found.get(i).name();
            catalog.tables().stream()
                    .filter(table -> table.partitionOf() != null
                            && table.partitionOf().parent().equals(parent))
                    .forEach(found::add);
        }
        return found;
    }

    Catalog catalog() {
        return catalog;
    }

    int version() {
        return version;
    }

    Table root() {
        return root;
    }

    List<QualifiedName> names() {
        return tree.stream().map(Table::name).toList();
    }

    String schema() {
        return schema;
    }

    /** What the root is called beside the other form. */
    QualifiedName beside() {
        return beside(root);
    }

    QualifiedName beside(Table table) {
        return QualifiedName.of(schema, table.name().name());
    }

    List<KeyColumn> key() {
        return WalkKey.of(root);
    }

    /** The catalog with this form in its own schema, as PostgreSQL would say it. */
    private Catalog moved() {
        SchemaFold fold = SchemaFold.from(catalog, version);
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA " + quoteIdentifier(schema));
        statements.addAll(sequencesLeft());
        statements.addAll(toBeside());
        for (String sql : statements) {
            ParsedSql parsed = Sql.parse(SourceFile.of("move", sql));
            parsed.statements().forEach(statement -> fold.apply(statement, sql));
        }
        return fold.catalog();
    }

    /** What makes the sequences of columns stay when the table moves. */
    List<String> sequencesLeft() {
        return sequences(column -> "NONE");
    }

    /** What gives them back to the table under its own name. */
    List<String> sequencesOwned() {
        return sequences(column -> SingleDdl.name(column.relation()) + "." + quoteIdentifier(column.column()));
    }

    private List<String> sequences(Function<ColumnName, String> owner) {
        List<QualifiedName> names = names();
        List<String> statements = new ArrayList<>();
        for (Sequence sequence : catalog.sequences()) {
            ColumnName column = sequence.ownedBy();
            if (column != null && names.contains(column.relation())) {
                statements.add(
                        "ALTER SEQUENCE " + SingleDdl.name(sequence.name()) + " OWNED BY " + owner.apply(column));
            }
        }
        return statements;
    }

    List<String> toBeside() {
        return tree.stream()
                .map(table -> "ALTER TABLE " + SingleDdl.name(table.name()) + " SET SCHEMA " + quoteIdentifier(schema))
                .toList();
    }

    List<String> toPlace() {
        return tree.stream()
                .map(table -> "ALTER TABLE " + SingleDdl.name(beside(table)) + " SET SCHEMA "
                        + quoteIdentifier(table.name().schema()))
                .toList();
    }

    /** What makes this form in its own schema, beside the other one in a catalog. */
    List<String> made(Catalog other) {
        List<Table> tables = new ArrayList<>(other.tables());
        moved.tables().stream()
                .filter(table -> table.name().schema().equals(schema))
                .forEach(table -> tables.add(withoutIdentity(withoutReferences(quiet(table)))));
        List<Schema> schemas = new ArrayList<>(other.schemas());
        schemas.add(new Schema(schema, null));
        Set<String> identities = new HashSet<>();
        tree.forEach(table -> identities.add(SingleDdl.name(beside(table))));
        Access given = other.access();
        Access access = new Access(
                given.roles(),
                Stream.concat(
                                given.owners().stream(),
                                moved.access().owners().stream()
                                        .filter(owner -> identities.contains(
                                                owner.object().identity())))
                        .toList(),
                Stream.concat(
                                given.grants().stream(),
                                moved.access().grants().stream()
                                        .filter(grant -> identities.contains(
                                                grant.object().identity())))
                        .toList(),
                given.defaults());
        Catalog both = with(other, schemas, tables).withAccess(access);
        List<String> statements = new ArrayList<>(SchemaStep.up(SchemaSteps.between(other, both)));
        statements.addAll(rest());
        return statements;
    }

    /** A partition for rows that no other takes: while they are the other form's rows, they must not fail. */
    List<String> rest() {
        return hasRest()
                ? List.of("CREATE TABLE " + SingleDdl.name(restName()) + " PARTITION OF " + SingleDdl.name(beside())
                        + " DEFAULT")
                : List.of();
    }

    /** What takes it away again; it fails if there are any. */
    List<String> withoutRest() {
        String name = SingleDdl.name(restName());
        return hasRest()
                ? List.of(
                        "ALTER TABLE " + name + " ADD CONSTRAINT no_rows CHECK (false)",
                        // foreign keys to the table depend on each of its partitions
                        "ALTER TABLE " + SingleDdl.name(beside()) + " DETACH PARTITION " + name,
                        "DROP TABLE " + name)
                : List.of();
    }

    QualifiedName restName() {
        return QualifiedName.of(schema, REST);
    }

    boolean hasRest() {
        return root.partitioning() != null
                && root.partitioning().strategy() != Strategy.HASH
                && tree.stream()
                        .noneMatch(table -> table.isDefaultPartition()
                                && table.partitionOf() != null
                                && table.partitionOf().parent().equals(root.name()));
    }

    List<String> dropped() {
        return List.of("DROP TABLE " + SingleDdl.name(beside()), "DROP SCHEMA " + quoteIdentifier(schema));
    }

    /** What takes triggers and row security from this form under its own name. */
    List<String> quieted() {
        return SchemaStep.up(SchemaSteps.between(catalog, quiet()));
    }

    /** What gives them back. */
    List<String> unquieted() {
        return SchemaStep.up(SchemaSteps.between(quiet(), catalog));
    }

    private Catalog quiet() {
        List<QualifiedName> names = names();
        return with(
                catalog,
                catalog.schemas(),
                catalog.tables().stream()
                        .map(table -> names.contains(table.name()) ? quiet(table) : table)
                        .toList());
    }

    private static Table quiet(Table table) {
        TableSettings settings = table.settings();
        return table.withTriggers(List.of())
                .withSettings(new TableSettings(
                        settings.tablespace(),
                        settings.accessMethod(),
                        settings.ofType(),
                        settings.foreign(),
                        settings.replicaIdentity(),
                        settings.clusteredOn(),
                        false,
                        false));
    }

    private static Table withoutIdentity(Table table) {
        return withParts(
                table, table.columns().stream().map(Column::withoutIdentity).toList(), table.constraints());
    }

    /** Beside the other form rows come in any order, so that none may have to be there before another. */
    private Table withoutReferences(Table table) {
        List<QualifiedName> names = tree.stream().map(this::beside).toList();
        return withParts(
                table,
                table.columns(),
                table.constraints().stream()
                        .filter(constraint -> !refersTo(constraint, names))
                        .toList());
    }

    static boolean refersTo(Constraint constraint, List<QualifiedName> tables) {
        return constraint instanceof Constraint.ForeignKey key && tables.contains(key.referenced());
    }

    /** A table with other columns and constraints. */
    static Table withParts(Table table, List<Column> columns, List<Constraint> constraints) {
        return new Table(
                table.name(),
                columns,
                constraints,
                table.indexes(),
                table.triggers(),
                table.partitioning(),
                table.partitionOf(),
                table.inherits(),
                table.unlogged(),
                table.storageParameters(),
                table.policies(),
                table.rules(),
                table.attachedIndexes(),
                table.settings(),
                table.comment());
    }

    /** Views that would have to go before columns of this form can have their other type, with what stands on them. */
    List<SchemaStep> boundByType(List<WiderColumn> wider) {
        if (wider.isEmpty()) {
            return List.of();
        }
        List<QualifiedName> names = names();
        boolean wide = !WiderColumn.with(root.columns(), wider, true).equals(root.columns());
        Catalog other = with(
                catalog,
                catalog.schemas(),
                catalog.tables().stream()
                        .map(table -> names.contains(table.name())
                                ? withParts(table, WiderColumn.with(table.columns(), wider, wide), table.constraints())
                                : table)
                        .toList());
        List<SchemaStep> aside = SchemaSteps.between(catalog, other).stream()
                .filter(step -> step.action() == Action.SET_ASIDE)
                .toList();
        List<String> views = aside.stream()
                .filter(step -> step.unit().kind() == UnitKind.VIEW)
                .map(step -> step.unit().name())
                .toList();
        return aside.stream()
                .filter(step -> step.unit().kind() == UnitKind.ROUTINE
                        || views.stream().anyMatch(view -> step.unit().name().contains(view)))
                .toList();
    }

    /** A catalog with other tables. */
    static Catalog with(Catalog catalog, List<Schema> schemas, List<Table> tables) {
        return new Catalog(
                schemas,
                catalog.extensions(),
                catalog.enums(),
                catalog.domains(),
                catalog.composites(),
                catalog.ranges(),
                catalog.sequences(),
                tables,
                catalog.views(),
                catalog.routines(),
                catalog.objects(),
                catalog.access(),
                catalog.comments(),
                catalog.labels(),
                catalog.notModelled());
    }

    /** Foreign keys that refer to this form under its own name, its own ones too. */
    List<Catalog.TableForeignKey> incoming() {
        List<QualifiedName> names = names();
        return catalog.foreignKeys().stream()
                .filter(key -> names.contains(key.key().referenced()))
                .toList();
    }
}

package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.migrate.plan.steps.Users;
import java.util.ArrayList;
import java.util.List;

/**
 * The other form of a table takes the place of the one that clients use, with all that PostgreSQL has bound to that one.
 * All of it belongs into one short transaction. It waits for locks for less than the second after which PostgreSQL looks
 * for deadlocks, so that it is the switch that gives way and not a client.
 */
final class TableSwitch {
    private final TableSide main;
    private final TableSide other;
    private final Users users;
    private final List<SchemaStep> gone;
    private final List<SchemaStep> again;
    private final String name;

    /**
     * A switch.
     *
     * @param main the form that clients use
     * @param other the one beside it
     * @param wider columns that are of another type in both
     */
    TableSwitch(TableSide main, TableSide other, List<WiderColumn> wider) {
        this.main = main;
        this.other = other;
        this.users = Users.of(other.catalog(), other.names());
        this.gone = main.boundByType(wider);
        this.again = other.boundByType(wider);
        this.name = SingleDdl.name(main.root().name());
    }

    /** The statements, between the ends of what keeps them equal this way and the beginning of the other way. */
    List<String> statements(RowSync until, RowSync from) {
        List<String> statements = new ArrayList<>();
        statements.add("SET LOCAL lock_timeout = '500ms'");
        statements.add("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
        statements.addAll(until.remove());
        statements.addAll(SchemaStep.up(gone));
        statements.addAll(foreignKeysTaken());
        statements.addAll(main.quieted());
        statements.addAll(main.sequencesLeft());
        statements.addAll(other.withoutRest());
        statements.add("CREATE SCHEMA " + quoteIdentifier(main.schema()));
        statements.addAll(main.toBeside());
        statements.addAll(other.toPlace());
        statements.add("DROP SCHEMA " + quoteIdentifier(other.schema()));
        statements.addAll(other.sequencesOwned());
        other.root().columns().forEach(column -> identity(column, statements));
        statements.addAll(other.unquieted());
        statements.addAll(foreignKeysGiven());
        statements.addAll(main.rest());
        statements.addAll(bound());
        statements.addAll(SchemaStep.down(again));
        statements.addAll(from.make());
        return statements;
    }

    /**
     * Foreign keys cannot wait beside the other form: a row that goes from one partition to another is deleted and inserted
     * there, and would take along what refers to it; and those of the table to itself would want rows in their order.
     */
    private List<String> foreignKeysTaken() {
        return main.incoming().stream()
                .map(key -> "ALTER TABLE " + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT "
                        + quoteIdentifier(key.key().name()))
                .toList();
    }

    /** They are checked for what is written from here on, and {@link #validated} later for what was there. */
    private List<String> foreignKeysGiven() {
        return other.incoming().stream()
                .map(key -> "ALTER TABLE " + SingleDdl.name(key.table().name()) + " ADD "
                        + SingleDdl.validConstraint(key.key())
                        + (isLater(key) || !key.key().validated() ? " NOT VALID" : ""))
                .toList();
    }

    /** What checks the foreign keys that the switch has given to the other form, while everybody works. */
    List<String> validated() {
        return other.incoming().stream()
                .filter(key -> key.key().validated() && isLater(key))
                .map(key -> "ALTER TABLE " + SingleDdl.name(key.table().name()) + " VALIDATE CONSTRAINT "
                        + quoteIdentifier(key.key().name()))
                .toList();
    }

    /** Before PostgreSQL 18 a partitioned table can have no foreign key that is not valid. */
    private boolean isLater(Catalog.TableForeignKey key) {
        return key.key().enforced() && (other.version() >= 18 || key.table().partitioning() == null);
    }

    /** The numbers go on where they are. */
    private void identity(Column column, List<String> statements) {
        Identity identity = column.identity();
        if (identity == null) {
            return;
        }
        QualifiedName given = identity.sequenceName();
        QualifiedName table = other.root().name();
        QualifiedName sequence = given != null
                ? given
                : QualifiedName.of(table.schema(), ObjectNames.of(table.name(), column.name(), "seq"));
        String quoted = quoteIdentifier(column.name());
        statements.add("ALTER TABLE " + name + " ALTER COLUMN " + quoted + " ADD "
                + SingleDdl.identity(identity, column.type()));
        statements.add("SELECT pg_catalog.setval(" + quoteLiteral(SingleDdl.name(sequence))
                + ", last_value, is_called) FROM " + quoteIdentifier(main.schema(), sequence.name()));
        statements.add("ALTER TABLE " + SingleDdl.name(main.beside()) + " ALTER COLUMN " + quoted + " DROP IDENTITY");
    }

    /** Views and parsed bodies are replaced, since their users need not notice; policies and rules are made anew. */
    private List<String> bound() {
        List<String> statements = new ArrayList<>();
        users.views().stream()
                .filter(view -> !comesAgain(UnitKind.VIEW, view.name().toString()))
                .forEach(view -> statements.add(replaced(SingleDdl.view(view))));
        users.routines().stream()
                .filter(routine -> !comesAgain(UnitKind.ROUTINE, String.valueOf(routine.name())))
                .forEach(routine -> statements.add(replaced(SingleDdl.routine(routine))));
        users.policies().forEach(each -> again(SingleDdl.policy(each.table(), each.policy()), statements));
        users.rules().forEach(each -> again(SingleDdl.rule(each.relation(), each.rule()), statements));
        return statements;
    }

    /** Whether it is made behind the switch, since it could not be replaced. */
    private boolean comesAgain(UnitKind kind, String name) {
        return again.stream()
                .map(SchemaStep::unit)
                .anyMatch(unit -> unit.kind() == kind && unit.name().startsWith(name));
    }

    private static String replaced(Made made) {
        String create = made.make().get(0);
        return create.startsWith("CREATE OR REPLACE") ? create : "CREATE OR REPLACE" + create.substring(6);
    }

    private static void again(Made made, List<String> statements) {
        statements.addAll(made.remove());
        statements.addAll(made.make());
    }
}

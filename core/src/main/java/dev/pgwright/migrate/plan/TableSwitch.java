package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
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
    private final String name;

    /**
     * A switch.
     *
     * @param main the form that clients use
     * @param other the one beside it
     */
    TableSwitch(TableSide main, TableSide other) {
        this.main = main;
        this.other = other;
        this.users = Users.of(other.catalog(), other.names());
        this.name = SingleDdl.name(main.root().name());
    }

    /** The statements, between the ends of what keeps them equal this way and the beginning of the other way. */
    List<String> statements(RowSync until, RowSync from) {
        List<String> statements = new ArrayList<>();
        statements.add("SET LOCAL lock_timeout = '500ms'");
        statements.add("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
        statements.addAll(until.remove());
        statements.addAll(foreignKeys());
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
        statements.addAll(main.rest());
        statements.addAll(bound());
        statements.addAll(from.make());
        return statements;
    }

    private List<String> foreignKeys() {
        List<String> statements = new ArrayList<>();
        main.incoming()
                .forEach(key -> statements.add(
                        "ALTER TABLE " + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT "
                                + quoteIdentifier(key.key().name())));
        other.incoming()
                .forEach(key -> statements.add("ALTER TABLE "
                        + SingleDdl.name(key.table().name()) + " RENAME CONSTRAINT "
                        + quoteIdentifier(ShadowDefinitions.temporary(key.key().name())) + " TO "
                        + quoteIdentifier(key.key().name())));
        return statements;
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
        for (View view : users.views()) {
            statements.add(replaced(SingleDdl.view(view)));
        }
        users.routines().forEach(routine -> statements.add(replaced(SingleDdl.routine(routine))));
        users.policies().forEach(each -> again(SingleDdl.policy(each.table(), each.policy()), statements));
        users.rules().forEach(each -> again(SingleDdl.rule(each.relation(), each.rule()), statements));
        return statements;
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

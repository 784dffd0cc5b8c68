package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.source.Place;
import java.util.List;

/** When a row came and when it last changed, with the trigger that keeps the latter. */
final class TimestampColumns {
    private final String schema;
    private final Draft draft;

    TimestampColumns(String schema, Draft draft) {
        this.schema = schema;
        this.draft = draft;
    }

    void add(TableDraft table, Entity.Changes changes, Place place) {
        draft.decisions.add(TimestampDecision.decision(changes, table.name.toString(), place));
        table.columns.add(Column.of("created_at", "timestamp with time zone")
                .withNotNull()
                .withDefault("now()"));
        if (TimestampDecision.leaf(changes) == TimestampDecision.Leaf.CREATED_AND_UPDATED) {
            table.columns.add(Column.of("updated_at", "timestamp with time zone")
                    .withNotNull()
                    .withDefault("now()"));
            String name = draft.naming.constraint(table.name.name(), List.of(), "set_updated_at");
            table.triggers.add(new Trigger(
                    name,
                    "CREATE TRIGGER " + Identifier.sql(name) + " BEFORE UPDATE ON " + Identifier.sql(table.name)
                            + " FOR EACH ROW EXECUTE FUNCTION "
                            + Identifier.sql(touchName()) + "()",
                    Trigger.Firing.ORIGIN,
                    null));
        }
    }

    private QualifiedName touchName() {
        return QualifiedName.of(schema, "set_updated_at");
    }

    /** The trigger's function, where a table has the column. */
    void touchFunction() {
        boolean used = draft.tables.stream().anyMatch(table -> table.hasColumn("updated_at"));
        if (used) {
            draft.triggerFunction(
                    touchName(), "BEGIN\n    NEW.updated_at := now();\n    RETURN NEW;\nEND", "Keeps updated_at");
        }
    }
}

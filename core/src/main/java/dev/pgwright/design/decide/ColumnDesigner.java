package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.TableNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns attributes into columns with their types, defaults, checks and, for a status, its type or table. */
final class ColumnDesigner {
    private final Draft draft;

    ColumnDesigner(Draft draft) {
        this.draft = draft;
    }

    /** @param volume of the table; null when unknown */
    void add(TableDraft table, String owner, Entity.@Nullable Volume volume, Attribute attribute) {
        String column = attribute.name();
        if (attribute.status() != null) {
            status(table, owner, volume, attribute, attribute.status());
            return;
        }
        TypeDecision.ColumnType type = TypeDecision.columnType(attribute, Identifier.sql(column));
        Column built = Column.of(column, type.sql()).withComment(comment(attribute));
        String defaultExpression =
                attribute.defaultValue() == null ? type.defaultExpression() : defaultExpression(attribute);
        built = defaultExpression == null ? built : built.withDefault(defaultExpression);
        table.columns.add(NullabilityDecision.leaf(attribute).notNull() ? built.withNotNull() : built);
        check(table, column, type.conditions());
        examples(table, column, Examples.of(attribute, table.columns.size()));
        TypeReasons.decision(attribute, table.name + "." + column).ifPresent(draft.decisions::add);
        if (PathResolver.hasCurrencyColumn(attribute)) {
            currency(table, attribute);
        }
    }

    /** A column whose value follows from others of its row. */
    void addGenerated(
            TableDraft table,
            Requirements requirements,
            Entity entity,
            Attribute attribute,
            Derived.Expression expression) {
        String column = attribute.name();
        TypeDecision.ColumnType type = TypeDecision.columnType(attribute, Identifier.sql(column));
        var leaf = DerivedColumnDecision.leaf(requirements, entity, attribute, expression);
        Column built = Column.of(column, type.sql())
                .withGenerated(new Generated(expression.sql(), leaf.stored()))
                .withComment(comment(attribute));
        table.columns.add(attribute.required() ? built.withNotNull() : built);
        check(table, column, type.conditions());
        draft.decisions.add(DerivedColumnDecision.decision(leaf, attribute, expression, table.name + "." + column));
    }

    private void currency(TableDraft table, Attribute attribute) {
        String column = attribute.name() + PathResolver.CURRENCY_SUFFIX;
        Column built = Column.of(column, "text").withComment("ISO 4217 currency of " + attribute.name());
        table.columns.add(attribute.required() ? built.withNotNull() : built);
        check(table, column, List.of(Identifier.sql(column) + " ~ '^[A-Z]{3}$'"));
        if (NullabilityDecision.leaf(attribute) == NullabilityDecision.Leaf.TOGETHER) {
            table.constraints.add(Constraint.Check.of(
                    draft.naming.constraint(table.name.name(), List.of(attribute.name(), "together"), "check"),
                    "(" + Identifier.sql(attribute.name()) + " IS NULL) = (" + Identifier.sql(column) + " IS NULL)"));
        }
        examples(table, column, Examples.currencies());
    }

    private void check(TableDraft table, String column, List<String> conditions) {
        if (!conditions.isEmpty()) {
            table.constraints.add(Constraint.Check.of(
                    draft.naming.constraint(table.name.name(), List.of(column), "check"),
                    String.join(" AND ", conditions)));
        }
    }

    private void examples(TableDraft table, String column, List<String> literals) {
        if (!literals.isEmpty()) {
            draft.examples.put(new ColumnName(table.name, column), literals);
        }
    }

    private void status(
            TableDraft table, String owner, Entity.@Nullable Volume volume, Attribute attribute, StatusValues status) {
        String column = attribute.name();
        draft.decisions.add(ClosedSetDecision.decision(attribute, status, volume, table.name + "." + column));
        switch (ClosedSetDecision.leaf(status, volume)) {
            case ENUM_LIFECYCLE, ENUM_LARGE_TABLE -> {
                QualifiedName type = QualifiedName.of(table.name.schema(), draft.naming.unique(owner + "_" + column));
                draft.enums.add(new EnumType(
                        type,
                        status.values(),
                        (status.transitions().isEmpty() ? "Values of " : "Steps of ") + table.name.name() + "." + column
                                + (status.transitions().isEmpty() ? "" : ", in order of life")));
                table.columns.add(statusColumn(attribute, Identifier.sql(type)));
                if (!status.transitions().isEmpty()) {
                    lifecycle(table, column, status);
                }
            }
            case CHECK -> {
                table.columns.add(statusColumn(attribute, "text"));
                check(table, column, List.of(Identifier.sql(column) + " IN (" + literals(status.values()) + ")"));
                examples(
                        table,
                        column,
                        status.values().stream().map(TypeDecision::literal).toList());
            }
            case LOOKUP_EXTENSIBLE, LOOKUP_LONG -> lookup(table, owner, attribute, status);
        }
    }

    private static Column statusColumn(Attribute attribute, String type) {
        Column column = Column.of(attribute.name(), type).withComment(comment(attribute));
        column = attribute.defaultValue() == null
                ? column
                : column.withDefault(TypeDecision.literal(attribute.defaultValue()));
        return attribute.required() ? column.withNotNull() : column;
    }

    private void lookup(TableDraft table, String owner, Attribute attribute, StatusValues status) {
        String column = attribute.name();
        QualifiedName name =
                QualifiedName.of(table.name.schema(), draft.naming.unique(TableNames.ofValues(owner, column)));
        TableDraft lookup = new TableDraft(name);
        lookup.comment = "The values of " + table.name.name() + "." + column + "; add one by inserting a row";
        lookup.columns.add(
                Column.of("code", "text").withNotNull().withComment("What " + table.name.name() + " stores"));
        lookup.columns.add(Column.of("position", "integer").withNotNull().withComment("Order of display"));
        lookup.constraints.add(
                Constraint.PrimaryKey.of(draft.naming.constraint(name.name(), List.of(), "pkey"), List.of("code")));
        check(lookup, "code", List.of("code <> ''"));
        draft.tables.add(lookup);
        String rows = "";
        for (int i = 0; i < status.values().size(); i++) {
            rows += (i == 0 ? "" : ",") + "\n    ("
                    + TypeDecision.literal(status.values().get(i)) + ", " + (i + 1) + ")";
        }
        draft.seedStatements.add("INSERT INTO " + Identifier.sql(name) + " (code, position) VALUES" + rows);
        table.columns.add(statusColumn(attribute, "text"));
        draft.foreignKey(table, List.of(column), name, List.of("code"), ReferentialAction.RESTRICT);
        examples(
                table,
                column,
                status.values().stream().map(TypeDecision::literal).toList());
    }

    private void lifecycle(TableDraft table, String column, StatusValues status) {
        String name = draft.naming.constraint(table.name.name(), List.of(column), "transition");
        QualifiedName function = QualifiedName.of(table.name.schema(), name);
        String quoted = Identifier.sql(column);
        String allowed = status.transitions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(status.values()::indexOf)))
                .flatMap(entry -> entry.getValue().stream()
                        .map(next -> "        ("
                                + TypeDecision.literal(entry.getKey())
                                + ", "
                                + TypeDecision.literal(next)
                                + ")"))
                .collect(Collectors.joining(",\n"));
        String body = """
                BEGIN
                    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
                    IF OLD.%1$s IS NOT NULL AND ((OLD.%1$s::text, NEW.%1$s::text) IN (
                %2$s
                    )) IS NOT TRUE THEN
                        RAISE EXCEPTION '%%.%%: %% cannot become %%',
                            TG_TABLE_NAME, %3$s, OLD.%1$s, NEW.%1$s
                            USING ERRCODE = 'check_violation', CONSTRAINT = %4$s,
                                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
                    END IF;
                    RETURN NEW;
                END""".formatted(quoted, allowed, TypeDecision.literal(column), TypeDecision.literal(name));
        draft.triggerFunction(
                function,
                body,
                "Refuses changes of " + table.name.name() + "." + column + " that its lifecycle does not know");
        table.triggers.add(new Trigger(
                name,
                "CREATE TRIGGER " + name + " BEFORE UPDATE ON " + Identifier.sql(table.name)
                        + " FOR EACH ROW WHEN (old." + quoted + " IS DISTINCT FROM new." + quoted
                        + ") EXECUTE FUNCTION " + Identifier.sql(function) + "()",
                Trigger.Firing.ORIGIN,
                null));
        draft.lifecycles.add(new Lifecycle(new ColumnName(table.name, column), status.values(), status.transitions()));
    }

    private static String defaultExpression(Attribute attribute) {
        String value = String.valueOf(attribute.defaultValue());
        return switch (attribute.type()) {
            case INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE, BOOLEAN -> value;
            case TIMESTAMP -> value.equals("now") ? "now()" : TypeDecision.literal(value);
            case DATE -> value.equals("now") || value.equals("today") ? today(attribute) : TypeDecision.literal(value);
            default -> TypeDecision.literal(value);
        };
    }

    private static String literals(List<String> values) {
        return values.stream().map(TypeDecision::literal).collect(Collectors.joining(", "));
    }

    /** CURRENT_DATE is that of the session's time zone. */
    private static String today(Attribute attribute) {
        return attribute.timeZone() == null
                ? "CURRENT_DATE"
                : "((now() AT TIME ZONE " + TypeDecision.literal(attribute.timeZone()) + "::text))::date";
    }

    private static @Nullable String comment(Attribute attribute) {
        List<String> parts = new ArrayList<>();
        if (attribute.description() != null) {
            parts.add(attribute.description());
        }
        if (attribute.currency() != null) {
            parts.add("In " + attribute.currency());
        }
        if (attribute.unit() != null) {
            parts.add("In " + attribute.unit());
        }
        if (attribute.timeZone() != null) {
            parts.add("In the time zone " + attribute.timeZone());
        }
        if (attribute.sensitive()) {
            parts.add("Sensitive");
        }
        return parts.isEmpty() ? null : String.join(". ", parts);
    }
}

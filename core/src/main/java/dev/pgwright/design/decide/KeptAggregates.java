package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Derived;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Aggregates over children that columns of the parent hold, and the triggers that keep them: of statements and not of
 * rows, so that an INSERT of a hundred children updates their parent once. Parents are updated in the order of their
 * keys, so that two statements do not wait for each other in a circle.
 */
final class KeptAggregates {
    /** SQLSTATE generated_always: what the server makes was set by hand. */
    private static final String SET_BY_HAND = "428C9";

    private final Mapping mapping;
    private final Draft draft;

    KeptAggregates(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    /** Adds the columns of an attribute, where it is kept in columns, and the decision about it. */
    void addColumns(TableDraft table, EntityTable parent, Attribute attribute) {
        draft.decisions.add(DerivedAggregateDecision.decision(
                mapping.requirements(), parent.entity(), attribute, table.name + "." + attribute.name()));
        if (!isKept(parent, attribute)) {
            return;
        }
        List<KeptColumn> kept = KeptColumn.of(mapping, parent.entity(), attribute);
        kept.forEach(column -> table.columns.add(column.column(attribute)));
        Derived.OverChildren children = attribute.overChildren();
        if (children != null && children.function() == Function.AVERAGE) {
            table.columns.add(KeptColumn.average(mapping, parent.entity(), attribute));
        }
    }

    private boolean isKept(EntityTable parent, Attribute attribute) {
        return attribute.overChildren() != null
                && DerivedAggregateDecision.isKept(mapping.requirements(), parent.entity(), attribute);
    }

    /** Adds the triggers that keep the columns of a parent; the tables of its children must be there. */
    void addTriggers(TableDraft table, EntityTable parent) {
        Map<String, List<Attribute>> byChild = new LinkedHashMap<>();
        for (Attribute attribute : parent.entity().attributes()) {
            Derived.OverChildren children = attribute.overChildren();
            if (children != null && isKept(parent, attribute)) {
                byChild.computeIfAbsent(children.entity(), child -> new ArrayList<>())
                        .add(attribute);
            }
        }
        byChild.forEach((child, attributes) -> new Group(table, parent, child, attributes).add());
    }

    /** All that one parent keeps of one kind of children. */
    private final class Group {
        private final TableDraft table;
        private final TableDraft childTable;
        private final List<KeptColumn> columns;
        private final List<String> link;
        private final List<String> key;
        private final Set<String> watched = new LinkedHashSet<>();
        private final String condition;
        private final String name;

        Group(TableDraft table, EntityTable parent, String child, List<Attribute> attributes) {
            this.table = table;
            EntityTable children = mapping.table(child);
            this.childTable = draft.table(children.name());
            this.columns = attributes.stream()
                    .flatMap(attribute -> KeptColumn.of(mapping, parent.entity(), attribute).stream())
                    .toList();
            Reference reference =
                    PathResolver.between(mapping, parent.entity().name(), child).get(0);
            this.link = mapping.foreignKeyColumns(children.scoped(), parent, reference.column());
            this.key = mapping.keyColumns(children.scoped(), parent);
            this.name = draft.naming.constraint(table.name.name(), List.of(childTable.name.name()), "sync");
            List<String> conditions = new ArrayList<>();
            for (Attribute attribute : attributes) {
                Derived.OverChildren derived = Objects.requireNonNull(attribute.overChildren());
                watched.addAll(KeptColumn.watched(mapping, derived));
                conditions.add(KeptColumn.condition(mapping, derived, ""));
                needIndex(derived);
            }
            this.condition = conditions.stream().distinct().count() == 1 ? conditions.get(0) : "";
        }

        /** The least and the greatest are looked up again when they go: at the end of an index. */
        private void needIndex(Derived.OverChildren derived) {
            if (derived.path() != null
                    && (derived.function() == Function.MINIMUM || derived.function() == Function.MAXIMUM)) {
                draft.wanted.add(new Draft.Wanted(childTable, link, derived.path(), name, false));
            }
        }

        void add() {
            QualifiedName sync = QualifiedName.of(table.name.schema(), name);
            draft.triggerFunction(
                    sync, syncBody(), "Keeps what " + table.name.name() + " says of " + childTable.name.name());
            String on = " ON " + Identifier.sql(childTable.name);
            trigger(
                    childTable,
                    "insert",
                    "AFTER INSERT" + on + " REFERENCING NEW TABLE AS new_rows",
                    "STATEMENT",
                    sync);
            trigger(
                    childTable,
                    "update",
                    "AFTER UPDATE" + on + " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
                    "STATEMENT",
                    sync);
            trigger(
                    childTable,
                    "delete",
                    "AFTER DELETE" + on + " REFERENCING OLD TABLE AS old_rows",
                    "STATEMENT",
                    sync);
            trigger(childTable, "truncate", "AFTER TRUNCATE" + on, "STATEMENT", sync);
            QualifiedName guard = QualifiedName.of(table.name.schema(), draft.naming.unique(name + "_guard"));
            draft.triggerFunction(
                    guard,
                    guardBody(),
                    "Refuses to let anybody set what " + table.name.name() + " says of " + childTable.name.name());
            trigger(
                    table,
                    "guard",
                    "BEFORE INSERT OR UPDATE OF " + Identifier.sql(names()) + " ON " + Identifier.sql(table.name),
                    "ROW",
                    guard);
            draft.redundancies.add(redundancy());
        }

        private void trigger(TableDraft owner, String suffix, String event, String each, QualifiedName function) {
            String triggerName = Naming.limited(name + "_" + suffix);
            owner.triggers.add(new Trigger(
                    triggerName,
                    "CREATE TRIGGER " + Identifier.sql(triggerName) + " " + event + " FOR EACH " + each
                            + " EXECUTE FUNCTION " + Identifier.sql(function) + "()",
                    Trigger.Firing.ORIGIN,
                    null));
        }

        private List<String> names() {
            return columns.stream().map(KeptColumn::name).toList();
        }

        private String syncBody() {
            String parent = Identifier.sql(table.name);
            String sets = columns.stream()
                    .map(column -> {
                        String quoted = Identifier.sql(column.name());
                        return column.change() == null
                                ? quoted + " = (\n                SELECT " + column.all() + "\n                FROM "
                                        + Identifier.sql(childTable.name) + " AS c\n                WHERE "
                                        + matches("c", link, "change", link) + ")"
                                : quoted + " = parent." + quoted + " + change." + quoted;
                    })
                    .collect(Collectors.joining(",\n            "));
            boolean anew = columns.stream().anyMatch(column -> column.change() == null);
            // what is computed anew must see what others have committed: lock first, then look
            String lock = anew
                    ? "        PERFORM FROM " + parent + " AS parent\n        WHERE "
                            + matches("parent", key, "change", link) + "\n        FOR NO KEY UPDATE;\n"
                    : "";
            String reset = columns.stream()
                    .map(column -> Identifier.sql(column.name()) + " = " + column.initial())
                    .collect(Collectors.joining(", "));
            String stale = columns.stream()
                    .map(column -> Identifier.sql(column.name()) + " IS DISTINCT FROM " + column.initial())
                    .collect(Collectors.joining(" OR "));
            return """
                    DECLARE
                        changes refcursor;
                        change record;
                    BEGIN
                        IF TG_OP = 'TRUNCATE' THEN
                            UPDATE %1$s SET %2$s
                            WHERE %3$s;
                            RETURN NULL;
                        ELSIF TG_OP = 'INSERT' THEN
                            OPEN changes FOR
                    %4$s;
                        ELSIF TG_OP = 'DELETE' THEN
                            OPEN changes FOR
                    %5$s;
                        ELSE
                            OPEN changes FOR
                    %6$s;
                        END IF;
                        LOOP
                            FETCH changes INTO change;
                            EXIT WHEN NOT FOUND;
                    %7$s        UPDATE %1$s AS parent SET
                                %8$s
                            WHERE %9$s;
                        END LOOP;
                        CLOSE changes;
                        RETURN NULL;
                    END""".formatted(
                    parent,
                    reset,
                    stale,
                    changes(rows(1, "new_rows")),
                    changes(rows(-1, "old_rows")),
                    changes(rows(1, "new_rows") + "\n            UNION ALL\n            " + rows(-1, "old_rows")),
                    lock,
                    sets,
                    matches("parent", key, "change", link));
        }

        private String rows(int sign, String transition) {
            String selected = Stream.concat(link.stream(), watched.stream())
                    .distinct()
                    .map(Identifier::sql)
                    .collect(Collectors.joining(", "));
            return "SELECT " + sign + " AS sign, " + selected + " FROM " + transition;
        }

        private String changes(String rows) {
            String by =
                    link.stream().map(column -> "c." + Identifier.sql(column)).collect(Collectors.joining(", "));
            String amounts = columns.stream()
                    .filter(column -> column.change() != null)
                    .map(column -> ",\n            " + column.change() + " AS " + Identifier.sql(column.name()))
                    .collect(Collectors.joining());
            String reference = "c." + Identifier.sql(link.get(link.size() - 1));
            return "        SELECT " + by + amounts + "\n        FROM (\n            " + rows
                    + ") AS c\n        WHERE " + reference + " IS NOT NULL\n        GROUP BY " + by
                    + "\n        HAVING "
                    + columns.stream().map(KeptColumn::changed).collect(Collectors.joining("\n            OR "))
                    + "\n        ORDER BY " + by;
        }

        private String guardBody() {
            String resets = columns.stream()
                    .map(column -> "        NEW." + Identifier.sql(column.name()) + " := " + column.initial() + ";\n")
                    .collect(Collectors.joining());
            String all = columns.stream()
                    .map(column -> column.all() + " AS " + Identifier.sql(column.name()))
                    .collect(Collectors.joining(",\n            "));
            String differs = columns.stream()
                    .map(column -> "NEW." + Identifier.sql(column.name()) + " IS DISTINCT FROM expected."
                            + Identifier.sql(column.name()))
                    .collect(Collectors.joining("\n            OR "));
            return """
                    DECLARE
                        expected record;
                    BEGIN
                        IF TG_OP = 'INSERT' THEN
                    %1$s        RETURN NEW;
                        END IF;
                        -- a trigger on the children knows; anybody else may only say what is true
                        IF pg_trigger_depth() = 1 THEN
                            SELECT
                                %2$s
                            INTO expected
                            FROM %3$s AS c
                            WHERE %4$s;
                            IF %5$s THEN
                                RAISE EXCEPTION 'what %% says of %% is kept by triggers', TG_TABLE_NAME, %6$s
                                    USING ERRCODE = '%7$s', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
                            END IF;
                        END IF;
                        RETURN NEW;
                    END""".formatted(
                            resets,
                            all,
                            Identifier.sql(childTable.name),
                            matches("c", link, "NEW", key),
                            differs,
                            TypeDecision.literal(childTable.name.name()),
                            SET_BY_HAND);
        }

        private Redundancy redundancy() {
            String parent = Identifier.sql(table.name);
            String by = Identifier.sql(link);
            String keys = key.stream()
                    .map(column -> "parent." + Identifier.sql(column))
                    .collect(Collectors.joining(", "));
            String shown = columns.stream()
                    .map(column -> ",\n    parent." + Identifier.sql(column.name()) + ",\n    " + found(column) + " AS "
                            + expected(column))
                    .collect(Collectors.joining());
            String all = columns.stream()
                    .map(column -> ",\n        " + column.all() + " AS " + Identifier.sql(column.name()))
                    .collect(Collectors.joining());
            String differs = columns.stream()
                    .map(column -> "parent." + Identifier.sql(column.name()) + " IS DISTINCT FROM " + found(column))
                    .collect(Collectors.joining("\n   OR "));
            String drift = "SELECT\n    " + keys.replace(", ", ",\n    ") + shown + "\nFROM " + parent
                    + " AS parent\nLEFT JOIN (\n    SELECT\n        " + by.replace(", ", ",\n        ") + all
                    + "\n    FROM " + Identifier.sql(childTable.name) + " AS c\n    GROUP BY " + by
                    + "\n) AS found\n    ON " + matches("found", link, "parent", key) + "\nWHERE " + differs
                    + "\nORDER BY " + keys;
            String lock = "SELECT " + keys + "\nFROM " + parent + " AS parent\nWHERE (" + keys + ") IN (\n    SELECT "
                    + Identifier.sql(key) + " FROM (\n" + indented(drift) + "\n    ) AS drift)\nORDER BY " + keys
                    + "\nFOR NO KEY UPDATE";
            String sets = columns.stream()
                    .map(column -> Identifier.sql(column.name()) + " = drift." + expected(column))
                    .collect(Collectors.joining(",\n    "));
            String repair = "UPDATE " + parent + " AS parent SET\n    " + sets + "\nFROM (\n" + indented(drift)
                    + "\n    ) AS drift\nWHERE " + matches("parent", key, "drift", key);
            return new Redundancy(
                    table.name.name() + "_" + childTable.name.name(),
                    Redundancy.Kind.AGGREGATE,
                    table.name,
                    names(),
                    childTable.name,
                    link,
                    key,
                    List.copyOf(watched),
                    condition.isEmpty() ? null : condition,
                    "triggers on " + childTable.name.name()
                            + " add what a statement changes (INSERT, UPDATE with another parent too, DELETE, TRUNCATE)"
                            + " to the parents, in the order of their keys",
                    "each statement that changes " + childTable.name.name() + " also updates their "
                            + table.name.name() + " and holds these rows until it commits: changes of the same parent"
                            + " happen one after another",
                    SET_BY_HAND,
                    drift,
                    List.of(lock, repair));
        }

        private String found(KeptColumn column) {
            String value = "found." + Identifier.sql(column.name());
            return column.initial().equals("NULL") ? value : "coalesce(" + value + ", " + column.initial() + ")";
        }

        private String expected(KeptColumn column) {
            return Identifier.sql(Naming.limited("expected_" + column.name()));
        }

        private String matches(String left, List<String> leftColumns, String right, List<String> rightColumns) {
            return IntStream.range(0, leftColumns.size())
                    .mapToObj(i -> left + "." + Identifier.sql(leftColumns.get(i)) + " = " + right + "."
                            + Identifier.sql(rightColumns.get(i)))
                    .collect(Collectors.joining(" AND "));
        }

        private String indented(String sql) {
            return sql.lines().map(line -> "        " + line).collect(Collectors.joining("\n"));
        }
    }
}

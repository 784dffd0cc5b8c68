package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.Redundancy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Copies of facts of a row in those that refer to it. The foreign key carries the copy: it refuses a wrong one and hands
 * on every change (ON UPDATE CASCADE), with the locks of PostgreSQL's own referential integrity; a trigger fills it in, so
 * that nobody needs to know of it.
 */
final class CopiedFacts {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Mapping mapping;
    private final Draft draft;

    CopiedFacts(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    boolean has(Reference reference) {
        return !mapping.copies(reference.relationship()).isEmpty();
    }

    /** Adds the copies that a reference carries, with its foreign key; gives the key's name. */
    String add(TableDraft table, EntityTable child, Reference reference, ReferentialAction onDelete) {
        EntityTable parent = reference.parent();
        TableDraft parentTable = draft.table(parent.name());
        List<String> link = mapping.foreignKeyColumns(child.scoped(), parent, reference.column());
        List<String> key = mapping.keyColumns(child.scoped(), parent);
        List<String> columns = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        for (NormalizationDecision.Candidate copy : mapping.copies(reference.relationship())) {
            String fact = copy.attribute().name();
            String name = copy.column(mapping.requirements());
            Column source = parentTable.columns.stream()
                    .filter(column -> column.name().equals(fact))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no column " + parentTable.name + "." + fact));
            columns.add(name);
            facts.add(fact);
            table.columns.add(Column.of(name, source.type())
                    .withNotNull()
                    .withComment("Copy of " + parentTable.name.name() + "." + fact + ", kept by the foreign key"));
        }
        unique(parentTable, concat(key, facts));
        String name = draft.naming.constraint(table.name.name(), List.of(reference.column()), "fkey");
        table.constraints.add(new Constraint.ForeignKey(
                name,
                concat(link, columns),
                parent.name(),
                concat(key, facts),
                ReferentialAction.CASCADE,
                onDelete,
                List.of(),
                false,
                false,
                Deferrability.NOT_DEFERRABLE,
                true,
                true,
                null));
        Copy copy = new Copy(table, child, parentTable, link, key, columns, facts);
        copy.fill();
        draft.redundancies.add(copy.redundancy(name));
        return name;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** What the foreign key refers to; one for all tables that copy the same facts. */
    private void unique(TableDraft parent, List<String> columns) {
        boolean there = parent.constraints.stream()
                .anyMatch(constraint -> constraint instanceof Constraint.Unique unique
                        && unique.columns().equals(columns));
        if (!there) {
            List<String> named = columns.stream()
                    .filter(column -> !column.equals(mapping.tenantColumn().orElse(null)))
                    .toList();
            parent.constraints.add(
                    Constraint.Unique.of(draft.naming.constraint(parent.name.name(), named, "key"), columns));
        }
    }

    /** What one table copies of another. */
    private final class Copy {
        private final TableDraft table;
        private final EntityTable child;
        private final TableDraft parent;
        private final List<String> link;
        private final List<String> key;
        private final List<String> columns;
        private final List<String> facts;

        Copy(
                TableDraft table,
                EntityTable child,
                TableDraft parent,
                List<String> link,
                List<String> key,
                List<String> columns,
                List<String> facts) {
            this.table = table;
            this.child = child;
            this.parent = parent;
            this.link = link;
            this.key = key;
            this.columns = columns;
            this.facts = facts;
        }

        void fill() {
            String name = draft.naming.constraint(table.name.name(), List.of(link.get(link.size() - 1)), "fill");
            QualifiedName function = QualifiedName.of(table.name.schema(), name);
            String sources =
                    facts.stream().map(fact -> "parent." + Identifier.sql(fact)).collect(Collectors.joining(", "));
            draft.triggerFunction(
                    function,
                    """
                    DECLARE
                        parent_row record;
                    BEGIN
                        SELECT %1$s INTO parent_row
                        FROM %2$s AS parent
                        WHERE %3$s;
                        -- where there is no such row, the foreign key says so
                        IF FOUND THEN
                            %4$s
                        END IF;
                        RETURN NEW;
                    END""".formatted(
                                    sources,
                                    Identifier.sql(parent.name),
                                    matches("parent", key, "NEW", link),
                                    each("\n        ", (copy, fact) -> "NEW." + copy + " := parent_row." + fact + ";")),
                    "Fills in what " + table.name.name() + " copies of " + parent.name.name());
            table.triggers.add(new Trigger(
                    name,
                    "CREATE TRIGGER " + Identifier.sql(name) + " BEFORE INSERT OR UPDATE OF " + Identifier.sql(link)
                            + " ON " + Identifier.sql(table.name) + " FOR EACH ROW EXECUTE FUNCTION "
                            + Identifier.sql(function) + "()",
                    Trigger.Firing.ORIGIN,
                    null));
        }

        private String each(String separator, BinaryOperator<String> words) {
            return IntStream.range(0, columns.size())
                    .mapToObj(i -> words.apply(Identifier.sql(columns.get(i)), Identifier.sql(facts.get(i))))
                    .collect(Collectors.joining(separator));
        }

        Redundancy redundancy(String foreignKey) {
            List<String> keys = child.key().stream()
                    .map(column -> "child." + Identifier.sql(column))
                    .toList();
            String link = matches("parent", key, "child", this.link);
            String shown = each(
                    ",\n    ", (copy, fact) -> "child." + copy + ",\n    parent." + fact + " AS parent_" + bare(fact));
            String differs = each(" OR ", (copy, fact) -> "child." + copy + " IS DISTINCT FROM parent." + fact);
            String from = Identifier.sql(parent.name) + " AS parent";
            String drift = "SELECT\n    " + String.join(",\n    ", keys) + ",\n    " + shown + "\nFROM "
                    + Identifier.sql(table.name) + " AS child\nJOIN " + from + "\n    ON " + link + "\nWHERE " + differs
                    + "\nORDER BY " + String.join(", ", keys);
            String repair = "UPDATE " + Identifier.sql(table.name) + " AS child SET "
                    + each(", ", (copy, fact) -> copy + " = parent." + fact) + "\nFROM " + from + "\nWHERE " + link
                    + "\n  AND (" + differs + ")";
            return new Redundancy(
                    table.name.name() + "_" + parent.name.name(),
                    Redundancy.Kind.COPY,
                    table.name,
                    columns,
                    parent.name,
                    this.link,
                    key,
                    facts,
                    null,
                    foreignKey + " refers to key and fact together: it refuses a wrong copy, and ON UPDATE CASCADE"
                            + " hands on each change; a trigger fills the copy in",
                    "a change in " + parent.name.name() + " updates every row of " + table.name.name()
                            + " that refers to it, in the same transaction",
                    FOREIGN_KEY_VIOLATION,
                    drift,
                    List.of(repair));
        }

        private String bare(String identifier) {
            return identifier.replace("\"", "");
        }
    }

    private static String matches(String left, List<String> leftColumns, String right, List<String> rightColumns) {
        return IntStream.range(0, leftColumns.size())
                .mapToObj(i -> left + "." + Identifier.sql(leftColumns.get(i)) + " = " + right + "."
                        + Identifier.sql(rightColumns.get(i)))
                .collect(Collectors.joining(" AND "));
    }
}

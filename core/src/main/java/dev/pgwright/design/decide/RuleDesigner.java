package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns consistency rules into constraints: what must always hold is held by the database. */
final class RuleDesigner {
    private final Mapping mapping;
    private final Draft draft;
    private final Map<String, String> constraintOfRule = new LinkedHashMap<>();

    RuleDesigner(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    void add(TableDraft table, EntityTable entityTable, ConsistencyRule rule) {
        if (rule instanceof ConsistencyRule.UniqueTogether unique) {
            unique(table, entityTable, unique);
        } else if (rule instanceof ConsistencyRule.NoOverlap noOverlap) {
            noOverlap(table, entityTable, noOverlap);
        } else if (rule instanceof ConsistencyRule.Conserve conserve) {
            constraintOfRule.put(
                    conserve.name(), new ConservationDesigner(mapping, draft).add(table, entityTable, conserve));
        } else if (rule instanceof ConsistencyRule.Check check) {
            String name = draft.naming.constraint(table.name.name(), List.of(check.name()), "check");
            table.constraints.add(Constraint.Check.of(name, check.expression()));
            constraintOfRule.put(check.name(), name);
        }
    }

    /** Rule name to the name of the constraint that holds it. */
    Map<String, String> constraintOfRule() {
        return constraintOfRule;
    }

    private void unique(TableDraft table, EntityTable entityTable, ConsistencyRule.UniqueTogether rule) {
        List<String> columns = new ArrayList<>();
        if (entityTable.scoped()) {
            mapping.tenantColumn().ifPresent(columns::add);
        }
        rule.paths().forEach(path -> columns.add(column(entityTable, path)));
        List<String> key = columns.stream().distinct().toList();
        Optional<Constraint.PrimaryKey> primary = table.primaryKey();
        if (primary.isPresent() && primary.get().columns().equals(key)) {
            constraintOfRule.put(rule.name(), primary.get().name());
            return;
        }
        String name = draft.naming.constraint(
                table.name.name(), rule.isOfAttribute() ? ownOf(entityTable, key) : List.of(rule.name()), "key");
        List<String> references = mapping.references(entityTable.entity().name()).stream()
                .map(Mapping.Reference::column)
                .toList();
        List<String> missing = table.columns.stream()
                .filter(column -> key.contains(column.name()) && !column.notNull())
                .map(Column::name)
                .toList();
        MissingValuesDecision.Leaf leaf = MissingValuesDecision.leaf(
                rule,
                !references.containsAll(missing),
                missing.stream().anyMatch(references::contains),
                mapping.requirements().project().postgres());
        Constraint.Unique constraint = Constraint.Unique.of(name, key);
        table.constraints.add(leaf.equal() ? constraint.withNullsNotDistinct() : constraint);
        MissingValuesDecision.decision(leaf, rule, name).ifPresent(draft.decisions::add);
        constraintOfRule.put(rule.name(), name);
    }

    /** The columns of a key without the tenant's, which all keys have. */
    private List<String> ownOf(EntityTable entityTable, List<String> key) {
        return key.stream()
                .filter(column -> !entityTable.scoped()
                        || !column.equals(mapping.tenantColumn().orElse(null)))
                .toList();
    }

    private void noOverlap(TableDraft table, EntityTable entityTable, ConsistencyRule.NoOverlap rule) {
        List<Constraint.Exclusion.Element> elements = new ArrayList<>();
        if (entityTable.scoped()) {
            mapping.tenantColumn().ifPresent(column -> elements.add(equal(column)));
        }
        rule.within().forEach(path -> elements.add(equal(column(entityTable, path))));
        elements.add(new Constraint.Exclusion.Element(period(entityTable, rule), "&&"));
        String predicate = rule.when() == null
                ? null
                : Identifier.sql(rule.when().attribute()) + " IN ("
                        + rule.when().values().stream()
                                .map(TypeDecision::literal)
                                .collect(Collectors.joining(", "))
                        + ")";
        String name = draft.naming.constraint(table.name.name(), List.of(rule.name()), "excl");
        table.constraints.add(new Constraint.Exclusion(
                name, "gist", elements, List.of(), predicate, Deferrability.NOT_DEFERRABLE, null));
        constraintOfRule.put(rule.name(), name);
        if (elements.size() > 1) {
            draft.extensions.add("btree_gist");
        }
        if (rule.period().size() == 2 && !orderIsChecked(rule)) {
            table.constraints.add(Constraint.Check.of(
                    draft.naming.constraint(table.name.name(), List.of(rule.name(), "order"), "check"),
                    Identifier.sql(rule.period().get(0))
                            + (rule.lastDayIncluded() ? " <= " : " < ")
                            + Identifier.sql(rule.period().get(1))));
        }
        draft.decisions.add(new Decision(
                "No overlap",
                name,
                "exclusion constraint on a GiST index",
                rule.because() == null ? "rows must not overlap" : "of the rule: " + rule.because(),
                rule.place(),
                List.of(
                        new Alternative(
                                "check in the application",
                                "no extension, no GiST index",
                                "two requests at the same time both find the slot free"),
                        new Alternative(
                                "UNIQUE ... WITHOUT OVERLAPS",
                                "standard SQL, and other tables can refer to a period of it (PERIOD)",
                                "PostgreSQL 18 or newer; the same GiST index, but no condition such as a status, and no"
                                        + " expression: a range column must be stored where there are two ends"),
                        new Alternative(
                                "slots as rows with a unique key",
                                "a B-tree, cheaper to write",
                                "only for periods of one fixed length and raster")),
                "writes to the table become its bottleneck: a GiST entry costs several times a B-tree entry"));
    }

    private IndexElement period(EntityTable table, ConsistencyRule.NoOverlap rule) {
        if (rule.period().size() == 1) {
            return IndexElement.column(rule.period().get(0));
        }
        boolean dates = table.entity()
                .attribute(rule.period().get(0))
                .map(Attribute::type)
                .filter(type -> type == BusinessType.DATE)
                .isPresent();
        return IndexElement.expression((dates ? "daterange" : "tstzrange") + "("
                + Identifier.sql(rule.period().get(0)) + ", "
                + Identifier.sql(rule.period().get(1))
                + (rule.lastDayIncluded() ? ", '[]'::text" : "") + ")");
    }

    private static Constraint.Exclusion.Element equal(String column) {
        return new Constraint.Exclusion.Element(IndexElement.column(column), "=");
    }

    /** Whether a check of the requirements already compares the two ends. */
    private boolean orderIsChecked(ConsistencyRule.NoOverlap rule) {
        return mapping.requirements().allRules().stream()
                .anyMatch(other -> other instanceof ConsistencyRule.Check check
                        && check.entity().equals(rule.entity())
                        && rule.period().stream()
                                .allMatch(end -> List.of(check.expression().split("[^A-Za-z0-9_]+"))
                                        .contains(end)));
    }

    private String column(EntityTable table, String path) {
        return mapping.reference(table.entity().name(), path)
                .map(Mapping.Reference::column)
                .orElse(path);
    }
}

package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table and its parts. */
final class TableUnits {
    private final Units units;
    private final Table table;
    private final UnitId id;
    private final String name;
    private final String alter;

    TableUnits(Units units, Table table) {
        this.units = units;
        this.table = table;
        this.id = Units.table(table.name());
        this.name = SingleDdl.name(table.name());
        this.alter = (table.settings().foreign() == null ? "ALTER TABLE " : "ALTER FOREIGN TABLE ") + name + " ";
    }

    void add() {
        Unit unit = units.add(
                        id,
                        table.name(),
                        TableModel.of(table),
                        SingleDdl.table(table, units.catalog(), List.of(), List.of(), Map.of()))
                .named("relation " + table.name())
                .named("type " + table.name());
        parents().forEach(parent -> unit.need(Units.table(parent.name())));
        StringBuilder text = new StringBuilder();
        if (table.settings().ofType() != null) {
            text.append(SingleDdl.name(table.settings().ofType())).append(' ');
        }
        if (table.partitioning() != null) {
            table.partitioning().keys().forEach(key -> text.append(key.expression() ? wholeText(key) : ""));
        }
        units.needAll(unit, units.mentions().in(text.toString()));
        if (table.settings().foreign() != null) {
            unit.need(new UnitId(
                    UnitKind.OBJECT,
                    "server",
                    quoteIdentifier(table.settings().foreign().server())));
        }
        absorbed(units.comment(
                table.settings().foreign() == null ? "TABLE" : "FOREIGN TABLE", name, table.comment(), id));
        table.columns().forEach(this::column);
        table.constraints().forEach(this::constraint);
        table.indexes().forEach(index -> index(units, table.name(), id, index, table.partitioning() != null));
        table.triggers().forEach(trigger -> trigger(units, table.name(), id, trigger));
        table.rules().forEach(rule -> rule(units, table.name(), id, rule));
        table.policies().forEach(this::policy);
    }

    private List<Table> parents() {
        List<Table> parents = new ArrayList<>();
        if (table.partitionOf() != null) {
            units.find(table.partitionOf().parent()).ifPresent(parents::add);
        }
        table.inherits().forEach(parent -> units.find(parent).ifPresent(parents::add));
        return parents;
    }

    private void absorbed(@Nullable Unit unit) {
        if (unit != null) {
            unit.absorbedBy(id);
        }
    }

    /** Along with the same part of the parent, from which it comes. */
    private void inherited(Unit unit, UnitKind kind, String column) {
        for (Table parent : parents()) {
            if (parent.column(column).isPresent()) {
                unit.absorbedBy(UnitId.of(kind, parent.name() + "." + column));
            }
        }
    }

    private void column(Column column) {
        UnitId columnId = Units.column(table.name(), column.name());
        String quoted = quoteIdentifier(column.name());
        Column bare = new Column(
                column.name(),
                column.type(),
                column.collation(),
                false,
                null,
                null,
                column.generated(),
                column.settings(),
                null);
        List<String> make = new ArrayList<>(List.of(alter + "ADD COLUMN " + SingleDdl.column(bare)));
        make.addAll(SingleDdl.settings(table.name(), column.name(), column.settings()));
        Unit unit = units.add(
                        columnId,
                        new ColumnModel(table.name(), bare),
                        new Made(make, List.of(alter + "DROP COLUMN " + quoted)))
                .partOf(id)
                .absorbedBy(id)
                .named("column " + columnId.name());
        inherited(unit, UnitKind.COLUMN, column.name());
        String generated = column.generated() == null ? "" : column.generated().expression();
        units.needAll(unit, units.mentions().in(column.type() + " " + column.collation()));
        if (!generated.isEmpty()) {
            units.needAll(unit, units.mentions().in(generated, id));
        }
        absorbed(units.comment("COLUMN", name + "." + quoted, column.comment(), columnId));
        if (column.defaultExpression() != null) {
            defaultValue(column, column.defaultExpression(), columnId);
        }
        if (column.notNull()) {
            notNull(column, columnId);
        }
        if (column.identity() != null) {
            Unit identity = units.add(
                            UnitId.of(UnitKind.IDENTITY, columnId.name()),
                            column.identity(),
                            new Made(
                                    List.of(alter + "ALTER COLUMN " + quoted + " ADD "
                                            + SingleDdl.identity(column.identity(), column.type())),
                                    List.of(alter + "ALTER COLUMN " + quoted + " DROP IDENTITY")))
                    .partOf(columnId)
                    .need(UnitId.of(UnitKind.NOT_NULL, columnId.name()))
                    .absorbedBy(id)
                    .absorbedBy(columnId)
                    .named("default " + columnId.name());
            QualifiedName sequence = column.identity().sequenceName();
            identity.named("relation "
                    + (sequence != null
                            ? sequence
                            : QualifiedName.of(
                                    table.name().schema(),
                                    ObjectNames.of(table.name().name(), column.name(), "seq"))));
            inherited(identity, UnitKind.IDENTITY, column.name());
        }
    }

    private void defaultValue(Column column, String expression, UnitId columnId) {
        String only = units.hasChildren(table.name()) ? alter.replaceFirst("TABLE ", "TABLE ONLY ") : alter;
        String on = only + "ALTER COLUMN " + quoteIdentifier(column.name());
        Unit unit = units.add(
                        UnitId.of(UnitKind.DEFAULT, columnId.name()),
                        expression,
                        new Made(
                                List.of(on + " SET DEFAULT " + SingleDdl.defaultValue(expression, column.type())),
                                List.of(on + " DROP DEFAULT")))
                .partOf(columnId)
                .absorbedBy(id)
                .absorbedBy(columnId)
                .named("default " + columnId.name());
        units.needAll(unit, units.mentions().in(expression));
        inherited(unit, UnitKind.COLUMN, column.name());
    }

    private void notNull(Column column, UnitId columnId) {
        String alterColumn = alter + "ALTER COLUMN " + quoteIdentifier(column.name());
        Optional<Constraint.NotNull> named = table.of(Constraint.NotNull.class).stream()
                .filter(constraint -> constraint.column().equals(column.name()))
                .findFirst();
        List<String> remove = List.of(alterColumn + " DROP NOT NULL");
        UnitId notNullId = UnitId.of(UnitKind.NOT_NULL, columnId.name());
        Unit unit;
        String constraintName = named.map(Constraint.NotNull::name)
                .orElseGet(() -> ObjectNames.of(table.name().name(), column.name(), "not_null"));
        if (named.isEmpty()) {
            unit = units.add(
                    notNullId,
                    new NotNullModel(constraintName, false, true),
                    new Made(List.of(alterColumn + " SET NOT NULL"), remove));
        } else {
            Constraint.NotNull constraint = named.get();
            unit = units.add(
                            notNullId,
                            new NotNullModel(constraintName, constraint.noInherit(), constraint.validated()),
                            new Made(List.of(alter + "ADD " + SingleDdl.constraint(constraint)), remove))
                    .named("constraint " + table.name() + "." + constraintName);
            absorbed(units.comment(
                    "CONSTRAINT", quoteIdentifier(constraintName) + " ON " + name, constraint.comment(), notNullId));
        }
        // of the default name other kinds of constraints know nothing: before PostgreSQL 18 there is none
        unit.partOf(columnId).absorbedBy(id).named("not null " + table.name() + "." + constraintName);
        boolean filled = column.defaultExpression() != null || column.identity() != null || column.generated() != null;
        if (filled && named.isEmpty()) {
            unit.absorbedBy(columnId);
        }
        inherited(unit, UnitKind.NOT_NULL, column.name());
    }

    static UnitId id(Table table, Constraint constraint) {
        return new UnitId(
                constraint instanceof Constraint.ForeignKey ? UnitKind.FOREIGN_KEY : UnitKind.CONSTRAINT,
                words(constraint),
                table.name() + "." + constraint.name());
    }

    private static String words(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return "primary key";
        }
        if (constraint instanceof Constraint.Unique) {
            return "unique constraint";
        }
        if (constraint instanceof Constraint.ForeignKey) {
            return "foreign key";
        }
        return constraint instanceof Constraint.Check ? "check" : "exclusion constraint";
    }

    private void constraint(Constraint constraint) {
        if (constraint instanceof Constraint.NotNull) {
            return;
        }
        UnitId constraintId = id(table, constraint);
        Unit unit = units.add(
                        constraintId,
                        ConstraintModel.of(table.name(), constraint),
                        new Made(
                                List.of(alter + "ADD " + SingleDdl.constraint(constraint)),
                                List.of(alter + "DROP CONSTRAINT " + quoteIdentifier(constraint.name()))))
                .partOf(id)
                .absorbedBy(id)
                .named("constraint " + constraintId.name());
        Set<String> columns = new LinkedHashSet<>();
        if (constraint instanceof Constraint.PrimaryKey key) {
            columns.addAll(key.columns());
            key.columns().forEach(column -> unit.need(UnitId.of(UnitKind.NOT_NULL, table.name() + "." + column)));
            columns.addAll(key.include());
        } else if (constraint instanceof Constraint.Unique key) {
            columns.addAll(key.columns());
            columns.addAll(key.include());
        } else if (constraint instanceof Constraint.ForeignKey key) {
            columns.addAll(key.columns());
            referenced(unit, key);
        } else if (constraint instanceof Constraint.Check check) {
            units.needAll(unit, units.mentions().in(check.expression(), id));
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            StringBuilder text = new StringBuilder();
            exclusion.elements().forEach(element -> text.append(wholeText(element.element())));
            units.needAll(unit, units.mentions().in(text + " " + exclusion.predicate(), id));
            columns.addAll(exclusion.include());
        }
        columns.forEach(column -> unit.need(Units.column(table.name(), column)));
        if (!(constraint instanceof Constraint.Check) && !(constraint instanceof Constraint.ForeignKey)) {
            unit.named("relation " + QualifiedName.of(table.name().schema(), constraint.name()));
        }
        absorbed(units.comment(
                "CONSTRAINT", quoteIdentifier(constraint.name()) + " ON " + name, constraint.comment(), constraintId));
    }

    private void referenced(Unit unit, Constraint.ForeignKey key) {
        unit.need(Units.table(key.referenced()));
        key.referencedColumns().forEach(column -> unit.need(Units.column(key.referenced(), column)));
        Optional<Table> referenced = units.find(key.referenced());
        if (referenced.isEmpty()) {
            return;
        }
        Set<String> columns = new HashSet<>(key.referencedColumns());
        for (Constraint constraint : referenced.get().constraints()) {
            boolean same = constraint instanceof Constraint.PrimaryKey primary
                            && columns.equals(new HashSet<>(primary.columns()))
                    || constraint instanceof Constraint.Unique unique
                            && columns.equals(new HashSet<>(unique.columns()));
            if (same) {
                unit.need(id(referenced.get(), constraint));
                return;
            }
        }
        referenced.get().indexes().stream()
                .filter(index -> index.unique()
                        && columns.equals(new HashSet<>(
                                index.elements().stream().map(IndexElement::key).toList())))
                .findFirst()
                .ifPresent(index ->
                        unit.need(Units.index(QualifiedName.of(key.referenced().schema(), index.name()))));
    }

    static void index(Units units, QualifiedName relation, UnitId owner, Index index, boolean partitioned) {
        QualifiedName indexName = QualifiedName.of(relation.schema(), index.name());
        UnitId indexId = Units.index(indexName);
        Index bare = index.withComment(null);
        Unit unit = units.add(
                        indexId,
                        new IndexModel(relation, partitioned, bare),
                        SingleDdl.index(relation, bare, partitioned && !index.valid()))
                .partOf(owner)
                .named("relation " + indexName);
        StringBuilder text = new StringBuilder();
        index.elements().forEach(element -> text.append(wholeText(element)));
        index.include().forEach(column -> text.append(quoteIdentifier(column)).append(' '));
        text.append(index.predicate());
        units.needAll(unit, units.mentions().in(text.toString(), owner));
        if (index.parent() != null) {
            unit.partOf(Units.index(index.parent()));
        }
        if (partitioned && !index.valid()) {
            // partitions that come later would get the index of themselves
            below(units, relation).forEach(partition -> unit.wishes().add(partition));
        }
        units.comment("INDEX", SingleDdl.name(indexName), index.comment(), indexId);
    }

    private static Set<UnitId> below(Units units, QualifiedName table) {
        Set<UnitId> found = new LinkedHashSet<>();
        for (Table other : units.catalog().tables()) {
            if (other.partitionOf() != null && other.partitionOf().parent().equals(table)) {
                found.add(Units.table(other.name()));
                found.addAll(below(units, other.name()));
            }
        }
        return found;
    }

    private static String wholeText(IndexElement element) {
        return (element.expression() ? element.key() : quoteIdentifier(element.key())) + " " + element.collation() + " "
                + element.operatorClass() + " ";
    }

    static void trigger(Units units, QualifiedName relation, UnitId owner, Trigger trigger) {
        UnitId id = UnitId.of(UnitKind.TRIGGER, relation + "." + trigger.name());
        Trigger bare = new Trigger(trigger.name(), trigger.definition(), trigger.firing(), null);
        Unit unit = units.add(id, bare, SingleDdl.trigger(relation, bare))
                .partOf(owner)
                .named("trigger " + id.name());
        units.needAll(unit, units.mentions().in(trigger.definition(), owner));
        units.comment(
                "TRIGGER", quoteIdentifier(trigger.name()) + " ON " + SingleDdl.name(relation), trigger.comment(), id);
    }

    static void rule(Units units, QualifiedName relation, UnitId owner, Rule rule) {
        UnitId id = UnitId.of(UnitKind.RULE, relation + "." + rule.name());
        Rule bare = new Rule(rule.name(), rule.definition(), rule.firing(), null);
        Unit unit = units.add(id, bare, SingleDdl.rule(relation, bare))
                .partOf(owner)
                .named("rule " + id.name());
        units.needAll(unit, units.mentions().in(rule.definition(), owner));
        units.comment("RULE", quoteIdentifier(rule.name()) + " ON " + SingleDdl.name(relation), rule.comment(), id);
    }

    private void policy(Policy policy) {
        UnitId policyId = UnitId.of(UnitKind.POLICY, table.name() + "." + policy.name());
        Policy bare = new Policy(
                policy.name(),
                policy.permissive(),
                policy.command(),
                policy.roles(),
                policy.using(),
                policy.withCheck(),
                null);
        Unit unit = units.add(policyId, bare, SingleDdl.policy(table.name(), bare))
                .partOf(id)
                .named("policy " + policyId.name());
        units.needAll(unit, units.mentions().in(policy.using() + " " + policy.withCheck(), id));
        units.comment("POLICY", quoteIdentifier(policy.name()) + " ON " + name, policy.comment(), policyId);
    }

    /** The whole table with what is made along with it. */
    static List<String> make(Catalog catalog, Table table, Set<UnitId> along) {
        List<Constraint> without = table.constraints().stream()
                .filter(constraint -> !(constraint instanceof Constraint.NotNull))
                .filter(constraint -> !along.contains(id(table, constraint)))
                .toList();
        List<String> later = table.columns().stream()
                .filter(column -> column.defaultExpression() != null)
                .filter(column -> !along.contains(UnitId.of(UnitKind.DEFAULT, table.name() + "." + column.name())))
                .map(Column::name)
                .toList();
        Map<String, String> serials = new LinkedHashMap<>();
        catalog.sequences().stream()
                .filter(sequence -> along.contains(Units.sequence(sequence.name())))
                .forEach(sequence -> {
                    if (sequence.ownedBy() != null) {
                        String column = sequence.ownedBy().column();
                        serials.put(column, SingleDdl.serial(table, column, sequence));
                    }
                });
        return SingleDdl.table(table, catalog, without, later, serials).make();
    }
}

package dev.pgwright.design.decide;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Dependency;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Designs a schema from requirements. Pure: no clock, no server; the same requirements give the same design. */
public final class SchemaDesigner {
    /** Volumes are judged two years ahead: beyond that a business rarely knows. */
    public static final int HORIZON_DAYS = 730;

    private final Requirements stated;
    private final Requirements requirements;
    private final Draft draft = new Draft();
    private final Mapping mapping;
    private final ColumnDesigner columns = new ColumnDesigner(draft);
    private final RuleDesigner rules;
    private final PartitionDesigner partitions;
    private final KeptAggregates aggregates;
    private final CopiedFacts copied;
    private final TimestampColumns timestamps;
    private final Map<String, TableDraft> tableOfEntity = new LinkedHashMap<>();

    private SchemaDesigner(Requirements stated) {
        this.stated = stated;
        this.requirements = AuditDesigner.withHistories(Decomposition.of(stated));
        this.mapping = new MappingDesigner(this.requirements, draft.naming).design();
        this.rules = new RuleDesigner(mapping, draft);
        this.partitions = new PartitionDesigner(mapping, draft);
        this.aggregates = new KeptAggregates(mapping, draft);
        this.copied = new CopiedFacts(mapping, draft);
        this.timestamps = new TimestampColumns(requirements.project().schema(), draft);
    }

    /** The design of the requirements. */
    public static Design design(Requirements requirements) {
        return new SchemaDesigner(requirements).run();
    }

    private Design run() {
        wholeDecisions();
        for (EntityTable table : mapping.tables()) {
            entity(table);
        }
        for (Junction junction : mapping.junctions()) {
            junction(junction);
        }
        for (EntityTable table : mapping.tables()) {
            references(table);
        }
        for (var rule : requirements.allRules()) {
            rules.add(tableDraft(rule.entity()), mapping.table(rule.entity()), rule);
        }
        mapping.tables().forEach(table -> CollationDecision.add(requirements, draft, table));
        for (EntityTable table : mapping.tables()) {
            aggregates.addTriggers(tableDraft(table.entity().name()), table);
        }
        requirements.dependencies().forEach(new KeptDependencies(mapping, draft)::add);
        requirements.accessPatterns().forEach(new Summaries(mapping, draft)::add);
        mapping.tenantColumn()
                .ifPresent(tenant -> withJunctions()
                        .forEach(table ->
                                TenantStatisticsDecision.add(draft, draft.table(table.name()), table, tenant)));
        for (EntityTable table : mapping.tables()) {
            if (table.entity().audit() != null) {
                new AuditDesigner(mapping, draft)
                        .add(
                                tableDraft(table.entity().name()),
                                table,
                                table.entity().audit());
            }
        }
        timestamps.touchFunction();
        IndexPlanner planner = new IndexPlanner(mapping, draft, rules.constraintOfRule());
        List<PlannedIndex> indexes = planner.plan();
        draft.naming
                .shortened()
                .forEach((name, whole) -> draft.decisions.add(NamingDecision.shortened(
                        requirements.project().schema(),
                        name,
                        whole,
                        requirements.project().place())));
        Catalog catalog = catalog();
        draft.decisions.addAll(IdempotentCreateDecision.decisions(mapping, catalog));
        return new Design(
                mapping,
                catalog,
                draft.decisions,
                indexes,
                planner.accesses(),
                draft.seedStatements,
                draft.examples,
                draft.lifecycles,
                draft.maintained,
                rules.constraintOfRule(),
                draft.redundancies,
                draft.groupRules,
                draft.auditTrails,
                draft.missedTargets);
    }

    private Stream<EntityTable> withJunctions() {
        return Stream.concat(
                mapping.tables().stream(),
                mapping.junctions().stream().map(junction -> mapping.table(junction.entityName())));
    }

    private TableDraft tableDraft(String entity) {
        TableDraft table = tableOfEntity.get(entity);
        if (table == null) {
            throw new IllegalStateException("no draft for entity " + entity);
        }
        return table;
    }

    private void wholeDecisions() {
        draft.decisions.addAll(WholeDecisions.of(mapping));
        for (Dependency dependency : stated.dependencies()) {
            boolean split = DependencyDecision.leaf(stated, dependency) == DependencyDecision.Leaf.SPLIT;
            String table = mapping.table(split ? dependency.as() : dependency.entity())
                    .name()
                    .toString();
            draft.decisions.add(DependencyDecision.decision(stated, dependency, table));
        }
    }

    private void entity(EntityTable entityTable) {
        Entity entity = entityTable.entity();
        TableDraft table = new TableDraft(entityTable.name());
        table.comment = entity.description();
        draft.tables.add(table);
        tableOfEntity.put(entity.name(), table);
        tenantColumn(table, entityTable.scoped());
        boolean pairIsKey = JunctionDecision.keyRule(requirements, entity).isPresent();
        if (entity.naturalKey().isEmpty() && entity.isA() == null && !pairIsKey) {
            table.columns.add(idColumn(entityTable));
        }
        table.constraints.add(Constraint.PrimaryKey.of(
                draft.naming.constraint(table.name.name(), List.of(), "pkey"), entityTable.key()));
        if (entity.isA() == null && !pairIsKey) {
            draft.decisions.add(PrimaryKeyDecision.decision(
                    entity, table.name.toString(), requirements.project().postgres(), HORIZON_DAYS));
        }
        draft.decisions.addAll(KindDecision.decisions(mapping, entity, table.name.toString()));
        for (Reference reference : mapping.references(entity.name())) {
            Column column = Column.of(reference.column(), reference.parent().idType())
                    .withComment(sentence(reference.relationship(), entity.name()));
            table.columns.add(reference.required() ? column.withNotNull() : column);
        }
        for (Attribute attribute : entity.attributes()) {
            if (attribute.overChildren() != null) {
                aggregates.addColumns(table, entityTable, attribute);
            } else if (attribute.expression() != null) {
                columns.addGenerated(table, requirements, entity, attribute, attribute.expression());
            } else {
                // the same type in the tables of all kinds, so that they can refer to it
                boolean kind = requirements
                        .kindOf(entity.name())
                        .filter(attribute.name()::equals)
                        .isPresent();
                columns.add(table, entity.name(), kind ? null : entity.volume(), attribute);
            }
            NamingDecision.column(table.name.toString(), attribute).ifPresent(draft.decisions::add);
            if (attribute.unique() && !attribute.name().equals(entity.keyName())) {
                unique(table, entityTable, attribute);
            }
        }
        draft.decisions.add(NamingDecision.decision(entity, table.name.toString()));
        // whether a number kept or computed over children can be missing is told with how it comes about
        List<Attribute> entered = entity.attributes().stream()
                .filter(attribute -> attribute.overChildren() == null)
                .toList();
        draft.decisions.addAll(NullabilityDecision.decisions(
                table.name.toString(), entity.place(), entered, mapping.references(entity.name())));
        JunctionDecision.leaf(requirements, entity)
                .map(leaf -> JunctionDecision.decision(leaf, table.name.toString(), entity.place()))
                .ifPresent(draft.decisions::add);
        timestamps.add(table, entity.changes(), entity.place());
        partitions.divide(table, entityTable);
    }

    /** {@code customer places order}: a relationship as the requirements say it. */
    private static @Nullable String sentence(Relationship relationship, String to) {
        return relationship.description() == null
                ? null
                : words(relationship.from()) + " " + relationship.description() + " " + words(to);
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private void tenantColumn(TableDraft table, boolean scoped) {
        if (scoped && mapping.tenantColumn().isPresent() && requirements.tenancy() != null) {
            EntityTable tenants = mapping.table(requirements.tenancy().entity());
            table.columns.add(Column.of(mapping.tenantColumn().get(), tenants.idType())
                    .withNotNull()
                    .withComment("The tenant that the row belongs to"));
        }
    }

    private Column idColumn(EntityTable table) {
        var leaf = PrimaryKeyDecision.leaf(
                table.entity().identity(), requirements.project().postgres());
        Column id = Column.of("id", leaf.type());
        return leaf.defaultExpression() == null
                ? id.withIdentity(Identity.ALWAYS)
                : id.withNotNull().withDefault(leaf.defaultExpression());
    }

    private void unique(TableDraft table, EntityTable entityTable, Attribute attribute) {
        List<String> key = new ArrayList<>();
        if (entityTable.scoped()) {
            mapping.tenantColumn().ifPresent(key::add);
        }
        key.add(attribute.name());
        table.constraints.add(Constraint.Unique.of(
                draft.naming.constraint(table.name.name(), List.of(attribute.name()), "key"), key));
    }

    private void junction(Junction junction) {
        var relationship = junction.relationship();
        TableDraft table = new TableDraft(junction.name());
        String sentence = sentence(relationship, relationship.to());
        table.comment = sentence == null
                ? "Which " + words(relationship.to()) + " belongs to which " + words(relationship.roleName())
                : sentence;
        draft.tables.add(table);
        tenantColumn(table, junction.scoped());
        EntityTable from = mapping.table(relationship.from());
        EntityTable to = mapping.table(relationship.to());
        if (relationship.repeats()) {
            table.columns.add(Column.of("id", "bigint").withIdentity(Identity.ALWAYS));
        }
        table.columns.add(Column.of(junction.fromColumn(), from.idType()).withNotNull());
        table.columns.add(Column.of(junction.toColumn(), to.idType()).withNotNull());
        table.constraints.add(Constraint.PrimaryKey.of(
                draft.naming.constraint(table.name.name(), List.of(), "pkey"), junction.key()));
        relationship
                .attributes()
                .forEach(attribute -> columns.add(
                        table,
                        relationship.via() == null ? table.name.name() : relationship.via(),
                        relationship.volume(),
                        attribute));
        timestamps.add(
                table,
                relationship.attributes().isEmpty() ? Entity.Changes.NEVER : Entity.Changes.RARELY,
                relationship.place());
        ReferentialAction action = OnDeleteDecision.action(relationship);
        tenantReference(table, junction.scoped() && !from.scoped() && !to.scoped());
        for (var side : List.of(Map.entry(from, junction.fromColumn()), Map.entry(to, junction.toColumn()))) {
            EntityTable parent = side.getKey();
            String name = draft.foreignKey(
                    table,
                    mapping.foreignKeyColumns(junction.scoped(), parent, side.getValue()),
                    parent.name(),
                    mapping.keyColumns(junction.scoped(), parent),
                    action);
            draft.decisions.add(OnDeleteDecision.decision(relationship, name, action));
        }
        draft.decisions.add(JunctionDecision.decision(
                JunctionDecision.leaf(relationship), table.name.toString(), relationship.place()));
        draft.decisions.addAll(NullabilityDecision.decisions(
                table.name.toString(), relationship.place(), relationship.attributes(), List.of()));
    }

    private void references(EntityTable entityTable) {
        TableDraft table = tableDraft(entityTable.entity().name());
        List<Reference> references = mapping.references(entityTable.entity().name());
        // a required reference to another row of the tenant proves the tenant already; a key of its own would lock the
        // tenant's row at every insert
        boolean implied = references.stream()
                .anyMatch(
                        reference -> reference.required() && reference.parent().scoped());
        tenantReference(table, entityTable.scoped() && !implied);
        for (Reference reference : references) {
            var relationship = reference.relationship();
            ReferentialAction action = OnDeleteDecision.action(relationship);
            EntityTable parent = reference.parent();
            if (requirements.isA(relationship)) {
                isA(table, entityTable, reference);
                continue;
            }
            List<String> key = mapping.foreignKeyColumns(entityTable.scoped(), parent, reference.column());
            String name = copied.has(reference)
                    ? copied.add(table, entityTable, reference, action)
                    : draft.foreignKey(
                            table, key, parent.name(), mapping.keyColumns(entityTable.scoped(), parent), action);
            draft.decisions.add(OnDeleteDecision.decision(relationship, name, action));
            if (relationship.kind() == Relationship.Kind.ONE_TO_ONE) {
                table.constraints.add(Constraint.Unique.of(
                        draft.naming.constraint(table.name.name(), List.of(reference.column()), "key"), key));
            }
            new CardinalityDesigner(mapping, draft).add(table, entityTable, reference);
        }
    }

    /** The row of a kind names the row that it is, of its kind: so no row is of two kinds. */
    private void isA(TableDraft table, EntityTable entityTable, Reference reference) {
        String kind = requirements.kindOf(entityTable.entity().name()).orElseThrow();
        EntityTable parent = reference.parent();
        TableDraft parentTable = tableDraft(parent.entity().name());
        List<String> target = new ArrayList<>(mapping.keyColumns(entityTable.scoped(), parent));
        target.add(kind);
        boolean known = parentTable.constraints.stream()
                .anyMatch(constraint -> constraint instanceof Constraint.Unique unique
                        && unique.columns().equals(target));
        if (!known) {
            parentTable.constraints.add(Constraint.Unique.of(
                    draft.naming.constraint(parentTable.name.name(), List.of(parent.idColumn(), kind), "key"), target));
        }
        List<String> key = new ArrayList<>(mapping.foreignKeyColumns(entityTable.scoped(), parent, reference.column()));
        key.add(kind);
        String name = draft.foreignKey(table, key, parent.name(), target, ReferentialAction.CASCADE);
        draft.decisions.add(OnDeleteDecision.decision(reference.relationship(), name, ReferentialAction.CASCADE));
    }

    private void tenantReference(TableDraft table, boolean wanted) {
        if (wanted && mapping.tenantColumn().isPresent() && requirements.tenancy() != null) {
            draft.foreignKey(
                    table,
                    List.of(mapping.tenantColumn().get()),
                    mapping.table(requirements.tenancy().entity()).name(),
                    List.of(mapping.table(requirements.tenancy().entity()).idColumn()),
                    ReferentialAction.RESTRICT);
        }
    }

    private Catalog catalog() {
        String schema = requirements.project().schema();
        List<Table> tables =
                new ArrayList<>(draft.tables.stream().map(TableDraft::build).toList());
        for (Table partition : partitions.make()) {
            tables.add(partition);
            tellOfTenant(partition);
        }
        return new Catalog(
                        schema.equals("public")
                                ? List.of()
                                : List.of(new Schema(
                                        schema, requirements.project().summary())),
                        draft.extensions.stream()
                                .map(name -> new Extension(name, "public", null))
                                .toList(),
                        draft.enums,
                        List.of(),
                        List.of(),
                        tables,
                        draft.views,
                        draft.routines,
                        List.of())
                .withObjects(draft.objects);
    }

    private void tellOfTenant(Table partition) {
        PartitionOf of = partition.partitionOf();
        String tenant = mapping.tenantColumn().orElse(null);
        if (of == null || tenant == null) {
            return;
        }
        for (EntityTable table : mapping.tables()) {
            if (table.name().equals(of.parent())) {
                TableDraft parent = tableDraft(table.entity().name());
                TenantStatisticsDecision.addTo(draft, partition.name(), parent, table, tenant);
            }
        }
    }
}

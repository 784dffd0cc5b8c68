package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Entity.Audit;
import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.Retention;
import dev.pgwright.design.requirements.Entity.Volume;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what becomes of audited rows: an entity of its own for the history, and the triggers that write and guard it. */
final class AuditDesigner {
    private static final String SUBJECT = "subject_id";
    private static final String HAPPENED = "happened_at";
    /** Of a row that changes rarely, and often: changes a year, where the requirements give no number. */
    private static final double RARE_CHANGES = 1;

    private static final double FREQUENT_CHANGES = 12;
    private static final double DAYS_PER_YEAR = 365.25;

    private final Mapping mapping;
    private final Draft draft;

    AuditDesigner(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    /** The requirements with an entity for the history of each audited one. */
    static Requirements withHistories(Requirements requirements) {
        List<Entity> entities = new ArrayList<>();
        for (Entity entity : requirements.entities()) {
            entities.add(entity);
            if (entity.audit() != null) {
                entities.add(history(requirements, entity, entity.audit()));
            }
        }
        return new Requirements(
                requirements.project(),
                requirements.tenancy(),
                entities,
                requirements.relationships(),
                requirements.accessPatterns(),
                requirements.rules(),
                requirements.kinds(),
                requirements.dependencies(),
                requirements.stated(),
                requirements.nonGoals());
    }

    private static Entity history(Requirements requirements, Entity entity, Audit audit) {
        BusinessType id = entity.naturalKey()
                .map(Attribute::type)
                .orElseGet(() ->
                        entity.identity() == Entity.IdentityScope.GLOBAL ? BusinessType.UUID : BusinessType.INTEGER);
        String words = entity.name().replace('_', ' ');
        List<Attribute> attributes = List.of(
                attribute(audit, SUBJECT, id, true, null, "The " + words + " that changed; it may be gone", null),
                attribute(audit, HAPPENED, BusinessType.TIMESTAMP, true, "now", "When its transaction began", null),
                attribute(
                        audit,
                        "operation",
                        BusinessType.STATUS,
                        true,
                        null,
                        "What became of it",
                        new StatusValues(List.of("insert", "update", "delete"), new TreeMap<>(), false)),
                attribute(
                        audit,
                        "actor",
                        BusinessType.TEXT,
                        true,
                        null,
                        "Who: the setting app.actor, else the role",
                        null),
                attribute(audit, "old_values", BusinessType.JSON, false, null, "What was changed or deleted", null),
                attribute(audit, "new_values", BusinessType.JSON, false, null, "What it became", null));
        Volume volume = entity.volume();
        return new Entity(
                audit.place(),
                entity.historyName(),
                "What became of each " + words,
                null,
                entity.group(),
                Entity.IdentityScope.LOCAL,
                null,
                null,
                false,
                entity.shared() || isTenant(requirements, entity),
                volume == null
                        ? null
                        : new Volume(volume.place(), 0, volume.growthPerDay() + changesPerDay(entity, volume)),
                Changes.NEVER,
                audit.keepDays() == null ? null : new Retention(audit.place(), audit.keepDays(), HAPPENED),
                attributes,
                null);
    }

    private static boolean isTenant(Requirements requirements, Entity entity) {
        return requirements.tenancy() != null && requirements.tenancy().entity().equals(entity.name());
    }

    private static Attribute attribute(
            Audit audit,
            String name,
            BusinessType type,
            boolean required,
            @Nullable String defaultValue,
            String description,
            @Nullable StatusValues status) {
        return Attribute.designed(audit.place(), name, type, required, defaultValue, description, status);
    }

    private static double changesPerDay(Entity entity, Volume volume) {
        double aYear = switch (entity.changes()) {
            case NEVER -> 0;
            case RARELY -> RARE_CHANGES;
            case OFTEN -> FREQUENT_CHANGES;
        };
        return volume.rows() * aYear / DAYS_PER_YEAR;
    }

    /** Adds what writes and guards the history; both tables have their columns then. */
    void add(TableDraft table, EntityTable entityTable, Audit audit) {
        Entity entity = entityTable.entity();
        EntityTable history = mapping.table(entity.historyName());
        TableDraft historyDraft = draft.table(history.name());
        List<String> leftOut = entity.attributes().stream()
                .filter(attribute ->
                        attribute.sensitive() && !audit.attributes().contains(attribute.name()))
                .map(Attribute::name)
                .toList();
        List<String> columns = columns(table, entityTable, audit);
        writer(table, entityTable, history, columns);
        guard(historyDraft, audit);
        List<String> subject = new ArrayList<>();
        if (history.scoped()) {
            mapping.tenantColumn().ifPresent(subject::add);
        }
        subject.add(SUBJECT);
        draft.wanted.add(new Draft.Wanted(historyDraft, subject, HAPPENED, entity.historyName(), true));
        draft.auditTrails.add(new AuditTrail(table.name, history.name(), entityTable.idColumn(), columns));
        draft.decisions.add(AuditDecision.decision(entity, audit, history.name().toString(), leftOut));
    }

    /** Columns of attributes and references; not those that the server keeps itself. */
    private List<String> columns(TableDraft table, EntityTable entityTable, Audit audit) {
        List<String> columns = new ArrayList<>();
        for (Attribute attribute : entityTable.entity().attributes()) {
            boolean wanted = audit.attributes().isEmpty()
                    ? !attribute.sensitive() && attribute.derived() == null
                    : audit.attributes().contains(attribute.name());
            if (wanted) {
                columns.add(attribute.name());
                if (PathResolver.hasCurrencyColumn(attribute)) {
                    columns.add(attribute.name() + PathResolver.CURRENCY_SUFFIX);
                }
            }
        }
        if (audit.attributes().isEmpty()) {
            mapping.references(entityTable.entity().name()).forEach(reference -> columns.add(reference.column()));
        }
        return columns.stream().filter(table::hasColumn).toList();
    }

    private void writer(TableDraft table, EntityTable entityTable, EntityTable history, List<String> columns) {
        String name = draft.naming.constraint(table.name.name(), List.of(), "audit");
        QualifiedName function = QualifiedName.of(table.name.schema(), name);
        List<String> keys = new ArrayList<>(List.of(SUBJECT));
        List<String> values = new ArrayList<>(List.of(entityTable.idColumn()));
        if (history.scoped() && entityTable.scoped()) {
            mapping.tenantColumn().ifPresent(column -> {
                keys.add(0, column);
                values.add(0, column);
            });
        }
        String subject = values.stream()
                .map(column -> "CASE TG_OP WHEN 'DELETE' THEN OLD." + Identifier.sql(column) + " ELSE NEW."
                        + Identifier.sql(column) + " END")
                .collect(Collectors.joining(",\n        "));
        String type = draft.table(history.name()).columns.stream()
                .filter(column -> column.name().equals("operation"))
                .findFirst()
                .orElseThrow()
                .type();
        String operation = "lower(TG_OP)" + (type.equals("text") ? "" : "::" + type);
        String body = """
                DECLARE
                    before jsonb;
                    after jsonb;
                BEGIN
                    IF TG_OP <> 'INSERT' THEN
                        before := %1$s;
                    END IF;
                    IF TG_OP <> 'DELETE' THEN
                        after := %2$s;
                    END IF;
                    IF TG_OP = 'UPDATE' THEN
                        SELECT jsonb_object_agg(was.key, was.value), jsonb_object_agg(was.key, after -> was.key)
                        INTO before, after
                        FROM jsonb_each(before) AS was
                        WHERE was.value IS DISTINCT FROM after -> was.key;
                        IF before IS NULL THEN
                            RETURN NULL;
                        END IF;
                    END IF;
                    INSERT INTO %3$s (%4$s, operation, actor, old_values, new_values)
                    VALUES (
                        %5$s,
                        %6$s, coalesce(nullif(current_setting('app.actor', true), ''), session_user), before, after);
                    RETURN NULL;
                END""".formatted(
                        object("OLD", columns),
                        object("NEW", columns),
                        Identifier.sql(history.name()),
                        Identifier.sql(keys),
                        subject,
                        operation);
        draft.triggerFunction(function, body, "Writes " + history.name());
        boolean updates = AuditDecision.leaf(entityTable.entity()) != AuditDecision.Leaf.COMING_AND_GOING;
        table.triggers.add(new Trigger(
                name,
                "CREATE TRIGGER " + Identifier.sql(name) + " AFTER INSERT OR DELETE" + (updates ? " OR UPDATE" : "")
                        + " ON " + Identifier.sql(table.name) + " FOR EACH ROW EXECUTE FUNCTION "
                        + Identifier.sql(function) + "()",
                Trigger.Firing.ORIGIN,
                null));
    }

    /** In parts: a function takes at most a hundred arguments. */
    private static String object(String row, List<String> columns) {
        int most = 40;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < Math.max(1, columns.size()); i += most) {
            parts.add(columns.subList(i, Math.min(columns.size(), i + most)).stream()
                    .map(column -> TypeDecision.literal(column) + ", " + row + "." + Identifier.sql(column))
                    .collect(Collectors.joining(", ", "jsonb_build_object(", ")")));
        }
        return String.join("\n            || ", parts);
    }

    /** Rows that came before their partition may leave the default one, but only under the lock under which they move. */
    private static String moving(TableDraft history) {
        return history.partitioning == null ? "" : """
                    IF TG_OP = 'DELETE' AND EXISTS (
                        SELECT FROM pg_locks AS held
                        JOIN pg_class AS part ON part.oid = held.relation
                        WHERE held.pid = pg_backend_pid() AND held.relation = TG_RELID AND held.granted
                          AND held.mode = 'AccessExclusiveLock'
                          AND pg_get_expr(part.relpartbound, part.oid) = 'DEFAULT'
                    ) THEN
                        RETURN OLD;
                    END IF;
                """;
    }

    private void guard(TableDraft history, Audit audit) {
        String name = draft.naming.constraint(history.name.name(), List.of(), "append_only");
        QualifiedName function = QualifiedName.of(history.name.schema(), name);
        String expired =
                audit.keepDays() == null ? "" : """
                    IF TG_OP = 'DELETE' AND OLD.%s < now() - interval '%d days' THEN
                        RETURN OLD;
                    END IF;
                """.formatted(HAPPENED, Objects.requireNonNull(audit.keepDays()));
        String body = "BEGIN\n" + (expired + moving(history)).indent(4) + """
                    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME
                        USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
                END""";
        draft.triggerFunction(function, body, "Refuses to change history");
        history.triggers.add(new Trigger(
                name,
                "CREATE TRIGGER " + Identifier.sql(name) + " BEFORE DELETE OR UPDATE ON "
                        + Identifier.sql(history.name) + " FOR EACH ROW EXECUTE FUNCTION " + Identifier.sql(function)
                        + "()",
                Trigger.Firing.ORIGIN,
                null));
    }
}

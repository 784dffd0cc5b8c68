package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says what of a catalog a version of PostgreSQL does not have. */
public final class VersionGate {
    private final int version;
    private final List<Use> uses = new ArrayList<>();

    private VersionGate(int version) {
        this.version = version;
    }

    /** An object, in words, and the feature that it needs. */
    public record Use(String object, Feature feature) {
        /** The message to a user whose server is too old. */
        public String message(int version) {
            return object + " needs PostgreSQL " + feature.since() + ": " + version + " does not have "
                    + feature.words();
        }
    }

    /** Every use of a feature that came after the major version, in order of the catalog. */
    public static List<Use> tooNew(Catalog catalog, int version) {
        VersionGate gate = new VersionGate(version);
        catalog.sequences().stream()
                .filter(sequence -> sequence.unlogged())
                .forEach(sequence -> gate.add("sequence " + sequence.name(), Feature.UNLOGGED_SEQUENCE));
        catalog.tables().forEach(gate::table);
        catalog.views().forEach(gate::view);
        catalog.objects().forEach(gate::object);
        gate.access(catalog.access());
        return List.copyOf(gate.uses);
    }

    /** @throws PgwrightException with a problem for each such use */
    public static void check(Catalog catalog, int version) {
        List<Use> tooNew = tooNew(catalog, version);
        if (!tooNew.isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    tooNew.stream()
                            .map(use -> new PgwrightException.Problem(
                                    Place.ofObject(use.object()),
                                    "needs PostgreSQL " + use.feature().since() + ": " + version + " does not have "
                                            + use.feature().words(),
                                    null))
                            .toList());
        }
    }

    private void add(String object, Feature feature) {
        if (version < feature.since()) {
            uses.add(new Use(object, feature));
        }
    }

    private void addIf(boolean used, String object, Feature feature) {
        if (used) {
            add(object, feature);
        }
    }

    private void table(Table table) {
        String name = "table " + table.name();
        boolean partitioned = table.partitioning() != null;
        addIf(partitioned && table.settings().accessMethod() != null, name, Feature.PARTITIONED_ACCESS_METHOD);
        for (Column column : table.columns()) {
            String at = name + " column " + column.name();
            addIf(column.generated() != null && !column.generated().stored(), at, Feature.VIRTUAL_COLUMN);
        }
        table.constraints().forEach(constraint -> constraint(name, partitioned, constraint));
        table.indexes().forEach(index -> index(table.name(), index));
    }

    private void constraint(String table, boolean partitioned, Constraint constraint) {
        String at = table + " constraint " + constraint.name();
        if (constraint instanceof Constraint.PrimaryKey key) {
            addIf(key.withoutOverlaps(), at, Feature.WITHOUT_OVERLAPS);
        } else if (constraint instanceof Constraint.Unique unique) {
            addIf(unique.withoutOverlaps(), at, Feature.WITHOUT_OVERLAPS);
            addIf(unique.nullsNotDistinct(), at, Feature.NULLS_NOT_DISTINCT);
        } else if (constraint instanceof Constraint.ForeignKey key) {
            addIf(key.period(), at, Feature.PERIOD);
            addIf(!key.setColumns().isEmpty(), at, Feature.SET_NULL_COLUMNS);
            addIf(!key.enforced(), at, Feature.NOT_ENFORCED);
            addIf(partitioned && !key.validated() && key.enforced(), at, Feature.PARTITIONED_NOT_VALID_KEY);
        } else if (constraint instanceof Constraint.Check check) {
            addIf(!check.enforced(), at, Feature.NOT_ENFORCED);
        } else if (constraint instanceof Constraint.Exclusion) {
            addIf(partitioned, at, Feature.PARTITIONED_EXCLUSION);
        } else if (constraint instanceof Constraint.NotNull) {
            add(at, Feature.NAMED_NOT_NULL);
        }
    }

    private void index(QualifiedName relation, Index index) {
        addIf(
                index.nullsNotDistinct(),
                "index " + QualifiedName.of(relation.schema(), index.name()),
                Feature.NULLS_NOT_DISTINCT);
    }

    private void view(View view) {
        addIf(view.options().containsKey("security_invoker"), "view " + view.name(), Feature.VIEW_SECURITY_INVOKER);
        view.indexes().forEach(index -> index(view.name(), index));
    }

    /** Their definitions are in the readers' canonical form. */
    private void object(DefinedObject object) {
        String name = object.reference().toString();
        String definition = String.join(" ", object.definition());
        switch (object.kind()) {
            case COLLATION -> {
                addIf(definition.contains("(PROVIDER = builtin"), name, Feature.BUILTIN_COLLATION);
                addIf(definition.contains(", RULES = "), name, Feature.COLLATION_RULES);
            }
            case PUBLICATION ->
                addIf(
                        definition.contains(" WHERE (")
                                || definition.contains(" TABLES IN SCHEMA ")
                                || definition.matches(".* TABLE .*\\).* WITH \\(publish.*"),
                        name,
                        Feature.PUBLICATION_FILTER);
            default -> {}
        }
    }

    private void access(Access access) {
        Stream.concat(
                        access.grants().stream()
                                .filter(grant -> grant.privileges().names().contains("MAINTAIN"))
                                .map(grant -> "privileges on " + grant.object()),
                        access.defaults().stream()
                                .filter(one -> one.privileges().names().contains("MAINTAIN"))
                                .map(one -> "default privileges of " + one.role()))
                .distinct()
                .forEach(object -> add(object, Feature.MAINTAIN_PRIVILEGE));
    }
}

package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ObjectComment;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SecurityLabel;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings.ReplicaIdentity;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.catalog.print.SingleDdl.Made;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of objects when they are there: settings that name an index, row security, owners, privileges, labels. */
final class BehindUnits {
    private final Units units;

    private BehindUnits(Units units) {
        this.units = units;
    }

    static void add(Units units) {
        BehindUnits behind = new BehindUnits(units);
        Catalog catalog = units.catalog();
        catalog.tables().forEach(behind::table);
        catalog.views()
                .forEach(view -> behind.clustered(
                        "ALTER MATERIALIZED VIEW ",
                        view.name(),
                        Units.view(view),
                        view.settings().clusteredOn()));
        catalog.comments().forEach(behind::comment);
        catalog.access().owners().forEach(behind::owner);
        catalog.access().grants().forEach(behind::grant);
        catalog.access().defaults().forEach(behind::defaults);
        catalog.labels().forEach(behind::label);
    }

    private void table(Table table) {
        UnitId id = Units.table(table.name());
        String alter = "ALTER TABLE " + SingleDdl.name(table.name()) + " ";
        if (table.settings().rowSecurity()) {
            setting(
                    "row security",
                    table.name(),
                    id,
                    alter + "ENABLE ROW LEVEL SECURITY",
                    alter + "DISABLE ROW LEVEL SECURITY");
        }
        if (table.settings().forceRowSecurity()) {
            setting(
                    "forced row security",
                    table.name(),
                    id,
                    alter + "FORCE ROW LEVEL SECURITY",
                    alter + "NO FORCE ROW LEVEL SECURITY");
        }
        clustered("ALTER TABLE ", table.name(), id, table.settings().clusteredOn());
        ReplicaIdentity identity = table.settings().replicaIdentity();
        if (identity.kind() != ReplicaIdentity.Kind.DEFAULT) {
            String what = identity.kind() == ReplicaIdentity.Kind.INDEX
                    ? "USING INDEX " + quoteIdentifier(String.valueOf(identity.index()))
                    : identity.kind().name();
            Unit unit = setting(
                    "replica identity",
                    table.name(),
                    id,
                    alter + "REPLICA IDENTITY " + what,
                    alter + "REPLICA IDENTITY DEFAULT");
            needIndex(unit, table.name(), identity.index());
        }
    }

    private Unit setting(String words, QualifiedName relation, UnitId on, String make, String remove) {
        return units.add(
                        new UnitId(UnitKind.TABLE_SETTING, words, relation.toString()),
                        make,
                        new Made(List.of(make), List.of(remove)))
                .partOf(on);
    }

    private void clustered(String head, QualifiedName relation, UnitId on, @Nullable String index) {
        if (index != null) {
            String alter = head + SingleDdl.name(relation) + " ";
            Unit unit = setting(
                    "clustering",
                    relation,
                    on,
                    alter + "CLUSTER ON " + quoteIdentifier(index),
                    alter + "SET WITHOUT CLUSTER");
            needIndex(unit, relation, index);
        }
    }

    private void needIndex(Unit unit, QualifiedName relation, @Nullable String index) {
        if (index == null) {
            return;
        }
        UnitId id = Units.index(QualifiedName.of(relation.schema(), index));
        if (units.get(id) != null) {
            unit.need(id);
        }
        units.find(relation)
                .ifPresent(table -> table.constraints().stream()
                        .filter(constraint -> constraint.name().equals(index))
                        .map(constraint -> TableUnits.id(table, constraint))
                        .filter(constraint -> units.get(constraint) != null)
                        .forEach(unit::need));
    }

    private void comment(ObjectComment comment) {
        Unit unit = units.add(
                new UnitId(UnitKind.COMMENT, "comment on", comment.object().toString()),
                comment.text(),
                new Made(
                        List.of(SingleDdl.comment(
                                comment.object().kind(), comment.object().identity(), comment.text())),
                        List.of(SingleDdl.comment(
                                comment.object().kind(), comment.object().identity(), null))));
        units.referenced(comment.object()).forEach(unit::partOf);
        ofConstraint(comment, unit);
    }

    /** The index of a constraint has the constraint's name. */
    private void ofConstraint(ObjectComment comment, Unit unit) {
        if (comment.object().kind().equals("INDEX")) {
            for (Table table : units.catalog().tables()) {
                table.constraints().stream()
                        .filter(constraint -> SingleDdl.name(
                                        QualifiedName.of(table.name().schema(), constraint.name()))
                                .equals(comment.object().identity()))
                        .map(constraint -> TableUnits.id(table, constraint))
                        .filter(constraint -> units.get(constraint) != null)
                        .forEach(unit::partOf);
            }
        }
    }

    private void owner(Access.Owner owner) {
        String alter = "ALTER " + owner.object().kind() + " " + owner.object().identity() + " OWNER TO ";
        Unit unit = units.add(
                new UnitId(UnitKind.OWNER, "owner of", owner.object().toString()),
                owner.role(),
                new Made(List.of(alter + owner.role()), List.of(alter + Access.DATABASE_OWNER)));
        units.referenced(owner.object()).forEach(unit::partOf);
    }

    private void grant(Access.Grant grant) {
        String name = grant.object() + (grant.column() == null ? "" : " column " + grant.column()) + " "
                + (grant.privileges().revoked() ? "not " : "")
                + String.join(", ", grant.privileges().names()) + " to "
                + grant.privileges().grantee()
                + (grant.privileges().grantable() ? " with grant option" : "")
                + (grant.grantor() == null ? "" : " by " + grant.grantor());
        Unit unit = units.add(new UnitId(UnitKind.PRIVILEGE, "privileges on", name), grant, SingleDdl.grant(grant))
                .named("privileges " + grant.object() + " " + grant.column() + " "
                        + grant.privileges().grantee());
        units.referenced(grant.object()).forEach(unit::partOf);
        UnitId owner = new UnitId(UnitKind.OWNER, "owner of", grant.object().toString());
        if (units.get(owner) != null) {
            unit.wishes().add(owner);
        }
        if (grant.column() != null) {
            units.catalog().tables().stream()
                    .filter(table ->
                            SingleDdl.name(table.name()).equals(grant.object().identity()))
                    .forEach(table -> unit.partOf(Units.column(table.name(), grant.column())));
        }
    }

    private void defaults(Access.DefaultPrivileges defaults) {
        String name =
                defaults.role() + " " + defaults.schema() + " " + defaults.objects() + " " + defaults.privileges();
        Unit unit = units.add(
                        new UnitId(UnitKind.PRIVILEGE, "default privileges", name),
                        defaults,
                        SingleDdl.defaultPrivileges(defaults))
                .named("default privileges " + defaults.role() + " " + defaults.schema() + " " + defaults.objects()
                        + " " + defaults.privileges().grantee());
        if (defaults.schema() != null) {
            unit.need(Units.schema(defaults.schema()));
        }
    }

    private void label(SecurityLabel label) {
        Unit unit = units.add(
                new UnitId(UnitKind.LABEL, "security label of", label.provider() + " on " + label.object()),
                label.label(),
                SingleDdl.label(label));
        units.referenced(label.object()).forEach(unit::partOf);
    }
}

package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.Requirements.Tenancy;
import java.util.ArrayList;
import java.util.List;

/** How the rows of many customers are kept apart in one database. */
final class TenancyDecision {
    /** As many schemas or databases as one team still migrates and watches by hand. */
    static final long FEW_TENANTS = 50;
    /** From here on the catalog of a schema for each tenant is itself a large database. */
    static final long MANY_TENANTS = 1_000;

    /** Where the tree ends. */
    enum Leaf {
        NO_TENANTS,
        /** Nobody has said how many. */
        SHARED_UNKNOWN,
        /** So few that a database for each is a real choice. */
        SHARED_FEW,
        /** A schema for each is possible, and laborious. */
        SHARED_SOME,
        /** Nothing but shared tables is workable. */
        SHARED_MANY
    }

    private TenancyDecision() {}

    static Leaf leaf(Requirements requirements) {
        if (requirements.tenancy() == null) {
            return Leaf.NO_TENANTS;
        }
        Entity.Volume volume = requirements
                .entity(requirements.tenancy().entity())
                .map(Entity::volume)
                .orElse(null);
        if (volume == null) {
            return Leaf.SHARED_UNKNOWN;
        }
        long tenants = volume.rowsAfter(SchemaDesigner.HORIZON_DAYS);
        if (tenants <= FEW_TENANTS) {
            return Leaf.SHARED_FEW;
        }
        return tenants < MANY_TENANTS ? Leaf.SHARED_SOME : Leaf.SHARED_MANY;
    }

    /** Empty without tenants. */
    static List<Decision> decisions(Mapping mapping) {
        Requirements requirements = mapping.requirements();
        Tenancy tenancy = requirements.tenancy();
        Leaf leaf = leaf(requirements);
        List<Decision> decisions = new ArrayList<>();
        if (tenancy == null) {
            return decisions;
        }
        String column = mapping.tenantColumn().orElseThrow();
        String schema = requirements.project().schema();
        decisions.add(new Decision(
                "Tenancy",
                schema,
                "rows of all tenants in the same tables; every key starts with " + column,
                because(leaf)
                        + ". A reference carries the tenant too, so that the database itself refuses a row that points"
                        + " into another tenant",
                tenancy.place(),
                List.of(
                        new Alternative(
                                "a database for each tenant",
                                "the strongest separation; restore, move and delete one tenant alone",
                                leaf == Leaf.SHARED_FEW
                                        ? "a migration, a backup and a connection pool for each, which " + FEW_TENANTS
                                                + " still allow"
                                        : "connections, upgrades and monitoring multiply by the tenants"),
                        new Alternative(
                                "a schema for each tenant",
                                "backups and deletions by tenant are simple",
                                "every migration runs once a tenant; thousands of tenants mean millions of catalog rows"
                                        + " and files"),
                        new Alternative(
                                "a single-column key beside the tenant's column",
                                "shorter references",
                                "nothing stops a row from pointing into another tenant")),
                leaf == Leaf.SHARED_FEW
                        ? "a tenant's contract asks for a database of its own: the same schema serves, with one tenant in it"
                        : "one tenant holds more than half of all rows, or the data outgrows one server: then " + column
                                + " is the distribution key, and it is already in every key"));
        decisions.add(
                new Decision(
                        "Tenancy",
                        schema + " (row-level security)",
                        "no row-level security: every query carries " + column + " itself",
                        "the only clients are the access patterns, and each of them names its tenant in every condition and join",
                        tenancy.place(),
                        List.of(new Alternative(
                                "ALTER TABLE ... ENABLE ROW LEVEL SECURITY with a policy " + column
                                        + " = current_setting('app.tenant')",
                                "a query that forgets its tenant finds nothing instead of everything",
                                "the setting must be made in every transaction, conditions that are not leakproof are evaluated"
                                        + " after the policy, and owners and superusers pass by it")),
                        "people or reports that are not these queries get to the tables: then policies, for a role that owns nothing"));
        return decisions;
    }

    private static String because(Leaf leaf) {
        return switch (leaf) {
            case NO_TENANTS -> throw new IllegalStateException("there are no tenants");
            case SHARED_UNKNOWN ->
                "the requirements name tenants (tenancy) and not how many, and shared tables carry any number";
            case SHARED_FEW ->
                "the requirements name tenants (tenancy): no more than " + FEW_TENANTS
                        + ", for whom one set of tables is one migration, one backup and one pool";
            case SHARED_SOME ->
                "the requirements name tenants (tenancy): more than " + FEW_TENANTS
                        + ", and every migration would run that often";
            case SHARED_MANY ->
                "the requirements name tenants (tenancy): " + Numbers.rows(MANY_TENANTS)
                        + " or more, for whom schemas or databases of their own are not workable";
        };
    }
}

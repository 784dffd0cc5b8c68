package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;

/** Decisions about the schema as a whole. */
final class WholeDecisions {
    private WholeDecisions() {}

    static List<Decision> of(Mapping mapping) {
        Requirements requirements = mapping.requirements();
        String schema = requirements.project().schema();
        List<Decision> decisions = new ArrayList<>();
        if (requirements.tenancy() != null) {
            String column = mapping.tenantColumn().orElseThrow();
            decisions.add(new Decision(
                    "Tenancy",
                    schema,
                    "rows of all tenants in the same tables; every key starts with " + column,
                    "the requirements name tenants (tenancy). A reference carries the tenant too, so that the database"
                            + " itself refuses a row that points into another tenant",
                    requirements.tenancy().place(),
                    List.of(
                            new Alternative(
                                    "a schema for each tenant",
                                    "backups and deletions by tenant are simple",
                                    "every migration runs once a tenant; thousands of tenants mean millions of files"),
                            new Alternative(
                                    "a database for each tenant",
                                    "the strongest separation",
                                    "connections, upgrades and monitoring multiply"),
                            new Alternative(
                                    "a single-column key beside the tenant's column",
                                    "shorter references",
                                    "nothing stops a row from pointing into another tenant")),
                    "one tenant holds more than half of all rows, or the data outgrows one server: then " + column
                            + " is the distribution key, and it is already in every key"));
        }
        decisions.add(new Decision(
                "Normal form",
                schema,
                "third normal form: every fact once, depending on the key and nothing but the key",
                "no access pattern is known to miss its target with joins through indexed keys",
                requirements.project().place(),
                List.of(new Alternative(
                        "copies of slowly changing facts in the rows that show them",
                        "a join less in a hot query",
                        "each copy needs a documented way to stay in step, and a repair when it does not")),
                "a query with a latency target is measured to miss it because of a join"));
        decisions.add(new Decision(
                "Timestamps",
                schema,
                "created_at on every table; updated_at, kept by a trigger, where rows change",
                "support, synchronisation and retention all ask when a row came and changed; timestamptz is a moment,"
                        + " whatever the session's time zone",
                requirements.project().place(),
                List.of(new Alternative(
                        "updated_at set by the application", "no trigger", "forgotten by the first manual UPDATE")),
                "an update-heavy table is measured to suffer from the trigger (about a microsecond a row)"));
        decisions.add(new Decision(
                "Names",
                schema,
                "snake_case; tables in the plural; constraints and indexes named after table and columns",
                "none of the names needs quoting, and an error message tells which rule was broken",
                requirements.project().place(),
                List.of(new Alternative(
                        "tables in the singular",
                        "reads like the entity",
                        "order, user and group need quotes everywhere")),
                "a framework of the team expects otherwise: set table: on the entity"));
        return decisions;
    }

    static Decision junction(Relationship relationship, String table) {
        return new Decision(
                "Junction tables",
                table,
                "the pair is the primary key",
                "a pair belongs together once; the key says so and serves the look-up from one side",
                relationship.place(),
                List.of(new Alternative(
                        "an id of its own and a unique key of the pair",
                        "something else can refer to the pair by one column",
                        "a second index and 8 bytes more a row")),
                "other tables need to refer to the pair");
    }
}

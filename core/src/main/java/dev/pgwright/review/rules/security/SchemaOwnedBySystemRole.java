package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Schema;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;

/** Schemas of applications that a role with power over the server owns. */
public final class SchemaOwnedBySystemRole implements SchemaRule {
    private static final WordsParameter ROLES = WordsParameter.words(
            "system-roles",
            "roles of administration, beside those that begin with pg_",
            "postgres",
            "rdsadmin",
            "rds_superuser",
            "cloudsqladmin",
            "cloudsqlsuperuser",
            "azuresu",
            "azure_superuser",
            "azure_pg_admin",
            "alloydbadmin",
            "alloydbsuperuser",
            "supabase_admin",
            "neon_superuser");

    private static final RuleInfo INFO = RuleInfo.of(
                    "schema-owned-by-system-role", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A schema of an application is owned by a superuser, a role of PostgreSQL's own, or one of a provider.")
            .cost("a change of it needs that role, and its functions with their owner's rights have that role's")
            .safe("Give it to a plain role that nobody logs in as.")
            .byHand("which owner is meant is a decision")
            .parameter(ROLES)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        for (Schema one : schema.catalog().schemas()) {
            String owner = access.owner(SchemaAccess.schema(one.name()));
            boolean system = !owner.equals(Access.DATABASE_OWNER)
                    && (owner.startsWith("pg_")
                            || report.words(ROLES).contains(owner)
                            || schema.facts().server().security().superusers().contains(owner));
            if (system && !one.name().equals(Schema.PUBLIC)) {
                report.found(
                        schema,
                        SchemaObject.schema(one.name()),
                        "The schema " + one.name() + " belongs to " + owner
                                + ", a role of administration, so that whatever changes it needs that role");
            }
        }
    }
}

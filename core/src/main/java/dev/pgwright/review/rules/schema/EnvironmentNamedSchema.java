package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Schema;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Set;

/** Schemas that are another in every environment. */
public final class EnvironmentNamedSchema implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "environment-named-schema", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A schema's name contains an environment (prod_, _staging, sandbox).")
            .safe("Give it the same name in all environments, and tell these apart by database.")
            .byHand("every statement that names the schema changes with it")
            .seed("Schema: naming conventions are consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Words that mean nothing else. */
    private static final Set<String> CERTAIN = Set.of(
            "prod", "prd", "dev", "devel", "development", "stg", "qa", "uat", "preprod", "preproduction", "sandbox");
    /** Words that mean something else where they stand alone: a factory's production, a load's staging area. */
    private static final Set<String> AT_THE_END = Set.of("production", "staging", "test", "testing");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Schema one : schema.catalog().schemas()) {
            List<String> words = NameWords.of(one.name());
            boolean ends = words.size() > 1 && AT_THE_END.contains(words.get(words.size() - 1));
            if (ends || words.stream().anyMatch(CERTAIN::contains)) {
                report.found(
                        schema,
                        SchemaObject.schema(one.name()),
                        "The name of the schema " + one.name()
                                + " says where it runs, so that queries are others in each environment");
            }
        }
    }
}

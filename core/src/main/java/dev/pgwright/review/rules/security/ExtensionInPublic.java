package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Schema;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Functions and types of an extension among one's own. */
public final class ExtensionInPublic implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "extension-in-public", Area.SECURITY, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("The objects of an extension are in the schema public.")
            .safe("CREATE EXTENSION ... SCHEMA extensions; one that can be moved: ALTER EXTENSION ... SET SCHEMA.")
            .byHand("every statement that names its objects changes with it")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Extension extension : schema.catalog().extensions()) {
            if (extension.schema().equals(Schema.PUBLIC)) {
                report.found(
                        schema,
                        SchemaObject.extension(extension.name()),
                        "What the extension " + extension.name()
                                + " brings is in public, among the objects of applications and open to every role");
            }
        }
    }
}

package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterExtensionStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.PgString;
import java.util.Optional;
import java.util.stream.Stream;

/** ALTER EXTENSION ... UPDATE. */
public final class ExtensionUpgrade implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("extension-upgrade", Needs.SQL, Severity.WARNING)
            .detects(
                    "ALTER EXTENSION ... UPDATE runs scripts of the extension, whose changes and locks the file does not show.")
            .cost("whatever the scripts of the extension lock")
            .safe(
                    "Read the scripts of the extension between the two versions, rehearse them on a copy, and run the statement"
                            + " alone in its migration.")
            .seed("Migrations: tested on production-size data")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof AlterExtensionStmt alter && alter.extname() != null) {
            String name = alter.extname();
            boolean made = statement.migration().steps().stream()
                    .anyMatch(
                            step -> step.tree() instanceof CreateExtensionStmt create && name.equals(create.extname()));
            Optional<String> version = alter.options().stream()
                    .flatMap(option -> option instanceof DefElem element
                                    && "new_version".equals(element.defname())
                                    && element.arg() instanceof PgString text
                            ? Stream.of(" to version " + text.sval())
                            : Stream.empty())
                    .findFirst();
            if (!made) {
                report.found(
                                statement,
                                "Extension " + alter.extname() + " is updated"
                                        + version.orElse(" to the server's default version")
                                        + " by scripts that this file does not show")
                        .about(alter.extname());
            }
        }
    }
}

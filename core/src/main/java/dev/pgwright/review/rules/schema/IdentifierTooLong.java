package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.nio.charset.StandardCharsets;

/** Names of which the end is lost. */
public final class IdentifierTooLong implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.of("identifier-too-long", Area.SCHEMA, Needs.SQL, Severity.ERROR)
            .detects("A name exceeds 63 bytes: PostgreSQL cuts it silently, so that names may collide.")
            .safe("Shorten it.")
            .byHand("the name to use instead is a choice, and every statement uses it")
            .seed("Schema: naming conventions are consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!Statements.isDefinition(statement.tree())) {
            return;
        }
        String sql = statement.span().of(statement.source().text());
        for (Token token : Sql.tokens(sql)) {
            String written = token.span().of(sql);
            String name = written.startsWith("\"")
                    ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                    : written;
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (token.kind() == Token.Kind.IDENTIFIER && bytes > ObjectNames.MAX_BYTES) {
                report.found(
                                statement,
                                "A name has " + bytes + " bytes; PostgreSQL keeps " + ObjectNames.MAX_BYTES
                                        + " and makes it " + ObjectNames.clip(name, ObjectNames.MAX_BYTES))
                        .at(token.span().plus(statement.span().start()));
            }
        }
    }
}

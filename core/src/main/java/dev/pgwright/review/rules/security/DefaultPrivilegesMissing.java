package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Schemas whose next table nobody may use. */
public final class DefaultPrivilegesMissing implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "default-privileges-missing", Area.SECURITY, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects(
                    "Roles have privileges on the tables of a schema, but nothing gives them any on tables made later.")
            .safe("ALTER DEFAULT PRIVILEGES FOR ROLE the one that makes the tables.")
            .byHand("the roles and their rights are a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        Map<String, List<Table>> shared = schema.tables().stream()
                .filter(table -> access.isShared(SchemaAccess.table(table)))
                .collect(Collectors.groupingBy(table -> table.name().schema(), TreeMap::new, Collectors.toList()));
        shared.forEach((name, tables) -> {
            boolean said = access.access().defaults().stream()
                    .anyMatch(one -> one.objects().equals("TABLES")
                            && (one.schema() == null || one.schema().equals(name)));
            if (!said && schema.isComplete()) {
                report.found(
                                schema,
                                SchemaObject.relation(
                                        tables.get(tables.size() - 1).name()),
                                "Privileges on "
                                        + SchemaContext.shown(
                                                tables.get(tables.size() - 1).name())
                                        + " were granted by hand, and the next table of its schema will have none")
                        .advice(
                                "ALTER DEFAULT PRIVILEGES FOR ROLE ... IN SCHEMA ... GRANT ... ON TABLES TO the same roles.");
            }
        });
    }
}

package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables of one schema that belong to several roles. */
public final class MixedOwnership implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("mixed-ownership", Area.SECURITY, Needs.CATALOG, Severity.ADVICE)
            .detects("Tables of one schema have different owners, or another one than the schema.")
            .cost("a change of them all needs the rights of each owner")
            .safe("ALTER ... OWNER TO one role that nobody logs in as.")
            .byHand("which owner is meant is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        Map<String, Map<String, List<Table>>> schemas = new TreeMap<>();
        for (Table table : schema.tables()) {
            schemas.computeIfAbsent(table.name().schema(), unused -> new TreeMap<>())
                    .computeIfAbsent(access.owner(SchemaAccess.table(table)), unused -> new ArrayList<>())
                    .add(table);
        }
        schemas.forEach((name, owners) -> judge(schema, access, name, owners, report));
    }

    private static void judge(
            SchemaContext schema, SchemaAccess access, String name, Map<String, List<Table>> owners, Report report) {
        Map.Entry<String, List<Table>> most = owners.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().size()))
                .orElseThrow();
        owners.forEach((owner, tables) -> {
            if (!owner.equals(most.getKey())) {
                Table first = tables.get(0);
                report.found(
                        schema,
                        SchemaObject.relation(first.name()),
                        (tables.size() == 1
                                        ? SchemaContext.shown(first.name()) + " belongs"
                                        : tables.size() + " tables such as " + SchemaContext.shown(first.name())
                                                + " belong")
                                + " to " + SchemaAccess.shown(owner) + ", but most tables of the same schema to "
                                + SchemaAccess.shown(most.getKey()));
            }
        });
        String ofSchema = access.owner(SchemaAccess.schema(name));
        boolean known = !name.equals(Schema.PUBLIC) || !ofSchema.equals(Access.DATABASE_OWNER);
        if (owners.size() == 1 && known && !ofSchema.equals(most.getKey())) {
            report.found(
                    schema,
                    SchemaObject.schema(name),
                    "The schema " + name + " belongs to " + SchemaAccess.shown(ofSchema) + ", but its tables to "
                            + SchemaAccess.shown(most.getKey()));
        }
    }
}

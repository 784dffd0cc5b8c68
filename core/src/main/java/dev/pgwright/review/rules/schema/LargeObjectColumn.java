package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.Set;

/** Columns that only hold the number of what is kept elsewhere. */
public final class LargeObjectColumn implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "large-object-column", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A column is oid used for large objects, or lo.")
            .cost("orphaned large objects; own permissions and dump handling")
            .safe("Use bytea, or storage outside of the database with a checked key.")
            .byHand("the content has to be moved")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Words of names of columns that number something of the system catalogs. */
    private static final Set<String> CATALOG_WORDS = Set.of(
            "oid",
            "relid",
            "rel",
            "relation",
            "table",
            "index",
            "class",
            "classid",
            "objid",
            "obj",
            "type",
            "typid",
            "proc",
            "function",
            "namespace",
            "schema",
            "database",
            "db",
            "role",
            "owner",
            "user",
            "trigger",
            "constraint",
            "collation",
            "tablespace",
            "extension",
            "language",
            "operator",
            "publication",
            "server");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            ColumnType type = ColumnParts.type(column, schema);
            // the type of the extension lo is a domain over oid, which files do not show
            boolean declared = column.column().type().endsWith(".lo");
            boolean numbered = type.base().equals("oid") && !type.array() && !isOfCatalog(column.name());
            if (declared || numbered) {
                report.found(
                        schema,
                        column.object(),
                        column.name() + " is " + (declared ? "lo" : ColumnParts.written(column))
                                + ", the number of a large object, which stays when its row is deleted");
            }
        }
    }

    private static boolean isOfCatalog(String column) {
        return NameWords.of(column).stream().anyMatch(word -> CATALOG_WORDS.contains(word) || word.endsWith("oid"));
    }
}

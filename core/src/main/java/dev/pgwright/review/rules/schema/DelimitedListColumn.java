package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.KnownQueries;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryUse;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.Set;

/** Several values in one text. */
public final class DelimitedListColumn implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "delimited-list-column", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A text column holds a list: a plural or _ids name, or known queries that split it.")
            .cost("no foreign key, no index use")
            .safe("Use a link table, or an array with a GIN index.")
            .byHand("a table for the elements changes every statement that reads the list")
            .seed("Normalization: normalize (3NF)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Words that, in the plural, mean single values one after the other, and no prose. */
    private static final Set<String> LISTS = Set.of(
            "ids",
            "csv",
            "tags",
            "keywords",
            "categories",
            "emails",
            "phones",
            "roles",
            "permissions",
            "scopes",
            "skus",
            "uuids",
            "codes",
            "hashtags",
            "recipients",
            "addressees",
            "labels",
            "usernames",
            "countries",
            "languages",
            "currencies",
            "members",
            "groups");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            if (!ColumnParts.isText(ColumnParts.type(column, schema))) {
                continue;
            }
            List<QueryUse> splitting = schema.queries().of(column.tableName(), schema.state()).stream()
                    .filter(use -> use.splits(column.tableName(), column.name(), schema.state()))
                    .toList();
            if (!splitting.isEmpty() || isList(NameWords.of(column.name()))) {
                report.found(
                        schema,
                        column.object(),
                        column.name() + " is one text "
                                + (splitting.isEmpty()
                                        ? "by a name for several values"
                                        : "that is taken apart by " + KnownQueries.words(splitting))
                                + ": its parts have no type, no foreign key and no index");
            }
        }
    }

    private static boolean isList(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        return LISTS.contains(last) || (words.size() > 1 && last.equals("list"));
    }
}

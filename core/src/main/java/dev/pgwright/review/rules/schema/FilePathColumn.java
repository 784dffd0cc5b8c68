package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.Set;

/** Columns that tell where something lies that the database does not have. */
public final class FilePathColumn implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("file-path-column", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("A text column stores file paths or URLs of content kept outside the database.")
            .cost("not covered by transactions, backup or permissions")
            .safe("Keep small content in bytea, or record checksum and owner and clean up orphans.")
            .byHand("where the content is to be kept is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> CONTENT = Set.of(
            "file",
            "image",
            "photo",
            "picture",
            "avatar",
            "logo",
            "thumbnail",
            "document",
            "attachment",
            "pdf",
            "video",
            "audio",
            "icon",
            "upload",
            "scan",
            "cover",
            "blob",
            "object",
            "s3",
            "signature",
            "receipt");
    private static final Set<String> PLACES = Set.of("path", "url", "uri", "location", "link", "filename", "key");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            // beside content in the row it is only what the content is called
            boolean inside = column.table().columns().stream()
                    .anyMatch(other -> other.type().equals("bytea"));
            if (!inside
                    && ColumnParts.isText(ColumnParts.type(column, schema))
                    && isPlace(NameWords.of(column.name()))) {
                report.found(
                        schema,
                        column.object(),
                        column.name() + " says where content lies that the database does not have: "
                                + "no transaction, backup or permission covers both");
            }
        }
    }

    private static boolean isPlace(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        boolean named = Set.of("filepath", "filename", "fileurl", "imageurl").contains(last)
                || (last.equals("name")
                        && words.size() > 1
                        && words.get(words.size() - 2).equals("file"));
        return named || (PLACES.contains(last) && words.stream().anyMatch(CONTENT::contains));
    }
}

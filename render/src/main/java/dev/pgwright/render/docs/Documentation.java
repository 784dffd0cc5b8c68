package dev.pgwright.render.docs;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.render.erd.ErdOptions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data dictionary of a schema: a page for each table and view, and pages for the rest. What the pages do not describe
 * is listed as such. The same catalog gives the same bytes; only the files of {@link #isMeasured} depend on more.
 */
public final class Documentation {
    private static final String SIZES = "sizes.";

    private Documentation() {}

    /**
     * What to write about.
     *
     * @param groups drawn as areas of the whole diagram
     * @param sizes in bytes, of tables, materialized views and indexes; empty when no server was asked
     */
    public record Subject(
            String title, Catalog catalog, List<ErdOptions.Group> groups, SortedMap<QualifiedName, Long> sizes) {}

    /** As a site that works from {@code file://}: contents by path. */
    public static SortedMap<String, String> html(Subject subject) {
        SortedMap<String, String> files = HtmlPages.of(subject);
        files.put("schema.sql", DdlWriter.write(subject.catalog()));
        return files;
    }

    /** As Markdown, with diagrams in Mermaid that code hosts draw: contents by path. */
    public static SortedMap<String, String> markdown(Subject subject) {
        SortedMap<String, String> files = new TreeMap<>(MarkdownPages.of(subject));
        files.put("schema.sql", DdlWriter.write(subject.catalog()));
        return files;
    }

    /** Whether a file says what was measured on a server, and so may change while the schema does not. */
    public static boolean isMeasured(String path) {
        return path.startsWith(SIZES);
    }

    /** A number of bytes for people, in the units that PostgreSQL's {@code pg_size_pretty} has. */
    static String pretty(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        double value = bytes;
        while (value >= 10_240 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return Math.round(value) + " " + units[unit];
    }
}

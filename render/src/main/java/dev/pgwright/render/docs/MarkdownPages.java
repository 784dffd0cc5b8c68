package dev.pgwright.render.docs;

import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.print.MermaidErd;
import dev.pgwright.render.Xml;
import dev.pgwright.render.docs.Documentation.Subject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes pages as Markdown of the kind that code hosts show (GitHub Flavored Markdown). */
final class MarkdownPages {
    /** Mermaid diagrams of more tables are too small to read in a page. */
    private static final int MOST_DRAWN = 30;

    private final Page page;
    private final StringBuilder out = new StringBuilder();

    private MarkdownPages(Page page) {
        this.page = page;
    }

    static SortedMap<String, String> of(Subject subject) {
        SortedMap<String, String> files = new TreeMap<>();
        Contents contents = Contents.of(subject.catalog());
        Pages.of(subject.title(), contents)
                .forEach(page -> files.put(file(page.path()), new MarkdownPages(page).markdown()));
        int tables = contents.partitions().roots().size();
        if (tables > 0) {
            String diagram = tables > MOST_DRAWN
                    ? "[The whole diagram](erd.mmd) has " + tables + " tables.\n"
                    : "```mermaid\n" + MermaidErd.print(subject.catalog()) + "```\n";
            files.merge(file(Pages.INDEX), "\n## Diagram\n\n" + diagram, String::concat);
            files.put("erd.mmd", MermaidErd.print(subject.catalog(), subject.title()));
        }
        if (!subject.sizes().isEmpty()) {
            StringBuilder sizes = new StringBuilder("# Sizes\n\n| Relation | Size |\n| --- | --- |\n");
            subject.sizes()
                    .forEach((relation, bytes) -> sizes.append("| ")
                            .append(code(relation.toString(), true))
                            .append(" | ")
                            .append(Documentation.pretty(bytes))
                            .append(" |\n"));
            files.put("sizes.md", sizes.toString());
        }
        return files;
    }

    private static String file(String path) {
        return (path.equals(Pages.INDEX) ? "README" : path) + ".md";
    }

    private String markdown() {
        out.append("# ").append(escaped(page.title())).append("\n");
        if (!page.path().equals(Pages.INDEX)) {
            out.append("\n").append(page.kind().isEmpty() ? "" : page.kind() + " · ");
            out.append("[all](").append(page.up()).append("README.md)\n");
        }
        page.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            String anchor = heading.anchor() == null ? "" : "<a name=\"" + Xml.escaped(heading.anchor()) + "\"></a>";
            out.append('\n').append("#".repeat(heading.level())).append(' ').append(anchor);
            out.append(escaped(heading.text())).append('\n');
        } else if (block instanceof Block.Paragraph paragraph) {
            out.append('\n').append(inline(paragraph.text(), false)).append('\n');
        } else if (block instanceof Block.Points points) {
            List<String> lines = points.points().stream()
                    .map(point -> inline(point, true))
                    .filter(line -> !line.isBlank())
                    .toList();
            out.append(lines.isEmpty() ? "" : "\n");
            lines.forEach(line -> out.append("- ").append(line).append('\n'));
        } else if (block instanceof Block.Grid grid) {
            out.append("\n| ").append(String.join(" | ", grid.titles())).append(" |\n|");
            out.append(" --- |".repeat(grid.titles().size())).append('\n');
            for (List<List<Inline>> row : grid.rows()) {
                out.append(
                        row.stream().map(cell -> inline(cell, true)).collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        } else if (block instanceof Block.Sql sql) {
            String fence = fence(sql.text(), 3);
            out.append('\n')
                    .append(fence)
                    .append("sql\n")
                    .append(sql.text())
                    .append('\n')
                    .append(fence)
                    .append('\n');
        } else if (block instanceof Block.Picture picture
                && Partitions.of(picture.part()).roots().size() <= MOST_DRAWN) {
            out.append("\n```mermaid\n")
                    .append(MermaidErd.print(picture.part()))
                    .append("```\n");
        } else {
            out.append("\nToo many tables for a diagram here.\n");
        }
    }

    private String inline(List<Inline> pieces, boolean oneLine) {
        StringBuilder text = new StringBuilder();
        for (Inline piece : pieces) {
            if (piece instanceof Inline.Text words) {
                String shown = escaped(words.text());
                text.append(oneLine ? shown.replace("\n", "<br>") : shown);
            } else if (piece instanceof Inline.Code code) {
                text.append(code(code.text(), oneLine));
            } else if (piece instanceof Inline.Link link) {
                text.append('[')
                        .append(escaped(link.text()))
                        .append("](")
                        .append(page.up())
                        .append(file(link.page()));
                text.append(link.anchor() == null ? "" : "#" + link.anchor()).append(')');
            }
        }
        return text.toString();
    }

    /** In the cells of tables a bar must be escaped even in code (GitHub Flavored Markdown, section 4.10). */
    private static String code(String text, boolean oneLine) {
        if (text.isBlank()) {
            return "";
        }
        String fence = fence(text, 1);
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        String shown = oneLine ? text.replaceAll("\\s*\\R\\s*", " ").replace("|", "\\|") : text;
        return fence + space + shown + space + fence;
    }

    /** Longer than any row of backticks within. */
    private static String fence(String text, int least) {
        int longest = 0;
        int row = 0;
        for (char character : text.toCharArray()) {
            row = character == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return "`".repeat(longest >= least ? longest + 1 : least);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.replaceAll("\\R", "\n").toCharArray()) {
            if ("\\`*_[]<>|#~&".indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character < ' ' && character != '\n' ? ' ' : character);
        }
        return escaped.toString();
    }
}

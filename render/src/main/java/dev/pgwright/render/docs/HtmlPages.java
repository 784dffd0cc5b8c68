package dev.pgwright.render.docs;

import dev.pgwright.catalog.Table;
import dev.pgwright.render.Resources;
import dev.pgwright.render.Xml;
import dev.pgwright.render.docs.Documentation.Subject;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.render.erd.ErdPage;
import dev.pgwright.render.erd.ErdRenderer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes pages as HTML that is well-formed XML too. */
final class HtmlPages {
    /** More tables than this around one are drawn without columns. */
    private static final int MANY_AROUND = 12;

    private final Subject subject;
    private final Page page;
    private final StringBuilder out = new StringBuilder();

    private HtmlPages(Subject subject, Page page) {
        this.subject = subject;
        this.page = page;
    }

    static SortedMap<String, String> of(Subject subject) {
        SortedMap<String, String> files = new TreeMap<>();
        Contents contents = Contents.of(subject.catalog());
        List<Page> pages = Pages.of(subject.title(), contents);
        pages.forEach(page -> files.put(page.path() + ".html", new HtmlPages(subject, page).html()));
        Map<String, String> links = new TreeMap<>();
        for (Table table : contents.partitions().roots()) {
            links.put(ErdPage.heading(table.name()), Paths.table(table.name()) + ".html");
        }
        files.put(
                "erd.html",
                ErdPage.html(
                        subject.catalog(), ErdOptions.titled(subject.title()).withGroups(subject.groups()), links));
        files.put("docs.css", Resources.text("docs/docs.css"));
        files.put("docs.js", Resources.text("docs/docs.js"));
        files.put("search.js", search(pages, contents));
        files.put("sizes.js", sizes(subject));
        return files;
    }

    private String html() {
        String up = page.up();
        return Resources.text("docs/page.html")
                .replace("@up@", up)
                .replace("@title@", Xml.escaped(page.title()))
                .replace("@schema@", Xml.escaped(subject.title()))
                .replace("@kind@", Xml.escaped(page.kind()))
                .replace("@body@", body());
    }

    private String body() {
        page.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            String id = heading.anchor() == null ? "" : " id=\"" + Xml.escaped(heading.anchor()) + "\"";
            out.append("<h").append(heading.level()).append(id).append('>').append(Xml.escaped(heading.text()));
            out.append("</h").append(heading.level()).append(">\n");
        } else if (block instanceof Block.Paragraph paragraph) {
            out.append("<p>").append(inline(paragraph.text())).append("</p>\n");
        } else if (block instanceof Block.Points points) {
            out.append("<ul>\n");
            points.points()
                    .forEach(point -> out.append("<li>").append(inline(point)).append("</li>\n"));
            out.append("</ul>\n");
        } else if (block instanceof Block.Grid grid) {
            grid(grid);
        } else if (block instanceof Block.Sql sql) {
            out.append("<pre><code>").append(Xml.escaped(sql.text())).append("</code></pre>\n");
        } else if (block instanceof Block.Picture picture) {
            boolean many = picture.part().tables().size() > MANY_AROUND;
            ErdOptions options = ErdOptions.titled("")
                    .withSubtitle("")
                    .withFocus(picture.focus())
                    .withDetail(many ? ErdOptions.Detail.TABLES : ErdOptions.Detail.KEYS);
            out.append("<figure>\n").append(ErdRenderer.svg(picture.part(), options));
            out.append("<figcaption><a href=\"").append(page.up()).append("erd.html#");
            out.append(fragment(ErdPage.heading(picture.focus()))).append("\">In the whole diagram</a></figcaption>\n");
            out.append("</figure>\n");
        }
    }

    private void grid(Block.Grid grid) {
        out.append("<div class=\"grid\"><table>\n<thead><tr>");
        grid.titles()
                .forEach(title -> out.append("<th scope=\"col\">")
                        .append(Xml.escaped(title))
                        .append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<List<Inline>> row : grid.rows()) {
            out.append("<tr>");
            row.forEach(cell -> out.append("<td>").append(inline(cell)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private String inline(List<Inline> pieces) {
        StringBuilder text = new StringBuilder();
        for (Inline piece : pieces) {
            if (piece instanceof Inline.Text words) {
                text.append(Xml.escaped(words.text()));
            } else if (piece instanceof Inline.Code code) {
                text.append("<code>").append(Xml.escaped(code.text())).append("</code>");
            } else if (piece instanceof Inline.Link link) {
                text.append("<a href=\"").append(page.up()).append(link.page()).append(".html");
                text.append(link.anchor() == null ? "" : "#" + link.anchor()).append("\">");
                text.append(Xml.escaped(link.text())).append("</a>");
            } else if (piece instanceof Inline.Size size) {
                text.append("<span class=\"size\" data-size=\"")
                        .append(Xml.escaped(size.relation()))
                        .append("\"></span>");
            }
        }
        return text.toString();
    }

    private static String search(List<Page> pages, Contents contents) {
        List<String> entries = new ArrayList<>();
        for (Page page : pages) {
            entries.add(entry(page.title(), page.kind(), page.path() + ".html"));
            for (Block block : page.blocks()) {
                if (block instanceof Block.Heading heading && heading.anchor() != null) {
                    entries.add(entry(heading.text(), page.title(), page.path() + ".html#" + heading.anchor()));
                }
            }
        }
        for (Table table : contents.partitions().roots()) {
            table.columns()
                    .forEach(column -> entries.add(entry(
                            column.name(),
                            "Column of " + Paths.shown(table.name()),
                            Paths.table(table.name()) + ".html")));
        }
        return "const entries = [\n" + String.join(",\n", entries) + "\n];\n";
    }

    private static String entry(String name, String kind, String path) {
        return "[" + script(name) + ", " + script(kind) + ", " + script(path) + "]";
    }

    private static String sizes(Subject subject) {
        StringBuilder text = new StringBuilder("const sizes = {\n");
        subject.sizes()
                .forEach((relation, bytes) -> text.append(script(relation.toString()))
                        .append(": ")
                        .append(script(Documentation.pretty(bytes)))
                        .append(",\n"));
        return text.append("};\n").toString();
    }

    /** A string of JavaScript. */
    private static String script(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            boolean plain = character >= ' ' && character < 127 && "\"\\<>&".indexOf(character) < 0;
            quoted.append(plain ? String.valueOf(character) : String.format("\\u%04x", (int) character));
        }
        return quoted.append('"').toString();
    }

    private static String fragment(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

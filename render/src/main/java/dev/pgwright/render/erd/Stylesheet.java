package dev.pgwright.render.erd;

import dev.pgwright.render.erd.ErdOptions.Theme;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The picture's CSS. With {@link Theme#AUTO} the colours are variables with a second set for readers who prefer dark;
 * otherwise they are written out, for programs that know no variables.
 */
final class Stylesheet {
    private static final String FONTS =
            "Inter,\"Segoe UI\",Roboto,\"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",\"DejaVu Sans\",sans-serif";

    private Stylesheet() {}

    static String of(Diagram diagram, Theme theme) {
        List<@Nullable String> asked = diagram.groups().stream()
                .<@Nullable String>map(Diagram.GroupBox::colour)
                .toList();
        Palette light = Palette.of(false, asked);
        Palette dark = Palette.of(true, asked);
        StringBuilder css = new StringBuilder();
        if (theme == Theme.AUTO) {
            css.append(".erd{color-scheme:light dark;").append(variables(light)).append("}\n");
            css.append("@media (prefers-color-scheme:dark){.erd{")
                    .append(variables(dark))
                    .append("}}\n");
            rules(css, diagram, name -> "var(--" + name + ")");
        } else {
            Palette palette = theme == Theme.DARK ? dark : light;
            rules(css, diagram, name -> palette.get(name).toString());
        }
        hover(css, diagram);
        return css.toString();
    }

    private static String variables(Palette palette) {
        return palette.colours().entrySet().stream()
                .map(entry -> "--" + entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(";"));
    }

    private static void rules(StringBuilder css, Diagram diagram, UnaryOperator<String> colour) {
        css.append(".erd text{font-family:").append(FONTS).append(";white-space:pre;fill:");
        css.append(colour.apply("ink")).append("}\n");
        text(css, "title", Measures.TITLE_FONT, "font-weight:700");
        text(css, "subtitle", Measures.SUBTITLE_FONT, "fill:" + colour.apply("muted"));
        text(css, "caption", Measures.CAPTION_FONT, "font-weight:700");
        text(css, "heading", Measures.HEADING_FONT, "font-weight:700");
        text(css, "note", Measures.NOTE_FONT, "");
        text(css, "column", Measures.COLUMN_FONT, "");
        text(css, "type", Measures.TYPE_FONT, "fill:" + colour.apply("muted"));
        text(css, "mark", Measures.MARK_FONT, "font-weight:700;text-anchor:middle");
        text(css, "enum", Measures.TYPE_FONT, "font-weight:700");
        text(css, "legend", Measures.LEGEND_FONT, "fill:" + colour.apply("muted"));
        css.append(".erd .end{text-anchor:end}\n");
        css.append(".erd .ground{fill:").append(colour.apply("ground")).append("}\n");
        css.append(".erd .panel{fill:").append(colour.apply("panel")).append("}\n");
        css.append(".erd .card{fill:").append(colour.apply("panel"));
        css.append(";stroke:").append(colour.apply("hair")).append("}\n");
        css.append(".erd .set{fill:").append(colour.apply("muted")).append("}\n");
        css.append(".erd .unset{fill:none;stroke:")
                .append(colour.apply("muted"))
                .append("}\n");
        css.append(".erd .line,.erd .foot{fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}\n");
        css.append(".erd .ring{stroke-width:1.4}\n");
        for (String mark : List.of("pk", "fk", "u")) {
            css.append(".erd .")
                    .append(mark)
                    .append("{fill:")
                    .append(colour.apply(mark + "-fill"))
                    .append("}");
            css.append(".erd .").append(mark).append("-text{fill:");
            css.append(colour.apply(mark + "-text")).append("}\n");
        }
        css.append(".erd .elsewhere .frame{stroke-dasharray:4 3}\n");
        css.append(".erd .elsewhere .head{fill-opacity:.45}\n");
        css.append(".erd .elsewhere .heading{font-weight:400}\n");
        css.append(".erd .focus .frame{stroke-width:3}\n");
        group(css, null, colour);
        for (int number = 0; number < diagram.groups().size(); number++) {
            group(css, number, colour);
        }
    }

    private static void text(StringBuilder css, String name, double size, String more) {
        css.append(String.format(Locale.ROOT, ".erd .%s{font-size:%spx;%s}%n", name, Svg.number(size), more)
                .replace("\r", ""));
    }

    private static void group(StringBuilder css, @Nullable Integer number, UnaryOperator<String> colour) {
        String name = Palette.group(number);
        String prefix = ".erd ." + name + " ";
        css.append(prefix).append(".area{fill:").append(colour.apply(name + "-area"));
        css.append(";stroke:").append(colour.apply(name + "-edge")).append("}\n");
        css.append(prefix).append(".frame{fill:none;stroke:");
        css.append(colour.apply(name + "-frame")).append("}");
        css.append(prefix)
                .append(".head{fill:")
                .append(colour.apply(name + "-head"))
                .append("}\n");
        css.append(prefix)
                .append(".caption,")
                .append(prefix)
                .append(".heading,")
                .append(prefix);
        css.append(".note{fill:").append(colour.apply(name + "-text")).append("}\n");
        css.append(prefix).append(".line,").append(prefix).append(".foot,").append(prefix);
        css.append(".ring{stroke:").append(colour.apply(name + "-line")).append("}");
        css.append(prefix).append(".ring{fill:").append(colour.apply("ground")).append("}\n");
    }

    /** Pointing at a table or a line brings out what belongs together; works where the SVG is a document of its own. */
    private static void hover(StringBuilder css, Diagram diagram) {
        css.append(".erd .r:hover .line{stroke-width:2.6}\n");
        if (diagram.links().isEmpty() || diagram.tables().size() > DiagramBuilder.MOST_IN_ONE) {
            // a selector for each of very many tables would make browsers slow
            return;
        }
        css.append(".erd:has(.t:hover) .r{opacity:.2}\n");
        for (int number = 0; number < diagram.tables().size(); number++) {
            css.append(number == 0 ? "" : ",");
            css.append(".erd:has(#t").append(number).append(":hover) .k").append(number);
        }
        css.append("{opacity:1}\n");
    }
}

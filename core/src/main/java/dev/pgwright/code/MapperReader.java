package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import dev.pgwright.code.MapperXml.Content;
import dev.pgwright.code.MapperXml.Element;
import dev.pgwright.code.MapperXml.Words;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Mappers of MyBatis: files of XML, and scripts in annotations. Their tags are what a program does under conditions. */
final class MapperReader {
    static final Set<String> STATEMENTS = Set.of("select", "insert", "update", "delete", "selectKey");

    private static final int DEEPEST = 20;

    private final Map<String, Element> parts = new HashMap<>();
    private final String namespace;
    private final int[] places;
    private int depth;

    private MapperReader(String namespace, int[] places) {
        this.namespace = namespace;
        this.places = places;
    }

    /** Whether the start of a file shows that it is a mapper. */
    static boolean isMapper(String head) {
        int mapper = head.indexOf("<mapper");
        return mapper >= 0 && head.indexOf("namespace", mapper) > 0;
    }

    /** A file; each of its statements is a call that has the name of its element. */
    static Program program(String text) {
        Program program = new Program();
        Element root = MapperXml.read(text, program.comments);
        for (Element mapper : root.elements("mapper")) {
            MapperReader reader = new MapperReader(mapper.attribute("namespace"), new int[0]);
            mapper.elements("sql").forEach(part -> reader.parts.putIfAbsent(part.attribute("id"), part));
            for (String statement : STATEMENTS) {
                mapper.elements(statement).forEach(element -> reader.statement(element, program));
            }
        }
        return program;
    }

    /**
     * A script in an annotation.
     *
     * @param at the offset in the file of each of its characters
     */
    static Expression script(String text, int[] at) {
        Element root = MapperXml.read(text, new ArrayList<>());
        List<Element> scripts = root.elements("script");
        return new MapperReader("", at).contents(scripts.isEmpty() ? root : scripts.get(0), Map.of());
    }

    private void statement(Element element, Program program) {
        String database = element.attribute("databaseId").toLowerCase(Locale.ROOT);
        if (!database.isEmpty() && !database.startsWith("pg") && !database.startsWith("postgres")) {
            return;
        }
        element.elements("selectKey").forEach(key -> statement(key, program));
        Span span = new Span(element.tag.start(), element.end);
        Expression text = contents(element, Map.of());
        program.calls.add(new Expression.Call(span, null, element.name, List.of(new Argument(null, text))));
    }

    private Expression contents(Element element, Map<String, String> properties) {
        List<Expression.Piece> pieces = new ArrayList<>();
        for (Content content : element.contents) {
            if (content instanceof Words words) {
                pieces.add(characters(words, properties));
            } else if (content instanceof Element inner && depth < DEEPEST) {
                depth++;
                pieces.add(new Expression.Inserted(inserted(inner, properties)));
                depth--;
            }
        }
        return new Expression.Text(place(element), pieces);
    }

    private Expression inserted(Element element, Map<String, String> properties) {
        Span span = place(element);
        Expression inside = contents(element, properties);
        return switch (element.name) {
            case "if" -> new Expression.Conditional(span, inside);
            case "choose" -> {
                List<Expression> all = new ArrayList<>();
                element.elements("when").forEach(when -> all.add(contents(when, properties)));
                element.elements("otherwise").forEach(other -> all.add(contents(other, properties)));
                yield new Expression.Choice(span, all);
            }
            case "where" -> new Expression.Trimmed(span, inside, "where ", "", List.of("and", "or"), List.of());
            case "set" -> new Expression.Trimmed(span, inside, "set ", "", List.of(), List.of(","));
            case "trim" ->
                new Expression.Trimmed(
                        span,
                        inside,
                        element.attribute("prefix"),
                        element.attribute("suffix"),
                        overrides(element.attribute("prefixOverrides")),
                        overrides(element.attribute("suffixOverrides")));
            case "foreach" ->
                new Expression.Trimmed(
                        span, inside, element.attribute("open"), element.attribute("close"), List.of(), List.of());
            case "include" -> included(element, properties);
            default -> new Expression.Text(span, List.of());
        };
    }

    private static List<String> overrides(String list) {
        return Arrays.stream(list.split("\\|"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A part of a name, with the values of its properties; one of another file is not known. */
    private Expression included(Element include, Map<String, String> outer) {
        String id = include.attribute("refid");
        Element part = parts.get(id.startsWith(namespace + ".") ? id.substring(namespace.length() + 1) : id);
        if (part == null) {
            return new Expression.Other(place(include), List.of());
        }
        Map<String, String> properties = new HashMap<>(outer);
        include.elements("property")
                .forEach(property -> properties.put(property.attribute("name"), property.attribute("value")));
        return contents(part, properties);
    }

    private Span place(Element element) {
        return places.length == 0 ? element.tag : Span.at(places[Math.min(element.tag.start(), places.length - 1)]);
    }

    private Expression.Characters characters(Words words, Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        List<Integer> at = new ArrayList<>();
        String in = words.text();
        int i = 0;
        while (i < in.length()) {
            int end = in.startsWith("${", i) ? in.indexOf('}', i) : -1;
            String value = end < 0 ? null : properties.get(in.substring(i + 2, end));
            String taken = value == null ? in.substring(i, i + 1) : value;
            for (int k = 0; k < taken.length(); k++) {
                text.append(taken.charAt(k));
                at.add(places.length == 0 ? words.at()[i] : places[words.at()[i]]);
            }
            i = value == null ? i + 1 : end + 1;
        }
        return new Expression.Characters(
                text.toString(), at.stream().mapToInt(Integer::intValue).toArray());
    }
}

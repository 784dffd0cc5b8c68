package dev.pgwright.explain;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code EXPLAIN (FORMAT JSON)} of any version of PostgreSQL, with or without its options: the result of one
 * statement, or a list of several. What it does not know it keeps as text.
 */
public final class ExplainReader {
    /** A level of a plan is two of JSON; the trees are walked by recursion. */
    private static final int DEEPEST = 4000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ExplainReader() {}

    /**
     * Reads what the server answered to one statement.
     *
     * @throws PgwrightException with {@code INPUT} if it is something else
     */
    public static Explained read(String json) {
        return read(SourceFile.of("EXPLAIN", json)).get(0);
    }

    /**
     * Reads a file with one explained statement or several.
     *
     * @return one at least
     * @throws PgwrightException with {@code INPUT}, with line and column, if it is no JSON or no plan
     */
    public static List<Explained> read(SourceFile source) {
        Object root = tree(source);
        List<?> items = root instanceof List<?> list ? list : List.of(root);
        List<Explained> all = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map) || !(map.get("Plan") instanceof Map<?, ?> plan)) {
                throw noPlan(source);
            }
            all.add(PlanTree.explained(new JsonObject(map), new JsonObject(plan)));
        }
        if (all.isEmpty()) {
            throw noPlan(source);
        }
        return all;
    }

    private static PgwrightException noPlan(SourceFile source) {
        return new PgwrightException(
                ErrorCode.INPUT,
                Place.of(source.name()),
                "this JSON is no plan: an object with the key Plan was expected",
                "make it with EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON)");
    }

    private static Object tree(SourceFile source) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), source.text())) {
            JsonToken first = parser.nextToken();
            Object root = first == null ? null : value(parser, first);
            if (root == null) {
                throw noPlan(source);
            }
            return root;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place = at == null || at.getLineNr() < 1
                    ? Place.of(source.name())
                    : Place.of(source.name(), new Position(at.getLineNr(), Math.max(1, at.getColumnNr())));
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    place,
                    "not the JSON of EXPLAIN: " + e.getOriginalMessage(),
                    "make it with EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON); the text format is not read",
                    e);
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    map.put(name, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getString();
            default -> null;
        };
    }
}

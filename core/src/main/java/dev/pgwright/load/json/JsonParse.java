package dev.pgwright.load.json;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads the text of a JSON file into values that know where they stand. */
final class JsonParse {
    /** Definitions of functions may be long; deeper files than this are no catalogs. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SourceFile file;
    private final JsonParser parser;

    private JsonParse(SourceFile file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * The only value of a file.
     *
     * @throws PgwrightException with {@code INPUT} and the place of the first character that cannot be
     */
    static JsonValue read(SourceFile file) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), file.text())) {
            JsonParse parse = new JsonParse(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw parse.fault("the file is empty", parser.currentLocation());
            }
            JsonValue value = parse.value(first);
            if (parser.nextToken() != null) {
                throw parse.fault("there is more after the end of the value", parser.currentTokenLocation());
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    location == null ? Place.of(file.name()) : place(file, location),
                    // the library's own place says nothing here
                    "this is not JSON: " + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""),
                    null,
                    e);
        }
    }

    private static Place place(SourceFile file, TokenStreamLocation location) {
        return Place.of(
                file.name(), new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr())));
    }

    private PgwrightException fault(String message, TokenStreamLocation location) {
        return new PgwrightException(ErrorCode.INPUT, place(file, location), message, null);
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private JsonValue value(JsonToken token) {
        int offset = offset();
        return switch (token) {
            case START_OBJECT -> members(offset);
            case START_ARRAY -> elements(offset);
            case VALUE_STRING -> new JsonValue.Text(parser.getString(), offset);
            case VALUE_NUMBER_INT -> new JsonValue.Whole(parser.getLongValue(), offset);
            case VALUE_NUMBER_FLOAT -> new JsonValue.Fraction(parser.getDoubleValue(), offset);
            case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Flag(token == JsonToken.VALUE_TRUE, offset);
            case VALUE_NULL -> new JsonValue.Nothing(offset);
            default -> throw new IllegalStateException("no value starts with " + token);
        };
    }

    private JsonValue members(int offset) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        Map<String, Integer> names = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            names.put(name, offset());
            values.put(name, value(parser.nextToken()));
        }
        return new JsonValue.Members(values, names, offset);
    }

    private JsonValue elements(int offset) {
        List<JsonValue> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token));
        }
        return new JsonValue.Elements(values, offset);
    }
}

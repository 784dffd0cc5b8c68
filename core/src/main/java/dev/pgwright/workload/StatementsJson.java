package dev.pgwright.workload;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** An array of objects, one for each row, as json_agg of pg_stat_statements gives it. */
final class StatementsJson {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final SourceFile file;
    private final JsonParser parser;

    private StatementsJson(SourceFile file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Workload read(SourceFile file) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), file.text())) {
            return new StatementsJson(file, parser).read();
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    location == null ? Place.of(file.name()) : place(file, location),
                    "this is not JSON: " + e.getOriginalMessage(),
                    null,
                    e);
        }
    }

    private static Place place(SourceFile file, TokenStreamLocation location) {
        return Place.of(
                file.name(), new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr())));
    }

    private Workload read() {
        ExportedQueries queries = new ExportedQueries();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw fault("an array of objects is expected");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw fault("an object is expected");
            }
            Place place = place(file, parser.currentTokenLocation());
            Map<String, String> row = row();
            if (!row.containsKey(ExportedQueries.QUERY)) {
                throw new PgwrightException(ErrorCode.INPUT, place, "this object has no member 'query'", null);
            }
            queries.add(row, place);
        }
        return queries.workload(Place.of(file.name()));
    }

    private Map<String, String> row() {
        Map<String, String> row = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName().toLowerCase(Locale.ROOT);
            JsonToken token = parser.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                row.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private PgwrightException fault(String message) {
        return new PgwrightException(ErrorCode.INPUT, place(file, parser.currentTokenLocation()), message, null);
    }
}

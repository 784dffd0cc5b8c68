package dev.pgwright.sql.engine;

import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.plpgsql.PlpgsqlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of PL/pgSQL functions. */
final class PlpgsqlReader {
    private final JsonInput in;

    PlpgsqlReader(JsonInput in) {
        this.in = in;
    }

    List<PlpgsqlFunction> functions() {
        List<PlpgsqlFunction> functions = new ArrayList<>();
        PlpgsqlNode answer = object("");
        answer.nodes("plpgsql_funcs").forEach(function -> functions.add(new PlpgsqlFunction(function)));
        return functions;
    }

    private PlpgsqlValue value() {
        return switch (in.kind()) {
            case '{' -> node();
            case '[' -> {
                List<PlpgsqlValue> items = new ArrayList<>();
                for (in.beginArray(); in.hasNext(); ) {
                    items.add(value());
                }
                yield new PlpgsqlValue.Items(items);
            }
            case '"' -> new PlpgsqlValue.Text(in.stringValue());
            case 't', 'f' -> new PlpgsqlValue.Flag(in.booleanValue());
            default -> new PlpgsqlValue.Count(in.longValue());
        };
    }

    /** A struct is written as an object with its name as the only field. */
    private PlpgsqlNode node() {
        PlpgsqlNode wrapper = object("");
        boolean onlyOne = wrapper.fields().size() == 1;
        if (onlyOne && wrapper.fields().values().iterator().next() instanceof PlpgsqlNode content) {
            return content.kind().isEmpty() ? wrapper : content;
        }
        return wrapper;
    }

    private PlpgsqlNode object(String kind) {
        Map<String, PlpgsqlValue> fields = new LinkedHashMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            fields.put(name, in.kind() == '{' && name.startsWith("PLpgSQL_") ? object(name) : value());
        }
        return new PlpgsqlNode(kind, fields);
    }
}

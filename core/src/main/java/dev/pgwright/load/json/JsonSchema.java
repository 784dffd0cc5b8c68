package dev.pgwright.load.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of a shape, with a definition for every record. */
final class JsonSchema {
    private final Head head;
    private final Map<String, JsonValue> definitions = new TreeMap<>();

    /** What a schema says of itself. */
    record Head(String id, String title, String description) {}

    JsonSchema(Head head) {
        this.head = head;
    }

    JsonValue of(Shape shape) {
        Map<String, JsonValue> schema = new LinkedHashMap<>();
        schema.put("$schema", text("https://json-schema.org/draft/2020-12/schema"));
        schema.put("$id", text("urn:pgwright:" + head.id()));
        schema.put("title", text(head.title()));
        schema.put("description", text(head.description()));
        JsonValue top = reference(shape);
        schema.putAll(((JsonValue.Members) top).values());
        schema.put("$defs", members(definitions));
        return members(schema);
    }

    private JsonValue reference(Shape shape) {
        if (shape instanceof Shape.Text) {
            return type("string");
        }
        if (shape instanceof Shape.Whole) {
            return type("integer");
        }
        if (shape instanceof Shape.Fraction) {
            return type("number");
        }
        if (shape instanceof Shape.Flag flag) {
            return members(ordered("type", text("boolean"), "default", new JsonValue.Flag(flag.usual(), 0)));
        }
        if (shape instanceof Shape.Word word) {
            return members(Map.of("enum", texts(word.constants().keySet())));
        }
        if (shape instanceof Shape.Many many) {
            return members(ordered("type", text("array"), "items", reference(many.element())));
        }
        if (shape instanceof Shape.Named named) {
            return members(ordered("type", text("object"), "additionalProperties", reference(named.value())));
        }
        if (shape instanceof Shape.OneOf choice) {
            List<JsonValue> kinds = new ArrayList<>();
            choice.kinds().forEach((kind, record) -> kinds.add(define(record, kind)));
            return members(Map.of("oneOf", new JsonValue.Elements(kinds, 0)));
        }
        return define((Shape.Members) shape, "");
    }

    private JsonValue define(Shape.Members record, String kind) {
        String name = Shape.OneOf.word(record.type());
        if (!definitions.containsKey(name)) {
            definitions.put(name, new JsonValue.Nothing(0));
            definitions.put(name, definition(record, kind));
        }
        return members(Map.of("$ref", text("#/$defs/" + name)));
    }

    private JsonValue definition(Shape.Members record, String kind) {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (!kind.isEmpty()) {
            properties.put(Shape.OneOf.KIND, members(Map.of("const", text(kind))));
            required.add(Shape.OneOf.KIND);
        }
        for (Shape.Member member : record.members()) {
            properties.put(member.name(), reference(member.shape()));
            if (!member.nullable() && member.shape().absent() == null) {
                required.add(member.name());
            }
        }
        Map<String, JsonValue> definition = ordered("type", text("object"), "properties", members(properties));
        if (!required.isEmpty()) {
            definition.put("required", texts(required));
        }
        definition.put("additionalProperties", new JsonValue.Flag(false, 0));
        return members(definition);
    }

    private static Map<String, JsonValue> ordered(String first, JsonValue one, String second, JsonValue two) {
        Map<String, JsonValue> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    private static JsonValue type(String name) {
        return members(Map.of("type", text(name)));
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value, 0);
    }

    private static JsonValue texts(Collection<String> values) {
        return new JsonValue.Elements(values.stream().map(JsonSchema::text).toList(), 0);
    }

    private static JsonValue members(Map<String, JsonValue> values) {
        return new JsonValue.Members(values, Map.of(), 0);
    }
}

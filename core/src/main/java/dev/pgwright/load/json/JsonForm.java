package dev.pgwright.load.json;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * The JSON form of a record that is made of records, sealed interfaces of records, lists, sorted maps and plain values:
 * an object for every record, a member for every component that is not null, empty or what it usually is.
 */
public final class JsonForm<T> {
    private final Class<T> type;
    private final Shape shape;
    private final JsonSchema.Head head;

    private JsonForm(Class<T> type, JsonSchema.Head head) {
        this.type = type;
        this.shape = Shape.of(type);
        this.head = head;
    }

    /**
     * The form of a record.
     *
     * @param id what the schema's urn has behind {@code urn:pgwright:}
     * @param title of the schema
     * @param description of the schema, a sentence with its full stop
     */
    public static <T> JsonForm<T> of(Class<T> type, String id, String title, String description) {
        return new JsonForm<>(type, new JsonSchema.Head(id, title, description));
    }

    /** The text of a file; equal records give equal texts. */
    public String write(T object) {
        return JsonPrint.print(value(object, shape));
    }

    /**
     * Reads a file that {@link #write} wrote or a person edited.
     *
     * @throws PgwrightException with {@code INPUT} and every problem: no JSON, unknown or missing members, wrong types
     */
    public T read(SourceFile file) {
        return new Binder(file).bind(JsonParse.read(file), shape, type);
    }

    /** The same as YAML, in which texts of several lines stand as they are. */
    public String writeYaml(T object) {
        return YamlValues.print(value(object, shape));
    }

    /**
     * Reads a file that {@link #writeYaml} wrote or a person edited.
     *
     * @param title what kind of file it is, for messages: {@code A plan}
     * @throws PgwrightException with {@code INPUT} and every problem: no YAML, unknown or missing members, wrong types
     */
    public T readYaml(SourceFile file, String title) {
        return new Binder(file).bind(YamlValues.read(file, title), shape, type);
    }

    /**
     * The same record with other texts.
     *
     * @param change what becomes of a text, by the names of the members that lead to it: {@code .steps.title}
     */
    public T withTexts(T object, BinaryOperator<String> change) {
        JsonValue changed = changed("", value(object, shape), change);
        return new Binder(SourceFile.of("", "")).bind(changed, shape, type);
    }

    private static JsonValue changed(String path, JsonValue value, BinaryOperator<String> change) {
        if (value instanceof JsonValue.Text text) {
            return new JsonValue.Text(change.apply(path, text.value()), 0);
        }
        if (value instanceof JsonValue.Elements elements) {
            return new JsonValue.Elements(
                    elements.values().stream()
                            .map(element -> changed(path, element, change))
                            .toList(),
                    0);
        }
        if (value instanceof JsonValue.Members members) {
            Map<String, JsonValue> values = new LinkedHashMap<>();
            members.values().forEach((name, each) -> values.put(name, changed(path + "." + name, each, change)));
            return new JsonValue.Members(values, Map.of(), 0);
        }
        return value;
    }

    /** The JSON Schema (2020-12) of such files. */
    public String schema() {
        return JsonPrint.print(new JsonSchema(head).of(shape));
    }

    private static JsonValue value(Object object, Shape shape) {
        if (shape instanceof Shape.Text) {
            return new JsonValue.Text((String) object, 0);
        }
        if (shape instanceof Shape.Flag) {
            return new JsonValue.Flag((Boolean) object, 0);
        }
        if (shape instanceof Shape.Whole) {
            return new JsonValue.Whole(((Number) object).longValue(), 0);
        }
        if (shape instanceof Shape.Fraction) {
            return new JsonValue.Fraction((Double) object, 0);
        }
        if (shape instanceof Shape.Word) {
            return new JsonValue.Text(Shape.Word.word((Enum<?>) object), 0);
        }
        if (shape instanceof Shape.Many many) {
            List<JsonValue> elements = new ArrayList<>();
            ((List<?>) object).forEach(element -> elements.add(value(element, many.element())));
            return new JsonValue.Elements(elements, 0);
        }
        if (shape instanceof Shape.Named named) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            ((Map<?, ?>) object).forEach((name, value) -> members.put((String) name, value(value, named.value())));
            return new JsonValue.Members(members, Map.of(), 0);
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (shape instanceof Shape.OneOf choice) {
            String kind = Shape.OneOf.word(object.getClass());
            members.put(Shape.OneOf.KIND, new JsonValue.Text(kind, 0));
            addMembers(members, object, Objects.requireNonNull(choice.kinds().get(kind)));
        } else {
            addMembers(members, object, (Shape.Members) shape);
        }
        return new JsonValue.Members(members, Map.of(), 0);
    }

    private static void addMembers(Map<String, JsonValue> members, Object object, Shape.Members record) {
        for (Shape.Member member : record.members()) {
            Object value = member.of(object);
            if (value != null && !value.equals(member.shape().absent())) {
                members.put(member.name(), value(value, member.shape()));
            }
        }
    }
}

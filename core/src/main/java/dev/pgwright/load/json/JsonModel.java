package dev.pgwright.load.json;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A schema as JSON: an object for every record of the catalog, a member for every component that is not null, empty
 * or what it usually is. {@link #schema} is the JSON Schema (2020-12) of such files.
 *
 * @param pgwright the version of this form
 * @param title the name of the database or project
 * @param extras what a DBML file says that no catalog knows
 */
public record JsonModel(int pgwright, String title, Catalog catalog, DbmlExtras extras) {
    /** The version that is written and read. */
    public static final int VERSION = 1;

    private static final Shape SHAPE = Shape.of(JsonModel.class);

    public static JsonModel of(String title, Catalog catalog, DbmlExtras extras) {
        return new JsonModel(VERSION, title, catalog, extras);
    }

    /** The text of the file; equal models give equal texts. */
    public String write() {
        return JsonPrint.print(value(this, SHAPE));
    }

    /**
     * Reads a file that {@link #write} wrote or a person edited.
     *
     * @throws PgwrightException with {@code INPUT} and every problem: no JSON, unknown or missing members, wrong types
     */
    public static JsonModel read(SourceFile file) {
        JsonModel model = new Binder(file).bind(JsonParse.read(file), SHAPE, JsonModel.class);
        if (model.pgwright() != VERSION) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "'pgwright' is " + model.pgwright() + ", but this pgwright reads version " + VERSION,
                    null);
        }
        return model;
    }

    /** The JSON Schema of such files. */
    public static String schema() {
        return JsonPrint.print(new JsonSchema().of(SHAPE));
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

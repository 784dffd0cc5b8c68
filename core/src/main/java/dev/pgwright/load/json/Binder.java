package dev.pgwright.load.json;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes records of the values of a file, and says all that is wrong with them at once. */
final class Binder {
    private final SourceFile file;
    private final List<Problem> problems = new ArrayList<>();

    Binder(SourceFile file) {
        this.file = file;
    }

    /**
     * The record that the value describes.
     *
     * @throws PgwrightException with {@code INPUT} and every problem
     */
    <T> T bind(JsonValue value, Shape shape, Class<T> type) {
        Object bound = value(value, shape, "the file");
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::place));
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        return Objects.requireNonNull(type.cast(bound));
    }

    private void problem(int offset, String message, @Nullable String hint) {
        problems.add(new Problem(file.place(offset), message, hint));
    }

    /** Null when it could not be made, which then is a problem. */
    private @Nullable Object value(JsonValue value, Shape shape, String what) {
        if (shape instanceof Shape.Text && value instanceof JsonValue.Text text) {
            return text.value();
        }
        if (shape instanceof Shape.Flag && value instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        if (shape instanceof Shape.Whole whole && value instanceof JsonValue.Whole number) {
            if (!whole.wide() && number.value() != (int) number.value()) {
                problem(value.offset(), what + " is too big a number: " + number.value(), null);
                return null;
            }
            return whole.of(number.value());
        }
        if (shape instanceof Shape.Fraction && value instanceof JsonValue.Fraction fraction) {
            return fraction.value();
        }
        if (shape instanceof Shape.Fraction && value instanceof JsonValue.Whole number) {
            return (double) number.value();
        }
        if (shape instanceof Shape.Word word && value instanceof JsonValue.Text text) {
            return word(text, word, what);
        }
        if (shape instanceof Shape.Many many && value instanceof JsonValue.Elements elements) {
            return list(elements, many, what);
        }
        if (shape instanceof Shape.Named named && value instanceof JsonValue.Members members) {
            return map(members, named);
        }
        if (shape instanceof Shape.Members record && value instanceof JsonValue.Members members) {
            return record(members, record, Set.of());
        }
        if (shape instanceof Shape.OneOf choice && value instanceof JsonValue.Members members) {
            return oneOf(members, choice, what);
        }
        problem(value.offset(), what + " is " + expected(shape) + ", not " + value.kind(), null);
        return null;
    }

    private static String expected(Shape shape) {
        if (shape instanceof Shape.Text || shape instanceof Shape.Word) {
            return "a string";
        }
        if (shape instanceof Shape.Whole) {
            return "a whole number";
        }
        if (shape instanceof Shape.Fraction) {
            return "a number";
        }
        if (shape instanceof Shape.Flag) {
            return "true or false";
        }
        return shape instanceof Shape.Many ? "an array" : "an object";
    }

    private @Nullable Object word(JsonValue.Text text, Shape.Word word, String what) {
        Enum<?> constant = word.constants().get(text.value());
        if (constant == null) {
            unknown(
                    text.offset(),
                    what + " cannot be '" + text.value() + "'",
                    text.value(),
                    word.constants().keySet());
        }
        return constant;
    }

    private void unknown(int offset, String message, String word, Set<String> candidates) {
        String all = candidates.stream().sorted().collect(Collectors.joining(", "));
        problem(
                offset,
                message,
                DidYouMean.hint(word, candidates)
                        .map(hint -> hint + " There are: " + all)
                        .orElse("there are: " + all));
    }

    private List<Object> list(JsonValue.Elements elements, Shape.Many many, String what) {
        List<Object> list = new ArrayList<>();
        for (JsonValue element : elements.values()) {
            Object bound = value(element, many.element(), "an element of " + what);
            if (bound != null) {
                list.add(bound);
            }
        }
        return list;
    }

    private TreeMap<String, Object> map(JsonValue.Members members, Shape.Named named) {
        TreeMap<String, Object> map = new TreeMap<>();
        for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
            Object bound = value(member.getValue(), named.value(), "'" + member.getKey() + "'");
            if (bound != null) {
                map.put(member.getKey(), bound);
            }
        }
        return map;
    }

    private @Nullable Object oneOf(JsonValue.Members members, Shape.OneOf choice, String what) {
        JsonValue kind = members.values().get(Shape.OneOf.KIND);
        if (!(kind instanceof JsonValue.Text text)) {
            problem(
                    kind == null ? members.offset() : kind.offset(),
                    what + " has no '" + Shape.OneOf.KIND + "'",
                    "there are: " + String.join(", ", choice.kinds().keySet()));
            return null;
        }
        Shape.Members record = choice.kinds().get(text.value());
        if (record == null) {
            unknown(
                    text.offset(),
                    what + " cannot be of kind '" + text.value() + "'",
                    text.value(),
                    choice.kinds().keySet());
            return null;
        }
        return record(members, record, Set.of(Shape.OneOf.KIND));
    }

    private @Nullable Object record(JsonValue.Members given, Shape.Members record, Set<String> read) {
        int before = problems.size();
        List<@Nullable Object> values = new ArrayList<>();
        Set<String> known = new HashSet<>(read);
        for (Shape.Member member : record.members()) {
            known.add(member.name());
            values.add(member(given, member));
        }
        given.values().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> unknown(
                        given.nameOffsets().getOrDefault(name, given.offset()),
                        "unknown member '" + name + "'",
                        name,
                        known));
        if (problems.size() > before) {
            return null;
        }
        try {
            return record.make(values);
        } catch (IllegalArgumentException e) {
            problem(given.offset(), String.valueOf(e.getMessage()), null);
            return null;
        }
    }

    private @Nullable Object member(JsonValue.Members given, Shape.Member member) {
        JsonValue value = given.values().get(member.name());
        if (value != null && !(value instanceof JsonValue.Nothing)) {
            return value(value, member.shape(), "'" + member.name() + "'");
        }
        Object absent = member.shape().absent();
        if (absent == null && !member.nullable()) {
            problem(given.offset(), "'" + member.name() + "' is missing", null);
        }
        return absent;
    }
}

package dev.pgwright.load.folded;

import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which casts PostgreSQL adds to the operands of operators and functions, for the usual types. */
final class Coercions {
    static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/");
    private static final Set<String> PATTERNS = Set.of("~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*");

    /** Intervals that PostgreSQL writes as they are mostly written. */
    private static final Pattern WHOLE_DAYS = Pattern.compile("1 (?:year|day)|(?:[2-9]|[1-9]\\d+) (?:years|days)");

    private final Store store;

    /** The operands as an operator takes them, and what it gives. */
    record Operands(Typed left, Typed right, TypeRef result) {}

    Coercions(Store store) {
        this.store = store;
    }

    /** A value of another type: a literal gets it, anything else a cast that can be seen where it stands in something. */
    Typed to(Typed value, TypeRef type) {
        if (value.isLiteral()) {
            return literal(value, type);
        }
        TypeRef own = value.type();
        if (own != null && own.withModifier("").equals(type.withModifier(""))) {
            return value;
        }
        return new Typed(
                value.inOther() + "::" + store.text(type.withModifier("")),
                type.withModifier(""),
                Typed.Shape.SIMPLE,
                null,
                value);
    }

    /** A constant as get_const_expr of PostgreSQL's ruleutils.c writes it. */
    Typed literal(Typed value, TypeRef type) {
        TypeRef plain = type.withModifier("");
        String label = "::" + store.text(plain);
        if (value.isNull()) {
            return Typed.simple("NULL" + label, plain);
        }
        String content = value.text();
        if (plain.object() != 0 || plain.array() || !plain.known()) {
            return Typed.simple(Identifiers.quoteLiteral(content) + label, plain);
        }
        return switch (plain.name()) {
            case "bool" -> Typed.simple(Literals.isTrue(content.strip()) ? "true" : "false", plain);
            case "int4" ->
                content.matches("\\d+")
                        ? Typed.simple(Long.toString(Long.parseLong(content)), plain)
                        : Typed.simple(Identifiers.quoteLiteral(content) + label, plain);
            case "numeric" ->
                content.matches("\\d+\\.\\d+")
                        ? Typed.simple(content, plain)
                        : Typed.simple(Identifiers.quoteLiteral(content) + label, plain);
            case "jsonb", "interval", "tsquery", "tsvector", "point", "box", "bytea", "int4range", "regclass" -> {
                boolean plainInterval = plain.name().equals("interval")
                        && WHOLE_DAYS.matcher(content).matches();
                if (!content.equals("{}") && !content.equals("[]") && !plainInterval) {
                    throw new Unsure();
                }
                yield Typed.simple(Identifiers.quoteLiteral(content) + label, plain);
            }
            default -> Typed.simple(Identifiers.quoteLiteral(Literals.normal(content, plain.name())) + label, plain);
        };
    }

    Operands operands(String operator, Typed left, Typed right) {
        TypeRef one = left.type() == null ? null : plain(left.type());
        TypeRef other = right.type() == null ? null : plain(right.type());
        if (one == null && other == null) {
            throw new Unsure();
        }
        boolean comparison = COMPARISONS.contains(operator);
        if (PATTERNS.contains(operator) || operator.equals("||")) {
            return ofTexts(operator, left, right);
        }
        if (operator.equals("->") || operator.equals("->>")) {
            return ofJson(operator, left, right);
        }
        if (one == null || other == null) {
            TypeRef known = one == null ? other : one;
            if (known == null || (!comparison && !known.is("jsonb") && !isNumber(known))) {
                throw new Unsure();
            }
            TypeRef taken = isString(known) ? TypeRef.builtin(known.is("bpchar") ? "bpchar" : "text") : known;
            TypeRef result = comparison || known.is("jsonb") ? TypeRef.builtin("bool") : taken;
            return new Operands(to(left, taken), to(right, taken), result);
        }
        if (one.equals(other) && !isString(one)) {
            if (comparison) {
                return new Operands(left, right, TypeRef.builtin("bool"));
            }
            if (isNumber(one) && (ARITHMETIC.contains(operator) || operator.equals("%"))) {
                return new Operands(left, right, one);
            }
            throw new Unsure();
        }
        if (isString(one) && isString(other) && comparison) {
            boolean blankPadded = one.is("bpchar") && other.is("bpchar");
            TypeRef taken = TypeRef.builtin(blankPadded ? "bpchar" : "text");
            return new Operands(to(left, taken), to(right, taken), TypeRef.builtin("bool"));
        }
        if (isNumber(one) && isNumber(other)) {
            return ofNumbers(operator, comparison, left, right, one, other);
        }
        if (isTime(one) && other.is("interval") && (operator.equals("+") || operator.equals("-"))) {
            return new Operands(left, right, one.is("date") ? TypeRef.builtin("timestamp") : one);
        }
        if (comparison && isTime(one) && isTime(other)) {
            return new Operands(left, right, TypeRef.builtin("bool"));
        }
        throw new Unsure();
    }

    private Operands ofNumbers(
            String operator, boolean comparison, Typed left, Typed right, TypeRef one, TypeRef other) {
        boolean integers = INTEGERS.contains(one.name()) && INTEGERS.contains(other.name());
        if (integers && (comparison || ARITHMETIC.contains(operator))) {
            TypeRef wider = one.name().compareTo(other.name()) > 0 ? one : other;
            return new Operands(left, right, comparison ? TypeRef.builtin("bool") : wider);
        }
        String common;
        if (integers) {
            common = one.name().compareTo(other.name()) > 0 ? one.name() : other.name();
        } else if (one.name().startsWith("float") || other.name().startsWith("float")) {
            common = "float8";
            if (one.name().startsWith("float") && other.name().startsWith("float")) {
                throw new Unsure();
            }
        } else {
            common = "numeric";
        }
        TypeRef taken = TypeRef.builtin(common);
        if (!comparison && !ARITHMETIC.contains(operator) && !operator.equals("%")) {
            throw new Unsure();
        }
        return new Operands(to(left, taken), to(right, taken), comparison ? TypeRef.builtin("bool") : taken);
    }

    private Operands ofTexts(String operator, Typed left, Typed right) {
        TypeRef text = TypeRef.builtin("text");
        boolean texts = (left.isLiteral() || isText(left)) && (right.isLiteral() || isText(right));
        if (!texts) {
            throw new Unsure();
        }
        return new Operands(to(left, text), to(right, text), operator.equals("||") ? text : TypeRef.builtin("bool"));
    }

    private static boolean isText(Typed value) {
        return value.type() != null && (value.type().is("text") || value.type().is("varchar"));
    }

    private Operands ofJson(String operator, Typed left, Typed right) {
        TypeRef json = left.type();
        if (json == null || !(json.is("json") || json.is("jsonb"))) {
            throw new Unsure();
        }
        Typed key = right.isLiteral() ? to(right, TypeRef.builtin("text")) : right;
        if (key.type() == null || !(key.type().is("text") || key.type().is("int4"))) {
            throw new Unsure();
        }
        return new Operands(left, key, operator.equals("->>") ? TypeRef.builtin("text") : json);
    }

    private static TypeRef plain(TypeRef type) {
        return type.withModifier("");
    }

    static boolean isString(TypeRef type) {
        return type.is("text") || type.is("varchar") || type.is("bpchar");
    }

    private static boolean isNumber(TypeRef type) {
        return type.object() == 0 && !type.array() && NUMBERS.contains(type.name());
    }

    private static boolean isTime(TypeRef type) {
        return type.object() == 0 && !type.array() && TIMES.contains(type.name());
    }

    /** The type of COALESCE, ARRAY and IN (select_common_type of PostgreSQL's parse_coerce.c). */
    TypeRef common(List<Typed> values) {
        TypeRef common = null;
        for (Typed value : values) {
            if (value.type() == null) {
                continue;
            }
            TypeRef type = plain(value.type());
            if (common == null || common.equals(type)) {
                common = type;
            } else {
                common = wider(common, type);
            }
        }
        return common == null ? TypeRef.builtin("text") : common;
    }

    private static TypeRef wider(TypeRef one, TypeRef other) {
        List<String> order = List.of("int2", "int4", "int8", "numeric", "float4", "float8");
        int first = order.indexOf(one.name());
        int second = order.indexOf(other.name());
        if (first < 0 || second < 0 || one.array() || other.array()) {
            throw new Unsure();
        }
        return first > second ? one : other;
    }
}

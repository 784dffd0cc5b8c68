package dev.pgwright.load.folded;

import org.jspecify.annotations.Nullable;

/**
 * An expression that has been analysed and written.
 *
 * @param type null for a literal that has no type yet, and NULL
 * @param operator of an operator expression
 * @param inner what an implicit cast is of
 */
record Typed(
        String text,
        @Nullable TypeRef type,
        Shape shape,
        @Nullable String operator,
        @Nullable Typed inner) {
    /** What decides about parentheses (isSimpleNode of PostgreSQL's ruleutils.c). */
    enum Shape {
        SIMPLE,
        /** NULL itself; the literal {@code 'NULL'} is simple. */
        NULL,
        OPERATOR,
        UNARY,
        ARRAY_OPERATOR,
        AND,
        OR,
        NOT,
        TEST
    }

    static Typed simple(String text, @Nullable TypeRef type) {
        return new Typed(text, type, Shape.SIMPLE, null, null);
    }

    static Typed of(String text, TypeRef type, Shape shape) {
        return new Typed(text, type, shape, null, null);
    }

    static Typed operation(String text, TypeRef type, String operator) {
        return new Typed(text, type, Shape.OPERATOR, operator, null);
    }

    static Typed nothing() {
        return new Typed("NULL", null, Shape.NULL, null, null);
    }

    boolean isNull() {
        return shape == Shape.NULL;
    }

    private boolean isSimple() {
        return shape == Shape.SIMPLE || shape == Shape.NULL;
    }

    boolean isLiteral() {
        return type == null;
    }

    /** As the operand of an operator. */
    String inOperator(String parent, boolean first) {
        if (isSimple()) {
            return text;
        }
        boolean simple = shape == Shape.OPERATOR && operator != null && binds(operator, parent, first);
        return simple ? text : "(" + text + ")";
    }

    private static boolean binds(String operator, String parent, boolean first) {
        boolean low = operator.equals("+") || operator.equals("-");
        boolean high = operator.equals("*") || operator.equals("/") || operator.equals("%");
        boolean lowParent = parent.equals("+") || parent.equals("-");
        boolean highParent = parent.equals("*") || parent.equals("/") || parent.equals("%");
        if ((!low && !high) || (!lowParent && !highParent)) {
            return false;
        }
        return (high && lowParent) || (low == lowParent && first);
    }

    /** As the operand of AND, OR or NOT. */
    String inBoolean(Shape parent) {
        boolean simple = switch (shape) {
            case SIMPLE, NULL, OPERATOR, UNARY, TEST -> true;
            case AND, NOT -> parent != Shape.NOT;
            case OR -> parent == Shape.OR;
            case ARRAY_OPERATOR -> false;
        };
        return simple ? text : "(" + text + ")";
    }

    /** As the operand of a cast or a test. */
    String inOther() {
        return isSimple() ? text : "(" + text + ")";
    }
}

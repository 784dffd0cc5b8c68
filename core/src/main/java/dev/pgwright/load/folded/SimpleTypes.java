package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.SQLValueFunction;
import org.jspecify.annotations.Nullable;

/** The types of constants, and of what SQL has instead of functions. */
final class SimpleTypes {
    private SimpleTypes() {}

    /** Null for NULL. */
    static @Nullable TypeRef constant(A_Const constant) {
        if (constant.isnull()) {
            return null;
        } else if (constant.ival() != null) {
            return TypeRef.builtin("int4");
        } else if (constant.fval() != null) {
            return TypeRef.builtin(isBigInteger(Scope.text(constant.fval().fval())) ? "int8" : "numeric");
        } else if (constant.boolval() != null) {
            return TypeRef.builtin("bool");
        } else if (constant.sval() != null) {
            return TypeRef.builtin("text");
        }
        return TypeRef.builtin("bit");
    }

    static boolean isBigInteger(String number) {
        try {
            Long.parseLong(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Null for what has a precision. */
    static @Nullable TypeRef valueFunction(SQLValueFunction function) {
        return switch (function.op()) {
            case SVFOP_CURRENT_DATE -> TypeRef.builtin("date");
            case SVFOP_CURRENT_TIME -> TypeRef.builtin("timetz");
            case SVFOP_CURRENT_TIMESTAMP -> TypeRef.builtin("timestamptz");
            case SVFOP_LOCALTIME -> TypeRef.builtin("time");
            case SVFOP_LOCALTIMESTAMP -> TypeRef.builtin("timestamp");
            case SVFOP_CURRENT_TIME_N, SVFOP_CURRENT_TIMESTAMP_N, SVFOP_LOCALTIME_N, SVFOP_LOCALTIMESTAMP_N -> null;
            default -> TypeRef.builtin("name");
        };
    }
}

package dev.pgwright.review;

import dev.pgwright.catalog.SerialTypes;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rules ask of syntax trees. */
public final class Trees {
    private Trees() {}

    /** The value of a constant as text, through casts; empty for NULL and for what is no constant. */
    public static Optional<String> text(Node node) {
        Node inner = node;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        if (!(inner instanceof A_Const constant) || constant.isnull()) {
            return Optional.empty();
        }
        if (constant.sval() != null) {
            return Optional.ofNullable(constant.sval().sval());
        }
        if (constant.ival() != null) {
            return Optional.of(String.valueOf(constant.ival().ival()));
        }
        if (constant.fval() != null) {
            return Optional.ofNullable(constant.fval().fval());
        }
        return constant.boolval() == null
                ? Optional.empty()
                : Optional.of(String.valueOf(constant.boolval().boolval()));
    }

    /** Whether the node is the constant NULL, with or without casts. */
    public static boolean isNull(Node node) {
        Node inner = node;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        return inner instanceof A_Const constant && constant.isnull();
    }

    /** The name of a called function without its schema, in lower case when it was not quoted. */
    public static String functionName(FuncCall call) {
        List<String> names = Nodes.names(call.funcname());
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** The name of a type without its schema: {@code int4}, {@code varchar}, as the grammar gives it. */
    public static String typeName(TypeName type) {
        List<String> names = Nodes.names(type.names());
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** Whether a name is of one of PostgreSQL's own serial types, which the parser knows by name alone. */
    public static boolean isSerial(TypeName type) {
        return SerialTypes.integer(Nodes.names(type.names())) != null;
    }

    /** Whether a statement names or makes a relation as a temporary one. */
    public static boolean isTemporary(@Nullable RangeVar relation) {
        return relation != null && ("t".equals(relation.relpersistence()) || "pg_temp".equals(relation.schemaname()));
    }

    /** The text of an option of this name, such as {@code volatility} of a function; empty for other nodes. */
    public static Optional<String> option(Node node, String name) {
        return node instanceof DefElem option && name.equals(option.defname()) && option.arg() instanceof PgString text
                ? Optional.ofNullable(text.sval())
                : Optional.empty();
    }

    /** The parts of a name that stands for an object in DROP, COMMENT and others. */
    public static List<String> nameParts(Node object) {
        if (object instanceof PgList list) {
            return Nodes.names(list.items());
        }
        if (object instanceof PgString name && name.sval() != null) {
            return List.of(name.sval());
        }
        return object instanceof TypeName type ? Nodes.names(type.names()) : List.of();
    }
}

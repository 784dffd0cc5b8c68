package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgBoolean;
import dev.pgwright.sql.tree.PgFloat;
import dev.pgwright.sql.tree.PgInteger;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the values of {@code WITH (...)}, {@code OPTIONS (...)} and the like. */
final class Options {
    private Options() {}

    /** A value as text; null for none (defGetString of PostgreSQL). */
    static @Nullable String text(@Nullable Node value) {
        if (value instanceof PgString text) {
            return text.sval();
        } else if (value instanceof PgInteger number) {
            return Integer.toString(number.ival());
        } else if (value instanceof PgFloat number) {
            return number.fval();
        } else if (value instanceof PgBoolean flag) {
            return flag.boolval() ? "true" : "false";
        } else if (value instanceof TypeName type) {
            return String.join(".", Nodes.names(type.names()));
        } else if (value instanceof PgList list) {
            return String.join(".", Nodes.names(list.items()));
        } else if (value instanceof A_Const constant) {
            return text(constant);
        }
        return null;
    }

    private static @Nullable String text(A_Const constant) {
        if (constant.sval() != null) {
            return constant.sval().sval();
        } else if (constant.ival() != null) {
            return Integer.toString(constant.ival().ival());
        } else if (constant.fval() != null) {
            return constant.fval().fval();
        } else if (constant.boolval() != null) {
            return constant.boolval().boolval() ? "true" : "false";
        }
        return null;
    }

    static boolean flag(DefElem option) {
        String text = text(option.arg());
        return text == null || !(text.equalsIgnoreCase("false") || text.equalsIgnoreCase("off") || text.equals("0"));
    }

    /** Storage parameters by name, those of the TOAST table with {@code toast.} in front. */
    static Map<String, String> parameters(List<Node> options) {
        Map<String, String> parameters = new TreeMap<>();
        for (Node node : options) {
            if (node instanceof DefElem option && option.defname() != null) {
                parameters.put(name(option), parameterText(option));
            }
        }
        return parameters;
    }

    static String name(DefElem option) {
        String name = Scope.text(option.defname());
        return option.defnamespace() == null ? name : option.defnamespace() + "." + name;
    }

    private static String parameterText(DefElem option) {
        String text = text(option.arg());
        return text == null ? "true" : text;
    }

    /** The option of a name, null for none. */
    static @Nullable DefElem find(List<Node> options, String name) {
        for (Node node : options) {
            if (node instanceof DefElem option && name.equals(option.defname())) {
                return option;
            }
        }
        return null;
    }
}

package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the types that statements name. */
final class Types {
    private static final int INTERVAL_FULL_RANGE = 0x7FFF;

    private final Store store;
    private final Unknowns unknowns;

    Types(Store store, Unknowns unknowns) {
        this.store = store;
        this.unknowns = unknowns;
    }

    /** The type, or a refusal when there is none. */
    TypeRef resolve(TypeName name) {
        List<String> parts = Nodes.names(name.names());
        if (name.pctType()) {
            return columnType(parts);
        }
        TypeRef type = base(parts, name.typmods());
        return name.arrayBounds().isEmpty() ? type : type.asArray();
    }

    /** As messages show it: without its schema when the search path finds it. */
    String shown(TypeRef type) {
        Entry made = store.get(type.object());
        return made == null ? store.text(type) : store.shown(made.name) + (type.array() ? "[]" : "");
    }

    private TypeRef columnType(List<String> parts) {
        int relation = store.scope().findRelation(parts.subList(0, parts.size() - 1));
        if (store.get(relation) instanceof RelationEntry table) {
            ColumnEntry column = table.column(Scope.nameOf(parts));
            if (column != null) {
                return column.type.withModifier("");
            }
        }
        throw unknowns.missingRelation(Scope.written(parts.subList(0, parts.size() - 1)));
    }

    private TypeRef base(List<String> parts, List<Node> modifiers) {
        String schema = Scope.schemaOf(parts);
        String name = Scope.nameOf(parts);
        if (schema == null || schema.equals(Scope.SYSTEM)) {
            if (BuiltinTypes.exists(name)) {
                return TypeRef.builtin(name, modifier(name, modifiers));
            }
            if (name.startsWith("_") && BuiltinTypes.exists(name.substring(1))) {
                return TypeRef.builtin(name.substring(1)).asArray();
            }
        }
        int found = store.scope().findType(parts);
        if (found != 0) {
            return TypeRef.made(found, name);
        }
        if (name.startsWith("_")) {
            List<String> element = new ArrayList<>(parts);
            element.set(element.size() - 1, name.substring(1));
            int ofElement = store.scope().findType(element);
            if (ofElement != 0) {
                return TypeRef.made(ofElement, name.substring(1)).asArray();
            }
        }
        if (schema != null && Scope.isSystem(schema)) {
            return TypeRef.unknown(Identifiers.quoteIdentifier(schema, name));
        }
        if (!unknowns.mayHaveType(schema, name)) {
            if (schema != null) {
                store.scope().requireSchema(schema);
            }
            throw Refusal.missing(Scope.written(parts), "type \"" + Scope.written(parts) + "\" does not exist");
        }
        String in = schema == null ? unknowns.schemaOfType(name) : schema;
        return TypeRef.unknown(Scope.sql(QualifiedName.of(in, name)))
                .withModifier(modifiers.isEmpty() ? "" : "(" + texts(modifiers, ",") + ")");
    }

    static String modifier(String name, List<Node> modifiers) {
        if (modifiers.isEmpty()) {
            return "";
        }
        return switch (name) {
            case "interval" -> intervalModifier(modifiers);
            case "numeric" -> "(" + texts(modifiers, ",") + (modifiers.size() == 1 ? ",0)" : ")");
            default -> "(" + texts(modifiers, ",") + ")";
        };
    }

    /** The fields are bits: INTERVAL_MASK of PostgreSQL's timestamp.h. */
    private static String intervalModifier(List<Node> modifiers) {
        int mask = integer(modifiers.get(0));
        String precision = modifiers.size() > 1 ? "(" + integer(modifiers.get(1)) + ")" : "";
        if (mask == INTERVAL_FULL_RANGE) {
            return precision;
        }
        int year = 1 << 2;
        int month = 1 << 1;
        int day = 1 << 3;
        int hour = 1 << 10;
        int minute = 1 << 11;
        int second = 1 << 12;
        String fields;
        if (mask == year) {
            fields = "year";
        } else if (mask == month) {
            fields = "month";
        } else if (mask == day) {
            fields = "day";
        } else if (mask == hour) {
            fields = "hour";
        } else if (mask == minute) {
            fields = "minute";
        } else if (mask == second) {
            fields = "second";
        } else if (mask == (year | month)) {
            fields = "year to month";
        } else if (mask == (day | hour)) {
            fields = "day to hour";
        } else if (mask == (day | hour | minute)) {
            fields = "day to minute";
        } else if (mask == (day | hour | minute | second)) {
            fields = "day to second";
        } else if (mask == (hour | minute)) {
            fields = "hour to minute";
        } else if (mask == (hour | minute | second)) {
            fields = "hour to second";
        } else {
            fields = "minute to second";
        }
        return fields + precision;
    }

    private static int integer(Node node) {
        return node instanceof A_Const constant && constant.ival() != null
                ? constant.ival().ival()
                : 0;
    }

    private static String texts(List<Node> modifiers, String separator) {
        return modifiers.stream().map(Types::modifierText).collect(Collectors.joining(separator));
    }

    private static String modifierText(Node node) {
        if (node instanceof A_Const constant) {
            if (constant.ival() != null) {
                return Integer.toString(constant.ival().ival());
            }
            if (constant.fval() != null) {
                return Scope.text(constant.fval().fval());
            }
            if (constant.sval() != null) {
                return Scope.text(constant.sval().sval());
            }
        }
        if (node instanceof dev.pgwright.sql.tree.ColumnRef reference) {
            return String.join(".", Nodes.names(reference.fields()));
        }
        if (node instanceof dev.pgwright.sql.tree.A_Expr minus && minus.lexpr() == null && minus.rexpr() != null) {
            return "-" + modifierText(minus.rexpr());
        }
        return "";
    }
}

package dev.pgwright.load.folded;

import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import dev.pgwright.sql.tree.PartitionRangeDatum;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bounds of partitions as {@code pg_get_expr(relpartbound)} writes them. */
final class Bounds {
    private Bounds() {}

    static String of(PartitionBoundSpec bound, RelationEntry parent) {
        if (bound.isDefault()) {
            return PartitionOf.DEFAULT;
        }
        return switch (Scope.text(bound.strategy())) {
            case "h" -> "FOR VALUES WITH (modulus " + bound.modulus() + ", remainder " + bound.remainder() + ")";
            case "l" -> "FOR VALUES IN (" + String.join(", ", list(bound.listdatums(), parent)) + ")";
            default ->
                "FOR VALUES FROM (" + String.join(", ", range(bound.lowerdatums(), parent)) + ") TO ("
                        + String.join(", ", range(bound.upperdatums(), parent)) + ")";
        };
    }

    private static List<String> list(List<Node> values, RelationEntry parent) {
        List<String> texts = new ArrayList<>();
        for (Node value : values) {
            texts.add(value(value, type(parent, 0)));
        }
        return texts;
    }

    private static List<String> range(List<Node> values, RelationEntry parent) {
        List<String> texts = new ArrayList<>();
        for (Node node : values) {
            if (node instanceof PartitionRangeDatum datum && datum.value() != null) {
                texts.add(value(datum.value(), type(parent, texts.size())));
            } else if (node instanceof PartitionRangeDatum datum) {
                texts.add(datum.kind().name().endsWith("MINVALUE") ? "MINVALUE" : "MAXVALUE");
            } else if (node instanceof ColumnRef limit) {
                texts.add(String.join(".", dev.pgwright.sql.Nodes.names(limit.fields()))
                        .toUpperCase(Locale.ROOT));
            } else {
                texts.add(value(node, type(parent, texts.size())));
            }
        }
        return texts;
    }

    private static @Nullable TypeRef type(RelationEntry parent, int key) {
        if (key >= parent.partitionKeys.size()) {
            return null;
        }
        ColumnEntry column = parent.column(parent.partitionKeys.get(key).column());
        return column == null ? null : column.type;
    }

    private static String value(Node node, @Nullable TypeRef type) {
        if (node instanceof TypeCast cast && cast.arg() != null) {
            return value(cast.arg(), type);
        }
        if (!(node instanceof A_Const constant)) {
            return Deparser.plain(node);
        }
        if (constant.isnull()) {
            return "NULL";
        }
        String text = Scope.text(Options.text(constant));
        String name = type == null || type.object() != 0 ? "" : type.name();
        return switch (name) {
            case "bool" -> Literals.isTrue(text) ? "true" : "false";
            case "int2", "int4", "int8" -> text.startsWith("-") ? "'" + text + "'" : text;
            case "numeric", "float4", "float8" -> text.matches("[0-9][0-9.]*") ? text : "'" + text + "'";
            default -> Identifiers.quoteLiteral(Literals.normal(text, name));
        };
    }
}

package dev.pgwright.sql.plpgsql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A struct of PL/pgSQL's own tree (plpgsql.h), not typed further: its fields are there under PostgreSQL's names as far
 * as libpg_query writes them; fields that are zero, false or null are absent.
 *
 * @param kind the name of the struct, such as {@code PLpgSQL_stmt_if}; empty for a list of values without a name
 */
public record PlpgsqlNode(String kind, Map<String, PlpgsqlValue> fields) implements PlpgsqlValue {
    /** ERROR of elog.h, which RAISE EXCEPTION and RAISE without a level are. */
    private static final long ERROR = 21;

    public PlpgsqlNode {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Line inside the function's body, where the line with the opening quote is 1; empty when there is none. */
    public Optional<Integer> line() {
        return fields.get("lineno") instanceof Count count ? Optional.of((int) count.number()) : Optional.empty();
    }

    /** A text field, such as the {@code query} of an expression. */
    public Optional<String> text(String field) {
        return fields.get(field) instanceof Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** A field that holds one node. */
    public Optional<PlpgsqlNode> node(String field) {
        return fields.get(field) instanceof PlpgsqlNode node ? Optional.of(node) : Optional.empty();
    }

    /** The nodes in a field that holds several; empty when there are none. */
    public List<PlpgsqlNode> nodes(String field) {
        if (!(fields.get(field) instanceof Items items)) {
            return List.of();
        }
        return items.items().stream()
                .filter(PlpgsqlNode.class::isInstance)
                .map(PlpgsqlNode.class::cast)
                .toList();
    }

    /** Whether it is a RAISE that ends what runs, and no notice or warning. */
    public boolean raisesError() {
        return kind.equals("PLpgSQL_stmt_raise")
                && fields.get("elog_level") instanceof Count level
                && level.number() >= ERROR;
    }

    /** Hands over this node and everything below it, parents before children. */
    public void walk(Consumer<? super PlpgsqlNode> each) {
        each.accept(this);
        fields.values().forEach(value -> walk(value, each));
    }

    private static void walk(PlpgsqlValue value, Consumer<? super PlpgsqlNode> each) {
        if (value instanceof PlpgsqlNode node) {
            node.walk(each);
        } else if (value instanceof Items items) {
            items.items().forEach(item -> walk(item, each));
        }
    }
}

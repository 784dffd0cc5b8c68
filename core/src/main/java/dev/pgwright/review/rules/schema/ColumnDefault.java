package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import java.util.Optional;

/**
 * The default of a column as far as it is a call of a function.
 *
 * @param function its name without a schema
 * @param sequence what {@code nextval} counts with; empty for other functions
 */
record ColumnDefault(String function, Optional<QualifiedName> sequence) {
    /** The call, if that is all of the default; casts around it do not matter. */
    static Optional<ColumnDefault> of(Column column, SchemaContext schema) {
        String text = column.defaultExpression();
        if (text == null || text.indexOf('(') < 0) {
            return Optional.empty();
        }
        Node node = Expressions.parse(text).orElse(null);
        while (node instanceof TypeCast cast) {
            node = cast.arg();
        }
        if (!(node instanceof FuncCall call)) {
            return Optional.empty();
        }
        String function = Trees.functionName(call);
        Optional<QualifiedName> sequence =
                function.equals("nextval") && call.args().size() == 1
                        ? Trees.text(call.args().get(0)).flatMap(name -> named(name, schema))
                        : Optional.empty();
        return Optional.of(new ColumnDefault(function, sequence));
    }

    /** A sequence by the text in a {@code regclass} constant. */
    private static Optional<QualifiedName> named(String text, SchemaContext schema) {
        return Expressions.parse(text)
                .filter(ColumnRef.class::isInstance)
                .map(reference -> schema.state().resolve(Nodes.names(((ColumnRef) reference).fields())));
    }
}

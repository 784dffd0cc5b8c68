package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.CoercionForm;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The default of a serial column. */
final class SerialDefault {
    private SerialDefault() {}

    /** {@code nextval('s'::regclass)}. */
    static Expression of(SequenceEntry sequence) {
        A_Const literal = new A_Const(null, null, null, new PgString(Scope.sql(sequence.name)), null, false, -1);
        TypeName type = new TypeName(
                List.of(new PgString("pg_catalog"), new PgString("regclass")),
                0,
                false,
                false,
                List.of(),
                -1,
                List.of(),
                -1);
        FuncCall call = new FuncCall(
                List.of(new PgString("nextval")),
                List.of(new TypeCast(literal, type, -1)),
                List.of(),
                null,
                null,
                false,
                false,
                false,
                false,
                CoercionForm.COERCE_EXPLICIT_CALL,
                -1);
        Map<Node, Target> bound = new IdentityHashMap<>();
        bound.put(literal, new Target(sequence.oid, 0));
        return new Expression(call, bound);
    }
}

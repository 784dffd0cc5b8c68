package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum, domain, range or base type. */
final class TypeEntry extends Entry {
    final Kind kind;

    /** Of an enum. */
    List<String> values = new ArrayList<>();

    /** Of a domain: what it is based on. Of a range: its subtype. */
    TypeRef base = TypeRef.builtin("text");

    @Nullable String collation;

    @Nullable Expression defaultExpression;

    boolean notNull;
    Map<String, Check> checks = new LinkedHashMap<>();

    /** Of a range. */
    @Nullable String operatorClass;

    @Nullable String canonical;

    @Nullable String difference;

    @Nullable QualifiedName multirange;

    /** The kinds of type that are no relations. */
    enum Kind {
        ENUM,
        DOMAIN,
        RANGE,
        BASE
    }

    /** A constraint of a domain. */
    record Check(Expression expression, boolean validated) {}

    TypeEntry(int oid, QualifiedName name, Kind kind) {
        super(oid, name);
        this.kind = kind;
    }

    @Override
    String described(Store store) {
        return "type " + store.shown(name);
    }

    @Override
    TypeEntry copy() {
        TypeEntry copy = copyBasics(new TypeEntry(oid, name, kind));
        copy.values = new ArrayList<>(values);
        copy.base = base;
        copy.collation = collation;
        copy.defaultExpression = defaultExpression;
        copy.notNull = notNull;
        copy.checks = new LinkedHashMap<>(checks);
        copy.operatorClass = operatorClass;
        copy.canonical = canonical;
        copy.difference = difference;
        copy.multirange = multirange;
        return copy;
    }
}

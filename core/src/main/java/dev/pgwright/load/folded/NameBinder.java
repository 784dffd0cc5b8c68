package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Analysis.Reference;
import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what column references mean (transformColumnRef and parse_relation.c of PostgreSQL 18). */
final class NameBinder {
    private static final Map<String, String> SYSTEM_COLUMNS =
            Map.of("ctid", "tid", "tableoid", "oid", "xmin", "xid", "xmax", "xid", "cmin", "cid", "cmax", "cid");

    private final Analysis analysis;

    NameBinder(Analysis analysis) {
        this.analysis = analysis;
    }

    static boolean isStar(ColumnRef reference) {
        return !reference.fields().isEmpty()
                && reference.fields().get(reference.fields().size() - 1) instanceof A_Star;
    }

    /** The type of what a reference means, null when it is not known. */
    @Nullable TypeRef type(ColumnRef reference, QueryScope scope) {
        List<String> parts = Nodes.names(reference.fields());
        if (parts.isEmpty()) {
            return null;
        }
        if (isStar(reference)) {
            Found row = relation(parts, scope, reference);
            return row == null ? null : take(reference, row.scope(), row.item(), null);
        }
        return parts.size() == 1 ? single(reference, parts, scope) : qualified(reference, parts, scope);
    }

    private @Nullable TypeRef take(ColumnRef reference, QueryScope scope, Item item, @Nullable Column column) {
        Item owner = column != null && column.owner != null ? column.owner : item;
        analysis.references.put(reference, new Reference(scope, owner, column));
        if (column == null) {
            return item.rowType;
        }
        if (column.relation != 0) {
            analysis.bound.put(reference, new Target(column.relation, column.number));
        }
        return column.type;
    }

    private @Nullable TypeRef single(ColumnRef reference, List<String> parts, QueryScope scope) {
        String name = parts.get(0);
        boolean ambiguous = false;
        for (QueryScope level = scope; level != null; level = level.outer()) {
            List<Column> found = new ArrayList<>();
            Visible in = null;
            boolean open = false;
            for (Visible visible : level.names()) {
                if (!visible.columns() || !level.isVisible(visible)) {
                    continue;
                }
                List<Column> own = columns(visible.item(), name);
                if (!own.isEmpty()) {
                    in = visible;
                    found.addAll(own);
                }
                open |= visible.item().open;
            }
            if (found.size() > 1) {
                ambiguous = true;
            } else if (in != null) {
                if (analysis.outside.has(parts)) {
                    // or the variable has been meant
                    if (analysis.outside.isAmbiguousWithColumn(name)) {
                        ambiguous(analysis, name, reference.location());
                    }
                    return null;
                }
                if (!allowed(in, reference)) {
                    return null;
                }
                return take(reference, level, in.item(), found.get(0));
            } else if (open) {
                return null;
            }
            if (ambiguous) {
                if (!analysis.outside.has(parts)) {
                    ambiguous(analysis, name, reference.location());
                }
                return null;
            }
        }
        if (analysis.outside.has(parts)) {
            return analysis.outsideType(parts);
        }
        Found row = named(null, name, scope, reference);
        if (row != null) {
            return take(reference, row.scope(), row.item(), null);
        }
        analysis.fault("42703", "column \"" + name + "\" does not exist", name, reference.location());
        return null;
    }

    static void ambiguous(Analysis analysis, String name, int location) {
        analysis.fault("42702", "column reference \"" + name + "\" is ambiguous", name, location);
    }

    /** The columns of the name, its system columns included. */
    private static List<Column> columns(Item item, String name) {
        List<Column> own = item.columns(name);
        if (own.isEmpty() && item.kind == BoundRelation.Kind.TABLE && item.relation != 0) {
            String type = SYSTEM_COLUMNS.get(name);
            if (type != null) {
                return List.of(new Column(name, TypeRef.builtin(type), 0, 0, true, item));
            }
        }
        return own;
    }

    private boolean allowed(Visible visible, ColumnRef reference) {
        if (visible.lateralOnly() && !visible.lateralAllowed()) {
            invalid(visible.item().name, reference, "42P10");
            return false;
        }
        return true;
    }

    private void invalid(String table, ColumnRef reference, String sqlState) {
        analysis.fault(
                sqlState,
                "invalid reference to FROM-clause entry for table \"" + table + "\"",
                table,
                reference.location());
    }

    private @Nullable TypeRef qualified(ColumnRef reference, List<String> parts, QueryScope scope) {
        String name = Scope.nameOf(parts);
        if (analysis.outside.has(parts)) {
            return analysis.outsideType(parts);
        }
        Found found = relation(parts.subList(0, parts.size() - 1), scope, reference);
        if (found == null) {
            return null;
        }
        List<Column> columns = columns(found.item(), name);
        if (columns.size() > 1) {
            ambiguous(analysis, name, reference.location());
            return null;
        }
        if (!columns.isEmpty()) {
            return take(reference, found.scope(), found.item(), columns.get(0));
        }
        if (found.item().open) {
            return null;
        }
        return asFunction(reference, found, parts);
    }

    /** {@code t.f} is {@code f(t)} where there is such a function. */
    private @Nullable TypeRef asFunction(ColumnRef reference, Found found, List<String> parts) {
        String name = Scope.nameOf(parts);
        TypeRef row = found.item().rowType;
        CallResolver.Call call = analysis.calls.find(
                List.of(name),
                new CallResolver.Arguments(
                        Collections.singletonList(row == null ? TypeRules.RECORD : row), List.of(), false));
        if (call.outcome() == CallResolver.Outcome.MISSING) {
            analysis.fault(
                    "42703",
                    "column " + parts.get(parts.size() - 2) + "." + name + " does not exist",
                    name,
                    reference.location());
            return null;
        }
        take(reference, found.scope(), found.item(), null);
        return call.result();
    }

    /** A relation and the level that it is in. */
    record Found(QueryScope scope, Item item) {}

    /** The relation that a qualified reference is of; null, and said, when there is none. */
    private @Nullable Found relation(List<String> parts, QueryScope scope, ColumnRef reference) {
        String name = Scope.nameOf(parts);
        String schema = Scope.schemaOf(parts);
        Found found = named(schema, name, scope, reference);
        if (found == null && !analysis.outside.has(parts) && !isMentioned(schema, name)) {
            missing(schema, name, scope, reference);
        }
        return found;
    }

    /** Whether a fault about the relation was said already. */
    private boolean isMentioned(@Nullable String schema, String name) {
        return ambiguousNames.contains(schema + "." + name);
    }

    private final List<String> ambiguousNames = new ArrayList<>();

    private @Nullable Found named(@Nullable String schema, String name, QueryScope scope, ColumnRef reference) {
        int relation = schema == null ? 0 : analysis.folding.scope().findRelation(List.of(schema, name));
        for (QueryScope level = scope; level != null; level = level.outer()) {
            Visible found = null;
            for (Visible visible : level.names()) {
                Item item = visible.item();
                boolean matches = schema == null
                        ? item.name.equals(name)
                        : schema.equals(item.schema) && item.name.equals(name)
                                || (relation != 0 && item.relation == relation && item.schema != null);
                if (!visible.byName() || !level.isVisible(visible) || !matches) {
                    continue;
                }
                if (found != null) {
                    ambiguousNames.add(schema + "." + name);
                    analysis.fault(
                            "42P09", "table reference \"" + name + "\" is ambiguous", name, reference.location());
                    return null;
                }
                found = visible;
            }
            if (found != null) {
                if (!allowed(found, reference)) {
                    ambiguousNames.add(schema + "." + name);
                    return null;
                }
                return new Found(level, found.item());
            }
        }
        return null;
    }

    /** errorMissingRTE. */
    private void missing(@Nullable String schema, String name, QueryScope scope, ColumnRef reference) {
        int relation = analysis.folding.scope().findRelation(schema == null ? List.of(name) : List.of(schema, name));
        for (QueryScope level = scope; level != null; level = level.outer()) {
            for (Item item : level.items()) {
                if ((relation != 0 && item.relation == relation) || item.name.equals(name)) {
                    invalid(name, reference, "42P01");
                    return;
                }
            }
        }
        analysis.fault("42P01", "missing FROM-clause entry for table \"" + name + "\"", name, reference.location());
    }

    /** The columns of {@code *} or {@code t.*}; null when they are not all known. */
    @Nullable List<Column> star(ColumnRef reference, QueryScope scope) {
        List<String> parts = Nodes.names(reference.fields());
        List<Column> columns = new ArrayList<>();
        if (parts.isEmpty()) {
            boolean any = false;
            for (Visible visible : scope.names()) {
                if (visible.columns() && !visible.lateralOnly()) {
                    any = true;
                    if (visible.item().open) {
                        return null;
                    }
                    columns.addAll(visible.item().columns);
                }
            }
            if (!any) {
                analysis.fault("42601", "SELECT * with no tables specified is not valid", "*", reference.location());
            }
            return columns;
        }
        Found found = relation(parts, scope, reference);
        if (found == null || found.item().open) {
            return null;
        }
        analysis.references.put(reference, new Reference(found.scope(), found.item(), null));
        return found.item().columns;
    }
}

package dev.pgwright.dbml;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a table's setting {@code pg_constraints} says: {@code name attributes} for a constraint that DBML shows, {@code
 * name definition attributes} for one it cannot show. Almost SQL; the attributes without a form of their own in SQL are
 * {@code PERIOD}, {@code ON DELETE COLUMNS (...)} and {@code COMMENT '...'}.
 */
final class ConstraintClauses {
    private ConstraintClauses() {}

    /** Everything a constraint has beyond what DBML itself says; empty when there is nothing. */
    static String attributes(Constraint constraint) {
        StringBuilder sql = new StringBuilder();
        if (constraint instanceof Constraint.PrimaryKey key) {
            sql.append(key.withoutOverlaps() ? " WITHOUT OVERLAPS" : "").append(include(key.include()));
            sql.append(deferrable(key.deferrability()));
        } else if (constraint instanceof Constraint.Unique unique) {
            sql.append(unique.withoutOverlaps() ? " WITHOUT OVERLAPS" : "")
                    .append(include(unique.include()))
                    .append(unique.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                    .append(deferrable(unique.deferrability()));
        } else if (constraint instanceof Constraint.ForeignKey key) {
            sql.append(key.matchFull() ? " MATCH FULL" : "").append(key.period() ? " PERIOD" : "");
            if (!key.setColumns().isEmpty()) {
                sql.append(" ON DELETE COLUMNS (")
                        .append(IndexClauses.names(key.setColumns()))
                        .append(')');
            }
            sql.append(deferrable(key.deferrability()))
                    .append(key.validated() ? "" : " NOT VALID")
                    .append(key.enforced() ? "" : " NOT ENFORCED");
        } else if (constraint instanceof Constraint.Check check) {
            sql.append(check.noInherit() ? " NO INHERIT" : "")
                    .append(check.validated() ? "" : " NOT VALID")
                    .append(check.enforced() ? "" : " NOT ENFORCED");
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            sql.append(deferrable(exclusion.deferrability()));
        } else if (constraint instanceof Constraint.NotNull notNull) {
            sql.append(notNull.noInherit() ? " NO INHERIT" : "").append(notNull.validated() ? "" : " NOT VALID");
        }
        return sql.append(IndexClauses.withComment(constraint.comment()))
                .toString()
                .strip();
    }

    private static String include(List<String> columns) {
        return columns.isEmpty() ? "" : " INCLUDE (" + IndexClauses.names(columns) + ")";
    }

    private static String deferrable(Deferrability deferrability) {
        return switch (deferrability) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    static String entry(String name, String clause) {
        return Identifiers.quoteIdentifier(name) + " " + clause + ";";
    }

    /** The whole constraint behind its name. */
    static String definition(Constraint constraint) {
        String attributes = attributes(constraint);
        return kind(constraint) + (attributes.isEmpty() ? "" : " " + attributes);
    }

    private static String kind(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return "PRIMARY KEY (" + IndexClauses.names(key.columns()) + ")";
        } else if (constraint instanceof Constraint.Unique unique) {
            return "UNIQUE (" + IndexClauses.names(unique.columns()) + ")";
        } else if (constraint instanceof Constraint.ForeignKey key) {
            return "FOREIGN KEY (" + IndexClauses.names(key.columns()) + ") REFERENCES "
                    + IndexClauses.qualified(key.referenced()) + " (" + IndexClauses.names(key.referencedColumns())
                    + ")" + action(" ON UPDATE ", key.onUpdate()) + action(" ON DELETE ", key.onDelete());
        } else if (constraint instanceof Constraint.Check check) {
            return "CHECK (" + check.expression() + ")";
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            List<String> elements = exclusion.elements().stream()
                    .map(element -> IndexClauses.element(element.element()) + " WITH " + element.operator())
                    .toList();
            return "EXCLUDE USING " + Identifiers.quoteIdentifier(exclusion.method()) + " ("
                    + String.join(", ", elements) + ")" + include(exclusion.include())
                    + (exclusion.predicate() == null ? "" : " WHERE (" + exclusion.predicate() + ")");
        }
        return "NOT NULL " + Identifiers.quoteIdentifier(((Constraint.NotNull) constraint).column());
    }

    private static String action(String words, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : words + action.sql();
    }

    /** One entry read: a whole constraint, or attributes to add to the constraint of that name. */
    record Entry(String name, @Nullable Constraint whole, Attributes attributes) {}

    /** The attributes of an entry. */
    record Attributes(
            List<String> include,
            boolean withoutOverlaps,
            boolean nullsNotDistinct,
            boolean matchFull,
            boolean period,
            List<String> setColumns,
            Deferrability deferrability,
            boolean noInherit,
            boolean validated,
            boolean enforced,
            @Nullable String comment) {}

    static Entry read(String sql) throws Unreadable {
        SqlCursor cursor = new SqlCursor(sql);
        String name = cursor.name();
        Constraint whole = null;
        if (cursor.accept("primary key")) {
            List<String> columns = cursor.names();
            whole = add(Constraint.PrimaryKey.of(name, columns), attributes(cursor));
        } else if (cursor.accept("unique")) {
            List<String> columns = cursor.names();
            whole = add(Constraint.Unique.of(name, columns), attributes(cursor));
        } else if (cursor.accept("foreign key")) {
            whole = foreignKey(name, cursor);
        } else if (cursor.accept("check")) {
            String expression = cursor.parenthesised();
            whole = add(Constraint.Check.of(name, expression), attributes(cursor));
        } else if (cursor.accept("exclude using")) {
            whole = exclusion(name, cursor);
        } else if (cursor.accept("not null")) {
            String column = cursor.name();
            Attributes attributes = attributes(cursor);
            whole = new Constraint.NotNull(
                    name, column, attributes.noInherit(), attributes.validated(), attributes.comment());
        } else {
            return new Entry(name, null, attributes(cursor));
        }
        return new Entry(name, whole, NONE);
    }

    private static final Attributes NONE = new Attributes(
            List.of(), false, false, false, false, List.of(), Deferrability.NOT_DEFERRABLE, false, true, true, null);

    private static Constraint foreignKey(String name, SqlCursor cursor) throws Unreadable {
        List<String> columns = cursor.names();
        cursor.expect("references");
        QualifiedName referenced = cursor.qualifiedName();
        List<String> referencedColumns = cursor.names();
        ReferentialAction onUpdate = cursor.accept("on update") ? readAction(cursor) : ReferentialAction.NO_ACTION;
        ReferentialAction onDelete = cursor.atWords("on delete columns") || !cursor.accept("on delete")
                ? ReferentialAction.NO_ACTION
                : readAction(cursor);
        Constraint.ForeignKey key = Constraint.ForeignKey.of(name, columns, referenced, referencedColumns, onDelete);
        return add(withUpdate(key, onUpdate), attributes(cursor));
    }

    static Constraint.ForeignKey withUpdate(Constraint.ForeignKey key, ReferentialAction onUpdate) {
        return new Constraint.ForeignKey(
                key.name(),
                key.columns(),
                key.referenced(),
                key.referencedColumns(),
                onUpdate,
                key.onDelete(),
                key.setColumns(),
                key.matchFull(),
                key.period(),
                key.deferrability(),
                key.validated(),
                key.enforced(),
                key.comment());
    }

    private static ReferentialAction readAction(SqlCursor cursor) throws Unreadable {
        for (ReferentialAction action : ReferentialAction.values()) {
            if (cursor.accept(action.sql().toLowerCase(Locale.ROOT))) {
                return action;
            }
        }
        throw cursor.expected("CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION");
    }

    private static Constraint exclusion(String name, SqlCursor cursor) throws Unreadable {
        String method = cursor.name();
        List<Constraint.Exclusion.Element> elements = new ArrayList<>();
        for (String part : SqlCursor.list(cursor.parenthesised())) {
            SqlCursor element = new SqlCursor(part);
            String key = element.until("with");
            element.expect("with");
            elements.add(new Constraint.Exclusion.Element(
                    IndexClauses.readElement(key), element.rest().strip()));
        }
        List<String> include = cursor.accept("include") ? cursor.names() : List.of();
        String predicate = cursor.accept("where") ? cursor.parenthesised() : null;
        Attributes attributes = attributes(cursor);
        return new Constraint.Exclusion(
                name, method, elements, include, predicate, attributes.deferrability(), attributes.comment());
    }

    private static Attributes attributes(SqlCursor cursor) throws Unreadable {
        Attributes found = NONE;
        List<String> include = List.of();
        List<String> setColumns = List.of();
        boolean withoutOverlaps = cursor.accept("without overlaps");
        if (cursor.accept("include")) {
            include = cursor.names();
        }
        boolean nullsNotDistinct = cursor.accept("nulls not distinct");
        boolean matchFull = cursor.accept("match full");
        boolean period = cursor.accept("period");
        if (cursor.accept("on delete columns")) {
            setColumns = cursor.names();
        }
        Deferrability deferrability = found.deferrability();
        if (cursor.accept("deferrable initially deferred")) {
            deferrability = Deferrability.INITIALLY_DEFERRED;
        } else if (cursor.accept("deferrable")) {
            cursor.accept("initially immediate");
            deferrability = Deferrability.INITIALLY_IMMEDIATE;
        }
        boolean noInherit = cursor.accept("no inherit");
        boolean validated = !cursor.accept("not valid");
        boolean enforced = !cursor.accept("not enforced");
        String comment = cursor.accept("comment") ? cursor.literal() : null;
        cursor.end();
        return new Attributes(
                include,
                withoutOverlaps,
                nullsNotDistinct,
                matchFull,
                period,
                setColumns,
                deferrability,
                noInherit,
                validated,
                enforced,
                comment);
    }

    static Constraint add(Constraint constraint, Attributes add) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return new Constraint.PrimaryKey(
                    key.name(),
                    key.columns(),
                    add.include(),
                    add.withoutOverlaps(),
                    add.deferrability(),
                    add.comment());
        } else if (constraint instanceof Constraint.Unique unique) {
            return new Constraint.Unique(
                    unique.name(),
                    unique.columns(),
                    add.include(),
                    add.nullsNotDistinct(),
                    add.withoutOverlaps(),
                    add.deferrability(),
                    add.comment());
        } else if (constraint instanceof Constraint.ForeignKey key) {
            return new Constraint.ForeignKey(
                    key.name(),
                    key.columns(),
                    key.referenced(),
                    key.referencedColumns(),
                    key.onUpdate(),
                    key.onDelete(),
                    add.setColumns(),
                    add.matchFull(),
                    add.period(),
                    add.deferrability(),
                    add.validated(),
                    add.enforced(),
                    add.comment());
        } else if (constraint instanceof Constraint.Check check) {
            return new Constraint.Check(
                    check.name(), check.expression(), add.noInherit(), add.validated(), add.enforced(), add.comment());
        }
        return constraint;
    }
}

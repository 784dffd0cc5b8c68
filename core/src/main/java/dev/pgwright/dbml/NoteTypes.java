package dev.pgwright.dbml;

import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domains, composite types and ranges of a note {@code postgresql}. */
final class NoteTypes {
    final List<DomainType> domains = new ArrayList<>();
    final List<CompositeType> composites = new ArrayList<>();
    final List<RangeType> ranges = new ArrayList<>();

    /** {@code CREATE TYPE} behind its name. */
    void compositeOrRange(SqlCursor cursor, QualifiedName name) throws Unreadable {
        if (cursor.accept("as range")) {
            range(cursor, name);
            return;
        }
        cursor.expect("as");
        List<CompositeType.Attribute> attributes = new ArrayList<>();
        String list = cursor.parenthesised();
        cursor.end();
        for (String item : list.isBlank() ? List.<String>of() : SqlCursor.list(list)) {
            SqlCursor attribute = new SqlCursor(item);
            String attributeName = attribute.name();
            String type = TypeNames.canonical(attribute.until("collate"));
            attributes.add(new CompositeType.Attribute(
                    attributeName, type, attribute.accept("collate") ? attribute.dottedText() : null, null));
        }
        composites.add(new CompositeType(name, attributes, null));
    }

    private void range(SqlCursor cursor, QualifiedName name) throws Unreadable {
        Map<String, String> parts = new HashMap<>();
        for (String item : SqlCursor.list(cursor.parenthesised())) {
            SqlCursor part = new SqlCursor(item);
            String word = part.name();
            if (!part.acceptSymbol('=')) {
                throw part.expected("=");
            }
            parts.put(word, part.rest().strip());
        }
        cursor.end();
        QualifiedName multirange = new SqlCursor(parts.getOrDefault("multirange_type_name", "")).qualifiedName();
        ranges.add(new RangeType(
                name,
                TypeNames.canonical(parts.getOrDefault("subtype", "")),
                parts.get("subtype_opclass"),
                parts.get("collation"),
                parts.get("canonical"),
                parts.get("subtype_diff"),
                multirange,
                null));
    }

    /** {@code CREATE DOMAIN}. */
    void domain(SqlCursor cursor) throws Unreadable {
        QualifiedName name = cursor.qualifiedName();
        cursor.expect("as");
        String type = cursor.until("collate", "default", "not null", "constraint");
        String collation = cursor.accept("collate") ? cursor.dottedText() : null;
        String defaultExpression = cursor.accept("default") ? cursor.parenthesised() : null;
        boolean notNull = cursor.accept("not null");
        List<DomainType.DomainCheck> checks = new ArrayList<>();
        while (cursor.accept("constraint")) {
            String check = cursor.name();
            cursor.expect("check");
            checks.add(new DomainType.DomainCheck(check, cursor.parenthesised(), true));
        }
        cursor.end();
        domains.add(new DomainType(name, type, collation, defaultExpression, notNull, checks, null));
    }

    /** {@code ALTER DOMAIN ... ADD CONSTRAINT ... NOT VALID}. */
    void notValidCheck(SqlCursor cursor) throws Unreadable {
        QualifiedName name = cursor.qualifiedName();
        cursor.expect("add constraint");
        String check = cursor.name();
        cursor.expect("check");
        String expression = cursor.parenthesised();
        cursor.expect("not valid");
        cursor.end();
        for (int i = 0; i < domains.size(); i++) {
            DomainType domain = domains.get(i);
            if (domain.name().equals(name)) {
                List<DomainType.DomainCheck> checks = new ArrayList<>(domain.checks());
                checks.add(new DomainType.DomainCheck(check, expression, false));
                domains.set(
                        i,
                        new DomainType(
                                name,
                                domain.baseType(),
                                domain.collation(),
                                domain.defaultExpression(),
                                domain.notNull(),
                                checks,
                                domain.comment()));
                return;
            }
        }
        throw cursor.expected("a domain of this note");
    }
}

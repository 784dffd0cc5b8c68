package dev.pgwright.data;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.DomainType.DomainCheck;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.data.FieldType.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the types of a schema's columns are made of. */
final class FieldTypes {
    /** Ranges of PostgreSQL's own and their subtypes (documentation of 18, "Range Types"). */
    private static final Map<String, String> RANGES = Map.of(
            "int4range", "integer",
            "int8range", "bigint",
            "numrange", "numeric",
            "tsrange", "timestamp without time zone",
            "tstzrange", "timestamp with time zone",
            "daterange", "date");

    /** A name of {@code format_type} with what stands in parentheses, also amid {@code timestamp(3) with time zone}. */
    private static final Pattern MODIFIED = Pattern.compile("([^(]*)\\(([\\d, -]+)\\)(.*)");

    private final Map<String, EnumType> enums = new HashMap<>();
    private final Map<String, DomainType> domains = new HashMap<>();
    private final Map<String, CompositeType> composites = new HashMap<>();
    private final Map<String, RangeType> ranges = new HashMap<>();
    private final Map<String, RangeType> multiranges = new HashMap<>();

    FieldTypes(Catalog catalog) {
        catalog.enums().forEach(type -> enums.put(text(type.name()), type));
        catalog.domains().forEach(type -> domains.put(text(type.name()), type));
        catalog.composites().forEach(type -> composites.put(text(type.name()), type));
        catalog.ranges().forEach(type -> {
            ranges.put(text(type.name()), type);
            multiranges.put(text(type.multirange()), type);
        });
    }

    private static String text(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    /**
     * The shape of a type.
     *
     * @param type as {@code format_type} gives it
     */
    FieldType of(String type) {
        if (type.endsWith("[]")) {
            return FieldType.of(Kind.ARRAY, type, List.of(of(type.substring(0, type.length() - 2))));
        }
        if (domains.containsKey(type)) {
            return ofDomain(domains.get(type));
        }
        if (enums.containsKey(type)) {
            List<String> labels = enums.get(type).values();
            return new FieldType(type, type, List.of(), labels, List.of(), Kind.PLAIN, false, List.of());
        }
        if (composites.containsKey(type)) {
            return FieldType.of(
                    Kind.COMPOSITE,
                    type,
                    composites.get(type).attributes().stream()
                            .map(attribute -> of(attribute.type()))
                            .toList());
        }
        if (ranges.containsKey(type)) {
            return FieldType.of(Kind.RANGE, type, List.of(of(ranges.get(type).subtype())));
        }
        if (multiranges.containsKey(type)) {
            return FieldType.of(
                    Kind.MULTIRANGE, type, List.of(of(multiranges.get(type).subtype())));
        }
        return builtin(type);
    }

    private FieldType builtin(String type) {
        String range = type.replace("multirange", "range");
        if (RANGES.containsKey(range)) {
            Kind kind = range.equals(type) ? Kind.RANGE : Kind.MULTIRANGE;
            return FieldType.of(kind, type, List.of(of(RANGES.get(range))));
        }
        Matcher modified = MODIFIED.matcher(type);
        if (!modified.matches()) {
            // one of an extension may stand with its schema
            return FieldType.plain(type, type.substring(type.lastIndexOf('.') + 1), List.of());
        }
        List<Integer> modifiers = Arrays.stream(modified.group(2).split(","))
                .map(number -> Integer.valueOf(number.strip()))
                .toList();
        return FieldType.plain(type, modified.group(1) + modified.group(3), modifiers);
    }

    private FieldType ofDomain(DomainType domain) {
        FieldType base = of(domain.baseType());
        List<DomainCheck> checks = new ArrayList<>(base.checks());
        checks.addAll(domain.checks());
        return new FieldType(
                base.sql(),
                base.name(),
                base.modifiers(),
                base.labels(),
                base.parts(),
                base.kind(),
                base.required() || domain.notNull(),
                checks);
    }
}

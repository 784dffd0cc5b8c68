package dev.pgwright.migrate.plan.steps;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.CompositeType.Attribute;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Domains and composite types. */
final class TypeEdits {
    private TypeEdits() {}

    static Optional<Edit> domain(DomainType from, DomainType to) {
        if (!from.baseType().equals(to.baseType()) || !Objects.equals(from.collation(), to.collation())) {
            return Optional.empty();
        }
        return Optional.of(Edit.of(domainStatements(from, to), domainStatements(to, from)));
    }

    private static List<String> domainStatements(DomainType from, DomainType to) {
        String alter = "ALTER DOMAIN " + SingleDdl.name(to.name()) + " ";
        List<String> statements = new ArrayList<>();
        for (DomainType.DomainCheck check : from.checks()) {
            if (!to.checks().contains(check) && !isValidatedLater(check, to)) {
                statements.add(alter + "DROP CONSTRAINT " + quoteIdentifier(check.name()));
            }
        }
        for (DomainType.DomainCheck check : to.checks()) {
            String name = quoteIdentifier(check.name());
            if (from.checks().contains(check)) {
                continue;
            }
            statements.add(
                    isValidatedLater(new DomainType.DomainCheck(check.name(), check.expression(), false), from)
                                    && check.validated()
                                    && from.checks()
                                            .contains(
                                                    new DomainType.DomainCheck(check.name(), check.expression(), false))
                            ? alter + "VALIDATE CONSTRAINT " + name
                            : alter + "ADD CONSTRAINT " + name + " CHECK (" + check.expression() + ")"
                                    + (check.validated() ? "" : " NOT VALID"));
        }
        if (from.notNull() != to.notNull()) {
            statements.add(alter + (to.notNull() ? "SET" : "DROP") + " NOT NULL");
        }
        if (!Objects.equals(from.defaultExpression(), to.defaultExpression())) {
            statements.add(alter
                    + (to.defaultExpression() == null
                            ? "DROP DEFAULT"
                            : "SET DEFAULT " + SingleDdl.defaultValue(to.defaultExpression(), to.baseType())));
        }
        return statements;
    }

    private static boolean isValidatedLater(DomainType.DomainCheck check, DomainType to) {
        return !check.validated()
                && to.checks().stream()
                        .anyMatch(other -> other.name().equals(check.name())
                                && other.expression().equals(check.expression()));
    }

    /** Attributes can be removed, changed and added behind the others. */
    static Optional<Edit> composite(CompositeType from, CompositeType to) {
        return isReachable(from, to) && isReachable(to, from)
                ? Optional.of(Edit.of(attributes(from, to), attributes(to, from)))
                : Optional.empty();
    }

    private static boolean isReachable(CompositeType from, CompositeType to) {
        Map<String, Attribute> left = byName(from);
        List<String> kept = from.attributes().stream()
                .map(Attribute::name)
                .filter(byName(to)::containsKey)
                .toList();
        List<String> order = new ArrayList<>(kept);
        to.attributes().stream()
                .map(Attribute::name)
                .filter(name -> !left.containsKey(name))
                .forEach(order::add);
        return order.equals(to.attributes().stream().map(Attribute::name).toList());
    }

    private static Map<String, Attribute> byName(CompositeType type) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        type.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute));
        return attributes;
    }

    private static List<String> attributes(CompositeType from, CompositeType to) {
        Map<String, Attribute> left = byName(from);
        Map<String, Attribute> right = byName(to);
        List<String> actions = new ArrayList<>();
        left.forEach((name, attribute) -> {
            if (!right.containsKey(name)) {
                actions.add("DROP ATTRIBUTE " + quoteIdentifier(name));
            }
        });
        right.forEach((name, attribute) -> {
            @Nullable Attribute old = left.get(name);
            String type = SingleDdl.type(attribute.type())
                    + (attribute.collation() == null ? "" : " COLLATE " + attribute.collation());
            if (old == null) {
                actions.add("ADD ATTRIBUTE " + quoteIdentifier(name) + " " + type);
            } else if (!old.equals(attribute)) {
                actions.add("ALTER ATTRIBUTE " + quoteIdentifier(name) + " TYPE " + type);
            }
        });
        return List.of("ALTER TYPE " + SingleDdl.name(to.name()) + " " + String.join(", ", actions));
    }
}

package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Table;
import org.jspecify.annotations.Nullable;

/** The texts in which an object may name others, strung together. */
final class NamingTexts {
    private NamingTexts() {}

    static String of(DomainType domain) {
        StringBuilder text = new StringBuilder(domain.baseType()).append(' ').append(orEmpty(domain.collation()));
        text.append(' ').append(orEmpty(domain.defaultExpression()));
        domain.checks().forEach(check -> text.append(' ').append(check.expression()));
        return text.toString();
    }

    static String of(CompositeType type) {
        StringBuilder text = new StringBuilder();
        type.attributes()
                .forEach(attribute -> text.append(attribute.type())
                        .append(' ')
                        .append(orEmpty(attribute.collation()))
                        .append(' '));
        return text.toString();
    }

    static String of(RangeType type) {
        return String.join(
                " ",
                type.subtype(),
                orEmpty(type.operatorClass()),
                orEmpty(type.collation()),
                orEmpty(type.canonical()),
                orEmpty(type.difference()));
    }

    static String of(Policy policy) {
        return orEmpty(policy.using()) + " " + orEmpty(policy.withCheck());
    }

    /** What must be there for CREATE TABLE whatever is left out of it. */
    static String of(Table table) {
        StringBuilder text = new StringBuilder();
        for (Column column : table.columns()) {
            text.append(column.type())
                    .append(' ')
                    .append(orEmpty(column.collation()))
                    .append(' ');
            if (column.generated() != null) {
                text.append(column.generated().expression()).append(' ');
            }
        }
        if (table.settings().ofType() != null) {
            text.append(SqlText.name(table.settings().ofType())).append(' ');
        }
        if (table.partitioning() != null) {
            table.partitioning().keys().forEach(key -> text.append(of(key)));
        }
        return text.toString();
    }

    static String of(IndexElement element) {
        return (element.expression() ? element.key() : "") + " " + orEmpty(element.collation()) + " "
                + orEmpty(element.operatorClass()) + " ";
    }

    static String of(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return check.expression();
        }
        StringBuilder text = new StringBuilder();
        if (constraint instanceof Constraint.Exclusion exclusion) {
            exclusion.elements().forEach(element -> text.append(of(element.element())));
            text.append(orEmpty(exclusion.predicate()));
        }
        return text.toString();
    }

    static String of(Index index) {
        StringBuilder text = new StringBuilder(orEmpty(index.predicate())).append(' ');
        index.elements().forEach(element -> text.append(of(element)));
        return text.toString();
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

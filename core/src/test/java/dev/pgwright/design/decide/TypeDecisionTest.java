package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.TypeDecision.Leaf;
import dev.pgwright.design.requirements.Attribute;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeDecisionTest {
    private static final String CASES = """
            text | TEXT | text
            { type: text, max_length: 9 } | TEXT_LIMITED | text
            code | TEXT | text
            file | TEXT | text
            email | TEXT_LOWER_CASE | text
            phone | TEXT_OF_FORM | text
            url | TEXT_OF_FORM | text
            country | TEXT_OF_FORM | text
            currency | TEXT_OF_FORM | text
            language | TEXT_OF_FORM | text
            integer | BIGINT | bigint
            { type: integer, max: 5 } | INTEGER | integer
            { type: integer, max: 2147483647 } | INTEGER | integer
            { type: integer, max: 2147483648 } | BIGINT | bigint
            { type: integer, min: -3000000000, max: 0 } | BIGINT | bigint
            decimal | NUMERIC_ANY | numeric
            { type: decimal, scale: 4 } | NUMERIC_SCALED | numeric(18,4)
            { type: decimal, scale: 20 } | NUMERIC_SCALED | numeric(20,20)
            money | MONEY_ANY_CURRENCY | numeric(16,4)
            { type: money, currency: EUR } | MONEY_ONE_CURRENCY | numeric(14,2)
            { type: money, currency: JPY } | MONEY_ONE_CURRENCY | numeric(12,0)
            { type: money, currency: KWD } | MONEY_ONE_CURRENCY | numeric(15,3)
            { type: money, currency: EUR, max: 1000000000000000 } | MONEY_ONE_CURRENCY | numeric(18,2)
            { type: money, currency: EUR, scale: 6 } | MONEY_ONE_CURRENCY | numeric(18,6)
            { type: quantity, unit: kg } | NUMERIC_SCALED | numeric(14,3)
            { type: quantity, unit: piece, scale: 0 } | BIGINT | bigint
            { type: quantity, unit: piece, scale: 0, max: 99 } | INTEGER | integer
            percentage | NUMERIC_SCALED | numeric(5,2)
            { type: percentage, max: 5000 } | NUMERIC_SCALED | numeric(6,2)
            boolean | BOOLEAN | boolean
            date | DATE | date
            time | TIME | time without time zone
            timestamp | TIMESTAMPTZ | timestamp with time zone
            duration | INTERVAL | interval
            period | RANGE | tstzrange
            date_period | RANGE | daterange
            json | JSONB | jsonb
            tags | TEXT_ARRAY | text[]
            geo_point | POINT | point
            uuid | UUID | uuid
            ip_address | INET | inet
            """;

    private static Attribute attribute(String type) {
        return Designs.requirements("""
                project: { name: shop }
                entities: { item: { attributes: { a: %s } } }
                """.formatted(type))
                .entities()
                .get(0)
                .attributes()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void theBusinessTypeDecides(String type, Leaf leaf, String sql) {
        Attribute attribute = attribute(type);
        assertThat(TypeDecision.leaf(attribute)).isEqualTo(leaf);
        assertThat(TypeDecision.columnType(attribute, "a").sql()).isEqualTo(sql);
    }

    @Test
    void everyLeafIsReached() {
        Set<Leaf> reached = EnumSet.noneOf(Leaf.class);
        CASES.lines().map(line -> line.split("\\|")).forEach(parts -> reached.add(Leaf.valueOf(parts[1].strip())));
        assertThat(reached).containsExactlyElementsOf(Arrays.asList(Leaf.values()));
    }

    @Test
    void whatAnybodyWouldTakeIsNotExplained() {
        assertThat(TypeReasons.decision(attribute("boolean"), "a")).isEmpty();
        assertThat(TypeReasons.decision(attribute("text"), "a")).isEmpty();
    }

    @Test
    void whatHasAnAlternativeIs() {
        assertThat(TypeReasons.decision(attribute("date"), "a")).isPresent();
        assertThat(TypeReasons.decision(attribute("file"), "a")).isPresent();
    }
}

package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTypeDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "EQUALS,TEXT,false,false,BTREE_EQUALITY",
        "IN,CODE,false,false,BTREE_EQUALITY",
        "RANGE,TIMESTAMP,false,true,BTREE_RANGE",
        "RANGE,TIMESTAMP,true,false,BTREE_RANGE",
        "RANGE,TIMESTAMP,true,true,BRIN",
        "LAST_DAYS,TIMESTAMP,true,true,BRIN",
        "STARTS_WITH,CODE,false,true,BTREE_PREFIX",
        "STARTS_WITH,TEXT,false,true,BTREE_EXPRESSION",
        "CONTAINS,TAGS,false,true,GIN_ARRAY",
        "CONTAINS,JSON,false,true,GIN_JSON",
        "CONTAINS,TEXT,false,true,GIN_TRIGRAM",
        "MATCHES,TEXT,false,true,GIN_FULL_TEXT",
        "OVERLAPS,PERIOD,false,true,GIST_RANGE",
        "NEAREST,GEO_POINT,false,true,GIST_NEAREST",
        "IS_NOT_SET,TIMESTAMP,false,true,NONE"
    })
    void theComparisonDecides(
            Operator operator, BusinessType type, boolean insertOrdered, boolean alone, Leaf expected) {
        assertThat(IndexTypeDecision.leaf(operator, type, insertOrdered, alone)).isEqualTo(expected);
    }
}

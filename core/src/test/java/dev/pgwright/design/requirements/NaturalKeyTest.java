package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.requirements.NaturalKey.Leaf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            identity: natural, volume: 5M | code: { type: code, unique: true, required: true } | STATED
            identity: [code], volume: 5M | code: { type: code, unique: true, required: true } | STATED
            identity: global, changes: never, volume: 9 | code: { type: currency, unique: true, required: true } | GLOBAL
            changes: never, volume: 200 | code: { type: currency, unique: true, required: true } | REFERENCE_DATA
            changes: rarely, volume: 200 | code: { type: code, unique: true, required: true, max_length: 8, changes: never } | REFERENCE_DATA
            changes: never, volume: 200 | code: { type: code, unique: true, required: true } | NO_CODE
            changes: never, volume: 200 | code: { type: currency, required: true } | NO_CODE
            changes: never, volume: 200 | code: { type: currency, unique: true } | NO_CODE
            changes: rarely, volume: 200 | code: { type: currency, unique: true, required: true } | CODE_MAY_CHANGE
            changes: never, volume: 200 | code: { type: currency, unique: true, required: true }, land: { type: country, unique: true, required: true } | SEVERAL_CODES
            changes: never, volume: 2M | code: { type: currency, unique: true, required: true } | NO_REFERENCE_DATA
            changes: never | code: { type: currency, unique: true, required: true } | NO_REFERENCE_DATA
            """)
    void theCodeAndTheRowsDecide(String entity, String attributes, Leaf leaf) {
        Entity read = Designs.requirements("""
                project: { name: shop }
                entities:
                  thing: { %s, attributes: { %s } }
                """.formatted(entity, attributes))
                .entities()
                .get(0);
        assertThat(NaturalKey.of(read).leaf()).isEqualTo(leaf);
        assertThat(read.keyName()).isEqualTo(leaf == Leaf.STATED || leaf == Leaf.REFERENCE_DATA ? "code" : "id");
    }
}

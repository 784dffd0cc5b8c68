package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayCastsTest {
    @Test
    void aCastOfAnArrayIsOneOfEachElement() {
        assertThat(ArrayCasts.atElements(
                        "s::text = ANY (ARRAY['a, ]'::character varying, s, public.f(s, 1)]::text[]) AND true"))
                .isEqualTo("s::text = ANY (ARRAY['a, ]'::character varying::text, s::text, public.f(s, 1)::text])"
                        + " AND true");
        assertThat(ArrayCasts.atElements("ARRAY[ARRAY['a'::name], ARRAY[b]]::pg_catalog.\"X y\"(3)[]"))
                .isEqualTo("ARRAY[ARRAY['a'::name::pg_catalog.\"X y\"(3)], ARRAY[b::pg_catalog.\"X y\"(3)]]");
        assertThat(ArrayCasts.atElements("ARRAY[a]::timestamp(3) without time zone[] <> ARRAY[b]::text[]"))
                .isEqualTo("ARRAY[a::timestamp(3) without time zone] <> ARRAY[b::text]");
    }

    @Test
    void theFormWithAllParenthesesKeepsThem() {
        assertThat(ArrayCasts.atElements(
                        "((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"))
                .isEqualTo("((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARRAY[]::text[]",
                "ARRAY['a'::text, 'b'::text]",
                "'{a,b}'::text[]",
                "s::character varying[]::text[]",
                "x[1]::text",
                "ARRAY[a || b]::text[]",
                "ARRAY[CASE WHEN a THEN b ELSE c END]::text[]",
                "ARRAY[a COLLATE \"C\"]::text[]",
                "ARRAY[a]::public.list AND ARRAY[]::text[] = b",
                "'ARRAY[a]::text[]'::text",
                "AS $$ ARRAY[a]::text[] $$",
                "ARRAY[a]::"
            })
    void othersStay(String text) {
        assertThat(ArrayCasts.atElements(text)).isEqualTo(text);
    }
}

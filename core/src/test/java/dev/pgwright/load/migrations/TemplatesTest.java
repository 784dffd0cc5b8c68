package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Templates.Result;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final Problems problems = new Problems();

    private Result replaced(String text) {
        SourceFile source = SourceFile.of("a.sql", text);
        Result result = Templates.replace(text, source::place, problems);
        assertThat(result.text()).hasSameSizeAs(text);
        assertThat(result.text().lines().count()).isEqualTo(text.lines().count());
        assertThat(Sql.parse(SourceFile.of("a.sql", result.text())).errors()).isEmpty();
        return result;
    }

    private List<String> named() {
        return problems.all().stream()
                .map(problem -> problem.place().position() + " " + problem.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE TABLE ${schema}.t (a int); | CREATE TABLE schema___.t (a int);",
                "CREATE TABLE t_${suffix} (a int); | CREATE TABLE t_suffix___ (a int);",
                "ALTER TABLE ${a}${b} ADD c int; | ALTER TABLE a___b___ ADD c int;",
                "SELECT * FROM {{ ref('x') }} WHERE a = {{a}}; | SELECT * FROM ref___________ WHERE a = a____;",
                "ALTER ROLE #{name} LOGIN; | ALTER ROLE name___ LOGIN;",
                "CREATE TABLE t (a varchar(${length})); | CREATE TABLE t (a varchar(1        ));",
                "COMMENT ON TABLE t IS ${comment}; | COMMENT ON TABLE t IS 'comment_';",
                "CREATE TABLE t (a numeric(${p}, ${s})); | CREATE TABLE t (a numeric(p___, s___));",
                "ALTER TABLE t SET (fillfactor = ${ff}); | ALTER TABLE t SET (fillfactor = ff___);",
                "SELECT :'name', :id, :\"Column\" FROM t; | SELECT  'name',  id,  \"Column\" FROM t;",
                "SET lock_timeout = :'timeout'; | SET lock_timeout =  'timeout';",
                "SELECT ${flyway:timestamp}; | SELECT flyway_____________;",
                "ALTER TABLE <%= name %> ADD b int; | ALTER TABLE name_______ ADD b int;",
                "ALTER TABLE t_<%= i -%> ADD b int; | ALTER TABLE t_i________ ADD b int;",
            })
    void aPlaceholderBecomesANameOfItsLength(String text, String expected) {
        Result result = replaced(text);
        assertThat(result.text()).isEqualTo(expected);
        assertThat(result.templates()).isNotEmpty();
        assertThat(named()).isEmpty();
    }

    @Test
    void tagsOfEmbeddedRubyAreBlankedAndOperatorsOfTrigramsAreNot() {
        Result result = replaced("<% [1].each do |i| %>\nSELECT 1;\n<%# note %>\n<% end %>\n");
        assertThat(result.text().strip()).isEqualTo("SELECT 1;");
        assertThat(named())
                .containsExactly(
                        "1:1 the template tag <% [1].each do |i| %> is left out: what it repeats or chooses is read once",
                        "4:1 the template tag <% end %> is left out: what it repeats or chooses is read once");
        String trigrams = "SELECT a <% b AND c %> d,\n  e <% f FROM t;";
        assertThat(replaced(trigrams).text()).isEqualTo(trigrams);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a::text, b::varchar(3), '{{1,2},{3,4}}'::int[] FROM t;",
                "SELECT a[1:b], a[:c], a[c:] FROM t;",
                "SELECT f(a := 1), f(b => 2);",
                "SELECT '${x} :y {{ z }}', \"${x}\", $$ ${x} {% if %} :y $$, $f$ {{ }} $f$; -- ${x} :y",
                "SELECT /* {{ x }} :y */ 1;",
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN a := 1; x = :y; END $$;",
                "SELECT '12:30'::time, timestamp '2024-01-01 10:20:30', $1;",
                "SELECT a #> '{x}', a #>> '{y}', a ? 'b', data #- '{z}' FROM t;",
                "COPY t (a) FROM stdin;\n{{ x }}\n${y}\n\\.\nSELECT 1;",
                "CREATE TABLE \"a:b\" (c int);",
            })
    void sqlWithoutPlaceholdersStaysAsItIs(String text) {
        Result result = replaced(text);
        assertThat(result.text()).isEqualTo(text);
        assertThat(result.templates()).isEmpty();
        assertThat(named()).isEmpty();
    }

    @Test
    void whatStandsForWholeStatementsIsLeftOutAndNamed() {
        Result result = replaced("{{ config(x = 'y') }}\nSELECT 1;\n${more_statements}\nSELECT 2;\n${last};\n");
        assertThat(result.text()).isEqualToIgnoringWhitespace("SELECT 1; SELECT 2; ;");
        assertThat(named())
                .containsExactly(
                        "1:1 the template {{ config(x = 'y') }} stands for whole statements, which are not read",
                        "3:1 the template ${more_statements} stands for whole statements, which are not read",
                        "5:1 the template ${last} stands for whole statements, which are not read");
    }

    @Test
    void tagsAreLeftOutAndNamedAndWhatTheyEncloseIsRead() {
        Result result = replaced("{% if postgres %}\nDROP TABLE t;\n{% endif %}\n{# a note #}\nSELECT 1;\n");
        assertThat(result.text()).isEqualToIgnoringWhitespace("DROP TABLE t; SELECT 1;");
        assertThat(named())
                .containsExactly(
                        "1:1 the template tag {% if postgres %} is left out: what it repeats or chooses is read once",
                        "3:1 the template tag {% endif %} is left out: what it repeats or chooses is read once");
    }

    @Test
    void aStatementThatIsNoSqlWithoutTheValueIsNamedAndNotCalledASyntaxError() {
        Result result = replaced("SELECT 1;\nALTER TABLE t ${action} ${what};\nSELECT 2;\n");
        assertThat(result.text()).isEqualToIgnoringWhitespace("SELECT 1; SELECT 2;");
        assertThat(named())
                .containsExactly("2:15 the statement with the template ${action} is not read: it is no SQL without its"
                        + " value");
    }

    @Test
    void aSyntaxErrorElsewhereStaysOne() {
        String text = "SELEC 1;\nSELECT ${x};\n";
        Result result = Templates.replace(text, SourceFile.of("a.sql", text)::place, problems);
        assertThat(Sql.parse(SourceFile.of("a.sql", result.text())).errors()).hasSize(1);
        assertThat(named()).isEmpty();
    }

    @Test
    void theSamePlaceholderIsTheSameName() {
        String text =
                replaced("CREATE TABLE ${s}.t (a int);\nDROP TABLE ${s}.t;").text();
        assertThat(text).isEqualTo("CREATE TABLE s___.t (a int);\nDROP TABLE s___.t;");
    }

    @Test
    void anOpenPlaceholderIsNone() {
        String text = "SELECT ${x;\nSELECT {{ y;";
        assertThat(Templates.replace(text, SourceFile.of("a.sql", text)::place, problems)
                        .text())
                .isEqualTo(text);
    }
}

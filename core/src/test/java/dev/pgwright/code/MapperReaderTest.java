package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pgwright.code.EmbeddedStatement.OpenPart;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MapperReaderTest {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="shop.Orders">
            """;

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(
                        "<select id='a'>select a from t where b = #{b, jdbcType=BIGINT}</select>",
                        "select a from t where b = $1"),
                Arguments.of(
                        "<select id='a'>select a from t where b &lt; 1 <![CDATA[ and c < 2 ]]></select>",
                        "select a from t where b < 1 and c < 2"),
                Arguments.of(
                        "<sql id='c'>a, b</sql><select id='a'>select <include refid='c'/> from t</select>",
                        "select a, b from t"),
                Arguments.of(
                        "<sql id='c'>a, b</sql><select id='a'>select <include refid='shop.Orders.c'/> from t</select>",
                        "select a, b from t"),
                Arguments.of(
                        "<sql id='c'>${p}.a</sql><select id='a'>select <include refid='c'><property name='p' value='t'/></include> from t</select>",
                        "select t.a from t"),
                Arguments.of(
                        "<select id='a'>select a from t <where><if test='b'>and b = #{b}</if><if test='c'> and c = #{c}</if></where></select>",
                        "select a from t where b = $1 and c = $2"),
                Arguments.of("<select id='a'>select a from t <where></where></select>", "select a from t"),
                Arguments.of(
                        "<update id='a'>update t <set><if test='b'>b = #{b},</if> c = now(), </set> where d = #{d}</update>",
                        "update t set b = $1, c = now() where d = $2"),
                Arguments.of(
                        "<delete id='a'>delete from t where b in <foreach collection='b' item='i' open='(' separator=',' close=')'>#{i}</foreach></delete>",
                        "delete from t where b in ( $1 )"),
                Arguments.of(
                        "<select id='a'>select a from t <trim prefix='where' prefixOverrides='and |or '>or b = 1</trim></select>",
                        "select a from t where b = 1"),
                Arguments.of("<select id='a'>select 1 <!-- not SQL --> from t -- a\n</select>", "select 1 from t -- a"),
                Arguments.of(
                        "<insert id='a'><selectKey>select nextval('s')</selectKey>insert into t values (1)</insert>",
                        "insert into t values (1)|select nextval('s')"),
                Arguments.of("<select id='a' databaseId='mysql'>select `a`</select>", ""),
                Arguments.of("<resultMap id='m'><result column='select a'/></resultMap>", ""));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsWhatIsSent(String elements, String sql) {
        assertThat(read(HEAD + elements + "</mapper>"))
                .extracting(statement -> statement.sql().replaceAll("\\s+", " ").strip())
                .containsExactlyInAnyOrder(sql.isEmpty() ? new String[0] : sql.split("\\|"));
    }

    @Test
    void eitherPartOfAChoiceIsAStatement() {
        assertThat(read(HEAD + "<select id='a'>select a from t <choose><when test='b'>where b = 1</when>"
                        + "<otherwise>where c = 1</otherwise></choose></select></mapper>"))
                .extracting(EmbeddedStatement::sql)
                .containsExactly("select a from t where b = 1", "select a from t where c = 1");
    }

    @Test
    void partUnderAConditionIsNotCertain() {
        assertThat(read(HEAD + "<select id='a'>select a from t <if test='b'>limit 1</if></select></mapper>"))
                .hasSize(1)
                .noneMatch(EmbeddedStatement::certain);
    }

    @Test
    void textThatBecomesAPartIsInput() {
        assertThat(read(HEAD + "<select id='a'>select a from t order by ${sort}</select></mapper>"))
                .flatExtracting(EmbeddedStatement::parts)
                .extracting(OpenPart::shown, OpenPart::fromInput)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("${sort}", true));
    }

    @Test
    void placesAreThoseOfTheFile() {
        String xml = (HEAD
                        + "<!-- \uD83D\uDE00 \u00E9 -->\n<select id='a'>\n  select a &lt; 1, b from t\n</select>\n</mapper>")
                .replace("\n", "\r\n");
        EmbeddedStatement found = read(xml).get(0);
        assertThat(found.place(found.sql().indexOf("from"))).isEqualTo(xml.indexOf("from"));
        assertThat(found.place(found.sql().indexOf("< 1"))).isEqualTo(xml.indexOf("&lt;"));
    }

    @Test
    void scriptInAnAnnotationIsRead() {
        String java = """
                import org.apache.ibatis.annotations.*;
                interface A {
                    @Select({"<script>", "select a from t", "<where><if test='b'>and b &lt; #{b}</if></where>", "</script>"})
                    int f();
                }
                """;
        EmbeddedStatement found = CodeReader.read(SourceFile.of("A.java", java), CodeLanguage.JAVA)
                .statements()
                .get(0);
        assertThat(found.sql().replaceAll("\\s+", " ").strip()).isEqualTo("select a from t where b < $1");
        assertThat(found.place(found.sql().indexOf("b <"))).isEqualTo(java.indexOf("b &lt;"));
    }

    @Test
    void fileThatIsCutOffAnywhereIsRead() {
        String xml = HEAD
                + "<sql id='c'>a</sql><select id='a'>select <include refid='c'/> &amp; <![CDATA[ < ]]> <!-- x --></select></mapper>";
        for (int end = 0; end < xml.length(); end++) {
            String part = xml.substring(0, end);
            assertThatCode(() -> read(part)).as(part).doesNotThrowAnyException();
        }
    }

    @Test
    void includesInACircleAndDeepElementsAreRead() {
        String circle = "<sql id='c'><include refid='d'/></sql><sql id='d'><include refid='c'/></sql>";
        String deep = "<if test='a'>".repeat(5000) + "and true" + "</if>".repeat(5000);
        assertThatCode(() -> read(
                        HEAD + circle + "<select id='a'>select <include refid='c'/> " + deep + "</select></mapper>"))
                .doesNotThrowAnyException();
    }

    @Test
    void onlyMappersAreReadOfAllFilesOfXml(@TempDir Path folder) throws IOException {
        Path mapper = Files.writeString(folder.resolve("OrderMapper.xml"), HEAD + "</mapper>");
        Files.writeString(folder.resolve("pom.xml"), "<project><mapper/></project>");
        Files.writeString(folder.resolve("changelog.xml"), "<databaseChangeLog/>");
        assertThat(CodeFolder.of(List.of(folder)).files()).containsExactly(mapper);
    }

    private static List<EmbeddedStatement> read(String xml) {
        return CodeReader.read(SourceFile.of("OrderMapper.xml", xml), CodeLanguage.MYBATIS)
                .statements();
    }
}

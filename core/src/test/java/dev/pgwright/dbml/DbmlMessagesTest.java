package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DbmlMessagesTest {
    static List<Arguments> faults() {
        return List.of(
                fault("Tabel t { a int }", "1:1 unknown block 'Tabel' (did you mean 'Table'?)"),
                fault("Table { a int }", "1:7 expected the name of the table but found '{'"),
                fault("Table t ( a int )", "1:9 expected '{' after the name of the table but found '('"),
                fault("Table t { a }", "1:11 the column 'a' needs a type"),
                fault("Table t { }", "1:7 the table 't' has no columns"),
                fault(
                        "Table t {\n  a int not null\n}",
                        "2:9 unexpected 'not' after the type of 'a' (types of several words stand in double quotes,"
                                + " settings in brackets: [not null])"),
                fault("Table t {\n  a int [uniqe]\n}", "2:10 unknown column setting 'uniqe' (did you mean 'unique'?)"),
                fault(
                        "Table t {\n  a int [mine]\n}",
                        "2:10 unknown column setting 'mine' (a setting of your own needs a text: [mine: '...'])"),
                fault("Table t {\n  a int [pk: 1]\n}", "2:14 the column setting 'pk' has no value"),
                fault("Table t {\n  a int [note: 1]\n}", "2:16 the column setting 'note' needs a text in quotes"),
                fault(
                        "Table t {\n  a int [default: foo]\n}",
                        "2:19 the column setting 'default' needs a number, a text in quotes, true, false, null or an"
                                + " expression between backticks"),
                fault(
                        "Table t {\n  a int [check: 'a > 0']\n}",
                        "2:17 the column setting 'check' needs an expression between backticks"),
                fault("Table t {\n  a int [pk, primary key]\n}", "2:14 the setting 'primary key' is given twice"),
                fault(
                        "Table t {\n  a int [null, not null]\n}",
                        "2:16 'null' and 'not null' contradict each other (keep one of them)"),
                fault("Table t {\n  a int [pk,]\n}", "2:13 expected a setting after ','"),
                fault(
                        "Table t {\n  a int [pk unique: 'x'\n}",
                        "2:9 this list of settings is never closed (close it with ])"),
                fault(
                        "Table t {\n  a int\nTable u {\n  b int\n}",
                        "1:9 this block is not closed before line 3 (close it with })"),
                fault(
                        "Table t {\n  a int",
                        "1:9 this block is not closed before the end of the file (close it with })"),
                fault(
                        "Table t {\n  a int [note: 'x]\n}",
                        "2:9 this list of settings is never closed (close it with ])",
                        "2:16 this text is not closed before the end of the line (close it with ', or use ''' for a text"
                                + " of several lines)"),
                fault(
                        "Table t { a int }\nNote n {\n'''x }",
                        "3:1 this text is never closed (close it with ''')",
                        "3:7 expected '}' after the text of the note but found the end of the file"),
                fault(
                        "Table t { a int [default: `x] }",
                        "1:17 this list of settings is never closed (close it with ])",
                        "1:27 this expression is never closed (close it with `)",
                        "1:9 this block is not closed before the end of the file (close it with })"),
                fault(
                        "Table t { a int }\n😀",
                        "2:1 unexpected character '😀' (names with characters other than letters, digits and _ stand in"
                                + " double quotes)"),
                fault("Table t { a int }\nTable t { a int }", "2:7 a second table 't' (the first is on line 1)"),
                fault(
                        "Table t as x { a int }\nTable x { a int }",
                        "1:12 a second table or alias 'x' (the first is on line 2)"),
                fault("Table t {\n a int\n a int\n}", "3:2 a second column 'a' in 't' (the first is on line 2)"),
                fault("Enum e { a }\nEnum e { b }", "2:6 a second enum 'e' (the first is on line 1)"),
                fault("Enum e {\n a\n a\n}", "3:2 a second value 'a' in 'e' (the first is on line 2)"),
                fault("Enum e { }", "1:6 the enum 'e' has no values"),
                fault("Project { }\nProject { }", "2:1 a second project (the first is on line 1)"),
                fault(
                        "Table orders { id int [ref: > custmers.id] }\nTable customers { id int }",
                        "1:31 there is no table 'custmers' (did you mean 'customers'?)"),
                fault(
                        "Table orders { id int }\nTable customers { id int }\nRef: orders.id > customers.idd",
                        "3:28 there is no column 'idd' in 'customers' (did you mean 'id'?)"),
                fault(
                        "Table t { a int\n b int }\nRef: t.(a, b) > t.a",
                        "3:6 the relationship has 2 column(s) on the left and 1 on the right (both sides need the same"
                                + " number)"),
                fault("Table t { a int }\nRef: t.a > t.a", "2:6 both ends of the relationship are the same"),
                fault(
                        "Table t { a int [ref: > u.b] }\nTable u { b int }\nRef: u.b < t.a",
                        "3:6 a second relationship between the same columns (the first is on line 1)"),
                fault("Table t { a int }\nRef: t.a = t.a", "2:10 expected one of < > - <> but found '='"),
                fault(
                        "Table t { a int\n b int }\nRef: t.a > t.b [delete: cascad]",
                        "3:25 the ref setting 'delete' needs one of cascade, no action, restrict, set default, set null"
                                + " (did you mean 'cascade'?)"),
                fault(
                        "Table t { a int\n b int }\nRef: t.a > t.b [name: 'x']",
                        "3:17 unknown ref setting 'name' (known are color, delete, inactive, update)"),
                fault(
                        "Table t {\n a int\n indexes { b [unqiue] }\n}",
                        "3:12 there is no column 'b' in 't' (did you mean 'a'?)",
                        "3:15 unknown index setting 'unqiue' (did you mean 'unique'?)"),
                fault(
                        "Table t {\n a int\n indexs { a }\n}",
                        "3:2 unknown block 'indexs' in a table (did you mean 'indexes'?)"),
                fault("Table t { a int }\nTableGroup g { u }", "2:16 there is no table 'u' (did you mean 't'?)"),
                fault(
                        "Table t { a int }\nTableGroup g { t }\nTableGroup h { t }",
                        "3:16 the table 't' is in the group 'g' already"),
                fault("Table t { a int\n ~base\n}", "2:3 there is no table partial 'base'"),
                fault(
                        "Table t { a int }\nRecords t { 1 }",
                        "2:11 expected the columns of 't' in parentheses but found '{'"),
                fault(
                        "Table t { a int\n b int }\nRecords t(a, c) {\n 1, 2\n 3\n}",
                        "3:14 there is no column 'c' in 't' (did you mean 'a'?)",
                        "5:2 the row has 1 value for 2 columns"),
                fault(
                        "Table t { a int }\nRecords t(a) {\n now()\n}",
                        "3:2 expected a number, a text in quotes, true, false, null, an enum's value or an expression"
                                + " between backticks"),
                fault(
                        "Table t { a int }\nRecords t(a) {\n 1\n -1\n}",
                        "4:2 a row that begins with - goes on with the row before (put the number in quotes: '-1')"),
                fault(
                        "Table t { a int }\nRecords t(a) [exmple] { 1 }",
                        "2:15 unknown records setting 'exmple' (did you mean 'example'?)"),
                fault(
                        "Table t { a int\n records { 1 }\n records { 2 }\n}",
                        "3:2 a second Records of the table 't' (the first is on line 2)"),
                fault(
                        "TablePartial p { a int\n records { 1 } }",
                        "2:2 records belong to a table, a table partial has none (move them to a table)"),
                fault(
                        "Table t { a int }\nDiagramView v {\n Tabels { t }\n}",
                        "3:2 unknown part 'Tabels' of a view (did you mean 'Tables'?)"),
                fault(
                        "Table users { a int }\nDiagramView v {\n Tables { user }\n Notes { x } \n}",
                        "3:11 there is no table 'user' (did you mean 'users'?)",
                        "4:10 there is no note 'x'"),
                fault("Table t { a int }\nDiagramView v {\n Tables { t\n t }\n}", "4:2 't' is in this view already"),
                fault("Table t { a int }\nDep: t > t", "2:8 expected -> or <- but found '>'"),
                fault("Table t { a int }\nDep: t.a -> t.a", "2:6 a column cannot depend on itself"),
                fault(
                        "Table t { a int }\nTable u { a int }\nDep {\n t -> u\n u -> t\n}",
                        "5:2 this leads to 't', the arrows before it to 'u' (write a Dep for each table that is made)"),
                fault(
                        "use { tabel t } from './x'",
                        "1:7 'tabel' is no kind of thing to import (did you mean 'table'?)"),
                fault(
                        "use { table t, table u } from './x'",
                        "1:14 expected the end of the line or '}' but found ',' (each thing to import stands on its own"
                                + " line)"),
                fault(
                        "reuse * './x'",
                        "1:9 expected 'from' and a file but found a text (such as reuse * from './other.dbml')"),
                fault("\uFEFFTable t { a }", "1:11 the column 'a' needs a type"),
                fault(
                        "Table t {\r\n  a int [uniqe]\r\n}\r\n",
                        "2:10 unknown column setting 'uniqe' (did you mean 'unique'?)"),
                fault("Tabelle größe { a int }", "1:1 unknown block 'Tabelle' (did you mean 'Table'?)"),
                fault(
                        "Table größe { länge int }\nRef: größe.lange > größe.länge",
                        "2:12 there is no column 'lange' in 'größe' (did you mean 'länge'?)"),
                fault(
                        "Table t {\n  id bigint [pk, incr",
                        "1:9 this block is not closed before the end of the file (close it with })",
                        "2:13 this list of settings is never closed (close it with ])"),
                fault(
                        "Enum s { a }\nTable t { a s [default: s.b] }",
                        "2:27 the enum 's' has no value 'b' (did you mean 'a'?)"));
    }

    private static Arguments fault(String dbml, String... problems) {
        return Arguments.of(dbml, List.of(problems));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsPlaceAndCauseAndWhatMayBeMeant(String dbml, List<String> expected) {
        assertThat(shown(dbml)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> shown(String dbml) {
        return Dbml.parse(SourceFile.of("f.dbml", dbml)).problems().stream()
                .map(problem -> problem.place().position() + " " + problem.message()
                        + (problem.hint() == null ? "" : " (" + problem.hint() + ")"))
                .toList();
    }

    @Test
    void tellsAllProblemsOfAFileAtOnceInOrder() {
        String dbml = """
                Table orders {
                  id bigint [pk, incrment]
                  total numeric(10,2 [not null]
                  customer_id bigint [ref: > customer.id]
                }
                Table customers {
                  id bigint [pk]
                  name
                }
                Ref: orders.totl > customers.id
                """;
        assertThatThrownBy(() -> Dbml.read(SourceFile.of("shop.dbml", dbml)))
                .isInstanceOfSatisfying(PgwrightException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(ErrorCode.INPUT);
                    assertThat(fault.problems().stream().map(Object::toString))
                            .containsExactly(
                                    "shop.dbml:2:18: unknown column setting 'incrment'",
                                    "shop.dbml:3:22: expected ',' or ')' but found '['",
                                    "shop.dbml:4:30: there is no table 'customer'",
                                    "shop.dbml:8:3: the column 'name' needs a type",
                                    "shop.dbml:10:13: there is no column 'totl' in 'orders'");
                });
    }

    @Test
    void anEmptyFileIsAnEmptySchema() {
        assertThat(Dbml.read(SourceFile.of("f", "")).elements()).isEmpty();
        assertThat(DbmlCatalog.read(SourceFile.of("f", "// nothing\n"))
                        .catalog()
                        .tables())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tellsWhatCannotBeReadInOurOwnSettings(String dbml, String expected) {
        assertThatThrownBy(() -> DbmlCatalog.read(SourceFile.of("f", dbml))).hasMessage(expected);
    }

    static List<Arguments> settings() {
        return List.of(
                Arguments.of("Table t [pg_partion_by: 'x'] { a int }", "f:1:10: unknown setting 'pg_partion_by'"),
                Arguments.of(
                        "Table t [pg_partition_by: 'x'] { a int }",
                        "f:1:27: cannot read 'pg_partition_by': expected RANGE, LIST or HASH before 'x'"),
                Arguments.of(
                        "Table t [pg_constraints: 'nope NOT VALID;'] { a int }",
                        "f:1:10: pg_constraints speaks of 'nope', but 't' has no such constraint"),
                Arguments.of(
                        "Table t [pg_indexes: 'i WHER (a > 0);'] { a int\n indexes { a [name: 'i'] } }",
                        "f:1:22: cannot read 'pg_indexes': expected the end before 'WHER (a > 0)'"),
                Arguments.of(
                        "Table t [pg_indexes: 'i WHERE (a > 0);'] { a int\n indexes { a } }",
                        "f:1:10: pg_indexes speaks of 'i', but 't' has no index of that name"),
                Arguments.of(
                        "Table t [pg_indexes: 'i (b DESC)'] { a int\n indexes { a [name: 'i'] } }",
                        "f:2:12: pg_indexes gives the index 'i' other keys than it has here"),
                Arguments.of(
                        "Table t { a text [increment] }",
                        "f:1:13: increment needs smallint, integer or bigint, but 'a' is text"),
                Arguments.of(
                        "Table t { a int [pk]\n b int\n indexes { b [pk] } }",
                        "f:3:12: the table 't' has two primary keys"));
    }
}

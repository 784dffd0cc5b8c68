package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConninfoTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://                                 | {}",
                "postgres://localhost                          | {host=localhost}",
                "postgresql://localhost:5433                   | {host=localhost, port=5433}",
                "postgresql://localhost/mydb                   | {dbname=mydb, host=localhost}",
                "postgresql://user@localhost                   | {host=localhost, user=user}",
                "postgresql://user:secret@localhost            | {host=localhost, password=secret, user=user}",
                "postgresql://u:p%40%2F%3A%25%20%C3%A4@h/d%20b | {dbname=d b, host=h, password=p@/:% ä, user=u}",
                "postgresql://other@localhost/otherdb?connect_timeout=10&application_name=my%20app |"
                        + " {application_name=my app, connect_timeout=10, dbname=otherdb, host=localhost, user=other}",
                "postgresql://host1:123,host2:456/somedb?target_session_attrs=any |"
                        + " {dbname=somedb, host=host1,host2, port=123,456, target_session_attrs=any}",
                "postgresql://h1,h2:456/                       | {host=h1,h2, port=,456}",
                "postgresql:///mydb?host=localhost&port=5433   | {dbname=mydb, host=localhost, port=5433}",
                "postgresql://[2001:db8::1234]/database        | {dbname=database, host=2001:db8::1234}",
                "postgresql://[::1]:6000/database              | {dbname=database, host=::1, port=6000}",
                "postgresql:///dbname?host=/var/lib/postgresql | {dbname=dbname, host=/var/lib/postgresql}",
                "postgresql://%2Fvar%2Flib%2Fpostgresql/dbname | {dbname=dbname, host=/var/lib/postgresql}",
                "postgresql://h/d?ssl=true                     | {dbname=d, host=h, sslmode=require}",
                "postgresql://h/d?options=-c%20geqo%3Doff      | {dbname=d, host=h, options=-c geqo=off}",
                "postgresql://:5433                            | {port=5433}",
                "mydb                                          | {dbname=mydb}",
                "host=localhost port=5432 dbname=mydb          | {dbname=mydb, host=localhost, port=5432}",
                "host = localhost  password = 'a b=\\'c\\\\'   | {host=localhost, password=a b='c\\}",
                "host=/tmp password=a\\ b\\\\c user=''         | {host=/tmp, password=a b\\c, user=}",
                "password=http://x@y user=u                    | {password=http://x@y, user=u}"
            },
            quoteCharacter = '"')
    void readsWhatLibpqReads(String text, String expected) {
        assertThat(new TreeMap<>(Conninfo.parse(text))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:postgresql://h/d               | this is an address for JDBC, not for libpq",
                "mysql://h/d                         | this looks like an address but does not begin with postgresql://",
                "u:secret@h/d                        | this looks like an address but does not begin with postgresql://",
                "u:secret@h/d?sslmode=require        | this looks like an address but does not begin with postgresql://",
                "postgresql://u:se/cret@h/d          | the port in the address is not a number",
                "postgresql://u:se@secret@h/d        | the address has more than one @ before the database",
                "postgresql://u:100%secret@h/d       | a % in the address is not followed by two hexadecimal digits",
                "postgresql://u:%FF@h/d              | percent-encoded bytes in the address are not UTF-8",
                "postgresql://h/d?sslmod=require     | unknown connection parameter \"sslmod\"",
                "postgresql://h/d?sslmode            | a parameter after the ? of the address is not of the form"
                        + " keyword=value",
                "postgresql://[::1/d                 | an IPv6 address has no closing ]",
                "hots=localhost                      | unknown connection parameter \"hots\"",
                "password=my secret=x                | unknown connection parameter",
                "host=h password=very secret         | no = after the word at character 22",
                "host=h password='very secret        | the quote at character 17 is not closed"
            })
    void refusesWithoutRepeatingAPassword(String text, String message) {
        assertThatThrownBy(() -> Conninfo.parse(text))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessage("connection string: " + message)
                .hasMessageNotContaining("secret");
    }
}

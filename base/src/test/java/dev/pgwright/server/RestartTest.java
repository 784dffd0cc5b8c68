package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 18})
    void filesAreWorkedOnWhileTheServerIsDownAndItComesBackWithItsData(int major) throws SQLException {
        EmbeddedOptions options = EmbeddedOptions.forPurpose(Purpose.TWIN).withVersion(Servers.version(major));
        Path[] seen = new Path[1];
        try (PostgresServer server = EmbeddedPostgres.start(options)) {
            String file;
            long pages;
            try (Connection connection = server.connect()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create table kept as select generate_series(1, 1000) as id");
                }
                file = Servers.value(connection, "select pg_relation_filepath('kept')");
                pages = Long.parseLong(Servers.value(connection, "select pg_relation_size('kept') / 8192"));
            }
            int port = server.port();
            server.whileStopped(data -> {
                seen[0] = data;
                assertThat(server.isRunning()).isFalse();
                assertThat(data.resolve("postmaster.pid")).doesNotExist();
                assertThat(Files.size(data.resolve(file))).isEqualTo(pages * 8192);
                Files.write(data.resolve(file), new byte[8192], StandardOpenOption.APPEND);
            });
            assertThat(server.isRunning()).isTrue();
            assertThat(server.port()).isEqualTo(port);
            assertThat(Servers.value(server, "select count(*) from kept")).isEqualTo("1000");
            assertThat(Servers.value(server, "select pg_relation_size('kept') / 8192"))
                    .isEqualTo(String.valueOf(pages + 1));
            assertThat(server.log()).contains("database system is shut down");
        }
        assertThat(seen[0].getParent()).doesNotExist();
    }

    @Test
    void workThatFailsLeavesTheServerDownAndClosable() {
        PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
        Path[] seen = new Path[1];
        assertThatThrownBy(() -> server.whileStopped(data -> {
                    seen[0] = data;
                    throw new IOException("the disk is gone");
                }))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER))
                .hasMessageContaining("could not be restarted: the disk is gone");
        assertThat(server.isRunning()).isFalse();
        server.close();
        assertThat(seen[0].getParent()).doesNotExist();
    }

    @Test
    void filesOnWhichTheServerCannotStartAreSaidSo() {
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch())) {
            assertThatThrownBy(() -> server.whileStopped(data -> Files.delete(data.resolve("global/pg_control"))))
                    .isInstanceOf(PgwrightException.class)
                    .hasMessageContaining("could not be restarted: postgres: could not find the database system");
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void aClosedServerIsNotRestarted() {
        PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
        server.close();
        assertThatThrownBy(() -> server.whileStopped(data -> {})).isInstanceOf(IllegalStateException.class);
    }
}

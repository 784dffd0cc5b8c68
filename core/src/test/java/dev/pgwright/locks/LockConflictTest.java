package dev.pgwright.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.server.LockMode;
import org.junit.jupiter.api.Test;

class LockConflictTest {
    @Test
    void aLockIsSaidInWords() {
        assertThat(LockConflict.words(LockMode.ACCESS_EXCLUSIVE)).isEqualTo("blocks reads and writes");
        assertThat(LockConflict.words(LockMode.EXCLUSIVE)).isEqualTo("blocks writes");
        assertThat(LockConflict.words(LockMode.SHARE_ROW_EXCLUSIVE)).isEqualTo("blocks writes");
        assertThat(LockConflict.words(LockMode.SHARE)).isEqualTo("blocks writes");
        assertThat(LockConflict.words(LockMode.SHARE_UPDATE_EXCLUSIVE))
                .isEqualTo("blocks changes of the schema and VACUUM, but no reads and writes");
        assertThat(LockConflict.words(LockMode.ROW_EXCLUSIVE)).isEqualTo("blocks no reads and writes");
        assertThat(LockConflict.words(LockMode.ACCESS_SHARE)).isEqualTo("blocks no reads and writes");
    }

    @Test
    void whoWaitsForALockIsListed() {
        assertThat(LockConflict.blockedStatements(LockMode.SHARE))
                .containsExactly(
                        "INSERT",
                        "UPDATE",
                        "DELETE",
                        "MERGE",
                        "VACUUM",
                        "ANALYZE",
                        "CREATE INDEX CONCURRENTLY",
                        "VALIDATE CONSTRAINT",
                        "CREATE TRIGGER",
                        "ADD FOREIGN KEY",
                        "REFRESH MATERIALIZED VIEW CONCURRENTLY",
                        "most ALTER TABLE",
                        "DROP",
                        "TRUNCATE");
        assertThat(LockConflict.blockedStatements(LockMode.ACCESS_SHARE))
                .containsExactly("most ALTER TABLE", "DROP", "TRUNCATE");
    }
}

package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A designed database with two sessions that work at the same time. */
final class TwoSessions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScratchDatabases databases;
    final Session first;
    final Session second;

    TwoSessions(int version, Design design) {
        databases = new ScratchDatabases(PostgresFixture.sharedServer(version));
        first = databases.create();
        String database = first.rows("SELECT current_database()").single();
        second = Session.of(PostgresFixture.sharedServer(version).connect(database));
        first.execute(DesignTexts.of(design).up());
        for (Session session : new Session[] {first, second}) {
            session.execute("SET lock_timeout = '20s'; SET statement_timeout = '40s'");
        }
    }

    /** Runs a statement in the second session that must wait for the first, and then what the first does. */
    Session.Attempt secondWaitsUntil(String statement, Runnable firstDoes) {
        String pid = second.rows("SELECT pg_backend_pid()").single();
        CompletableFuture<Session.Attempt> waiting =
                CompletableFuture.supplyAsync(() -> second.attempt(statement), Background.THREADS);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (first.rows("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = ?::integer", pid)
                .single()
                .equals("0")) {
            assertThat(waiting).as("it waits and does not end before").isNotDone();
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        firstDoes.run();
        return waiting.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        second.close();
        databases.close();
    }
}

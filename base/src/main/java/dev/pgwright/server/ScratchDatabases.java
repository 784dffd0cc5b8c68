package dev.pgwright.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases on an embedded server for work that leaves traces; closing drops them all. */
public final class ScratchDatabases implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final PostgresServer server;
    private final List<String> names = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    public ScratchDatabases(PostgresServer server) {
        this.server = server;
    }

    public ServerVersion version() {
        return server.version();
    }

    /** A session in an empty database of its own, open until this is closed. */
    public synchronized Session create() {
        String name = "pgwright_scratch_" + COUNT.incrementAndGet();
        server.createDatabase(name, "template0");
        names.add(name);
        Session session = Session.of(server.connect(name));
        sessions.add(session);
        return session;
    }

    @Override
    public synchronized void close() {
        sessions.forEach(Session::close);
        sessions.clear();
        names.forEach(server::dropDatabase);
        names.clear();
    }
}

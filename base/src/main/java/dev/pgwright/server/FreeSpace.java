package dev.pgwright.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a server's disk has room for; PostgreSQL has no function that tells. */
public final class FreeSpace {
    private FreeSpace() {}

    /** Bytes free where the data directory is, if that is on this machine and the role may know it; tablespaces do not count. */
    public static OptionalLong of(Session session) {
        boolean here = session.rows("select coalesce(host(inet_server_addr()) in ('127.0.0.1', '::1'), true)")
                .single()
                .equals("t");
        Session.Attempt directory = session.attempt("show data_directory");
        if (!here || !directory.worked()) {
            return OptionalLong.empty();
        }
        Path path = Path.of(directory.rows().single());
        try {
            return Files.exists(path)
                    ? OptionalLong.of(Files.getFileStore(path).getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException mayNotLook) {
            return OptionalLong.empty();
        }
    }
}

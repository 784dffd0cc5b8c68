package dev.pgwright.workload;

import java.util.List;

/**
 * How roles log in to a server, as far as it is weak.
 *
 * @param passwordEncryption what new passwords are kept as: {@code md5} or {@code scram-sha-256}; empty when nobody knows
 * @param md5Roles the roles that may log in and whose password is kept as MD5
 * @param superusers the roles that may do everything
 * @param weakLines the lines of pg_hba.conf that let somebody in over the network without a password, or with one that
 *     can be read on the way
 */
public record ServerSecurity(
        String passwordEncryption, List<String> md5Roles, List<String> superusers, List<HbaLine> weakLines) {
    /** No server was asked. */
    public static final ServerSecurity NONE = new ServerSecurity("", List.of(), List.of(), List.of());

    public ServerSecurity {
        md5Roles = md5Roles.stream().sorted().toList();
        superusers = superusers.stream().sorted().toList();
        weakLines = List.copyOf(weakLines);
    }

    /**
     * A line of pg_hba.conf.
     *
     * @param number of the line in its file
     * @param type {@code host}, {@code hostssl}, {@code hostnossl}, {@code hostgssenc} or {@code hostnogssenc}
     * @param databases and {@code users} as the line has them
     * @param address with its length of mask where it is a number
     * @param method {@code trust}, {@code password} or {@code ident}
     */
    public record HbaLine(int number, String type, String databases, String users, String address, String method) {
        /** Whether only the server's own machine is let in by it. */
        public boolean isLoopback() {
            return address.startsWith("127.") || address.startsWith("::1") || address.equals("localhost");
        }
    }
}

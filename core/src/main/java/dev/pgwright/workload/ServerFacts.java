package dev.pgwright.workload;

import java.util.List;

/**
 * The server, and the role that looked at it.
 *
 * @param version its major version; 0 when nobody knows
 * @param role whose eyes these are; empty when nobody knows
 * @param superuser whether that role may do everything
 * @param memberOf the other roles whose rights it has
 * @param security how roles log in
 * @param state what it was like at the time
 */
public record ServerFacts(
        int version,
        String role,
        boolean superuser,
        List<String> memberOf,
        ServerSecurity security,
        ServerState state) {
    /** No server was asked. */
    public static final ServerFacts NONE = new ServerFacts(0, "", false, List.of());

    /** Of a server of which nobody knows how roles log in. */
    public ServerFacts(int version, String role, boolean superuser, List<String> memberOf) {
        this(version, role, superuser, memberOf, ServerSecurity.NONE, ServerState.NONE);
    }

    public ServerFacts {
        memberOf = memberOf.stream().sorted().toList();
    }

    /** The same with what is known of how roles log in. */
    public ServerFacts withSecurity(ServerSecurity known) {
        return new ServerFacts(version, role, superuser, memberOf, known, state);
    }

    /** The same with what is known of its state. */
    public ServerFacts withState(ServerState known) {
        return new ServerFacts(version, role, superuser, memberOf, security, known);
    }

    /** Whether the role has the rights of another, as owner of its objects has to have them. */
    public boolean hasRightsOf(String other) {
        return superuser || role.equals(other) || memberOf.contains(other);
    }
}

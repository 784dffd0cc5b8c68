package dev.pgwright.workload;

import java.util.List;

/**
 * The server, and the role that looked at it.
 *
 * @param version its major version; 0 when nobody knows
 * @param role whose eyes these are; empty when nobody knows
 * @param superuser whether that role may do everything
 * @param memberOf the other roles whose rights it has
 */
public record ServerFacts(int version, String role, boolean superuser, List<String> memberOf) {
    /** No server was asked. */
    public static final ServerFacts NONE = new ServerFacts(0, "", false, List.of());

    public ServerFacts {
        memberOf = memberOf.stream().sorted().toList();
    }

    /** Whether the role has the rights of another, as owner of its objects has to have them. */
    public boolean hasRightsOf(String other) {
        return superuser || role.equals(other) || memberOf.contains(other);
    }
}

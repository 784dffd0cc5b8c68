package dev.pgwright.workload;

import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.ServerSecurity.HbaLine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How roles log in: from pg_authid and pg_hba_file_rules, which a role needs rights of its own to read. */
final class SecurityReader {
    private static final String ROLES = """
            select rolname from pg_authid where rolcanlogin and rolpassword ~ '^md5[0-9a-f]{32}$'
            """;

    /** A password in the clear is safe on its way only where the connection is encrypted. */
    private static final String LINES = """
            select line_number, type, array_to_string(database, ',') as databases,
                   array_to_string(user_name, ',') as users, auth_method,
                   coalesce(address || coalesce('/' || netmask, ''), '') as address
            from pg_hba_file_rules
            where error is null and type <> 'local' and auth_method in ('trust', 'password', 'ident')
              and not (auth_method = 'password' and type = 'hostssl')
            order by line_number
            """;

    private SecurityReader() {}

    static ServerSecurity read(FactsQuery query, ServerFacts server, List<Withheld> withheld) throws SQLException {
        List<String> encryption = new ArrayList<>();
        List<String> superusers = new ArrayList<>();
        query.each(
                "select current_setting('password_encryption') as encryption,"
                        + " array(select rolname::text from pg_roles where rolsuper) as superusers",
                row -> {
                    encryption.add(row.text("encryption"));
                    superusers.addAll(row.texts("superusers"));
                });
        String role = Identifiers.quoteIdentifier(server.role());
        List<String> roles = new ArrayList<>();
        Optional<SQLException> refusal = query.attempt(ROLES, row -> roles.add(row.text("rolname")));
        refusal.ifPresent(e ->
                withheld.add(new Withheld(Withheld.Part.PASSWORDS.words(), "GRANT SELECT ON pg_authid TO " + role)));
        List<HbaLine> lines = new ArrayList<>();
        refusal = query.attempt(
                LINES,
                row -> lines.add(new HbaLine(
                        (int) row.number("line_number"),
                        row.text("type"),
                        row.text("databases"),
                        row.text("users"),
                        row.text("address"),
                        row.text("auth_method"))));
        refusal.ifPresent(e -> withheld.add(new Withheld(
                Withheld.Part.LOGINS.words(),
                "GRANT SELECT ON pg_hba_file_rules TO " + role + "; GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO "
                        + role)));
        return new ServerSecurity(encryption.get(0), roles, superusers, lines);
    }
}

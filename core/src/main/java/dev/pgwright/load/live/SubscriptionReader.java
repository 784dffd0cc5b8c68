package dev.pgwright.load.live;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads subscriptions: what they subscribe to, without passwords and without connecting to anything. */
final class SubscriptionReader {
    /** A password in a connection string of key words (PostgreSQL 18, 34.1.1). */
    private static final Pattern PASSWORD = Pattern.compile(
            "\\s*\\b(?:password|sslpassword)\\s*=\\s*(?:'(?:[^'\\\\]|\\\\.)*'|\\S*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern URI = Pattern.compile("^\\s*postgres(?:ql)?://.*", Pattern.DOTALL);
    private static final Pattern URI_PASSWORD = Pattern.compile("(://[^:@/]*):[^@/]*@");
    private static final Pattern URI_PARAMETER = Pattern.compile("([?&])(?:ssl)?password=[^&]*(&?)");

    private SubscriptionReader() {}

    /** The connection string is only shown to superusers. */
    static void read(CatalogSession session, List<DefinedObject> objects, List<NotModelled> withheld)
            throws SQLException {
        boolean visible = session.may("pg_subscription", "subconninfo");
        session.each(
                "select quote_ident(s.subname) as name, s.subenabled, s.subslotname, s.subsynccommit, s.subbinary,"
                        + (visible ? "s.subconninfo" : "null") + " as connection,"
                        + " s.substream::text as stream,"
                        + session.since(15, "s.subtwophasestate <> 'd'", "false") + " as two_phase,"
                        + session.since(15, "s.subdisableonerr", "false") + " as disable_on_error,"
                        + session.since(16, "s.subpasswordrequired", "true") + " as password_required,"
                        + session.since(16, "s.subrunasowner", "false") + " as run_as_owner,"
                        + session.since(16, "s.suborigin", "'any'") + " as origin,"
                        + session.since(17, "s.subfailover", "false") + " as failover,"
                        + """
                         array(select quote_ident(p.name) from unnest(s.subpublications) p (name) order by p.name)
                             as publications,
                         {comment pg_subscription s.oid} as comment
                         from pg_subscription s
                         where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
                        """,
                row -> {
                    DefinedObject object = subscription(row);
                    objects.add(object);
                    String connection = row.textOrNull("connection");
                    if (connection == null) {
                        withheld.add(new NotModelled(
                                "connection string not visible to this role",
                                object.reference().toString()));
                    } else if (!withoutPassword(connection).equals(connection)) {
                        withheld.add(new NotModelled(
                                "secret option", object.reference().toString()));
                    }
                });
    }

    private static DefinedObject subscription(Row row) throws SQLException {
        String name = row.text("name");
        String connection = row.textOrNull("connection");
        List<String> options = new ArrayList<>(List.of("connect = false", "slot_name = NONE"));
        options.add("synchronous_commit = " + Identifiers.quoteLiteral(row.text("subsynccommit")));
        add(options, row.flag("subbinary"), "binary = true");
        switch (row.text("stream")) {
            case "true", "t" -> options.add("streaming = on");
            case "p" -> options.add("streaming = parallel");
            default -> options.add("streaming = off");
        }
        add(options, row.flag("two_phase"), "two_phase = true");
        add(options, row.flag("disable_on_error"), "disable_on_error = true");
        add(options, !row.flag("password_required"), "password_required = false");
        add(options, row.flag("run_as_owner"), "run_as_owner = true");
        add(options, !row.text("origin").equals("any"), "origin = none");
        add(options, row.flag("failover"), "failover = true");
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SUBSCRIPTION " + name + " CONNECTION "
                + Identifiers.quoteLiteral(connection == null ? "" : withoutPassword(connection)) + " PUBLICATION "
                + String.join(", ", row.texts("publications")) + " WITH (" + String.join(", ", options) + ")");
        String slot = row.textOrNull("subslotname");
        if (slot != null) {
            statements.add("ALTER SUBSCRIPTION " + name + " SET (slot_name = " + Identifiers.quoteLiteral(slot) + ")");
        }
        return new DefinedObject(DefinedObject.Kind.SUBSCRIPTION, name, statements, row.textOrNull("comment"));
    }

    private static void add(List<String> options, boolean set, String option) {
        if (set) {
            options.add(option);
        }
    }

    /** The same connection string without its passwords. */
    static String withoutPassword(String connection) {
        if (URI.matcher(connection).matches()) {
            String plain = URI_PASSWORD.matcher(connection).replaceFirst("$1@");
            return URI_PARAMETER.matcher(plain).replaceAll("$1").replaceFirst("[?&]$", "");
        }
        return PASSWORD.matcher(connection).replaceAll("").strip();
    }
}

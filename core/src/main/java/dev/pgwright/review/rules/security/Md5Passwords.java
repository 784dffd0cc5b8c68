package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.workload.ServerSecurity;

/** Passwords that are kept in a form that is as good as the password. */
public final class Md5Passwords implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("md5-passwords", Area.SECURITY, Needs.SERVER, Severity.WARNING)
            .detects("password_encryption is md5, or roles that log in still have an MD5 password.")
            .cost(
                    "whoever sees pg_authid or a backup of it can log in; PostgreSQL 18 warns of it, a later one drops it")
            .safe("Set password_encryption to scram-sha-256, then each password anew.")
            .byHand("roles have to be given new passwords")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        ServerSecurity security = schema.facts().server().security();
        if (security.passwordEncryption().equals("md5")) {
            report.found(
                            schema,
                            SchemaObject.server("password_encryption"),
                            "password_encryption is md5, so that each new password is kept as a hash that itself opens"
                                    + " the door")
                    .evidence(Evidence.MEASURED);
        }
        for (String role : security.md5Roles()) {
            report.found(
                            schema,
                            SchemaObject.server("role " + role),
                            "The password of " + role + " is kept as MD5, which is enough to log in with")
                    .evidence(Evidence.MEASURED);
        }
    }
}

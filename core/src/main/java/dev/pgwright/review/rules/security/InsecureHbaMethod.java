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
import dev.pgwright.workload.ServerSecurity.HbaLine;

/** Doors that are open, or whose key can be read on the way. */
public final class InsecureHbaMethod implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("insecure-hba-method", Area.SECURITY, Needs.SERVER, Severity.ERROR)
            .detects("pg_hba.conf lets somebody in over the network by trust or ident, or by a password in the clear.")
            .cost("a login without a password, or with one that whoever listens can read")
            .safe("scram-sha-256 or cert, in lines of hostssl.")
            .byHand("it is the server's configuration")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (HbaLine line : schema.facts().server().security().weakLines()) {
            String why = switch (line.method()) {
                case "trust" -> "lets " + users(line) + " in from " + line.address() + " without any password";
                case "ident" ->
                    "believes what the machine at " + line.address() + " says of who " + users(line) + " are";
                default -> "has " + users(line) + " send their password from " + line.address() + " in the clear";
            };
            // who is on the machine already has less far to go
            Severity severity = line.isLoopback() ? Severity.WARNING : Severity.ERROR;
            report.found(schema, SchemaObject.server("pg_hba.conf"), "Line " + line.number() + " of pg_hba.conf " + why)
                    .severity(severity)
                    .evidence(Evidence.MEASURED);
        }
    }

    private static String users(HbaLine line) {
        return line.users().equals("all") ? "all roles" : line.users();
    }
}

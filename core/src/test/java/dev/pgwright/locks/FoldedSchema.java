package dev.pgwright.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.server.RelationKind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The schema of the statements of cases.txt, folded instead of made on a server. */
final class FoldedSchema {
    /** What no statement of a folded schema shows, by how statements begin that ask for it, with the reason. */
    static final Map<String, String> UNKNOWABLE = Map.of(
            "drop statistics ",
            "statistics objects are not folded, so whose they are is not known",
            "alter publication pub set table ",
            "publications are not folded, so which tables they lose is not known");

    private FoldedSchema() {}

    /** As {@link LockServer} makes it. */
    static SchemaFold of(int version, Naming naming) {
        SchemaFold fold = SchemaFold.empty(version);
        String schema = Identifiers.quoteIdentifier(naming.schema());
        List<String> faults = new ArrayList<>();
        apply(fold, "create schema " + schema + "; create schema elsewhere; set search_path = " + schema, faults);
        apply(fold, naming.applied(LockCase.text("schema.sql")), faults);
        if (version >= 18) {
            apply(fold, naming.applied(LockCase.text("schema18.sql")), faults);
        }
        assertThat(faults).allSatisfy(fault -> assertThat(fault).contains("NOT_FOLLOWED"));
        return fold;
    }

    /** A database of which nothing is known, with the names in the path. */
    static SchemaFold unknown(int version, Naming naming) {
        SchemaFold fold = SchemaFold.unknown(version);
        String schema = Identifiers.quoteIdentifier(naming.schema());
        apply(fold, "create schema " + schema + "; set search_path = " + schema, new ArrayList<>());
        return fold;
    }

    private static void apply(SchemaFold fold, String text, List<String> faults) {
        ParsedSql parsed = Sql.parse(SourceFile.of("schema.sql", text));
        for (Statement statement : parsed.statements()) {
            for (FoldFault fault : fold.apply(statement, parsed.source().text())) {
                faults.add(fault.toString());
            }
        }
    }

    /** What one prediction has and the other has not. */
    static List<String> differences(StatementEffects expected, StatementEffects effects) {
        List<String> found = new ArrayList<>();
        TreeSet<String> missing = lines(expected);
        TreeSet<String> more = lines(effects);
        missing.removeAll(lines(effects));
        more.removeAll(lines(expected));
        missing.forEach(line -> found.add("- " + line));
        more.forEach(line -> found.add("+ " + line));
        return found;
    }

    /**
     * How a prediction that knows less is wrong: every lock that it has must be one that the other has, and as strong, and
     * it must assume all that a schema could spare. What it lacks of the relations that the statement names is wrong, too,
     * unless it says that it does not know.
     */
    static List<String> notConservative(
            StatementEffects expected,
            StatementEffects effects,
            Set<QualifiedName> named,
            Predicate<QualifiedName> there) {
        List<String> found = new ArrayList<>();
        for (RelationEffect effect : expected.relations()) {
            Optional<RelationEffect> less = effects.on(effect.relation());
            if (less.isEmpty()) {
                if (named.contains(effect.relation()) && !effects.opaque()) {
                    found.add("- " + line(effect));
                }
            } else if (!isAtLeast(less.get(), effect) && !effects.opaque()) {
                found.add("- " + line(effect));
                found.add("+ " + line(less.get()));
            }
        }
        for (RelationEffect effect : effects.relations()) {
            // what may be there is taken to be there, behind IF EXISTS and CREATE OR REPLACE too
            if (expected.on(effect.relation()).isEmpty() && there.test(effect.relation()) && !effects.opaque()) {
                found.add("+ " + line(effect));
            }
        }
        // what nobody knows is taken to be an ordinary table
        boolean partitioned =
                expected.relations().stream().anyMatch(effect -> effect.kind() == RelationKind.PARTITIONED_TABLE);
        if (effects.transactions() != expected.transactions() && !partitioned && !effects.opaque()) {
            found.add("+ " + effects.transactions());
        }
        return found;
    }

    private static boolean isAtLeast(RelationEffect effect, RelationEffect other) {
        return effect.mode().compareTo(other.mode()) >= 0
                && (effect.rewrites() || !other.rewrites())
                && (effect.scans() || !other.scans())
                && (effect.buildsIndex() || !other.buildsIndex());
    }

    private static TreeSet<String> lines(StatementEffects effects) {
        TreeSet<String> lines = new TreeSet<>();
        lines.add("form " + effects.form());
        lines.add("opaque " + effects.opaque());
        lines.add(effects.transactions().toString());
        effects.relations().forEach(effect -> lines.add(line(effect)));
        return lines;
    }

    private static String line(RelationEffect effect) {
        return effect.relation().name() + " " + effect.kind() + " "
                + effect.mode().word()
                + (effect.rewrites() ? " rewrites" : "") + " " + effect.reading()
                + (effect.buildsIndex() ? " builds" : "");
    }
}

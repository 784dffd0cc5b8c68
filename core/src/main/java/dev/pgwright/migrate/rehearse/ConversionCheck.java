package dev.pgwright.migrate.rehearse;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.plan.steps.Conversion;
import dev.pgwright.migrate.plan.steps.Conversions;
import dev.pgwright.migrate.plan.steps.Move;
import dev.pgwright.migrate.plan.steps.Regrouping;
import dev.pgwright.migrate.plan.steps.RowExpression;
import dev.pgwright.migrate.plan.steps.Widening;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the values of columns become those of other types, or of other columns. Where PostgreSQL has a cast that it makes by itself, and that gives
 * the same in each session, that is how; else the user has to say it, and the server judges what is said.
 */
public final class ConversionCheck {
    static final String CONVERT = "--convert";
    static final String CONVERT_BACK = "--convert-back";

    private static final String MUTABLE = "42P17";

    private final Said said;
    private final Set<String> lossAllowed;
    private final List<Problem> problems = new ArrayList<>();
    private boolean wrong;

    private ConversionCheck(Said said, Set<String> lossAllowed) {
        this.said = said;
        this.lossAllowed = lossAllowed;
    }

    /**
     * What a user says.
     *
     * @param there by the column's name, {@code schema.table.column}, an expression over the columns of the old row
     * @param back the same for the way back, over the columns of the new row
     */
    public record Said(Map<String, String> there, Map<String, String> back) {
        public static final Said NOTHING = new Said(Map.of(), Map.of());

        public Said {
            there = Map.copyOf(there);
            back = Map.copyOf(back);
        }
    }

    /** A column that gets another type. */
    private record Changed(Table table, Table later, Column old, Column wanted) {
        String name() {
            return table.name() + "." + old.name();
        }
    }

    /** A schema without the columns that become others, so that nobody takes them for renamed. */
    public static Catalog withoutRegrouped(Catalog catalog, Catalog other, Said said, int version) {
        Set<String> names = RegroupingDraft.names(catalog, other, said.there());
        names.addAll(RegroupingDraft.names(catalog, other, said.back()));
        // whichever of the two it is
        MoveDraft.of(catalog, other, said).forEach(move -> names.add(move.from().toString()));
        MoveDraft.of(other, catalog, said).forEach(move -> names.add(move.to().toString()));
        return RegroupingDraft.without(catalog, names, version);
    }

    /**
     * The conversions.
     *
     * @param from the schema behind all renames
     * @param all what the user says
     * @param lossAllowed columns whose values need not come back as they were
     * @throws PgwrightException with {@code REFUSED} that names what nobody has said, with {@code USAGE} that names what is
     *     said of nothing, or is refused by the server
     */
    public static Conversions of(PostgresServer scratch, Catalog from, Catalog to, Said all, Set<String> lossAllowed) {
        List<MoveDraft> moved = MoveDraft.of(from, to, all);
        Said said = MoveDraft.without(all, moved);
        List<Changed> changed = changed(from, to);
        refuseUnused(said, changed, from, to);
        List<Changed> asked = changed.stream()
                .filter(each -> !Widening.keeps(each.old().type(), each.wanted().type())
                        || said.there().containsKey(each.name()))
                .toList();
        ConversionCheck check = new ConversionCheck(said, lossAllowed);
        List<RegroupingDraft> drafts = RegroupingDraft.of(from, to, said, check.problems::add);
        List<Move> moves = moved.stream()
                .flatMap(draft -> draft.move(from, to, lossAllowed, check.problems::add).stream())
                .toList();
        check.refuse(ErrorCode.USAGE);
        Conversions plain = new Conversions(Map.of(), List.of(), moves);
        if (asked.isEmpty() && drafts.isEmpty()) {
            return plain;
        }
        return Rehearsals.run(() -> Rehearsals.inNewDatabase(scratch, null, database -> {
            try (Connection connection = scratch.connect(database)) {
                Optional<ExpressionCheck> server = ExpressionCheck.in(connection, from, to);
                if (server.isEmpty() && !said.equals(Said.NOTHING)) {
                    throw new PgwrightException(
                            ErrorCode.REFUSED,
                            Place.UNKNOWN,
                            "what " + CONVERT + " says cannot be checked: the first schema cannot be made on the"
                                    + " embedded server",
                            null);
                }
                return server.isEmpty() ? plain : check.run(asked, drafts, moves, server.get());
            }
        }));
    }

    private static List<Changed> changed(Catalog from, Catalog to) {
        List<Changed> changed = new ArrayList<>();
        for (Table table : from.tables()) {
            Optional<Table> later = to.table(table.name());
            if (later.isEmpty()
                    || table.partitionOf() != null
                    || !table.inherits().isEmpty()) {
                continue;
            }
            for (Column old : table.columns()) {
                later.get()
                        .column(old.name())
                        .filter(wanted -> old.generated() == null && wanted.generated() == null)
                        .filter(wanted -> !TypeNames.canonical(old.type()).equals(TypeNames.canonical(wanted.type())))
                        .ifPresent(wanted -> changed.add(new Changed(table, later.get(), old, wanted)));
            }
        }
        return changed;
    }

    private static void refuseUnused(Said said, List<Changed> changed, Catalog from, Catalog to) {
        Set<String> known = new TreeSet<>(changed.stream().map(Changed::name).toList());
        Set<String> unused = new TreeSet<>(said.there().keySet());
        unused.removeAll(RegroupingDraft.names(to, from, said.there()));
        Set<String> back = new TreeSet<>(said.back().keySet());
        back.removeAll(RegroupingDraft.names(from, to, said.back()));
        unused.addAll(back);
        unused.removeAll(known);
        if (!unused.isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    unused.stream()
                            .map(name -> new Problem(
                                    Place.ofObject("column " + name),
                                    "a conversion is said of it, but it neither changes its type nor comes or goes",
                                    DidYouMean.hint(name, known).orElse(null)))
                            .toList());
        }
    }

    private Conversions run(
            List<Changed> asked, List<RegroupingDraft> drafts, List<Move> moves, ExpressionCheck server) {
        Map<String, Conversion> types = new TreeMap<>();
        for (Changed each : asked) {
            RowExpression there = expression(server, each, true);
            RowExpression back = expression(server, each, false);
            if (there != null && back != null) {
                types.put(each.name(), new Conversion(there, back, !lossAllowed.contains(each.name())));
            }
        }
        List<Regrouping> regroupings = new ArrayList<>();
        for (RegroupingDraft draft : drafts) {
            QualifiedName table = draft.table().name();
            regroupings.add(new Regrouping(
                    table,
                    expressions(server, draft.table(), draft.later(), draft.come(), true),
                    expressions(server, draft.later(), draft.table(), draft.gone(), false),
                    draft.gone().stream().noneMatch(name -> lossAllowed.contains(table + "." + name))));
        }
        refuse(wrong ? ErrorCode.USAGE : ErrorCode.REFUSED);
        return new Conversions(types, regroupings, moves);
    }

    private void refuse(ErrorCode code) {
        if (!problems.isEmpty()) {
            throw new PgwrightException(code, problems);
        }
    }

    /** What new columns hold, over the columns of the other table; without those that the server refuses. */
    private SortedMap<String, RowExpression> expressions(
            ExpressionCheck server, Table over, Table of, Set<String> columns, boolean there) {
        SortedMap<String, RowExpression> expressions = new TreeMap<>();
        for (String column : columns) {
            String name = of.name() + "." + column;
            String given = String.valueOf((there ? said.there() : said.back()).get(name));
            String type = of.column(column)
                    .map(Column::type)
                    .orElseThrow(() -> new IllegalStateException("no column " + name));
            ExpressionCheck.Answer answer = server.ask(over, given, type, true);
            if (answer.sql() == null) {
                refused(name, given, type, there, answer);
            } else {
                expressions.put(column, RowExpression.of(answer.sql()));
            }
        }
        return expressions;
    }

    /** The expression of one direction; null where there is a problem. */
    private @Nullable RowExpression expression(ExpressionCheck check, Changed each, boolean there) {
        String given = (there ? said.there() : said.back()).get(each.name());
        Table table = there ? each.table() : each.later();
        Column source = there ? each.old() : each.wanted();
        Column target = there ? each.wanted() : each.old();
        ExpressionCheck.Answer answer =
                check.ask(table, given == null ? quoteIdentifier(source.name()) : given, target.type(), given != null);
        if (answer.sql() != null) {
            return given == null
                    ? RowExpression.cast(source.name(), SingleDdl.type(target.type()))
                    : RowExpression.of(answer.sql());
        }
        if (given == null) {
            problems.add(unsaid(check, each.name(), table, source, target, there, answer));
        } else {
            refused(each.name(), given, target.type(), there, answer);
        }
        return null;
    }

    private void refused(String name, String given, String type, boolean there, ExpressionCheck.Answer answer) {
        wrong = true;
        problems.add(new Problem(
                Place.ofObject("column " + name),
                "PostgreSQL refuses " + (there ? CONVERT : CONVERT_BACK) + " '" + given + "': "
                        + (answer.state().equals(MUTABLE)
                                ? "it does not give the same for the same row each time"
                                : answer.failure()),
                "say a value of type " + SingleDdl.type(type) + " over the columns of the " + (there ? "old" : "new")
                        + " row, which depends on nothing else"));
    }

    private static Problem unsaid(
            ExpressionCheck check,
            String name,
            Table table,
            Column source,
            Column target,
            boolean there,
            ExpressionCheck.Answer answer) {
        String from = SingleDdl.type(source.type());
        String to = SingleDdl.type(target.type());
        String why = answer.state().equals(MUTABLE)
                ? "it depends on the settings of a session"
                : answer.state().equals(ExpressionCheck.OTHER_TYPE)
                        ? "PostgreSQL has no cast for it that it makes by itself"
                        : answer.failure();
        String quoted = quoteIdentifier(source.name());
        String suggestion = List.of(
                        quoted + " AT TIME ZONE 'UTC'",
                        "to_timestamp(" + quoted + ")",
                        "extract(epoch FROM " + quoted + ")",
                        quoted + "::" + to,
                        // types of users have a cast from text only
                        to.contains(".") ? quoted + "::text::" + to : quoted)
                .stream()
                .filter(candidate ->
                        check.ask(table, candidate, target.type(), true).sql() != null)
                .findFirst()
                .orElse("EXPRESSION");
        return new Problem(
                Place.ofObject("column " + name),
                "nothing says how " + from + " becomes " + to + (there ? "" : " on the way back") + ": " + why,
                "say it: " + (there ? CONVERT : CONVERT_BACK) + " '" + name + "=" + suggestion.replace("'", "'\\''")
                        + "'");
    }
}

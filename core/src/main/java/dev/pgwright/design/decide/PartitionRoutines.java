package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.model.PartitionMaintenance;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The functions that make and drop the partitions of a table that is divided by time. A new partition is made beside the
 * table and attached, which lets others read and write it meanwhile; CREATE TABLE ... PARTITION OF would lock them out
 * (documentation of CREATE TABLE, PostgreSQL 18). Only the default partition is locked, for the moment of its check.
 */
final class PartitionRoutines {
    private final Draft draft;

    PartitionRoutines(Draft draft) {
        this.draft = draft;
    }

    PartitionMaintenance add(
            TableDraft table, String column, PartitioningDecision.Span span, QualifiedName defaultPartition) {
        QualifiedName make = name(table, "make");
        QualifiedName drop = name(table, "drop");
        draft.function(
                make,
                "since date, through date",
                "integer",
                makeBody(table, column, span, defaultPartition),
                "Makes the partitions of " + table.name.name() + " for these days, gives how many");
        draft.function(
                drop,
                "before date",
                "integer",
                dropBody(table, span),
                "Drops the partitions of " + table.name.name() + " that end by this day, gives how many");
        return new PartitionMaintenance(table.name, column, defaultPartition, make, drop, span.maintainedDays());
    }

    private QualifiedName name(TableDraft table, String verb) {
        return QualifiedName.of(
                table.name.schema(), draft.naming.unique(verb + "_" + table.name.name() + "_partitions"));
    }

    private static String makeBody(
            TableDraft table, String column, PartitioningDecision.Span span, QualifiedName defaultPartition) {
        boolean date = table.columns.stream()
                .anyMatch(candidate ->
                        candidate.name().equals(column) && candidate.type().equals("date"));
        String text = date ? "::text" : "::text || ' 00:00:00+00'";
        List<String> stored = table.columns.stream()
                .filter(candidate -> candidate.generated() == null)
                .map(Column::name)
                .map(Identifier::sql)
                .toList();
        return """
                DECLARE
                    lower_day date := date_trunc('%1$s', since::timestamp)::date;
                    upper_day date;
                    lower_bound text;
                    upper_bound text;
                    partition text;
                    waiting boolean;
                    made integer := 0;
                BEGIN
                    WHILE lower_day <= through LOOP
                        upper_day := (lower_day + interval '%2$s')::date;
                        lower_bound := lower_day%3$s;
                        upper_bound := upper_day%3$s;
                        partition := format('%%I.%%I', %4$s, %5$s || to_char(lower_day, '%6$s'));
                        IF to_regclass(partition) IS NULL THEN
                            EXECUTE 'CREATE TABLE ' || partition || %7$s;
                            EXECUTE format(%8$s, lower_bound, upper_bound) INTO waiting;
                            IF waiting THEN
                                -- rows that came before their partition: nobody may add more while they move
                                LOCK TABLE %9$s IN ACCESS EXCLUSIVE MODE;
                                EXECUTE format(%10$s || partition || %11$s, lower_bound, upper_bound);
                            END IF;
                            EXECUTE format(%12$s || partition || ' FOR VALUES FROM (%%L) TO (%%L)', lower_bound, upper_bound);
                            made := made + 1;
                        END IF;
                        lower_day := upper_day;
                    END LOOP;
                    RETURN made;
                END""".formatted(
                span.word(),
                span.interval(),
                text,
                TypeDecision.literal(table.name.schema()),
                TypeDecision.literal(table.name.name() + "_"),
                span.suffix(),
                TypeDecision.literal(" (LIKE " + Identifier.sql(table.name)
                        + " INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)"),
                TypeDecision.literal("SELECT EXISTS (SELECT FROM " + Identifier.sql(defaultPartition) + " WHERE "
                        + within(column) + ")"),
                Identifier.sql(defaultPartition),
                TypeDecision.literal("WITH moved AS (DELETE FROM " + Identifier.sql(defaultPartition) + " WHERE "
                        + within(column) + " RETURNING " + String.join(", ", stored) + ") INSERT INTO "),
                TypeDecision.literal(
                        " (" + String.join(", ", stored) + ") SELECT " + String.join(", ", stored) + " FROM moved"),
                TypeDecision.literal("ALTER TABLE " + Identifier.sql(table.name) + " ATTACH PARTITION "));
    }

    private static String within(String column) {
        return Identifier.sql(column) + " >= %L AND " + Identifier.sql(column) + " < %L";
    }

    private static String dropBody(TableDraft table, PartitioningDecision.Span span) {
        String pattern = span.suffix()
                .chars()
                .mapToObj(letter -> letter == '_' ? "_" : "[0-9]")
                .collect(Collectors.joining());
        return """
                DECLARE
                    old text;
                    dropped integer := 0;
                BEGIN
                    FOR old IN
                        SELECT child.oid::regclass::text
                        FROM pg_inherits AS link
                        JOIN pg_class AS child ON child.oid = link.inhrelid
                        WHERE link.inhparent = %1$s::regclass
                          AND child.relname ~ %2$s
                          AND to_date(right(child.relname, %3$s), '%4$s') + interval '%5$s' <= before
                        ORDER BY child.relname
                    LOOP
                        EXECUTE 'DROP TABLE ' || old;
                        dropped := dropped + 1;
                    END LOOP;
                    RETURN dropped;
                END""".formatted(
                        TypeDecision.literal(Identifier.sql(table.name)),
                        TypeDecision.literal("^" + table.name.name() + "_" + pattern + "$"),
                        span.suffix().length(),
                        span.suffix(),
                        span.interval());
    }
}

package dev.pgwright.design.prove;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Parameter;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values for which a query is planned: ordinary ones of the stated statistics, neither the most frequent nor one
 * that is not there; of times the last days before the present.
 */
final class PlanArguments {
    private static final int DAYS_OF_A_RANGE = 7;

    private final Map<ColumnName, ColumnStatistics> columns = new HashMap<>();
    private final Instant now;

    PlanArguments(PlanSubject subject) {
        this.now = subject.now();
        for (TableStatistics table : subject.statistics().tables()) {
            table.columns().forEach(column -> columns.put(new ColumnName(table.table(), column.column()), column));
        }
    }

    TwinQuery query(DesignedQuery query) {
        return query(query, Integer.MAX_VALUE);
    }

    /** Whether there is a value for each parameter: of one whose column nobody knows there is none but NULL. */
    boolean know(DesignedQuery query) {
        return query.parameters().stream()
                .noneMatch(parameter -> parameter.column() == null
                        && parameter.meaning() == null
                        && parameter.sample().equals("NULL"));
    }

    /** The same for beginnings of one letter, as a caller asks who completes while somebody types; empty without any. */
    Optional<TwinQuery> ofOneLetter(DesignedQuery query) {
        boolean begins = query.parameters().stream().anyMatch(PlanArguments::isStart);
        return begins ? Optional.of(query(query, 1)) : Optional.empty();
    }

    private static boolean isStart(Parameter parameter) {
        return parameter.meaning() != null && parameter.meaning().part() == Part.START;
    }

    private TwinQuery query(DesignedQuery query, int letters) {
        List<String> types = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Parameter parameter : query.parameters()) {
            types.add(parameter.type());
            String value = parameter.column() == null ? null : ordinary(columns.get(parameter.column()));
            arguments.add(
                    value != null && value.length() > letters && isStart(parameter)
                            ? cast(value.substring(0, letters), parameter.type())
                            : argument(parameter));
        }
        return new TwinQuery(atPresent(query.sql()), types, arguments);
    }

    /** An ordinary value of a column as SQL; NULL where nothing is known of it. */
    String ordinary(ColumnName column, String type) {
        String value = ordinary(columns.get(column));
        return value == null ? "NULL::" + type : cast(value, type);
    }

    private String argument(Parameter parameter) {
        Part part =
                parameter.meaning() == null ? Part.FILTER : parameter.meaning().part();
        if (part == Part.SEEN || part == Part.SET || parameter.column() == null) {
            return parameter.sample();
        }
        String type = parameter.type();
        if (type.startsWith("timestamp") || type.equals("date")) {
            return cast(moment(part).toString(), type);
        }
        ColumnStatistics column = columns.get(parameter.column());
        String value = part == Part.TO && column != null ? above(column) : ordinary(column);
        if (value == null) {
            return parameter.sample();
        }
        if (type.equals("text") && column != null && column.histogram().contains(value)) {
            // behind the bound: a range that contains one is taken for as large as its whole group by operators such as
            // ~>=~, which are not the histogram's own (ineq_histogram_selectivity, utils/adt/selfuncs.c)
            value += "0";
        }
        return type.endsWith("[]") && !value.startsWith("{")
                ? "ARRAY[" + cast(value, type.substring(0, type.length() - 2)) + "]"
                : cast(value, type);
    }

    private Instant moment(Part part) {
        return part == Part.FROM ? now.minus(DAYS_OF_A_RANGE, ChronoUnit.DAYS) : now;
    }

    private static String cast(String value, String type) {
        return "CAST(" + Identifiers.quoteLiteral(value) + " AS " + type + ")";
    }

    private static @Nullable String ordinary(@Nullable ColumnStatistics column) {
        if (column == null) {
            return null;
        }
        if (!column.histogram().isEmpty()) {
            return column.histogram().get(column.histogram().size() / 2);
        }
        return column.commonValues().isEmpty()
                ? null
                : column.commonValues().get(column.commonValues().size() / 2).value();
    }

    /** The bound above the ordinary value. */
    private static @Nullable String above(ColumnStatistics column) {
        int size = column.histogram().size();
        return size < 2 ? ordinary(column) : column.histogram().get(Math.min(size - 1, size / 2 + 1));
    }

    /** The query as if the clock stood at the present of the statistics. */
    private String atPresent(String sql) {
        StringBuilder text = new StringBuilder();
        int copied = 0;
        List<SqlTokens.Token> tokens = SqlTokens.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            SqlTokens.Token token = tokens.get(i);
            boolean call = token.isWord("now")
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).isSymbol('(')
                    && tokens.get(i + 2).isSymbol(')');
            if (call || token.isWord("current_timestamp") || token.isWord("current_date")) {
                String type = token.isWord("current_date") ? "date" : "timestamp with time zone";
                text.append(sql, copied, token.start()).append(cast(now.toString(), type));
                copied = tokens.get(call ? i + 2 : i).end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }
}

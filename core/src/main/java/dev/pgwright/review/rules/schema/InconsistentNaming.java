package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names that are not made as the others of the schema. */
public final class InconsistentNaming implements SchemaRule {
    private static final Parameter PREVAILS =
            new Parameter("prevails", 80, "share of names, in percent, that makes a style the schema's");
    private static final Parameter LEAST =
            new Parameter("least-names", 8, "number of names below which there is no style");
    private static final RuleInfo INFO = RuleInfo.of("inconsistent-naming", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("Names depart from the schema's prevailing style: case, singular or plural tables, key "
                    + "column, _id suffix, boolean and timestamp affixes.")
            .safe("Follow the majority in new objects, and rename by expand and contract.")
            .byHand("every statement that uses the name changes with it")
            .parameter(PREVAILS)
            .parameter(LEAST)
            .seed("Schema: naming conventions are consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Answer(NamingStyle style, SchemaObject object, String name, String way) {}

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        List<Answer> answers = new ArrayList<>();
        schema.tables().stream()
                .filter(table -> table.settings().foreign() == null)
                .forEach(table -> ask(table, schema, answers));
        Map<NamingStyle, Majority> majorities = new EnumMap<>(NamingStyle.class);
        answers.forEach(answer -> majorities
                .computeIfAbsent(answer.style(), style -> new Majority())
                .add(answer.way()));
        for (Answer answer : answers) {
            Majority majority = Objects.requireNonNull(majorities.get(answer.style()));
            majority.prevailing(report.limit(LEAST), report.limit(PREVAILS))
                    .filter(way -> !way.equals(answer.way()) && NamingStyle.isStyle(way))
                    .ifPresent(way -> report.found(
                            schema,
                            answer.object(),
                            answer.name() + " is not called as the others: " + majority.count(way) + " of "
                                    + majority.total() + " " + answer.style().words() + " " + way));
        }
    }

    private static void ask(Table table, SchemaContext schema, List<Answer> answers) {
        String name = table.name().name();
        SchemaObject object = SchemaObject.relation(table.name());
        String shown = SchemaContext.shown(table.name());
        add(answers, NamingStyle.TABLE_CASE, object, shown, NamingStyle.written(name));
        add(answers, NamingStyle.TABLE_NUMBER, object, shown, NamingStyle.number(name));
        Set<String> references = new HashSet<>();
        for (Constraint.ForeignKey key : table.foreignKeys()) {
            // a key that is another table's as well is called as keys are
            boolean own = table.primaryKey()
                    .filter(one -> one.columns().equals(key.columns()))
                    .isPresent();
            if (key.columns().size() == 1 && references.add(key.columns().get(0)) && !own) {
                column(answers, NamingStyle.REFERENCE, table, key.columns().get(0), NamingStyle::reference);
            }
        }
        table.primaryKey().filter(key -> key.columns().size() == 1).ifPresent(key -> {
            String column = key.columns().get(0);
            if (!references.contains(column)) {
                column(answers, NamingStyle.KEY_COLUMN, table, column, one -> NamingStyle.key(name, one));
            }
        });
        for (Column column : table.columns()) {
            column(answers, NamingStyle.COLUMN_CASE, table, column.name(), NamingStyle::written);
            String type = ColumnParts.type(column, schema).base();
            if (type.startsWith("timestamp")) {
                column(answers, NamingStyle.TIMESTAMP, table, column.name(), NamingStyle::timestamp);
            } else if (type.equals("bool")) {
                column(answers, NamingStyle.BOOLEAN, table, column.name(), NamingStyle::truth);
            }
        }
    }

    private static void column(
            List<Answer> answers,
            NamingStyle style,
            Table table,
            String column,
            Function<String, @Nullable String> way) {
        SchemaObject object = SchemaObject.column(table.name(), column);
        add(answers, style, object, SchemaContext.shown(table.name()) + "." + column, way.apply(column));
    }

    private static void add(
            List<Answer> answers, NamingStyle style, SchemaObject object, String name, @Nullable String way) {
        if (way != null) {
            answers.add(new Answer(style, object, name, way));
        }
    }
}

package dev.pgwright.review.fix;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.AlterTableText;
import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Statements;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.DoStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The detour by a check (ADD CHECK ... NOT VALID, VALIDATE, SET NOT NULL, DROP of the check) as PostgreSQL 18 can do without:
 * ADD NOT NULL ... NOT VALID, VALIDATE. Only where the file goes the whole way, so that its schema is the same in the end.
 */
public final class NotNullInPlaceOfCheck {
    private static final String OTHER_SCHEMA =
            "the file keeps the check: it does not go on to SET NOT NULL and drop it, so that NOT NULL would be another schema";

    private final StatementContext context;
    private final QualifiedName table;
    private final String column;
    private final String check;
    private final String constraint;

    /** What becomes of the actions of later statements, by the statement's start; an empty text leaves one out. */
    private final Map<Integer, Map<Integer, String>> changes = new TreeMap<>();

    private final Map<Integer, Statement> changed = new TreeMap<>();
    private boolean validated;
    private boolean set;

    private NotNullInPlaceOfCheck(AlterAction action, String column, String check) {
        this.context = action.context();
        this.table = action.table();
        this.column = column;
        this.check = check;
        // what SET NOT NULL would choose while the check is there
        String chosen = context.state().freeConstraintName(table, column, "not_null");
        this.constraint = chosen.equals(check) ? ObjectNames.of(table.name(), column, "not_null1") : chosen;
    }

    /**
     * Of an action that adds CHECK (column IS NOT NULL) NOT VALID.
     *
     * @param name the check's, null when it has none of its own
     */
    public static Fix of(AlterAction action, String column, Optional<String> name) {
        boolean already = action.knownTable()
                .flatMap(table -> table.column(column))
                .map(known -> known.notNull())
                .orElse(false);
        if (already) {
            return new Fix.ByHand("the column is NOT NULL already");
        }
        String check =
                name.orElseGet(() -> action.context().state().freeConstraintName(action.table(), column, "check"));
        return new NotNullInPlaceOfCheck(action, column, check).fix(action);
    }

    private Fix fix(AlterAction action) {
        Statement first = context.step().statement();
        change(first, action.number(), add());
        boolean dropped = false;
        for (Statement statement : context.later()) {
            Optional<Boolean> end = follow(statement);
            if (end.isEmpty()) {
                return new Fix.ByHand("another statement needs the check, or changes its column");
            }
            if (end.get()) {
                dropped = true;
                break;
            }
        }
        return dropped && set
                ? new Fix.Edits("add NOT NULL itself, then validate it", edits())
                : new Fix.ByHand(OTHER_SCHEMA);
    }

    private String add() {
        return "ADD CONSTRAINT " + quoteIdentifier(constraint) + " NOT NULL " + quoteIdentifier(column) + " NOT VALID";
    }

    private String validate() {
        return "VALIDATE CONSTRAINT " + quoteIdentifier(constraint);
    }

    /** Takes in a later statement: whether it drops the check; empty when the check cannot be spared because of it. */
    private Optional<Boolean> follow(Statement statement) {
        if (Assignment.of(statement.tree())
                .filter(other -> "search_path".equals(other.name()))
                .isPresent()) {
            return Optional.empty();
        }
        boolean own = statement.tree() instanceof AlterTableStmt alter
                && alter.relation() != null
                && context.state().resolve(alter.relation()).equals(table);
        if (!own) {
            String sql = statement.span().of(context.source().text());
            boolean aboutRows = !Statements.isDefinition(statement.tree()) && !(statement.tree() instanceof DoStmt);
            boolean named = SqlTokens.of(sql).stream()
                    .map(Token::value)
                    .anyMatch(word -> word.equals(check) || (!aboutRows && word.equals(table.name())));
            return named ? Optional.empty() : Optional.of(false);
        }
        List<AlterTableCmd> commands = ((AlterTableStmt) statement.tree())
                .cmds().stream().map(AlterTableCmd.class::cast).toList();
        boolean dropped = false;
        for (int i = 0; i < commands.size(); i++) {
            AlterTableCmd command = commands.get(i);
            switch (command.subtype()) {
                case AT_ValidateConstraint -> {
                    if (check.equals(command.name())) {
                        validated = true;
                        change(statement, i, validate());
                    }
                }
                case AT_SetNotNull -> {
                    if (column.equals(command.name())) {
                        set = true;
                        change(statement, i, validated ? "" : validate());
                        validated = true;
                    }
                }
                case AT_DropConstraint -> {
                    if (check.equals(command.name())) {
                        dropped = true;
                        change(statement, i, "");
                    }
                }
                case AT_DropColumn, AT_AlterColumnType, AT_DropNotNull -> {
                    if (column.equals(command.name())) {
                        return Optional.empty();
                    }
                }
                default -> {}
            }
        }
        return Optional.of(dropped);
    }

    private void change(Statement statement, int action, String text) {
        int start = statement.span().start();
        changes.computeIfAbsent(start, key -> new TreeMap<>()).put(action, text);
        changed.put(start, statement);
    }

    private List<TextEdit> edits() {
        String source = context.source().text();
        Insertions insertions = new Insertions(source, context.migration().steps());
        List<TextEdit> edits = new ArrayList<>();
        changes.forEach((start, actions) -> {
            Span span = Objects.requireNonNull(changed.get(start)).span();
            String sql = span.of(source);
            AlterTableText text = AlterTableText.of(sql);
            List<Integer> left = actions.entrySet().stream()
                    .filter(action -> action.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            if (left.isEmpty()) {
                actions.forEach((number, words) ->
                        edits.add(new TextEdit(text.actions().get(number).plus(start), inCase(sql, words))));
            } else if (left.size() == text.actions().size()) {
                edits.add(insertions.without(span));
            } else {
                List<String> kept = new ArrayList<>();
                for (int i = 0; i < text.actions().size(); i++) {
                    if (!left.contains(i)) {
                        kept.add(actions.containsKey(i) ? inCase(sql, actions.get(i)) : text.action(i));
                    }
                }
                edits.add(new TextEdit(span, text.head() + String.join(",\n    ", kept)));
            }
        });
        return edits;
    }

    private static String inCase(String sql, String words) {
        return LetterCase.isSmall(sql) ? LetterCase.small(words) : words;
    }
}

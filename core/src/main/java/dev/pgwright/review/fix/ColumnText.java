package dev.pgwright.review.fix;

import dev.pgwright.review.Origin;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the parts of a column's definition stand in the text of its statement. */
final class ColumnText {
    /** What stands between a type and the constraints, in this order. */
    private static final Set<String> BEHIND_TYPE = Set.of("storage", "compression", "options", "using");

    private final ColumnDef column;
    private final String text;
    private final List<Token> tokens;
    private final int offset;

    private ColumnText(ColumnDef column, String text, Span statement) {
        this.column = column;
        this.text = text;
        this.offset = column.location();
        this.tokens = tokens(text.substring(offset, statement.end()));
    }

    /** The definition of a column in the statement that it comes from; empty where it is written out nowhere. */
    static Optional<ColumnText> of(Origin origin, String column) {
        String text = origin.migration().source().text();
        return definitions(origin.step().tree(), column)
                .filter(definition -> definition.location() >= 0)
                .map(definition ->
                        new ColumnText(definition, text, origin.step().span()))
                .reduce((first, second) -> second);
    }

    private static Stream<ColumnDef> definitions(Node tree, String column) {
        if (tree instanceof CreateForeignTableStmt foreign && foreign.base() != null) {
            return definitions(foreign.base(), column);
        }
        if (tree instanceof CreateStmt create) {
            return create.tableElts().stream()
                    .filter(element -> element instanceof ColumnDef definition && column.equals(definition.colname()))
                    .map(ColumnDef.class::cast);
        }
        if (tree instanceof AlterTableStmt alter) {
            return alter.cmds().stream()
                    .filter(AlterTableCmd.class::isInstance)
                    .map(AlterTableCmd.class::cast)
                    .filter(command -> command.def() instanceof ColumnDef definition
                            && ((command.subtype() == AlterTableType.AT_AddColumn
                                            && column.equals(definition.colname()))
                                    || (command.subtype() == AlterTableType.AT_AlterColumnType
                                            && column.equals(command.name()))))
                    .map(command -> (ColumnDef) command.def());
        }
        return Stream.of();
    }

    /** As far as the definition goes: up to a comma or the parenthesis around it. */
    private static List<Token> tokens(String sql) {
        List<Token> own = new ArrayList<>();
        int depth = 0;
        for (Token token : SqlTokens.of(sql)) {
            if (depth == 0 && (token.isSymbol(',') || token.isSymbol(')') || token.isSymbol(';'))) {
                break;
            }
            depth += token.isSymbol('(') || token.isSymbol('[')
                    ? 1
                    : token.isSymbol(')') || token.isSymbol(']') ? -1 : 0;
            own.add(token);
        }
        return own;
    }

    ColumnDef column() {
        return column;
    }

    /** Whether it is the definition of a new column, and not the change of one. */
    boolean isNew() {
        return column.colname() != null;
    }

    /** Its type, with its modifiers and brackets. */
    Optional<Span> type() {
        TypeName type = column.typeName();
        if (type == null || type.location() < offset) {
            return Optional.empty();
        }
        int stop = behindType();
        int end = -1;
        int depth = 0;
        for (Token token : tokens) {
            int start = offset + token.start();
            if (start >= type.location()) {
                if (start >= stop || (depth == 0 && token.isName() && BEHIND_TYPE.contains(token.value()))) {
                    break;
                }
                end = offset + token.end();
                depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            }
        }
        return end < 0 ? Optional.empty() : Optional.of(new Span(type.location(), end));
    }

    /** Where a constraint may be put in: behind the type, or at the end where something else has to follow the type. */
    int behindTypeOrEnd() {
        boolean followed = column.compression() != null
                || column.storageName() != null
                || !column.fdwoptions().isEmpty();
        return followed ? end() : type().map(Span::end).orElseGet(this::end);
    }

    /** Where what stands behind the type begins, as far as the tree tells. */
    private int behindType() {
        int stop = Integer.MAX_VALUE;
        for (Constraint constraint : constraints()) {
            stop = constraint.location() > offset ? Math.min(stop, constraint.location()) : stop;
        }
        int collation = column.collClause() == null ? -1 : column.collClause().location();
        return collation > offset ? Math.min(stop, collation) : stop;
    }

    List<Constraint> constraints() {
        return column.constraints().stream()
                .filter(Constraint.class::isInstance)
                .map(Constraint.class::cast)
                .toList();
    }

    Optional<Constraint> constraint(ConstrType kind) {
        return constraints().stream()
                .filter(constraint -> constraint.contype() == kind)
                .findFirst();
    }

    /** A constraint behind the column with what belongs to it, such as DEFERRABLE. */
    Optional<Span> span(Constraint constraint) {
        if (constraint.location() < offset) {
            return Optional.empty();
        }
        int next = constraints().stream()
                .filter(other -> other.location() > constraint.location() && !isAttribute(other.contype()))
                .mapToInt(Constraint::location)
                .min()
                .orElse(Integer.MAX_VALUE);
        int collation = column.collClause() == null ? -1 : column.collClause().location();
        int stop = collation > constraint.location() ? Math.min(next, collation) : next;
        int end = -1;
        for (Token token : tokens) {
            int start = offset + token.start();
            if (start >= constraint.location() && start < stop) {
                end = offset + token.end();
            }
        }
        return end < 0 ? Optional.empty() : Optional.of(new Span(constraint.location(), end));
    }

    private static boolean isAttribute(ConstrType kind) {
        return switch (kind) {
            case CONSTR_ATTR_DEFERRABLE,
                    CONSTR_ATTR_NOT_DEFERRABLE,
                    CONSTR_ATTR_DEFERRED,
                    CONSTR_ATTR_IMMEDIATE,
                    CONSTR_ATTR_ENFORCED,
                    CONSTR_ATTR_NOT_ENFORCED -> true;
            default -> false;
        };
    }

    /** A span with the blanks before it, to be left out. */
    Span withBlanks(Span span) {
        int start = span.start();
        while (start > offset && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return new Span(start, span.end());
    }

    /** Where another constraint may be put in: behind the last token. */
    int end() {
        return offset + tokens.get(tokens.size() - 1).end();
    }

    String words(Span span) {
        return span.of(text);
    }
}

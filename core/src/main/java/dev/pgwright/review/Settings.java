package dev.pgwright.review;

import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.VariableSetKind;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters that the statements of a migration have set so far, by lower-case name. */
public record Settings(Map<String, Value> values) {
    public static final Settings NONE = new Settings(Map.of());

    public static final String LOCK_TIMEOUT = "lock_timeout";
    public static final String STATEMENT_TIMEOUT = "statement_timeout";
    public static final String TRANSACTION_TIMEOUT = "transaction_timeout";
    public static final String IDLE_TIMEOUT = "idle_in_transaction_session_timeout";

    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * What a parameter was set to.
     *
     * @param text as written, without quotes
     * @param local whether it ends with the transaction
     * @param span of the statement that set it
     */
    public record Value(String text, boolean local, Span span) {
        /** As a time in ms, for parameters whose unit is ms; empty when it is no time. */
        public Optional<Long> milliseconds() {
            return Milliseconds.of(text);
        }
    }

    public Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether a timeout is in force: set, and neither 0 nor unreadable. */
    public boolean limits(String timeout) {
        return value(timeout).flatMap(Value::milliseconds).filter(ms -> ms > 0).isPresent();
    }

    /** These after a statement; those of SET LOCAL count only in a transaction. */
    Settings after(Node statement, Span span, boolean inTransaction) {
        Optional<Assignment> set = Assignment.of(statement);
        if (set.isEmpty()) {
            return this;
        }
        Assignment assignment = set.get();
        Map<String, Value> changed = new TreeMap<>(values);
        if (assignment.name() == null) {
            changed.clear();
        } else if (assignment.value() == null) {
            changed.remove(assignment.name());
        } else if (!assignment.local() || inTransaction) {
            changed.put(assignment.name(), new Value(assignment.value(), assignment.local(), span));
        }
        return new Settings(changed);
    }

    /** These when the transaction has ended. */
    Settings afterTransaction() {
        Map<String, Value> kept = new TreeMap<>(values);
        kept.values().removeIf(Value::local);
        return new Settings(kept);
    }

    /**
     * A SET, a RESET or a call of set_config.
     *
     * @param name null for RESET ALL
     * @param value null when the parameter goes back to its default
     */
    public record Assignment(
            @Nullable String name, @Nullable String value, boolean local) {
        /** What a statement sets, if that is all it does. */
        public static Optional<Assignment> of(Node statement) {
            if (statement instanceof VariableSetStmt set) {
                return ofSet(set);
            }
            return SetConfig.of(statement);
        }

        private static Optional<Assignment> ofSet(VariableSetStmt set) {
            if (set.kind() == VariableSetKind.VAR_RESET_ALL) {
                return Optional.of(new Assignment(null, null, false));
            }
            if (set.name() == null) {
                return Optional.empty();
            }
            String name = set.name().toLowerCase(Locale.ROOT);
            if (set.kind() == VariableSetKind.VAR_SET_VALUE) {
                StringBuilder text = new StringBuilder();
                for (Node argument : set.args()) {
                    text.append(text.isEmpty() ? "" : ", ").append(constant(argument));
                }
                return Optional.of(new Assignment(name, text.toString(), set.isLocal()));
            }
            boolean resets = set.kind() == VariableSetKind.VAR_RESET || set.kind() == VariableSetKind.VAR_SET_DEFAULT;
            return resets ? Optional.of(new Assignment(name, null, set.isLocal())) : Optional.empty();
        }

        private static String constant(Node node) {
            return node instanceof A_Const constant ? Trees.text(constant).orElse("") : "";
        }
    }
}

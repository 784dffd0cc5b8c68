package dev.pgwright.code;

import dev.pgwright.code.EmbeddedStatement.Repetition;
import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Loop;
import dev.pgwright.source.Span;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which statements a program runs once for each element of something. Loops over what is few by its name, and loops whose
 * variable does not go into the statement, are let be.
 */
final class Repetitions {
    private static final List<String> FEW = List.of(
            "batch",
            "chunk",
            "page",
            "partition",
            "shard",
            "tenant",
            "schema",
            "table",
            "statement",
            "script",
            "sql",
            "quer",
            "migration",
            "attempt",
            "retr",
            "database",
            "window",
            "bucket",
            "slice",
            "command",
            "ddl",
            "index",
            "backoff");

    private static final Set<String> RUNNING = Set.of(
            "executeQuery",
            "executeUpdate",
            "execute",
            "executeLargeUpdate",
            "Exec",
            "ExecContext",
            "Query",
            "QueryContext",
            "QueryRow",
            "QueryRowContext");

    /** Collect statements that go together. */
    private static final Set<String> BATCHING = Set.of("addBatch", "Queue");

    private static final Set<String> PREPARING = Set.of("prepareStatement", "Prepare", "PrepareContext", "Preparex");

    private final Scopes scopes;

    Repetitions(Scopes scopes) {
        this.scopes = scopes;
    }

    /** The loop that a call which sends SQL is run in. */
    Optional<Repetition> of(Call call, Sink sink) {
        if (call.name().startsWith("@") || BATCHING.contains(call.name())) {
            return Optional.empty();
        }
        if (sink.made()) {
            return senders(call).stream()
                    .flatMap(sender -> around(sender, sender.span()).or(() -> throughFunction(sender)).stream())
                    .findFirst();
        }
        if (PREPARING.contains(call.name())) {
            return ofPrepared(call);
        }
        return around(call, call.span()).or(() -> throughFunction(call));
    }

    /** The loop that a call of something else is in, for what is another one each time. */
    Optional<Repetition> inLoop(Call call) {
        return around(call, call.span());
    }

    /** Whether values are given to a statement only after the call. */
    boolean isPrepared(Call sink) {
        return sink.name().startsWith("@") || PREPARING.contains(sink.name());
    }

    /** What sends a statement that a call has made. */
    private List<Call> senders(Call made) {
        Call outer = scopes.callWith(made);
        if (outer != null) {
            return List.of(outer);
        }
        @Nullable Binding variable = scopes.bindingOf(made);
        return variable == null
                ? List.of()
                : scopes.callsWith(variable.name(), function(made.span().start()));
    }

    private Optional<Repetition> around(Call call, Span statement) {
        int at = call.span().start();
        Span function = function(at);
        for (Loop loop : scopes.loopsAround(at)) {
            Expression over = loop.over();
            if (over == null || !function.contains(loop.span().start())) {
                continue;
            }
            if (isFew(loop, over)) {
                return Optional.empty();
            }
            Set<String> varying = varying(loop, call);
            if (!varying.isEmpty()) {
                return Optional.of(new Repetition(loop.span(), statement, List.copyOf(varying)));
            }
        }
        return Optional.empty();
    }

    private static boolean isFew(Loop loop, Expression over) {
        if (over instanceof Expression.Items || over instanceof Expression.Text || over instanceof Expression.Plain) {
            return true;
        }
        String words = (name(over) + " " + String.join(" ", loop.variables())).toLowerCase(Locale.ROOT);
        return FEW.stream().anyMatch(words::contains);
    }

    private static String name(Expression expression) {
        StringBuilder names = new StringBuilder();
        Deque<Expression> next = new ArrayDeque<>(List.of(expression));
        while (!next.isEmpty()) {
            Expression one = next.pop();
            if (one instanceof Expression.Name name) {
                names.append(name.name()).append(' ');
            } else if (one instanceof Expression.Member member) {
                // the query of a request is none of a database
                boolean isOfRequest = member.object() instanceof Expression.Name object
                        && object.name().startsWith("req");
                names.append(isOfRequest ? "" : member.name()).append(' ');
                next.push(member.object());
            } else if (one instanceof Call call) {
                names.append(call.name()).append(' ');
                if (call.receiver() != null) {
                    next.push(call.receiver());
                }
                call.arguments().forEach(argument -> next.push(argument.value()));
            }
        }
        return names.toString();
    }

    private Span function(int offset) {
        // a lambda belongs to the function around it: what it repeats is a loop of its own
        List<Function> around = scopes.around(offset);
        return around.stream()
                .filter(function -> !function.name().isEmpty())
                .findFirst()
                .map(Function::span)
                .orElseGet(() -> new Span(0, Integer.MAX_VALUE));
    }

    /** What changes with each round of a loop and goes into a call or the calls that are chained to it. */
    private Set<String> varying(Loop loop, Call call) {
        Set<String> names = new TreeSet<>(loop.variables());
        derived(loop, names);
        Set<String> used = new TreeSet<>();
        mentioned(chain(call), names, used);
        return used;
    }

    /** Variables that get a value from those that change. */
    private void derived(Loop loop, Set<String> names) {
        for (Binding binding : scopes.bindingsIn(loop.body())) {
            Expression value = binding.value();
            Set<String> used = new TreeSet<>();
            if (value != null) {
                mentioned(List.of(value), names, used);
            }
            if (!used.isEmpty()) {
                names.add(binding.name());
            }
        }
    }

    /** A call with those that use its result at once, such as {@code sql(...).param(id).query()}. */
    List<Expression> chain(Call call) {
        Call outer = call;
        Call next = scopes.callOn(outer);
        while (next != null) {
            outer = next;
            next = scopes.callOn(outer);
        }
        return List.of(outer);
    }

    static void mentioned(Collection<Expression> expressions, Set<String> wanted, Set<String> found) {
        Deque<Expression> next = new ArrayDeque<>(expressions);
        while (!next.isEmpty()) {
            Expression one = next.pop();
            if (one instanceof Expression.Name name) {
                if (wanted.contains(name.name())) {
                    found.add(name.name());
                }
            } else if (one instanceof Expression.Member member) {
                next.push(member.object());
            } else if (one instanceof Call call) {
                if (call.receiver() != null) {
                    next.push(call.receiver());
                }
                boolean isMapped = call.name().equals(ProgramReader.MAP);
                call.arguments().forEach(argument -> {
                    next.push(argument.value());
                    if (isMapped && argument.value() instanceof Expression.Lambda how && how.result() != null) {
                        next.push(how.result());
                    }
                });
            } else if (one instanceof Expression.Joined joined) {
                next.push(joined.left());
                next.push(joined.right());
            } else if (one instanceof Expression.Items items) {
                items.values().forEach(next::push);
            } else if (one instanceof Expression.Fields fields) {
                fields.values().forEach(field -> next.push(field.value()));
            } else if (one instanceof Expression.Sent sent) {
                next.push(sent.value());
            } else if (one instanceof Expression.Choice choice) {
                choice.values().forEach(next::push);
            } else if (one instanceof Expression.Other other) {
                other.parts().forEach(next::push);
            } else if (one instanceof Expression.Text text) {
                text.pieces().forEach(piece -> {
                    if (piece instanceof Expression.Inserted inserted) {
                        next.push(inserted.value());
                    }
                });
            }
        }
    }

    /** A statement that is prepared once and run in a loop. */
    private Optional<Repetition> ofPrepared(Call prepare) {
        @Nullable Binding variable = scopes.bindingOf(prepare);
        if (variable == null) {
            return Optional.empty();
        }
        Span function = function(prepare.span().start());
        for (Call run : scopes.callsIn(function)) {
            if (RUNNING.contains(run.name())
                    && run.receiver() instanceof Expression.Name name
                    && name.name().equals(variable.name())
                    && variable.scope().contains(run.span().start())) {
                for (Loop loop : scopes.loopsAround(run.span().start())) {
                    Expression over = loop.over();
                    if (over != null
                            && function.contains(loop.span().start())
                            && !isFew(loop, over)
                            && isSet(loop, variable.name())) {
                        return Optional.of(new Repetition(loop.span(), run.span(), List.copyOf(loop.variables())));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a parameter of a prepared statement changes with each round. */
    private boolean isSet(Loop loop, String statement) {
        Set<String> names = new TreeSet<>(loop.variables());
        derived(loop, names);
        return scopes.callsIn(loop.body()).stream()
                .filter(call -> call.receiver() instanceof Expression.Name name
                        && name.name().equals(statement))
                .anyMatch(call -> {
                    Set<String> used = new TreeSet<>();
                    call.arguments().forEach(argument -> mentioned(List.of(argument.value()), names, used));
                    return !used.isEmpty();
                });
    }

    /** A function of the file that sends SQL, and is called in a loop. */
    private Optional<Repetition> throughFunction(Call call) {
        List<Function> around = scopes.around(call.span().start()).stream()
                .filter(function -> !function.name().isEmpty())
                .toList();
        if (around.isEmpty() || around.get(0).parameters().isEmpty()) {
            return Optional.empty();
        }
        Function function = around.get(0);
        Set<String> parameters = new TreeSet<>();
        function.parameters().forEach(parameter -> parameters.add(parameter.name()));
        Set<String> used = new TreeSet<>();
        mentioned(chain(call), parameters, used);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        return scopes.callsOf(function.name()).stream()
                .filter(caller -> isOwn(caller.receiver())
                        && !function.span().contains(caller.span().start())
                        && caller.arguments().size() == function.parameters().size())
                .flatMap(caller -> around(caller, caller.span()).stream())
                .findFirst();
    }

    private static boolean isOwn(@Nullable Expression receiver) {
        return receiver == null
                || (receiver instanceof Expression.Name name
                        && Set.of("this", "self").contains(name.name()));
    }
}

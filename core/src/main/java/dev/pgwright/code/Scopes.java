package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Loop;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which function, loop and variable is meant at a place of a program. */
final class Scopes {
    private static final Set<String> OWN = Set.of("this", "self", "cls");

    private final Constants.Elsewhere elsewhere;
    private final Nesting<Function> functions;
    private final Nesting<Loop> loops;
    /** By their names, and then by the innermost function around them; null stands for none. */
    private final Map<String, Map<@Nullable Function, List<Binding>>> bindings = new HashMap<>();

    private final Map<String, List<Call>> calls = new HashMap<>();
    private final Map<Expression, Call> receivers = new IdentityHashMap<>();
    private final Map<Expression, Call> carriers = new IdentityHashMap<>();
    private final Map<Expression, Binding> values = new IdentityHashMap<>();
    private final TreeMap<Integer, List<Binding>> bindingsByPlace = new TreeMap<>();
    private final TreeMap<Integer, List<Call>> callsByPlace = new TreeMap<>();

    Scopes(Program program, Constants.Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
        functions = new Nesting<>(program.functions, Function::span);
        loops = new Nesting<>(program.loops, Loop::body);
        List<Binding> sorted = program.bindings.stream()
                .sorted(Comparator.comparing(Binding::at))
                .toList();
        sorted.stream().filter(binding -> !binding.appends()).forEach(binding -> put(binding, innermost(binding)));
        sorted.stream().filter(Binding::appends).forEach(binding -> put(binding, owner(binding)));
        bindings.values().forEach(all -> all.values().forEach(own -> own.sort(Comparator.comparing(Binding::at))));
        for (Binding binding : program.bindings) {
            Expression value = binding.value();
            if (value != null) {
                values.put(value, binding);
            }
            bindingsByPlace
                    .computeIfAbsent(binding.at().start(), at -> new ArrayList<>())
                    .add(binding);
        }
        for (Call call : program.calls) {
            calls.computeIfAbsent(call.name(), name -> new ArrayList<>()).add(call);
            callsByPlace
                    .computeIfAbsent(call.span().start(), at -> new ArrayList<>())
                    .add(call);
            call.arguments().forEach(argument -> carriers.put(argument.value(), call));
            Expression receiver = call.receiver();
            if (receiver != null) {
                receivers.put(receiver, call);
            }
        }
    }

    private void put(Binding binding, @Nullable Function function) {
        bindings.computeIfAbsent(binding.name(), name -> new IdentityHashMap<>())
                .computeIfAbsent(function, one -> new ArrayList<>())
                .add(binding);
    }

    private @Nullable Function innermost(Binding binding) {
        return innermost(binding.at().start());
    }

    /** The function that declares what something is put to: a lambda puts it to a variable of those around it. */
    private @Nullable Function owner(Binding binding) {
        for (Function function : around(binding.at().start())) {
            boolean declares = !of(binding.name(), function).isEmpty()
                    || function.parameter(binding.name()).isPresent();
            if (declares) {
                return function;
            }
        }
        return of(binding.name(), null).isEmpty() ? innermost(binding) : null;
    }

    /** The call on the result of another, null when there is none. */
    @Nullable Call callOn(Call call) {
        return receivers.get(call);
    }

    /** The call that gets the result of another as an argument, null when there is none. */
    @Nullable Call callWith(Call call) {
        return carriers.get(call);
    }

    /** The calls within a span that get a variable as an argument. */
    List<Call> callsWith(String variable, Span span) {
        return callsIn(span).stream()
                .filter(call -> call.arguments().stream()
                        .anyMatch(argument -> argument.value() instanceof Expression.Name name
                                && name.name().equals(variable)))
                .toList();
    }

    /** The type that is written where a variable is declared, in its function or outside of functions; empty when none is. */
    String typeOf(Expression.Name name) {
        for (Function function : around(name.span().start())) {
            Optional<String> own = bindings(name.name(), function).stream()
                    .map(Binding::type)
                    .filter(type -> !type.isEmpty())
                    .findFirst()
                    .or(() -> function.parameter(name.name()).map(Program.Variable::type));
            if (own.isPresent()) {
                return own.get();
            }
        }
        return of(name.name(), null).stream().map(Binding::type).findFirst().orElse("");
    }

    /** What a variable may be in the function of its use, or outside of functions. */
    List<Expression> valuesOf(Expression.Name name) {
        for (Function function : around(name.span().start())) {
            List<Binding> own = bindings(name.name(), function);
            if (!own.isEmpty()) {
                return own.stream()
                        .flatMap(binding -> Optional.ofNullable(binding.value()).stream())
                        .toList();
            } else if (function.parameter(name.name()).isPresent()) {
                return List.of();
            }
        }
        return constant(name).stream().toList();
    }

    /** The variable that gets the result of a call, null when none does. */
    @Nullable Binding bindingOf(Call call) {
        return values.get(call);
    }

    List<Binding> bindingsIn(Span span) {
        return bindingsByPlace.subMap(span.start(), span.end()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    List<Call> callsIn(Span span) {
        return callsByPlace.subMap(span.start(), Math.max(span.start(), span.end())).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The functions around an offset, the innermost first. */
    List<Function> around(int offset) {
        return functions.around(offset);
    }

    /** The loops whose body is around an offset, the innermost first. */
    List<Loop> loopsAround(int offset) {
        return loops.around(offset);
    }

    /** The loop whose only variable a name is. */
    Optional<Loop> loopOf(Expression.Name name) {
        return loopsAround(name.span().start()).stream()
                .filter(loop -> loop.variables().contains(name.name()))
                .findFirst()
                .filter(loop -> loop.variables().size() == 1);
    }

    List<Call> callsOf(String name) {
        return calls.getOrDefault(name, List.of());
    }

    /** The bindings of a name that stand in a function itself, in order. */
    List<Binding> bindings(String name, Function function) {
        return of(name, function);
    }

    private List<Binding> of(String name, @Nullable Function function) {
        Map<@Nullable Function, List<Binding>> all = bindings.get(name);
        return all == null ? List.of() : all.getOrDefault(function, List.of());
    }

    private @Nullable Function innermost(int offset) {
        List<Function> around = around(offset);
        return around.isEmpty() ? null : around.get(0);
    }

    /** What a name outside of all functions is, if it gets a value once; of a name that nothing here gets, another file tells. */
    Optional<Expression> constant(Expression.Name name) {
        return bindings.containsKey(name.name())
                ? constant(name.name())
                : elsewhere.constant(null, name.name(), name.span());
    }

    /** What {@code this.name}, {@code self.name} or {@code Type.name} is, if the file, or that of the type, says it once. */
    Optional<Expression> constant(Expression.Member member) {
        if (!(member.object() instanceof Expression.Name object)) {
            return Optional.empty();
        }
        boolean isHere = !of(member.name(), null).isEmpty()
                || OWN.contains(object.name())
                || bindings.containsKey(object.name())
                || around(member.span().start()).stream()
                        .anyMatch(function -> function.parameter(object.name()).isPresent());
        return isHere ? constant(member.name()) : elsewhere.constant(object.name(), member.name(), member.span());
    }

    /** What a name outside of all functions of this file is, if it gets a value once. */
    Optional<Expression> constant(String name) {
        List<Binding> all = of(name, null);
        return all.size() == 1 ? Optional.ofNullable(all.get(0).value()) : Optional.empty();
    }

    /** Whether a binding stands around the function of a use, so that it may be done before it wherever it stands. */
    boolean isOutside(Binding binding, int use) {
        Function own = innermost(use);
        return own != null && !own.span().contains(binding.at().start());
    }

    /** Whether a binding is done again and again before a use. */
    boolean isRepeated(Binding binding, int use) {
        return loopsAround(binding.at().start()).stream()
                .anyMatch(loop -> !loop.body().contains(use));
    }
}

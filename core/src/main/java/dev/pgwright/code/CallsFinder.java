package dev.pgwright.code;

import dev.pgwright.code.CallsAcross.Looped;
import dev.pgwright.code.CallsAcross.Sender;
import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Program.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds methods that send statements, and calls of methods in loops, by the types that a program writes. */
final class CallsFinder {
    private final Program program;
    private final Scopes scopes;
    private final Repetitions repetitions;

    CallsFinder(Program program, Scopes scopes, Repetitions repetitions) {
        this.program = program;
        this.scopes = scopes;
        this.repetitions = repetitions;
    }

    /** The method that sends a statement for each of what it is given. */
    Optional<Sender> sender(Call sink) {
        int at = sink.span().start();
        return scopes.around(at).stream()
                .filter(function -> !function.name().isEmpty())
                .findFirst()
                .filter(function -> !function.parameters().isEmpty() && isFor(function, sink))
                .flatMap(function -> type(function)
                        .map(type -> new Sender(
                                type, function.name(), function.parameters().size())));
    }

    /** The innermost class around a function. */
    Optional<String> type(Function function) {
        return program.types.stream()
                .filter(type -> type.span().contains(function.span().start()))
                .reduce((outer, inner) -> inner)
                .map(Program.Type::name);
    }

    /** Whether a statement gets a parameter of its function: with the call, or before it is run. */
    private boolean isFor(Function function, Call sink) {
        Set<String> parameters = new TreeSet<>();
        function.parameters().forEach(parameter -> parameters.add(parameter.name()));
        Set<String> used = new TreeSet<>();
        Repetitions.mentioned(repetitions.chain(sink), parameters, used);
        return !used.isEmpty() || repetitions.isPrepared(sink);
    }

    List<Looped> looped() {
        List<Looped> all = new ArrayList<>();
        for (Call call : program.calls) {
            Expression receiver = call.receiver();
            if (receiver == null || scopes.loopsAround(call.span().start()).isEmpty()) {
                continue;
            }
            String type = simple(typeOf(receiver));
            if (!type.isEmpty() && Character.isUpperCase(type.charAt(0))) {
                repetitions
                        .inLoop(call)
                        .ifPresent(loop -> all.add(new Looped(
                                call.span(),
                                loop.loop(),
                                loop.variables(),
                                type,
                                call.name(),
                                call.arguments().size())));
            }
        }
        return all;
    }

    /** Whether a call stands in a class of a name, or in one whose first line says that it comes of it. */
    boolean isIn(Call call, String type) {
        return !type.isEmpty()
                && program.types.stream()
                        .filter(one -> one.span().contains(call.span().start()))
                        .anyMatch(
                                one -> one.name().equals(type) || one.parents().contains(type));
    }

    /** The type of what a call is on, as it is written or made; empty where that is not known. */
    String typeOf(Expression receiver) {
        if (receiver instanceof Expression.Member field && field.object() instanceof Expression.Name) {
            return typeOf(new Expression.Name(field.span(), field.name()));
        } else if (receiver instanceof Expression.Name name) {
            String written = scopes.typeOf(name);
            List<Expression> values = scopes.valuesOf(name);
            boolean isMade = written.isEmpty() || written.equals("var");
            return isMade && values.size() == 1 && values.get(0) instanceof Call made ? made.name() : written;
        }
        return "";
    }

    /** Without pointer, package and arguments. */
    static String simple(String type) {
        int arguments = type.indexOf('<');
        String plain = (arguments < 0 ? type : type.substring(0, arguments))
                .replace("*", "")
                .replace("?", "")
                .strip();
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}

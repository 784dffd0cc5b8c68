package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is worth knowing of a source file, the same for all languages. Filled while its tree is walked. */
final class Program {
    final List<Function> functions = new ArrayList<>();
    /** Classes and the like, the outer ones first. */
    final List<Type> types = new ArrayList<>();

    final List<Binding> bindings = new ArrayList<>();
    final List<Expression.Call> calls = new ArrayList<>();
    /** Properties that are asked for, in languages that load by them. */
    final List<Expression.Member> properties = new ArrayList<>();

    final List<Loop> loops = new ArrayList<>();
    final List<Span> comments = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();
    final List<LazyLoading.Association> associations = new ArrayList<>();
    final Set<String> imports = new LinkedHashSet<>();

    /**
     * A function, method or lambda.
     *
     * @param name empty of one without a name
     * @param hidden whether nobody outside of the file calls it
     */
    record Function(Span span, String name, boolean hidden, List<Variable> parameters) {
        Function {
            parameters = List.copyOf(parameters);
        }

        /** The place of a parameter among the others; -1 where there is none of the name. */
        int index(String wanted) {
            return parameters.stream().map(Variable::name).toList().indexOf(wanted);
        }

        Optional<Variable> parameter(String wanted) {
            return parameters.stream()
                    .filter(parameter -> parameter.name().equals(wanted))
                    .findFirst();
        }
    }

    /**
     * A class, or the type that a method is for.
     *
     * @param parents words of its head, among which are those that it comes of
     */
    record Type(Span span, String name, Set<String> parents) {
        Type {
            parents = Set.copyOf(parents);
        }
    }

    /** A variable with its type as it is written; empty when none is. */
    record Variable(String name, String type) {}

    /**
     * A value that a variable gets.
     *
     * @param value null when the variable is only declared
     * @param appends whether the value is put behind what the variable has
     * @param scope the block it stands in
     * @param type as it is written; empty when none is
     */
    record Binding(String name, @Nullable Expression value, boolean appends, Span at, Span scope, String type) {}

    /**
     * A loop.
     *
     * @param variables that are another one each time
     * @param over what it runs through, null when it has a condition
     */
    record Loop(
            Span span,
            Span body,
            Set<String> variables,
            @Nullable Expression over) {
        Loop {
            variables = Set.copyOf(variables);
        }
    }

    /** A variable is compared with something, which may be what it is allowed to be. */
    record Check(String name, int at) {}
}

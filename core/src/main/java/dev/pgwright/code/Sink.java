package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that send SQL to a database.
 *
 * @param names of the functions
 * @param argument the index of the SQL among the arguments
 * @param word the name of that argument, where arguments have names
 * @param styles the placeholders that are understood there
 * @param imports what the file imports if that function is meant, any of them; nothing where the name is enough
 * @param receivers how that ends on which the function is called, in lower case; meant as well where nothing is imported
 * @param fragment whether it takes a part of a statement only
 * @param made whether it makes a statement that another call sends
 */
record Sink(
        Set<String> names,
        int argument,
        String word,
        Set<Placeholder> styles,
        List<String> imports,
        List<String> receivers,
        boolean fragment,
        boolean made) {
    Sink {
        names = Set.copyOf(names);
        styles = Set.copyOf(styles);
        imports = List.copyOf(imports);
        receivers = List.copyOf(receivers);
    }

    static Sink of(String names, Placeholder... styles) {
        return new Sink(Set.of(names.split(" ")), 0, "sql", Set.of(styles), List.of(), List.of(), false, false);
    }

    Sink at(int index) {
        return new Sink(names, index, word, styles, imports, receivers, fragment, made);
    }

    Sink named(String argumentName) {
        return new Sink(names, argument, argumentName, styles, imports, receivers, fragment, made);
    }

    Sink importing(String... any) {
        return new Sink(names, argument, word, styles, Arrays.asList(any), receivers, fragment, made);
    }

    Sink ofFragments() {
        return new Sink(names, argument, word, styles, imports, receivers, true, made);
    }

    /** What it is called on, where the imports do not tell. */
    Sink on(String... ends) {
        return new Sink(names, argument, word, styles, imports, Arrays.asList(ends), fragment, made);
    }

    Sink thatMakes() {
        return new Sink(names, argument, word, styles, imports, receivers, fragment, true);
    }

    boolean isMeant(Call call, Set<String> imported) {
        return isImported(imported) || isOn(call.receiver());
    }

    private boolean isOn(@Nullable Expression receiver) {
        String name = "";
        if (receiver instanceof Expression.Name plain) {
            name = plain.name();
        } else if (receiver instanceof Expression.Member member) {
            name = member.name();
        } else if (receiver instanceof Call call) {
            name = call.name();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return receivers.stream().anyMatch(lower::endsWith);
    }

    private boolean isImported(Set<String> imported) {
        return (imports.isEmpty() && receivers.isEmpty())
                || imports.stream().anyMatch(wanted -> imported.stream().anyMatch(one -> one.startsWith(wanted)));
    }
}

package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression of a program, as far as texts are made by it; the same for all languages. */
sealed interface Expression {
    Span span();

    /** A literal text, with what is put into it. */
    record Text(Span span, List<Piece> pieces) implements Expression {
        public Text {
            pieces = List.copyOf(pieces);
        }
    }

    /** A part of a literal text. */
    sealed interface Piece {}

    /**
     * Characters as they are at run time.
     *
     * @param at the offset in the file of each of them
     */
    record Characters(String text, int[] at) implements Piece {}

    /** An expression within a text. */
    record Inserted(Expression value) implements Piece {}

    /** Texts one behind the other. */
    record Joined(Span span, Expression left, Expression right) implements Expression {}

    /** A variable, parameter or constant. */
    record Name(Span span, String name) implements Expression {}

    /** A part of something by its name. */
    record Member(Span span, Expression object, String name) implements Expression {}

    /**
     * A call, or an object that is made.
     *
     * @param receiver what stands before the name, null when nothing does
     * @param name of the function, or of the class that is made
     */
    record Call(Span span, @Nullable Expression receiver, String name, List<Argument> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        /** The argument of a name, or at an index where arguments have none. */
        Optional<Expression> argument(int index, String word) {
            return arguments.stream()
                    .filter(argument -> word.equals(argument.name()))
                    .findFirst()
                    .or(() -> index < arguments.size() && arguments.get(index).name() == null
                            ? Optional.of(arguments.get(index))
                            : Optional.empty())
                    .map(Argument::value);
        }

        Optional<Expression> first() {
            return argument(0, "");
        }
    }

    /** An argument; most have no name. */
    record Argument(@Nullable String name, Expression value) {}

    /** One of several. */
    record Choice(Span span, List<Expression> values) implements Expression {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /** A list or tuple. */
    record Items(Span span, List<Expression> values) implements Expression {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Values by their names: a dictionary, or an object that is written out. */
    record Fields(Span span, List<Argument> values) implements Expression {
        public Fields {
            values = List.copyOf(values);
        }
    }

    /** A value that a tagged template hands to its driver apart from the text; other templates become a part of it. */
    record Sent(Span span, Expression value) implements Expression {}

    /** A text that is put in now and then. */
    record Conditional(Span span, Expression value) implements Expression {}

    /**
     * A text, if it is not blank, between others and without words that begin or end it.
     *
     * @param without words that are left out where it begins with one
     * @param unended the same for its end
     */
    record Trimmed(
            Span span, Expression value, String prefix, String suffix, List<String> without, List<String> unended)
            implements Expression {
        public Trimmed {
            without = List.copyOf(without);
            unended = List.copyOf(unended);
        }
    }

    /**
     * A function without a name.
     *
     * @param result what it gives back, null where that is more than an expression
     */
    record Lambda(
            Span span, List<String> parameters, @Nullable Expression result) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /** A number, a truth value, nothing at all: text that cannot be SQL of somebody else's. */
    record Plain(Span span) implements Expression {}

    /** Anything else, with what it is made of. */
    record Other(Span span, List<Expression> parts) implements Expression {
        public Other {
            parts = List.copyOf(parts);
        }
    }
}

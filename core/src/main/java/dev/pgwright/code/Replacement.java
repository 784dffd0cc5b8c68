package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import java.util.List;

/** An expression in which a parameter is what it is given. */
final class Replacement {
    private Replacement() {}

    static Expression in(Expression whole, String parameter, Expression value) {
        if (whole instanceof Expression.Name name) {
            return name.name().equals(parameter) ? value : name;
        } else if (whole instanceof Expression.Joined joined) {
            return new Expression.Joined(
                    joined.span(), in(joined.left(), parameter, value), in(joined.right(), parameter, value));
        } else if (whole instanceof Expression.Text text) {
            return new Expression.Text(
                    text.span(),
                    text.pieces().stream()
                            .map(piece -> piece instanceof Expression.Inserted inserted
                                    ? new Expression.Inserted(in(inserted.value(), parameter, value))
                                    : piece)
                            .toList());
        } else if (whole instanceof Expression.Call call) {
            Expression receiver = call.receiver();
            List<Argument> arguments = call.arguments().stream()
                    .map(argument -> new Argument(argument.name(), in(argument.value(), parameter, value)))
                    .toList();
            return new Expression.Call(
                    call.span(), receiver == null ? null : in(receiver, parameter, value), call.name(), arguments);
        } else if (whole instanceof Expression.Choice choice) {
            return new Expression.Choice(
                    choice.span(),
                    choice.values().stream()
                            .map(one -> in(one, parameter, value))
                            .toList());
        }
        return whole;
    }
}

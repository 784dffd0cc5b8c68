package dev.pgwright.migrate.plan;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Data is lost only where that is allowed by the name of its object. */
public final class AllowedLosses {
    private AllowedLosses() {}

    /**
     * Refuses losses that are not allowed, and names that allow nothing.
     *
     * @param what loses it, for messages: {@code the way back loses}
     * @param possible all objects of which data could be lost; to allow more than is lost now is no fault
     * @throws PgwrightException with {@code REFUSED} and every loss, or with {@code USAGE}
     */
    public static void check(String what, List<Loss> losses, Set<String> allowed, List<Loss> possible) {
        List<Problem> problems = losses.stream()
                .filter(loss -> !allowed.contains(loss.object()))
                .map(loss -> new Problem(
                        Place.ofObject(loss.object()),
                        what + " " + loss.what(),
                        "if that is meant: --allow-data-loss " + loss.object()))
                .toList();
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.REFUSED, problems);
        }
        Set<String> objects = possible.stream().map(Loss::object).collect(Collectors.toSet());
        allowed.stream()
                .filter(name -> !objects.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new PgwrightException(
                            ErrorCode.USAGE,
                            Place.ofObject(name),
                            "no data of " + name + " is lost by this plan",
                            DidYouMean.hint(name, objects).orElse("leave out --allow-data-loss " + name));
                });
    }
}

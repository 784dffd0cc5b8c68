package dev.pgwright.api;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.review.EngineRules;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleProvider;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.Place;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** Rules that users wrote in Java. */
final class JavaRules {
    private JavaRules() {}

    /**
     * The rules of jars, in the order of the jars.
     *
     * @throws PgwrightException if a jar is not there, has no rules, cannot be used, or has a rule of an id that is taken
     */
    static List<Rule> of(List<Path> jars) {
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Stream.concat(Rules.infos().stream(), EngineRules.ALL.stream())
                .map(RuleInfo::id)
                .forEach(ids::add);
        for (Path jar : jars) {
            List<Rule> found = load(jar);
            for (Rule rule : found) {
                if (!ids.add(rule.info().id())) {
                    throw fault(jar, "its rule " + rule.info().id() + " has the id of another rule", "rename it");
                }
            }
            if (found.isEmpty()) {
                throw fault(
                        jar,
                        "there are no rules in it",
                        "name the class that implements " + RuleProvider.class.getName() + " in META-INF/services/"
                                + RuleProvider.class.getName());
            }
            rules.addAll(found);
        }
        return rules;
    }

    private static List<Rule> load(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw fault(jar, "there is no such jar", "it is named in pgwright.yaml under review.custom.jars");
        }
        List<Rule> rules = new ArrayList<>();
        try {
            // open as long as the process: rules load further classes while they run
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, JavaRules.class.getClassLoader());
            ServiceLoader.load(RuleProvider.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .forEach(provider -> rules.addAll(provider.get().rules()));
        } catch (MalformedURLException | ServiceConfigurationError | LinkageError e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(jar.toString()), "its rules cannot be used: " + e.getMessage(), null, e);
        }
        return rules;
    }

    private static PgwrightException fault(Path jar, String message, String hint) {
        return new PgwrightException(ErrorCode.INPUT, Place.of(jar.toString()), message, hint);
    }
}

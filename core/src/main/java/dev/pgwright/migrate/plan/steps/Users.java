package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.sql.SqlTokens;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What PostgreSQL has bound to some relations, so that it stays with them when another one takes their name. */
public final class Users {
    private final Catalog catalog;
    private final Mentions mentions = new Mentions();

    private Users(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The users of relations. */
    public static Users of(Catalog catalog, Collection<QualifiedName> relations) {
        Users users = new Users(catalog);
        relations.forEach(name -> users.mentions.put(name, Units.table(name)));
        return users;
    }

    /** A policy with its table. */
    public record TablePolicy(QualifiedName table, Policy policy) {}

    /** A rule with its relation. */
    public record RelationRule(QualifiedName relation, Rule rule) {}

    private boolean isBound(String text) {
        return !mentions.in(text).isEmpty();
    }

    /** Views that read them. */
    public List<View> views() {
        return catalog.views().stream().filter(view -> isBound(view.query())).toList();
    }

    /** Functions whose bodies are parsed when they are made; those of others are texts. */
    public List<Routine> routines() {
        return catalog.routines().stream()
                .filter(routine -> hasParsedBody(routine) && isBound(routine.definition()))
                .toList();
    }

    private static boolean hasParsedBody(Routine routine) {
        return SqlTokens.of(routine.definition()).stream()
                .noneMatch(token -> token.kind() == SqlTokens.Kind.DOLLAR_STRING);
    }

    /** Policies whose conditions read them. */
    public List<TablePolicy> policies() {
        return catalog.tables().stream()
                .flatMap(table -> table.policies().stream()
                        .filter(policy -> isBound(policy.using() + " " + policy.withCheck()))
                        .map(policy -> new TablePolicy(table.name(), policy)))
                .toList();
    }

    /** Rules of other relations whose actions read or write them. */
    public List<RelationRule> rules() {
        Stream<RelationRule> ofTables = catalog.tables().stream()
                .filter(table -> !isBound(SingleDdl.name(table.name())))
                .flatMap(table -> table.rules().stream().map(rule -> new RelationRule(table.name(), rule)));
        Stream<RelationRule> ofViews = catalog.views().stream()
                .flatMap(view -> view.rules().stream().map(rule -> new RelationRule(view.name(), rule)));
        return Stream.concat(ofTables, ofViews)
                .filter(rule -> isBound(rule.rule().definition()))
                .toList();
    }
}

package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.TransactionStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schema as statements change it, statement by statement, without a server. Not thread-safe.
 *
 * <p>A statement that the server would refuse changes nothing, also within a transaction, whose other statements are
 * folded nevertheless: so that one mistake is one fault.
 */
public final class SchemaFold {
    private final Folding folding;
    private final Statements statements;
    private final SchemaState state;
    private final CatalogMaker maker;

    private SchemaFold(int version) {
        this.folding = new Folding(version);
        this.statements = new Statements(folding);
        Texts texts = new Texts(folding.store);
        CatalogRecords records = new CatalogRecords(folding.store, texts);
        OtherRecords others = new OtherRecords(folding.store, texts);
        this.state = new SchemaState(folding, records, others);
        this.maker = new CatalogMaker(folding.store, records, others, new AccessRecords(folding.store, texts));
    }

    /** An empty database of a major version of PostgreSQL, with the search path {@code "$user", public}. */
    public static SchemaFold empty(int version) {
        return new SchemaFold(version);
    }

    /** A database of which nothing is known: what its statements name and did not make is there, most likely. */
    public static SchemaFold unknown(int version) {
        SchemaFold fold = new SchemaFold(version);
        fold.anythingMayHaveChanged();
        return fold;
    }

    /** A database with this schema. */
    public static SchemaFold from(Catalog start, int version) {
        SchemaFold fold = new SchemaFold(version);
        ParsedSql parsed = Sql.parse(SourceFile.of("start.sql", DdlWriter.write(start)));
        for (Statement statement : parsed.statements()) {
            fold.apply(statement, parsed.source().text());
        }
        fold.folding.publications.areThoseOfADatabase();
        fold.markInvalidIndexes(start);
        fold.folding.scope().setPath(Scope.DEFAULT_PATH);
        fold.folding.store.forget();
        return fold;
    }

    /** No statement makes what a failed concurrent build leaves. */
    private void markInvalidIndexes(Catalog start) {
        Stream.concat(
                        start.tables().stream()
                                .flatMap(table -> table.indexes().stream()
                                        .filter(index -> !index.valid())
                                        .map(index ->
                                                QualifiedName.of(table.name().schema(), index.name()))),
                        start.views().stream()
                                .flatMap(view -> view.indexes().stream()
                                        .filter(index -> !index.valid())
                                        .map(index ->
                                                QualifiedName.of(view.name().schema(), index.name()))))
                .map(name -> folding.store.get(folding.store.relationNames().getOrDefault(name, 0)))
                .filter(IndexEntry.class::isInstance)
                .forEach(index -> ((IndexEntry) index).valid = false);
    }

    /**
     * Folds one statement. Never throws, whatever the tree.
     *
     * @param text the whole text that the statement's places are in
     * @return why the server would refuse the statement, or what of it is not in the state now; empty when all is well
     */
    public List<FoldFault> apply(Statement statement, String text) {
        folding.start(statement.span(), text);
        statements.apply(statement.tree());
        return folding.faults();
    }

    /** To be told that what follows is run in a session of its own: the search path and the role are the usual ones again. */
    public void newSession() {
        statements.session().restart();
    }

    /**
     * What would become of the schema if more statements were folded, which it does not take in. Their transactions do not
     * count: all of them are taken as committed.
     */
    public Trial tryOut(List<Statement> more, String text) {
        Session.Trial trial = statements.session().startTrial();
        List<FoldFault> faults = new ArrayList<>();
        for (Statement statement : more) {
            if (!(statement.tree() instanceof TransactionStmt)) {
                faults.addAll(apply(statement, text));
            }
        }
        Catalog after = catalog();
        statements.session().takeBack(trial);
        return new Trial(after, faults);
    }

    /** The catalog after statements that were only tried, and what is to be said about them. */
    public record Trial(Catalog catalog, List<FoldFault> faults) {
        public Trial {
            faults = List.copyOf(faults);
        }
    }

    /**
     * To be told of what is no statement but may change the schema, such as psql's {@code \i}: from now on anything may
     * exist, or not exist any more.
     */
    public void anythingMayHaveChanged() {
        folding.start(new Span(0, 0), "");
        folding.unknowns.everything();
    }

    /** What exists; a live view that reflects every {@link #apply}. */
    public SchemaState state() {
        return state;
    }

    /** What exists now, in the canonical form of the live reader. */
    public Catalog catalog() {
        return maker.catalog();
    }
}

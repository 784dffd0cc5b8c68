package dev.pgwright.review;

import dev.pgwright.code.CallsAcross.Looped;
import dev.pgwright.code.CallsAcross.Sender;
import dev.pgwright.code.CodeFile;
import dev.pgwright.code.EmbeddedStatement;
import dev.pgwright.code.LazyLoading.Access;
import dev.pgwright.code.LazyLoading.Association;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.PreparedQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands the statements of application code to the rules. */
final class CodeReview {
    private final List<CodeFile> files;
    private final DatabaseFacts facts;
    private final Set<String> names;
    private final Set<ReviewFinding> told = new HashSet<>();

    CodeReview(List<CodeFile> files, DatabaseFacts facts) {
        this.files = List.copyOf(files);
        this.facts = facts;
        this.names = files.stream().map(file -> file.source().name()).collect(Collectors.toSet());
    }

    /** The files under review. */
    List<CodeFile> files() {
        return files.stream().filter(CodeFile::reviewed).toList();
    }

    int statements() {
        return files.stream().mapToInt(file -> file.statements().size()).sum();
    }

    /** Whether the same was found before in another text that a call may send. */
    boolean isTold(ReviewFinding finding) {
        return names.contains(finding.source().name()) && !told.add(finding);
    }

    /** Asks the rules about each statement, and about what it means for the schema that there is in the end. */
    void run(List<CodeRule> rules, BiConsumer<CodeRule, CodeContext> check, QueryReview queries, SchemaState state) {
        List<String> path = QueryReview.path(state, null);
        for (CodeFile file : files) {
            for (EmbeddedStatement statement : file.statements()) {
                ParsedSql parsed = Sql.parse(SourceFile.of(file.source().name(), statement.sql()));
                CodeContext context = new CodeContext(statement, parsed);
                rules.forEach(rule -> check.accept(rule, context));
                if (statement.judged()) {
                    parsed.statements().stream()
                            .map(one -> query(statement, one, state, path, queries.answer(one, statement.sql())))
                            .filter(one -> QuerySources.isQuery(one.tree())
                                    || !one.bound().faults().isEmpty())
                            .forEach(queries::hand);
                }
            }
        }
    }

    /** Asks the rules about objects that are loaded one by one in loops. Whoever fetches them somewhere may do so here. */
    void lazy(List<CodeRule> rules, BiConsumer<CodeRule, LazyContext> check) {
        Set<String> fetched =
                files.stream().flatMap(file -> file.lazy().fetched().stream()).collect(Collectors.toSet());
        List<Association> associations = files.stream()
                .flatMap(file -> file.lazy().associations().stream())
                .filter(association -> !fetched.contains(association.name()))
                .toList();
        for (CodeFile file : files) {
            for (Access access : file.lazy().accesses()) {
                if (associations.stream().anyMatch(association -> isOf(access, association))) {
                    LazyContext context = new LazyContext(file.source(), access);
                    rules.forEach(rule -> check.accept(rule, context));
                }
            }
        }
    }

    /** Asks the rules about calls in loops of what sends statements, in whichever file that stands. */
    void looped(List<CodeRule> rules, BiConsumer<CodeRule, LoopedContext> check) {
        Set<Sender> senders =
                files.stream().flatMap(file -> file.calls().senders().stream()).collect(Collectors.toSet());
        for (CodeFile file : files) {
            for (Looped call : file.calls().looped()) {
                if (senders.stream().anyMatch(call::isOf)) {
                    LoopedContext context = new LoopedContext(file.source(), call);
                    rules.forEach(rule -> check.accept(rule, context));
                }
            }
        }
    }

    private static boolean isOf(Access access, Association association) {
        boolean isOwn = access.entity().isEmpty() || access.entity().equals(association.entity());
        return isOwn && access.name().equals(association.name()) && (association.isMany() || access.isFollowed());
    }

    private QueryContext query(
            EmbeddedStatement statement,
            Statement one,
            SchemaState state,
            List<String> path,
            @Nullable PreparedQuery prepared) {
        BoundQuery bound = state.bind(one.tree(), parts -> false, false, path);
        Span whole = statement.place(one.span());
        Span span = statement.span().start() <= whole.start()
                        && whole.end() <= statement.span().end()
                ? whole
                : statement.span();
        return new QueryContext(
                QueryKind.CODE,
                bound,
                state,
                facts,
                new QueryContext.Origin(null, null, statement.file(), span, statement::place, null, null, null),
                prepared);
    }
}

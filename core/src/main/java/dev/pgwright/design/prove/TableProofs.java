package dev.pgwright.design.prove;

import dev.pgwright.catalog.Table;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;

/** The claims about the rows of one table: what it accepts, and what each of its rules refuses. */
final class TableProofs {
    private final Population population;
    private final ValueCases values;
    private final KeyCases keys;
    private final ForeignKeyCases foreignKeys;
    private final LifecycleCases lifecycleCases;
    private final List<Lifecycle> lifecycles;
    private final AuditCases auditCases;
    private final List<AuditTrail> auditTrails;
    private final GroupCases groupCases;
    private final List<GroupRule> groupRules;

    TableProofs(
            Session session,
            Population population,
            List<Lifecycle> lifecycles,
            List<GroupRule> groupRules,
            List<AuditTrail> auditTrails) {
        this.population = population;
        Trial trial = new Trial(session);
        this.values = new ValueCases(session, population, trial);
        this.keys = new KeyCases(population, trial);
        this.foreignKeys = new ForeignKeyCases(session, population, trial);
        this.lifecycleCases = new LifecycleCases(population, trial);
        this.lifecycles = lifecycles;
        this.groupCases = new GroupCases(session, population, trial);
        this.groupRules = groupRules;
        this.auditCases = new AuditCases(session, population, trial);
        this.auditTrails = auditTrails;
    }

    /**
     * Tries all that the design says of a table's rows.
     *
     * @param first its first row, or why it has none
     */
    List<Proof> prove(TableFacts facts, Population.Made first) {
        Table table = facts.table();
        Claim good = new Claim(Proof.Kind.GOOD_ROW, table.name().toString(), table.name() + " accepts a good row");
        List<Case> cases = new ArrayList<>(values.of(facts));
        cases.addAll(keys.of(facts));
        cases.addAll(foreignKeys.of(facts));
        cases.addAll(lifecycleCases.of(facts, lifecycles));
        cases.addAll(groupCases.of(facts, groupRules));
        cases.addAll(auditCases.of(facts, auditTrails));
        List<Proof> proofs = new ArrayList<>();
        Row present = first.row();
        if (present == null) {
            proofs.add(good.failed(first.why(), null, null));
            cases.forEach(one -> proofs.add(one.claim().notShown(table.name() + " accepted no row to begin with")));
            return proofs;
        }
        proofs.add(good.passed("a row was accepted", null, Row.insert(table, present.given())));
        Row spare = population.spareOf(table.name()).orElse(present);
        Case.GoodRows rows = new Case.GoodRows(present, spare);
        cases.forEach(one -> proofs.add(one.trial().apply(rows)));
        return proofs;
    }
}

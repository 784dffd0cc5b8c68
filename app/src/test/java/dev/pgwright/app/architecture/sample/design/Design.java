package dev.pgwright.app.architecture.sample.design;

import dev.pgwright.app.architecture.sample.migrate.plan.Plan;
import org.eclipse.elk.graph.ElkNode;

class Design {
    Plan plan;
    ElkNode node;
}

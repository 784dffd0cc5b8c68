package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Follows paths such as {@code buyer.full_name} through a model. */
final class Paths {
    private final Problems problems;
    private final Model model;

    Paths(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    /**
     * Where a path ends. Without type and role it is a key, {@code id}.
     *
     * @param type of the attribute; null for keys and roles
     * @param attribute null for keys, roles, and the attributes that every entity has
     * @param role set when the path ends at a related row
     * @param required there is a value in every row
     * @param steps how many names the path has
     */
    record Target(
            String path,
            @Nullable BusinessType type,
            @Nullable Attribute attribute,
            Model.@Nullable Role role,
            boolean required,
            int steps) {
        boolean isKey() {
            return type == null && role == null;
        }
    }

    /** Follows a path; empty when it leads nowhere, which is a problem then, or to something that is unclear already. */
    Optional<Target> resolve(Node node, String entity, String path) {
        String[] steps = path.split("\\.", -1);
        String at = entity;
        boolean required = true;
        for (int i = 0; i < steps.length - 1; i++) {
            Model.Role role = model.roles(at).get(steps[i]);
            role = role == null ? model.dependants(at).get(steps[i]) : role;
            Optional<String> parent = model.parentOf(at);
            if (role == null && parent.isPresent()) {
                role = model.roles(parent.get()).get(steps[i]);
            }
            if (role == null) {
                noRole(node, at, steps[i], path);
                return Optional.empty();
            }
            required &= role.required();
            at = role.entity();
        }
        return last(node, at, steps[steps.length - 1], new Target(path, null, null, null, required, steps.length));
    }

    private Optional<Target> last(Node node, String at, String step, Target so) {
        if (model.isUnclear(at) || model.isUnclear(at, step)) {
            return Optional.empty();
        }
        Optional<Attribute> attribute = model.attribute(at, step);
        if (attribute.isPresent()) {
            Attribute found = attribute.get();
            boolean required = so.required() && found.required();
            return Optional.of(new Target(so.path(), found.type(), found, null, required, so.steps()));
        }
        Model.Role role = model.roles(at).get(step);
        if (role != null) {
            return Optional.of(new Target(so.path(), null, null, role, so.required() && role.required(), so.steps()));
        }
        if (model.implicitNames(at).contains(step)) {
            BusinessType type = step.equals(Vocabulary.ID) ? null : BusinessType.TIMESTAMP;
            return Optional.of(new Target(so.path(), type, null, null, so.required(), so.steps()));
        }
        Optional<String> parent = model.parentOf(at);
        if (parent.isPresent()) {
            // what a kind has from the entity that it is a kind of is a step away
            return last(
                    node, parent.get(), step, new Target(so.path(), null, null, null, so.required(), so.steps() + 1));
        }
        noStep(node, at, step);
        return Optional.empty();
    }

    private void noRole(Node node, String at, String step, String path) {
        if (model.isUnclear(at) || model.hasUnclearRoles(at)) {
            return;
        }
        if (model.attribute(at, step).isPresent() || model.implicitNames(at).contains(step)) {
            problems.add(
                    node,
                    "the path '" + path + "' goes on behind '" + step + "', which is an attribute of '" + at + "'",
                    "A path goes through roles and ends with an attribute");
            return;
        }
        if (otherWays(node, at, step)) {
            return;
        }
        problems.add(
                node,
                "'" + at + "' has no role '" + step + "'",
                Problems.choice(step, "Its roles are", model.roles(at).keySet()));
    }

    private void noStep(Node node, String at, String step) {
        if (model.hasUnclearRoles(at) || otherWays(node, at, step)) {
            return;
        }
        problems.add(
                node,
                "'" + at + "' has no attribute or role '" + step + "'",
                Problems.choice(step, "It has", model.steps(at)));
    }

    /** Explains names that people use for what a path cannot reach: the tenant, and the many side. */
    private boolean otherWays(Node node, String at, String step) {
        if (step.equals(model.tenant()) && model.belongsToTenant(at)) {
            problems.add(
                    node,
                    "'" + at + "' has no role '" + step + "': its rows belong to one through tenancy",
                    "Leave it out: every access pattern and rule works within one tenant");
            return true;
        }
        List<Model.Role> roles = new ArrayList<>(model.roles(at).values());
        roles.addAll(model.others(at).values());
        for (Model.Role role : roles) {
            if (role.entity().equals(step) && !role.name().equals(step)) {
                problems.add(
                        node,
                        "'" + at + "' has no attribute or role '" + step + "'",
                        "Did you mean '" + role.name() + "'? That is the role of its '" + step + "'");
                return true;
            }
        }
        for (Relationship relationship : model.relationships()) {
            boolean down = relationship.from().equals(at) && relationship.to().equals(step);
            if (down && relationship.kind() == Relationship.Kind.ONE_TO_ONE) {
                problems.add(
                        node,
                        "the path ends at '" + step + "', which depends on '" + at + "'",
                        "Name an attribute of it: " + step + ".id or another");
                return true;
            }
            if (down && relationship.kind() == Relationship.Kind.ONE_TO_MANY) {
                problems.add(
                        node,
                        "the path to '" + step + "' leads from one '" + at + "' to many",
                        "Ask about entity '" + step + "', whose paths lead to '" + relationship.roleName()
                                + "', or use include");
                return true;
            }
        }
        if (model.others(at).containsKey(step)) {
            problems.add(
                    node,
                    "the path to '" + step + "' leads from one '" + at + "' to many",
                    "It can be a filter with equals or in, and nothing else");
            return true;
        }
        return false;
    }

    /** Paths of a list; those that lead nowhere are problems and left out. */
    List<Target> resolveAll(Map<String, Node> paths, String entity) {
        return paths.entrySet().stream()
                .map(entry -> resolve(entry.getValue(), entity, entry.getKey()))
                .flatMap(Optional::stream)
                .toList();
    }
}

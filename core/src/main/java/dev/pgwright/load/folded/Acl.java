package dev.pgwright.load.folded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may do what with an object: PostgreSQL's array of {@code aclitem}, and what acl.c of PostgreSQL 18 does to it. */
record Acl(List<Item> items) {
    static final Acl EMPTY = new Acl(List.of());

    Acl {
        items = items.stream()
                .filter(item -> !item.privileges.isEmpty() || !item.grantable.isEmpty())
                .sorted(Comparator.comparing(Item::grantee).thenComparing(Item::grantor))
                .toList();
    }

    /** What one role has from another; the names of roles as {@link Roles} has them. */
    record Item(String grantee, String grantor, SortedSet<String> privileges, SortedSet<String> grantable) {}

    /**
     * What a GRANT or REVOKE says.
     *
     * @param option {@code WITH GRANT OPTION}, {@code GRANT OPTION FOR}
     */
    record Change(
            boolean grant,
            boolean option,
            boolean cascade,
            List<String> grantees,
            String grantor,
            SortedSet<String> privileges) {
        Change withPrivileges(SortedSet<String> names) {
            return new Change(grant, option, cascade, grantees, grantor, names);
        }

        Change by(String role) {
            return new Change(grant, option, cascade, grantees, role, privileges);
        }
    }

    /** How privileges differ from others, as the reader of a live catalog groups them. */
    record Difference(boolean revoked, boolean grantable, String grantee, String grantor, List<String> names) {}

    Acl given(String grantee, String grantor, SortedSet<String> privileges) {
        return updated(new Item(grantee, grantor, privileges, new TreeSet<>()), true, grantor, false);
    }

    /** merge_acl_with_grant of aclchk.c. */
    Acl changed(Change change, String owner) {
        SortedSet<String> none = new TreeSet<>();
        Acl acl = this;
        for (String grantee : change.grantees()) {
            if (change.grant() && change.option() && grantee.equals(Roles.PUBLIC)) {
                throw Refusal.refused("", "grant options can only be granted to roles");
            }
            Item item = new Item(
                    grantee,
                    change.grantor(),
                    change.grant() || !change.option() ? change.privileges() : none,
                    !change.grant() || change.option() ? change.privileges() : none);
            acl = acl.updated(item, change.grant(), owner, change.cascade());
        }
        return acl;
    }

    /** aclupdate. */
    private Acl updated(Item by, boolean add, String owner, boolean cascade) {
        List<Item> changed = new ArrayList<>();
        SortedSet<String> lost = new TreeSet<>();
        Item before = new Item(by.grantee, by.grantor, new TreeSet<>(), new TreeSet<>());
        for (Item item : items) {
            if (item.grantee.equals(by.grantee) && item.grantor.equals(by.grantor)) {
                before = item;
            } else {
                changed.add(item);
            }
        }
        SortedSet<String> privileges = new TreeSet<>(before.privileges);
        SortedSet<String> grantable = new TreeSet<>(before.grantable);
        if (add) {
            privileges.addAll(by.privileges);
            grantable.addAll(by.grantable);
        } else {
            privileges.removeAll(by.privileges);
            grantable.removeAll(by.grantable);
            lost.addAll(before.grantable);
            lost.removeAll(grantable);
        }
        changed.add(new Item(by.grantee, by.grantor, privileges, grantable));
        Acl acl = new Acl(changed);
        return lost.isEmpty() ? acl : acl.abandoned(by.grantee, lost, owner, cascade);
    }

    /** recursive_revoke: what a role has given away goes with its right to do so. */
    private Acl abandoned(String grantor, SortedSet<String> lost, String owner, boolean cascade) {
        SortedSet<String> gone = new TreeSet<>(lost);
        gone.removeAll(grantable(grantor, owner));
        if (grantor.equals(owner) || gone.isEmpty()) {
            return this;
        }
        for (Item item : items) {
            boolean dependent =
                    item.grantor.equals(grantor) && item.privileges.stream().anyMatch(gone::contains);
            if (dependent) {
                if (!cascade) {
                    throw Refusal.refused("", "dependent privileges exist");
                }
                return updated(new Item(item.grantee, grantor, gone, gone), false, owner, true)
                        .abandoned(grantor, gone, owner, true);
            }
        }
        return this;
    }

    /** What a role may pass on, but for what it may as an owner. */
    SortedSet<String> grantable(String role, String owner) {
        SortedSet<String> found = new TreeSet<>();
        for (Item item : items) {
            if (item.grantee.equals(role)) {
                found.addAll(item.grantable);
            }
        }
        return found;
    }

    /** aclnewowner. */
    Acl ownedBy(String before, String now) {
        Acl acl = EMPTY;
        for (Item item : items) {
            Item moved = new Item(
                    item.grantee.equals(before) ? now : item.grantee,
                    item.grantor.equals(before) ? now : item.grantor,
                    item.privileges,
                    item.grantable);
            acl = acl.updated(moved, true, now, false);
        }
        return acl;
    }

    /** aclmerge. */
    Acl merged(@Nullable Acl more, String owner) {
        Acl acl = this;
        for (Item item : more == null ? List.<Item>of() : more.items) {
            acl = acl.updated(item, true, owner, false);
        }
        return acl;
    }

    /** What is given here and not there, and the other way round; who gave it does not count. */
    List<Difference> differencesFrom(Acl first) {
        List<Difference> found = new ArrayList<>();
        collect(this, first, false, found);
        collect(first, this, true, found);
        return found;
    }

    private static void collect(Acl some, Acl others, boolean revoked, List<Difference> found) {
        for (Item item : some.items) {
            Map<Boolean, List<String>> names = new TreeMap<>();
            for (String name : item.privileges) {
                boolean grantable = item.grantable.contains(name);
                if (!others.has(item.grantee, name, grantable)) {
                    names.computeIfAbsent(grantable, unused -> new ArrayList<>())
                            .add(name);
                }
            }
            names.forEach((grantable, list) ->
                    found.add(new Difference(revoked, grantable, item.grantee, item.grantor, List.copyOf(list))));
        }
    }

    private boolean has(String grantee, String name, boolean grantable) {
        return items.stream()
                .anyMatch(item -> item.grantee.equals(grantee)
                        && item.privileges.contains(name)
                        && item.grantable.contains(name) == grantable);
    }
}

package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an entity is known by a fact of its own, such as a currency by its code, or by an id that is made for it. */
public final class NaturalKey {
    /** More rows than people keep by hand are no reference data. */
    static final long REFERENCE_ROWS = 10_000;
    /** A code of this length is not much wider than a bigint. */
    static final int SHORT = 12;

    private static final int HORIZON_DAYS = 730;
    private static final Set<BusinessType> CODES =
            EnumSet.of(BusinessType.CODE, BusinessType.COUNTRY, BusinessType.CURRENCY, BusinessType.LANGUAGE);

    /** What a stated key may be: compared as a whole, of one form, and no wider than an id has to be. */
    static final Set<BusinessType> TYPES = EnumSet.of(
            BusinessType.CODE,
            BusinessType.COUNTRY,
            BusinessType.CURRENCY,
            BusinessType.LANGUAGE,
            BusinessType.INTEGER,
            BusinessType.UUID);

    /** Where the tree ends. */
    public enum Leaf {
        /** The requirements say so. */
        STATED,
        /** Reference data with a short code that never changes. */
        REFERENCE_DATA,
        /** A kind of another entity has the key of that. */
        KIND,
        /** Identifiers are made elsewhere, too. */
        GLOBAL,
        /** No short code tells the rows apart. */
        NO_CODE,
        /** One does, but nobody has said that it never changes. */
        CODE_MAY_CHANGE,
        /** More than one does: it is not clear which is the key. */
        SEVERAL_CODES,
        /** One does, but the rows are no reference data. */
        NO_REFERENCE_DATA
    }

    /**
     * What was chosen.
     *
     * @param attribute that is the key; null where an id is made
     */
    public record Choice(Leaf leaf, @Nullable Attribute attribute) {}

    private NaturalKey() {}

    public static Choice of(Entity entity) {
        if (entity.isA() != null) {
            return new Choice(Leaf.KIND, null);
        }
        if (entity.identity() == IdentityScope.NATURAL) {
            Attribute stated = entity.identityBy() == null
                    ? null
                    : entity.attribute(entity.identityBy()).orElse(null);
            return new Choice(Leaf.STATED, stated);
        }
        if (entity.identity() == IdentityScope.GLOBAL) {
            return new Choice(Leaf.GLOBAL, null);
        }
        List<Attribute> codes =
                entity.attributes().stream().filter(NaturalKey::isShortCode).toList();
        if (codes.isEmpty()) {
            return new Choice(Leaf.NO_CODE, null);
        }
        List<Attribute> lasting = codes.stream()
                .filter(attribute -> entity.changes(attribute) == Changes.NEVER)
                .toList();
        if (lasting.isEmpty()) {
            return new Choice(Leaf.CODE_MAY_CHANGE, null);
        }
        if (lasting.size() > 1) {
            return new Choice(Leaf.SEVERAL_CODES, null);
        }
        boolean few = entity.volume() != null && entity.volume().rowsAfter(HORIZON_DAYS) <= REFERENCE_ROWS;
        return few && entity.changes() != Changes.OFTEN
                ? new Choice(Leaf.REFERENCE_DATA, lasting.get(0))
                : new Choice(Leaf.NO_REFERENCE_DATA, null);
    }

    private static boolean isShortCode(Attribute attribute) {
        return isKey(attribute)
                && CODES.contains(attribute.type())
                && (attribute.type() != BusinessType.CODE
                        || (attribute.maxLength() != null && attribute.maxLength() <= SHORT));
    }

    /** Whether every row has it, and no two the same. */
    static boolean isKey(Attribute attribute) {
        return attribute.unique() && attribute.uniqueWithin().isEmpty() && attribute.required();
    }
}

package dev.pgwright.design.requirements;

import static dev.pgwright.design.requirements.AccessPattern.Operator.AFTER;
import static dev.pgwright.design.requirements.AccessPattern.Operator.AT_LEAST;
import static dev.pgwright.design.requirements.AccessPattern.Operator.AT_MOST;
import static dev.pgwright.design.requirements.AccessPattern.Operator.BEFORE;
import static dev.pgwright.design.requirements.AccessPattern.Operator.CONTAINS;
import static dev.pgwright.design.requirements.AccessPattern.Operator.EQUALS;
import static dev.pgwright.design.requirements.AccessPattern.Operator.IN;
import static dev.pgwright.design.requirements.AccessPattern.Operator.IS_NOT_SET;
import static dev.pgwright.design.requirements.AccessPattern.Operator.IS_SET;
import static dev.pgwright.design.requirements.AccessPattern.Operator.LAST_DAYS;
import static dev.pgwright.design.requirements.AccessPattern.Operator.MATCHES;
import static dev.pgwright.design.requirements.AccessPattern.Operator.NEAREST;
import static dev.pgwright.design.requirements.AccessPattern.Operator.OVERLAPS;
import static dev.pgwright.design.requirements.AccessPattern.Operator.RANGE;
import static dev.pgwright.design.requirements.AccessPattern.Operator.STARTS_WITH;
import static dev.pgwright.design.requirements.BusinessType.*;

import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What makes sense for which business type. */
final class TypeTraits {
    static final Set<BusinessType> NUMBERS = Set.of(INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE);
    /** Types whose values lie between a least and a greatest one that can be written down. */
    static final Set<BusinessType> LIMITED =
            EnumSet.of(INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE, DATE, TIME, TIMESTAMP, DURATION);

    static final Set<BusinessType> MOMENTS = Set.of(DATE, TIMESTAMP);
    static final Set<BusinessType> PERIODS = Set.of(PERIOD, DATE_PERIOD);

    private static final Set<BusinessType> WITHOUT_ORDER = EnumSet.of(JSON, TAGS, GEO_POINT, FILE, PERIOD, DATE_PERIOD);
    private static final Set<BusinessType> NEVER_UNIQUE =
            EnumSet.of(BOOLEAN, JSON, TAGS, GEO_POINT, STATUS, PERIOD, DATE_PERIOD);
    private static final Map<BusinessType, Set<Operator>> OPERATORS = operators();

    /** The types that an option of an attribute is for; options that are not here are for all. */
    static final Map<String, Set<BusinessType>> OPTIONS = Map.ofEntries(
            Map.entry("max_length", EnumSet.of(TEXT, EMAIL, PHONE, URL, CODE)),
            Map.entry("pattern", EnumSet.of(TEXT, EMAIL, PHONE, URL, CODE)),
            Map.entry("min", LIMITED),
            Map.entry("max", LIMITED),
            Map.entry("currency", EnumSet.of(MONEY)),
            Map.entry("unit", EnumSet.of(QUANTITY)),
            Map.entry("scale", EnumSet.of(DECIMAL, MONEY, QUANTITY)),
            Map.entry("values", EnumSet.of(STATUS)),
            Map.entry("transitions", EnumSet.of(STATUS)),
            Map.entry("extensible", EnumSet.of(STATUS)),
            Map.entry("time_zone", EnumSet.of(DATE, TIME, TIMESTAMP)),
            Map.entry("search_language", EnumSet.of(TEXT)),
            Map.entry(
                    "distinct",
                    EnumSet.complementOf(EnumSet.of(BOOLEAN, STATUS, JSON, TAGS, GEO_POINT, PERIOD, DATE_PERIOD))),
            Map.entry("shares", EnumSet.of(STATUS, BOOLEAN)),
            Map.entry("average_length", EnumSet.of(TEXT, EMAIL, URL, CODE, FILE, JSON)));

    private TypeTraits() {}

    private static Map<BusinessType, Set<Operator>> operators() {
        Set<Operator> time = EnumSet.of(EQUALS, IN, RANGE, AT_LEAST, AT_MOST, BEFORE, AFTER);
        Set<Operator> moment = EnumSet.copyOf(time);
        moment.add(LAST_DAYS);
        Map<BusinessType, Set<Operator>> operators = new EnumMap<>(BusinessType.class);
        for (BusinessType type : BusinessType.values()) {
            operators.put(
                    type,
                    switch (type) {
                        case TEXT -> EnumSet.of(EQUALS, IN, STARTS_WITH, CONTAINS, MATCHES);
                        case EMAIL, PHONE, URL, CODE, FILE -> EnumSet.of(EQUALS, IN, STARTS_WITH, CONTAINS);
                        case COUNTRY, CURRENCY, LANGUAGE, STATUS, UUID, IP_ADDRESS -> EnumSet.of(EQUALS, IN);
                        case INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE, DURATION ->
                            EnumSet.of(EQUALS, IN, RANGE, AT_LEAST, AT_MOST);
                        case BOOLEAN -> EnumSet.of(EQUALS);
                        case DATE, TIMESTAMP -> EnumSet.copyOf(moment);
                        case TIME -> EnumSet.copyOf(time);
                        case PERIOD, DATE_PERIOD -> EnumSet.of(OVERLAPS);
                        case JSON, TAGS -> EnumSet.of(CONTAINS);
                        case GEO_POINT -> EnumSet.of(NEAREST);
                    });
        }
        operators.values().forEach(set -> set.addAll(EnumSet.of(IS_SET, IS_NOT_SET)));
        return Collections.unmodifiableMap(operators);
    }

    /** The operators that a filter on this type can use. */
    static Set<Operator> operators(BusinessType type) {
        return OPERATORS.getOrDefault(type, Set.of());
    }

    /** Of the key of an entity and of a role. */
    static Set<Operator> keyOperators() {
        return EnumSet.of(EQUALS, IN, IS_SET, IS_NOT_SET);
    }

    static boolean sorts(BusinessType type) {
        return !WITHOUT_ORDER.contains(type);
    }

    static boolean canBeUnique(BusinessType type) {
        return !NEVER_UNIQUE.contains(type);
    }

    /** Types whose few values are no key alone can be a part of one. */
    static boolean canBePartOfKey(BusinessType type) {
        return canBeUnique(type) || type == STATUS || type == BOOLEAN;
    }

    static boolean measures(BusinessType type, Function function) {
        return switch (function) {
            case COUNT -> true;
            case SUM, AVERAGE -> NUMBERS.contains(type) || type == DURATION;
            case MINIMUM, MAXIMUM -> sorts(type) && type != BOOLEAN && type != UUID;
        };
    }
}

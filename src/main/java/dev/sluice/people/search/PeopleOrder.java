package dev.sluice.people.search;

import java.util.List;

/**
 * A part of an order of people, each along an index: named people by name and then those without a name, the newest
 * first, and people without a standing, who are behind all others by engagement.
 */
enum PeopleOrder {
    NEWEST(
            " AND p.merged_into IS NULL",
            " AND (p.created_at, p.id) < (:at, :id)",
            " ORDER BY p.created_at DESC, p.id DESC",
            ""),
    NAMED(" AND p.name_key IS NOT NULL", " AND (p.name_key, p.id) > (:name, :id)", " ORDER BY p.name_key, p.id", ""),
    NAMELESS(" AND p.name_key IS NULL AND p.merged_into IS NULL", " AND p.id > :id", " ORDER BY p.id", ""),
    UNPLACED("", " AND p.id > :id", " ORDER BY p.id", " AND s.person_id IS NULL");

    /** Sorts behind every name. */
    static final String NAMELESS_KEY = "chr(1114111)";

    private static final String LAST = "\uDBFF\uDFFF";

    final String part;
    final String after;
    final String by;
    final String residual;

    PeopleOrder(String part, String after, String by, String residual) {
        this.part = part;
        this.after = after;
        this.by = by;
        this.residual = residual;
    }

    /** The parts that follow the lanes of stages or make up the order, from a position on. */
    static List<PeopleOrder> of(PeopleSort sort) {
        return switch (sort) {
            case ENGAGEMENT -> List.of(UNPLACED);
            case NEWEST -> List.of(NEWEST);
            case NAME -> List.of(NAMED, NAMELESS);
        };
    }

    /** Whether a position is in this part. */
    boolean holds(PeopleCursor position) {
        return switch (this) {
            case NEWEST -> true;
            case NAMED -> !position.text().equals(LAST);
            case NAMELESS -> position.text().equals(LAST);
            case UNPLACED -> position.number() == PeopleSearchRows.NO_STANDING;
        };
    }

    /** Whether a position is behind this part. */
    boolean isBefore(PeopleCursor position) {
        return this == NAMED && !holds(position);
    }

    /** The key of a row of people alone, without their standing. */
    String bound(PeopleSort sort) {
        return this == UNPLACED ? PeopleSearchRows.NO_STANDING + "::float8 AS key" : PeopleSearchRows.key(sort);
    }
}

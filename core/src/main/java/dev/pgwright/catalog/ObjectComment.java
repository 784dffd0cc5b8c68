package dev.pgwright.catalog;

/** A comment on something that has no record of its own, such as the index of a constraint. */
public record ObjectComment(ObjectReference object, String text) {}

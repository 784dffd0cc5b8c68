package dev.pgwright.catalog;

/** A label that a security provider's module reads. */
public record SecurityLabel(ObjectReference object, String provider, String label) {}

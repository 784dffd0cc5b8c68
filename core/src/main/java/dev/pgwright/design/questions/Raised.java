package dev.pgwright.design.questions;

import dev.pgwright.design.requirements.Subject;
import dev.pgwright.source.Place;
import java.util.Map;

/**
 * Something of a kind that is open.
 *
 * @param rows how many rows are concerned
 * @param words what stands for the {@code {names}} in the texts of the kind
 */
record Raised(Subject subject, Place place, long rows, Map<String, String> words) {}

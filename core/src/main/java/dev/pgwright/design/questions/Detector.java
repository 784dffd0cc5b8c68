package dev.pgwright.design.questions;

import java.util.List;

/** Finds where the requirements leave open what a kind of question asks. */
@FunctionalInterface
interface Detector {
    List<Raised> find(Facts facts);
}

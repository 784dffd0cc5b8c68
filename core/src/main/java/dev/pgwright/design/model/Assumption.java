package dev.pgwright.design.model;

/**
 * Something that nobody said and that the design had to take for true.
 *
 * @param subject entity, relationship or access pattern
 * @param question what to ask the people who know
 * @param taken what was assumed until they answer
 * @param changes what another answer would change
 */
public record Assumption(String subject, String question, String taken, String changes)
        implements Comparable<Assumption> {
    @Override
    public int compareTo(Assumption other) {
        int bySubject = subject.compareTo(other.subject);
        return bySubject != 0 ? bySubject : question.compareTo(other.question);
    }
}

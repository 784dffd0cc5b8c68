package dev.pgwright.render.report.review;

import dev.pgwright.render.Xml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A review in the XML that JUnit's Ant task once wrote and CI systems read: a suite for each file with findings, a case for
 * each finding, failed where it fails the review.
 */
final class ReviewJunit {
    private ReviewJunit() {}

    static String of(ReviewReport report) {
        Map<String, List<Located>> files = report.everything().stream()
                .collect(Collectors.groupingBy(Located::file, TreeMap::new, Collectors.toList()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        List<Located> all = report.everything();
        xml.append("<testsuites name=\"pgwright review\"");
        if (all.isEmpty()) {
            // some readers take a report without tests for a broken one
            xml.append(" tests=\"1\" failures=\"0\" skipped=\"0\">\n");
            xml.append("  <testsuite name=\"pgwright review\" tests=\"1\" failures=\"0\" skipped=\"0\">\n");
            xml.append("    <testcase classname=\"pgwright review\" name=\"")
                    .append(Xml.escaped(report.counts()))
                    .append("\"/>\n  </testsuite>\n");
        } else {
            counts(xml, all, report);
            files.forEach((file, findings) -> suite(xml, file, findings, report));
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void counts(StringBuilder xml, List<Located> findings, ReviewReport report) {
        xml.append(" tests=\"").append(findings.size());
        xml.append("\" failures=\"")
                .append(findings.stream()
                        .filter(located -> isFailure(located, report))
                        .count());
        xml.append("\" skipped=\"")
                .append(findings.stream()
                        .filter(located -> located.standing() != Located.Standing.NEW)
                        .count());
        xml.append("\">\n");
    }

    private static boolean isFailure(Located located, ReviewReport report) {
        return located.standing() == Located.Standing.NEW && report.fails(located.severity());
    }

    private static void suite(StringBuilder xml, String file, List<Located> findings, ReviewReport report) {
        String name = Located.heading(file, findings);
        xml.append("  <testsuite name=\"").append(Xml.escaped(name)).append('"');
        counts(xml, findings, report);
        for (Located located : findings) {
            boolean placed = !file.isEmpty();
            xml.append("    <testcase classname=\"").append(Xml.escaped(name));
            xml.append("\" name=\"").append(Xml.escaped(located.rule()));
            if (!located.subject().isEmpty()) {
                xml.append(" of ").append(Xml.escaped(located.subject()));
            }
            if (placed) {
                xml.append(" at ").append(located.range().start());
                xml.append("\" file=\"").append(Xml.escaped(file));
                xml.append("\" line=\"").append(located.range().start().line());
            }
            xml.append("\">\n");
            String words = Xml.escaped((placed ? located.place() + "\n" : "") + located.words());
            if (located.standing() == Located.Standing.SUPPRESSED) {
                xml.append("      <skipped message=\"suppressed by a comment\"/>\n");
            } else if (located.standing() == Located.Standing.BASELINE) {
                xml.append("      <skipped message=\"known to the baseline\"/>\n");
            } else if (isFailure(located, report)) {
                xml.append("      <failure type=\"").append(located.severity().word());
                xml.append("\" message=\"").append(Xml.escaped(located.finding().message()));
                xml.append("\">").append(words).append("</failure>\n");
            } else {
                xml.append("      <system-out>").append(words).append("</system-out>\n");
            }
            xml.append("    </testcase>\n");
        }
        xml.append("  </testsuite>\n");
    }
}

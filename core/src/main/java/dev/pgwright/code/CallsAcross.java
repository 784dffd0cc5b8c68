package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.List;

/**
 * What one file says of methods that another one calls.
 *
 * @param senders methods that send a statement for what they are given
 * @param looped calls in loops of methods of a type that is written
 * @param forwarders methods that send what they are given as SQL
 * @param isRead whether the file was parsed for them
 */
public record CallsAcross(List<Sender> senders, List<Looped> looped, Forwarders forwarders, boolean isRead) {
    static final CallsAcross NOT_READ = new CallsAcross(List.of(), List.of(), Forwarders.NONE, false);

    public CallsAcross {
        senders = List.copyOf(senders);
        looped = List.copyOf(looped);
    }

    /**
     * A method that sends a statement.
     *
     * @param type the class that has it
     * @param parameters how many it has
     */
    public record Sender(String type, String method, int parameters) {}

    /**
     * A call in a loop, of something that is another one each time.
     *
     * @param loop its first line
     */
    public record Looped(Span call, Span loop, List<String> variables, String type, String method, int arguments) {
        public Looped {
            variables = List.copyOf(variables);
        }

        public boolean isOf(Sender sender) {
            return sender.equals(new Sender(type, method, arguments));
        }
    }
}

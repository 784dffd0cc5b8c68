package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that is no longer supported. There is none to run, so this one only speaks the start of PostgreSQL's protocol
 * (PostgreSQL 18, 54.2 Message Flow) and knows its own version.
 */
@Timeout(60)
class OldServerTest {
    @Test
    void aServerOfVersion12IsRefusedWithOneClearMessage() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listening), "version 12");
            server.setDaemon(true);
            server.start();
            DatabaseTarget target = DatabaseTarget.parse(
                    "host=127.0.0.1 port=" + listening.getLocalPort() + " user=u dbname=d sslmode=disable", Map.of());
            assertThatThrownBy(target::open)
                    .isInstanceOfSatisfying(PgwrightException.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ErrorCode.SERVER);
                        assertThat(refused.problems().get(0).hint())
                                .isEqualTo("upgrade the server: PostgreSQL 12 gets no fixes any more");
                    })
                    .hasMessageEndingWith("the server is PostgreSQL 12.17; pgwright works with 14 and newer");
        }
    }

    private static void serve(ServerSocket listening) {
        while (true) {
            try (Socket client = listening.accept()) {
                answer(new DataInputStream(client.getInputStream()), new DataOutputStream(client.getOutputStream()));
            } catch (SocketException | EOFException closed) {
                if (listening.isClosed()) {
                    return;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void answer(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(in.readInt() - Integer.BYTES);
        send(out, 'R', new byte[4]);
        parameter(out, "server_version", "12.17");
        parameter(out, "client_encoding", "UTF8");
        parameter(out, "DateStyle", "ISO, MDY");
        parameter(out, "integer_datetimes", "on");
        parameter(out, "standard_conforming_strings", "on");
        send(out, 'K', new byte[8]);
        send(out, 'Z', new byte[] {'I'});
        boolean asksForVersion = false;
        while (true) {
            char kind = (char) in.readByte();
            byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
            switch (kind) {
                case 'P' -> {
                    asksForVersion = new String(message, StandardCharsets.UTF_8).contains("server_version_num");
                    send(out, '1', new byte[0]);
                }
                case 'B' -> send(out, '2', new byte[0]);
                case 'D' -> describe(out, asksForVersion);
                case 'E' -> {
                    if (asksForVersion) {
                        row(out, "120017", "12.17");
                    }
                    send(out, 'C', text(asksForVersion ? "SELECT 1" : "SET"));
                }
                case 'S' -> send(out, 'Z', new byte[] {'I'});
                default -> {
                    return;
                }
            }
        }
    }

    private static void describe(DataOutputStream out, boolean version) throws IOException {
        if (!version) {
            send(out, 'n', new byte[0]);
            return;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(body);
        fields.writeShort(2);
        // int4 and text
        for (int type : new int[] {23, 25}) {
            fields.write(text("current_setting"));
            fields.writeInt(0);
            fields.writeShort(0);
            fields.writeInt(type);
            fields.writeShort(-1);
            fields.writeInt(-1);
            fields.writeShort(0);
        }
        send(out, 'T', body.toByteArray());
    }

    private static void row(DataOutputStream out, String... values) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(body);
        fields.writeShort(values.length);
        for (String value : values) {
            fields.writeInt(value.length());
            fields.write(value.getBytes(StandardCharsets.US_ASCII));
        }
        send(out, 'D', body.toByteArray());
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(text(name));
        body.write(text(value));
        send(out, 'S', body.toByteArray());
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(DataOutputStream out, char kind, byte[] body) throws IOException {
        out.writeByte(kind);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        out.flush();
    }
}

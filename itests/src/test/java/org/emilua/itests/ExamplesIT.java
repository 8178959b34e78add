package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example programs, and those of the reference's tutorials, do what their texts say. */
final class ExamplesIT {

    private static final Path REFERENCE = Path.of(System.getProperty("emilua.specs"), "reference").toAbsolutePath().normalize();

    private static void prints(String expected, Path program) throws Exception {
        assertEquals(new Cli.Result(0, expected, ""), Cli.run(program.toString()));
    }

    @Test
    void sleepsort() throws Exception {
        Cli.Result result = Cli.run(Cli.EXAMPLES.resolve("sleepsort.lua").toString());
        assertEquals(0, result.exitCode(), result.err());
        // In this order, unless the machine stops between two fibers for longer than their numbers differ by.
        assertEquals(List.of(1, 2, 8, 38, 39, 42, 111), result.out().lines().map(Integer::valueOf).sorted().toList());
    }

    @Test
    void accessLog() throws Exception {
        String log = """
                ::1 - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 512
                ::1 - - [01/Jan/2026:00:00:01 +0000] "GET /x HTTP/1.1" 404 -
                ::1 - ann [01/Jan/2026:00:00:01 +0000] "GET /y HTTP/1.1" 200 88

                no entry""";
        assertEquals(
                new Cli.Result(0, "200\t2\n404\t1\n5 lines, 600 bytes sent\n", ""),
                Cli.runWith(Map.of(), log, Cli.EXAMPLES.resolve("access_log.lua").toString()));
    }

    @Test
    void timeout() throws Exception {
        prints("quick operation:\ttrue\tdone\naccept with nobody there:\tfalse\n", Cli.EXAMPLES.resolve("timeout.lua"));
    }

    @Test
    void jsonShapes() throws Exception {
        prints("""
                {"name":"two circles","shapes":[{"radius":1.5,"style":["red"]},{"radius":2,"style":[]}],"author":null}
                {
                  "radius": 1.5,
                  "style": [
                    "red"
                  ]
                }
                A character stands where JSON does not allow it\t2\t11
                JSON has no infinite numbers and no NaN\t.shapes[2]
                """, Cli.EXAMPLES.resolve("json_shapes.lua"));
    }

    @Test
    void errorsOfADoor() throws Exception {
        String rest = "true\ntrue\nThere is no door\nThere is no door\n";
        Map<String, String> english = Map.of("LC_ALL", "C");
        Path program = Cli.EXAMPLES.resolve("door.lua");
        assertEquals(
                new Cli.Result(0, "The door is locked\t1\tdoor_errors\tcellar\n" + rest, ""),
                Cli.runWith(english, "", program.toString()));
        byte[] german = "Die T\u00fcr ist verschlossen".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new Cli.Result(0, new String(german, StandardCharsets.ISO_8859_1) + "\t1\tdoor_errors\tcellar\n" + rest, ""),
                Cli.runWith(Map.of("LC_ALL", "de_DE.UTF-8"), "", program.toString()));
    }

    @Test
    void logLines() throws Exception {
        prints("192.0.2.7\tGET\tdocs > regex.html\t200\t2326\n192.0.2.9\tPOST\tapi > v1 > items\t404\t0\n"
                + "skipped: no line of the log\n", Cli.EXAMPLES.resolve("log_lines.lua"));
    }

    @Test
    void concurrentOutput() throws Exception {
        prints("HelloWorld\n", REFERENCE.resolve("world_after_hello.lua"));
    }

    @Test
    void steadyTimer() throws Exception {
        prints("Hello\nWorld\n", REFERENCE.resolve("steady_timer.lua"));
    }

    @Test
    void composedWritesUnderAMutex() throws Exception {
        prints("{\"a\":1}{\"b\":2}{\"c\":3}\n", REFERENCE.resolve("write_mutex.lua"));
    }

    @Test
    void interruptionReleasesTheMutex() throws Exception {
        prints("locked\ninterrupted\ttrue\n", REFERENCE.resolve("interrupted_with_mutex.lua"));
    }

    @Test
    void interruptionRecap() throws Exception {
        Cli.Result result = Cli.run(REFERENCE.resolve("recap.lua").toString());
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals(List.of("1", "2", "8"), lines.subList(0, 3).stream().sorted().toList());
        assertEquals(List.of("children interrupted\ttrue"), lines.subList(3, lines.size()));
    }

    @Test
    void queueConsumer() throws Exception {
        prints("consumed one\nconsumed two\n", REFERENCE.resolve("queue_consumer.lua"));
    }

    @Test
    void echoServerAndClient() throws Exception {
        Cli.Running server = Cli.start(Map.of(), "", Cli.EXAMPLES.resolve("echo_server.lua").toString(), "--", "0");
        try {
            server.awaitOutput("listening on 127.0.0.1:");
            String port = server.outSoFar().strip().replaceAll(".*:", "");
            Cli.Result client = Cli.runWith(
                    Map.of(), "one line\nanother\n", Cli.EXAMPLES.resolve("echo_client.lua").toString(), "--", port);
            assertEquals(new Cli.Result(0, "one line\nanother\n", ""), client);
            manyMessages(Integer.parseInt(port));
            server.signal("INT");
            Cli.Result result = server.await();
            assertEquals(130, result.exitCode());
            assertEquals("", result.err());
        } finally {
            server.process().destroyForcibly();
        }
    }

    private static void manyMessages(int port) throws Exception {
        try (Socket a = new Socket("127.0.0.1", port); Socket b = new Socket("127.0.0.1", port)) {
            for (int i = 1; i < 200; i++) {
                for (Socket socket : new Socket[] {a, b}) {
                    byte[] message = ("message " + i + " ").repeat(i * 10).getBytes(StandardCharsets.US_ASCII);
                    socket.getOutputStream().write(message);
                    byte[] reply = new byte[message.length];
                    new DataInputStream(socket.getInputStream()).readFully(reply);
                    assertTrue(java.util.Arrays.equals(message, reply), "echo of message " + i);
                }
            }
        }
    }
}

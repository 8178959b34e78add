package org.emilua.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Opens many connections to an echo server, keeps all of them open at once, and lets each echo a message of its own a
 * number of times. Ends with exit code 0 only if every byte of every connection came back right.
 */
public final class ManyConnections {

    private static final int MESSAGE_BYTES = 32;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final int rounds;
    private int finished;
    private int failed;

    private ManyConnections(int rounds) {
        this.rounds = rounds;
    }

    /** Arguments: port, connections, rounds. */
    public static void main(String[] args) throws IOException {
        int connections = Integer.parseInt(args[1]);
        ManyConnections run = new ManyConnections(Integer.parseInt(args[2]));
        run.run(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), connections);
        System.out.println(connections + " connections open at once, " + run.finished + " echoed right, "
                + (connections - run.finished) + " not (" + run.failed + " failed)");
        System.exit(run.finished == connections ? 0 : 1);
    }

    private void run(InetSocketAddress server, int connections) throws IOException {
        Peer[] peers = new Peer[connections];
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                peers[i] = new Peer(i, SocketChannel.open(server));
                peers[i].channel.configureBlocking(false);
                peers[i].channel.register(selector, SelectionKey.OP_READ, peers[i]);
            }
            for (Peer peer : peers) {
                peer.send();
            }
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (finished + failed < connections && System.nanoTime() < deadline) {
                selector.select(this::received, 1_000);
            }
        }
        for (Peer peer : peers) {
            peer.channel.close();
        }
    }

    private void received(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            if (!peer.receive()) {
                return;
            }
            if (++peer.round < rounds) {
                peer.send();
            } else {
                finished++;
                key.cancel();
            }
        } catch (IOException e) {
            failed++;
            key.cancel();
        }
    }

    private static final class Peer {
        private final int number;
        private final SocketChannel channel;
        private final ByteBuffer reply = ByteBuffer.allocate(MESSAGE_BYTES);
        private int round;

        Peer(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }

        private ByteBuffer message() {
            ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
            for (int i = 0; i < MESSAGE_BYTES / 8; i++) {
                message.putLong(number * 1_000_003L + round * 101L + i);
            }
            return message.flip();
        }

        void send() throws IOException {
            channel.write(message());
        }

        /** Whether the whole message is back. */
        boolean receive() throws IOException {
            if (channel.read(reply) < 0) {
                throw new IOException("connection " + number + " was closed by the server");
            }
            if (reply.hasRemaining()) {
                return false;
            }
            if (!reply.flip().equals(message())) {
                throw new IOException("connection " + number + " got other bytes than it sent");
            }
            reply.clear();
            return true;
        }
    }
}

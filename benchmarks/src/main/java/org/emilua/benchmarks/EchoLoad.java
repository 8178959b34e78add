package org.emilua.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The load of the echo benchmark: connections that each send a message, wait for it to come back whole, check it and send
 * the next. Bounded in time; prints the number of round trips.
 */
public final class EchoLoad {

    private final ByteBuffer expected;
    private final long deadline;
    private long roundTrips;
    private long corrupt;

    private EchoLoad(int size, long deadline) {
        this.deadline = deadline;
        expected = ByteBuffer.allocateDirect(size);
        for (int i = 0; i < size; i++) {
            expected.put((byte) (i * 31 + 7));
        }
        expected.flip();
    }

    /** Arguments: port, connections, message bytes, seconds. */
    public static void main(String[] args) throws IOException {
        int connections = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[3]);
        EchoLoad load = new EchoLoad(Integer.parseInt(args[2]), System.nanoTime() + (long) (seconds * 1e9));
        load.run(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), connections);
        System.out.println(load.roundTrips + " round trips, " + load.corrupt + " corrupt");
        System.exit(load.corrupt == 0 ? 0 : 1);
    }

    private void run(InetSocketAddress server, int connections) throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(expected.capacity()));
                channels.add(channel);
            }
            for (SocketChannel channel : channels) {
                channel.write(expected.duplicate());
            }
            while (System.nanoTime() < deadline) {
                selector.select(this::received, 100);
            }
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private void received(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer reply = (ByteBuffer) key.attachment();
        try {
            if (channel.read(reply) < 0) {
                corrupt++;
                key.cancel();
                return;
            }
            if (!reply.hasRemaining()) {
                reply.flip();
                if (!reply.equals(expected)) {
                    corrupt++;
                }
                reply.clear();
                roundTrips++;
                channel.write(expected.duplicate());
            }
        } catch (IOException e) {
            corrupt++;
            key.cancel();
        }
    }
}

package org.emilua.transport;

import io.netty.channel.unix.Buffer;
import java.nio.ByteBuffer;
import org.emilua.api.CarrierThread;

/** Memory that the kernel reads from and writes to on its way from and to byte spans. One a thread. */
final class Scratch {

    /** The most that one system call transfers. */
    static final int CAPACITY = 256 << 10;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    final long address = Buffer.memoryAddress(buffer);

    static Scratch ofThread() {
        return CarrierThread.apart(OF_THREAD::get);
    }
}

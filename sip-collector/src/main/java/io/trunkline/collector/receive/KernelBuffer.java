package io.trunkline.collector.receive;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.internal.PlatformDependent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the kernel keeps the datagrams of a socket that are not read yet. */
public final class KernelBuffer {

    private static final Logger LOG = LoggerFactory.getLogger(KernelBuffer.class);
    private static final int SOL_SOCKET = 1;

    /** A receive buffer beyond {@code net.core.rmem_max}, for those with the right to administer the network (socket(7)). */
    private static final IntegerUnixChannelOption SO_RCVBUFFORCE =
            new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

    private KernelBuffer() {}

    /**
     * Sees to it that an open socket, which was given {@link ChannelOption#SO_RCVBUF}, has a receive buffer of so many
     * bytes: as root may, where the kernel has granted less.
     *
     * @return what the kernel grants, in bytes
     */
    public static int ask(Channel socket, int bytes) {
        if (granted(socket) < bytes && socket instanceof EpollDatagramChannel) {
            try {
                socket.config().setOption(SO_RCVBUFFORCE, bytes);
            } catch (ChannelException e) {
                LOG.debug("no right to a larger receive buffer", e);
            }
        }
        return granted(socket);
    }

    /** Linux doubles what it is asked for, to have room for its own book-keeping, and tells the double (socket(7)). */
    private static int granted(Channel socket) {
        int told = socket.config().getOption(ChannelOption.SO_RCVBUF);
        return PlatformDependent.isWindows() || PlatformDependent.isOsx() ? told : told / 2;
    }
}

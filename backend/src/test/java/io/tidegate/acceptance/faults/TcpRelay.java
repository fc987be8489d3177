package io.tidegate.acceptance.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire that can be cut, torn and stopped: everything that arrives at its port is passed on. */
final class TcpRelay implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  /** Both ends of one connection. */
  private record Link(Socket caller, Socket server) {
    void close(boolean torn) {
      close(caller, torn);
      close(server, torn);
    }

    private static void close(Socket socket, boolean torn) {
      try {
        if (torn) {
          socket.setSoLinger(true, 0);
        }
        socket.close();
      } catch (IOException alreadyGone) {
        // That is what is wanted.
      }
    }
  }

  private final ServerSocket listening;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private boolean stalled;
  private volatile boolean down;

  /** Listens on a free port of the loopback interface. */
  TcpRelay(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on, new connections lead to another port. */
  void target(int port) {
    target = port;
  }

  /** Closes all connections, and each new one at once, until it is up again. */
  void down() {
    down = true;
    cut(false);
  }

  void up() {
    down = false;
  }

  /** Resets all connections. */
  void reset() {
    cut(true);
  }

  /** Holds back every byte in both directions, and loses none. */
  synchronized void stall() {
    stalled = true;
  }

  synchronized void flow() {
    stalled = false;
    notifyAll();
  }

  private void cut(boolean torn) {
    links.forEach(link -> link.close(torn));
    links.clear();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        if (down) {
          caller.close();
        } else {
          connect(caller);
        }
      } catch (IOException closed) {
        // The next one, unless the relay was closed.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    Socket server = new Socket();
    Link link = new Link(caller, server);
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      caller.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    } catch (IOException refused) {
      link.close(false);
      return;
    }
    links.add(link);
    run(() -> pump(link, caller, server));
    run(() -> pump(link, server, caller));
  }

  private void pump(Link link, Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitFlow();
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // Either end may go at any time.
    } finally {
      links.remove(link);
      link.close(false);
    }
  }

  private synchronized void awaitFlow() throws SocketException {
    try {
      while (stalled) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    flow();
    cut(false);
  }
}

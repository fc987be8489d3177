package io.tidegate.sandbox.faults;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Sits where the bytes of a connection leave the server, and does to them what no HTTP API lets one
 * do: swallow an answer that the handler believes sent, hold its body back, cut it or spoil it.
 * This is the one place that reaches below Vert.x's public API, for the Netty channel.
 */
// Netty reports what became of a write through the promise that the writer holds; the future that
// write returns is that same promise.
@SuppressWarnings("FutureReturnValueIgnored")
final class Wire extends ChannelDuplexHandler {
  private static final String NAME = "tidegate-wire";
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final String JSON = "application/json";

  /** As long as {@link #JSON}, so that nothing else of the head has to change. */
  private static final String HTML = "text/html       ";

  private enum Mode {
    OPEN,
    SWALLOW,
    DELAY,
    HOLD,
    CUT,
    SPOIL,
    HTML
  }

  private record Held(Object message, ChannelPromise promise) {}

  private final Queue<Held> held = new ArrayDeque<>();
  private Mode mode = Mode.OPEN;
  private int delayMillis;

  /** Whether the head of the answer that is spoilt has passed. */
  private boolean inBody;

  private Wire() {}

  /** The wire of a connection; to be called on its event loop. */
  static Wire of(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    if (channel.pipeline().get(NAME) instanceof Wire known) {
      return known;
    }
    Wire wire = new Wire();
    channel.pipeline().addFirst(NAME, wire);
    return wire;
  }

  /** Closes the connection as soon as an answer is about to leave. */
  void swallowAnswer() {
    mode = Mode.SWALLOW;
  }

  /** Lets the head of the next answer pass and holds its body back for so long. */
  void delayBody(int millis) {
    mode = Mode.DELAY;
    delayMillis = millis;
  }

  /** Closes the connection in the middle of the next answer's body. */
  void cutBody() {
    mode = Mode.CUT;
  }

  /** Makes the next answer's body unreadable, and keeps its length. */
  void spoilBody() {
    mode = Mode.SPOIL;
    inBody = false;
  }

  /** Makes the next answer's body unreadable, and has its head say that it is HTML. */
  void replaceType() {
    mode = Mode.HTML;
    inBody = false;
  }

  /** The next request ends the spoiling of the answer before it. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (inBody) {
      inBody = false;
      mode = Mode.OPEN;
    }
    super.channelRead(ctx, message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    switch (mode) {
      case OPEN -> ctx.write(message, promise);
      case SWALLOW -> {
        drop(new Held(message, promise));
        ctx.close();
      }
      case DELAY -> delay(ctx, message, promise);
      case HOLD -> held.add(new Held(message, promise));
      case CUT -> cut(ctx, new Held(message, promise));
      case SPOIL, HTML -> ctx.write(spoilt(message), promise);
    }
  }

  private void delay(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      ctx.write(bytes.readRetainedSlice(headLength(bytes)), ctx.newPromise());
    }
    held.add(new Held(message, promise));
    mode = Mode.HOLD;
    ctx.executor().schedule(() -> release(ctx), delayMillis, TimeUnit.MILLISECONDS);
  }

  private void cut(ChannelHandlerContext ctx, Held answer) {
    if (answer.message() instanceof ByteBuf bytes && bytes.isReadable()) {
      int head = headLength(bytes);
      ctx.writeAndFlush(bytes.readRetainedSlice(head + (bytes.readableBytes() - head) / 2));
    }
    mode = Mode.SWALLOW;
    drop(answer);
    ctx.close();
  }

  private Object spoilt(Object message) {
    if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
      return message;
    }
    int head = inBody ? 0 : headLength(bytes);
    ByteBuf spoilt = bytes.alloc().buffer(bytes.readableBytes());
    String said = bytes.toString(bytes.readerIndex(), head, StandardCharsets.ISO_8859_1);
    spoilt.writeCharSequence(
        mode == Mode.HTML ? said.replace(JSON, HTML) : said, StandardCharsets.ISO_8859_1);
    for (int i = head; i < bytes.readableBytes(); i++) {
      spoilt.writeByte(mode == Mode.HTML ? '<' : '{');
    }
    inBody = true;
    bytes.release();
    return spoilt;
  }

  private static int headLength(ByteBuf bytes) {
    int length = bytes.readableBytes();
    for (int i = 0; i + END_OF_HEAD.length <= length; i++) {
      if (startsWith(bytes, bytes.readerIndex() + i)) {
        return i + END_OF_HEAD.length;
      }
    }
    return length;
  }

  private static boolean startsWith(ByteBuf bytes, int at) {
    for (int i = 0; i < END_OF_HEAD.length; i++) {
      if (bytes.getByte(at + i) != END_OF_HEAD[i]) {
        return false;
      }
    }
    return true;
  }

  private void release(ChannelHandlerContext ctx) {
    mode = Mode.OPEN;
    for (Held next = held.poll(); next != null; next = held.poll()) {
      ctx.write(next.message(), next.promise());
    }
    ctx.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    held.forEach(Wire::drop);
    held.clear();
    super.channelInactive(ctx);
  }

  private static void drop(Held unwanted) {
    ReferenceCountUtil.release(unwanted.message());
    unwanted.promise().tryFailure(new ClosedChannelException());
  }
}

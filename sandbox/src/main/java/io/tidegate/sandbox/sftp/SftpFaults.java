package io.tidegate.sandbox.sftp;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;

/** What goes wrong with the SFTP server while it is told to. Safe to use from any thread. */
public final class SftpFaults {
  private static final AttributeKey<AtomicLong> READ = new AttributeKey<>();

  /**
   * The faults in force.
   *
   * @param refuseLogins whether nobody may sign in, whatever they present
   * @param cutAfterBytes how much of its files a session may read before it is cut
   */
  public record Settings(boolean refuseLogins, OptionalLong cutAfterBytes) {
    public static final Settings NONE = new Settings(false, OptionalLong.empty());
  }

  private volatile Settings settings = Settings.NONE;

  public Settings settings() {
    return settings;
  }

  public void settings(Settings changed) {
    settings = changed;
  }

  boolean letsIn() {
    return !settings.refuseLogins();
  }

  /** How many of the bytes that a session wants to read now it may still have. */
  int allowance(ServerSession session, int wanted) {
    OptionalLong most = settings.cutAfterBytes();
    return most.isEmpty()
        ? wanted
        : (int) Math.max(0, Math.min(wanted, most.getAsLong() - read(session).get()));
  }

  void hasRead(ServerSession session, int bytes) {
    read(session).addAndGet(bytes);
  }

  private static AtomicLong read(ServerSession session) {
    return session.computeAttributeIfAbsent(READ, key -> new AtomicLong());
  }
}

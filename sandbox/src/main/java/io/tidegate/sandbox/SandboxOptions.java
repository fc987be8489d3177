package io.tidegate.sandbox;

/**
 * How to start a sandbox.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param sftpPort port of the SFTP server, 0 for any free one
 * @param people contacts to generate in Dynamics before the sandbox is ready
 * @param seed what the generated people are drawn from: the same seed makes the same people
 * @param changesPerSecond contacts that change by themselves each second, 0 for none
 * @param accounts accounts to generate in Dynamics, with their subscriptions and invoice lines, and
 *     with half of the people as their employees
 * @param accountChangesPerSecond accounts, subscriptions and invoice lines that change by
 *     themselves each second, 0 for none
 * @param unlimited whether the vendors' limits are lifted from the start
 */
public record SandboxOptions(
    String host,
    int port,
    int sftpPort,
    int people,
    long seed,
    double changesPerSecond,
    int accounts,
    double accountChangesPerSecond,
    boolean unlimited) {

  /** An empty sandbox on a free port of the loopback interface, with the vendors' limits. */
  public SandboxOptions() {
    this("127.0.0.1", 0, 0, 0, 42, 0, 0, 0, false);
  }

  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(
        host,
        newPort,
        sftpPort,
        people,
        seed,
        changesPerSecond,
        accounts,
        accountChangesPerSecond,
        unlimited);
  }

  public SandboxOptions withSftpPort(int newPort) {
    return new SandboxOptions(
        host,
        port,
        newPort,
        people,
        seed,
        changesPerSecond,
        accounts,
        accountChangesPerSecond,
        unlimited);
  }

  public SandboxOptions withPeople(int newPeople, long newSeed) {
    return new SandboxOptions(
        host,
        port,
        sftpPort,
        newPeople,
        newSeed,
        changesPerSecond,
        accounts,
        accountChangesPerSecond,
        unlimited);
  }

  public SandboxOptions withAccounts(int newAccounts) {
    return new SandboxOptions(
        host,
        port,
        sftpPort,
        people,
        seed,
        changesPerSecond,
        newAccounts,
        accountChangesPerSecond,
        unlimited);
  }

  public SandboxOptions withUnlimited(boolean newUnlimited) {
    return new SandboxOptions(
        host,
        port,
        sftpPort,
        people,
        seed,
        changesPerSecond,
        accounts,
        accountChangesPerSecond,
        newUnlimited);
  }
}

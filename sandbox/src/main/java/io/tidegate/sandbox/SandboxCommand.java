package io.tidegate.sandbox;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The entry point of the runnable jar: a sandbox in a process of its own. */
@Command(
    name = "tidegate-sandbox",
    mixinStandardHelpOptions = true,
    description = "Serves stand-ins for the APIs of Dynamics 365 and Adobe Campaign.")
public final class SandboxCommand implements Callable<Integer> {
  private static final String LOG_CONFIGURATION = "logback.configurationFile";

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default: ${DEFAULT-VALUE}")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "0 takes any free port. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--sftp-port",
      defaultValue = "0",
      description = "Port of the SFTP server; 0 takes any free port. Default: ${DEFAULT-VALUE}")
  private int sftpPort;

  @Option(names = "--people", defaultValue = "0", description = "Contacts to begin with.")
  private int people;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "The same seed makes the same people. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--trickle",
      defaultValue = "0",
      paramLabel = "N/s",
      converter = PerSecond.class,
      description = "Contacts that change by themselves per second, such as 2 or 0.5/s.")
  private double trickle;

  @Option(
      names = "--accounts",
      defaultValue = "0",
      description = "Accounts to begin with, with subscriptions, invoice lines and employees.")
  private int accounts;

  @Option(
      names = "--accounts-trickle",
      defaultValue = "0",
      paramLabel = "N/s",
      converter = PerSecond.class,
      description = "Accounts, subscriptions and invoice lines that change by themselves.")
  private double accountsTrickle;

  @Option(names = "--unlimited", description = "Lift the vendors' limits.")
  private boolean unlimited;

  @Option(
      names = "--exit-on-stdin-close",
      description = "End when the process that started this one is gone.")
  private boolean exitOnStdinClose;

  private static final class PerSecond implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      return Double.valueOf(value.endsWith("/s") ? value.substring(0, value.length() - 2) : value);
    }
  }

  public static void main(String[] args) {
    if (System.getProperty(LOG_CONFIGURATION) == null) {
      System.setProperty(LOG_CONFIGURATION, "sandbox-logback.xml");
    }
    int status = new CommandLine(new SandboxCommand()).execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() {
    Vertx vertx = Vertx.vertx();
    SandboxOptions options =
        new SandboxOptions(
            host, port, sftpPort, people, seed, trickle, accounts, accountsTrickle, unlimited);
    try {
      Sandbox sandbox = Sandbox.start(vertx, options).await();
      // Whatever ends it, the files of its SFTP server must not stay behind.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
      System.out.println("Sandbox listening on " + sandbox.url());
      System.out.println("SFTP listening on " + host + ":" + sandbox.sftpPort());
    } catch (Exception e) {
      // Awaiting throws what made it fail as it is: a checked exception when the port is taken.
      System.err.println("The sandbox could not start: " + e.getMessage());
      vertx.close().await();
      return 1;
    }
    if (exitOnStdinClose) {
      awaitEndOfInput();
      // The hook closes it: a signal may come at the same time, and then only one of them may.
      System.exit(0);
    }
    return 0;
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // What the parent writes says nothing; only the end of it does.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

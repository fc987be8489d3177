package io.tidegate.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all client commands share: the options, and how they end. */
abstract class ClientCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions service;

  /** Does the command's work. */
  abstract ExitCode run(ServiceClient client) throws ClientException, InterruptedException;

  @Override
  public final Integer call() {
    try {
      return run(new ServiceClient(service.url())).code();
    } catch (ClientException e) {
      String text =
          service.json() && e.problem().isPresent()
              ? e.problem().get().encodePrettily()
              : e.getMessage();
      PrintWriter err = spec.commandLine().getErr();
      err.println(text);
      err.flush();
      return e.exitCode().code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK.code();
    }
  }

  final boolean json() {
    return service.json();
  }

  final void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  /** Prints without ending the line. */
  final void printRaw(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}

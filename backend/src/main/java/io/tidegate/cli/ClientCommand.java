package io.tidegate.cli;

import io.vertx.core.json.DecodeException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
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
      err.println(harmless(text));
      err.flush();
      return e.exitCode().code();
    } catch (ClassCastException
        | NullPointerException
        | DecodeException
        | DateTimeParseException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("What answers at " + service.url() + " is not Tidegate, or a newer one.");
      err.flush();
      return ExitCode.REFUSED.code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK.code();
    }
  }

  final boolean json() {
    return service.json();
  }

  /** Prints a text; what a vendor's words might tell a terminal to do is taken out of it. */
  final void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(harmless(text));
    out.flush();
  }

  static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\r\\t]]", " ");
  }

  /** Whether nobody reads what is printed any more, as behind {@code | head}. */
  final boolean isOutputClosed() {
    // picocli's writer hides the errors of the stream below it.
    return spec.commandLine().getOut().checkError() || System.out.checkError();
  }

  /** Asks something of the person at the terminal; not among what a script reads. */
  final void prompt(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.print(harmless(text));
    err.flush();
  }

  /** Asks a question whose answer is no unless somebody types y. */
  final boolean isConfirmed(String question) {
    prompt(question + " [y/N] ");
    Scanner typed = new Scanner(System.in, Charset.defaultCharset());
    return typed.hasNextLine()
        && List.of("y", "yes").contains(typed.nextLine().strip().toLowerCase(Locale.ROOT));
  }

  /** Prints without ending the line. */
  final void printRaw(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}

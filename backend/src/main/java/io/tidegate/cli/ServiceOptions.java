package io.tidegate.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all client commands have. */
@Command(
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nParameters:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong",
      "3:the service does not answer",
      "4:the service refused",
      "5:the workflow came to another end than the one waited for",
      "6:what was waited for did not happen in time",
      "7:the file that was compared changes something (config diff --exit-code)"
    })
final class ServiceOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "<address>",
      defaultValue = "${env:TIDEGATE_URL:-http://127.0.0.1:8080}",
      description = "The service's address; by default TIDEGATE_URL, else http://127.0.0.1:8080.")
  private String url;

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** The service's address, without a slash at its end. */
  URI url() {
    try {
      URI uri = new URI(url.replaceAll("/+$", ""));
      if (uri.getHost() != null && ("http".equals(uri.getScheme()) || isHttps(uri))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrongUrl();
    }
    throw wrongUrl();
  }

  static boolean isHttps(URI uri) {
    return "https".equals(uri.getScheme());
  }

  private ParameterException wrongUrl() {
    return new ParameterException(
        command.commandLine(),
        "\"%s\" is no address of a service; write http://host:port.".formatted(url));
  }
}

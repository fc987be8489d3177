package io.tidegate.http;

import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.SystemUnavailableException;
import io.tidegate.configuration.UnknownNameException;
import io.tidegate.configuration.UnknownVersionException;
import io.tidegate.configuration.VersionConflictException;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.NotConfiguredException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Problem} of what is wrong with a configuration. */
final class ConfigurationProblems {
  private ConfigurationProblems() {}

  /** Empty for any other failure. */
  static Optional<Problem> of(Throwable cause) {
    Problem problem = null;
    if (cause instanceof InvalidConfigurationException invalid) {
      problem = ofInvalid(invalid);
    } else if (cause instanceof VersionConflictException) {
      problem = Problem.of(ProblemType.VERSION_CONFLICT, cause.getMessage());
    } else if (cause instanceof UnknownVersionException) {
      problem =
          Problem.of(ProblemType.NOT_FOUND, cause.getMessage())
              .withRemedy("GET /api/v1/configuration/{document}/versions lists what there is.");
    } else if (cause instanceof UnknownNameException) {
      problem =
          Problem.of(ProblemType.NOT_FOUND, cause.getMessage())
              .withRemedy(
                  "GET /api/v1/schema/dynamics/entities and /api/v1/schema/campaign/resources list"
                      + " what there is; refresh=true asks anew.");
    } else if (cause instanceof NotConfiguredException missing) {
      problem =
          Problem.of(ProblemType.NOT_CONFIGURED, cause.getMessage()).withRemedy(missing.remedy());
    } else if (cause instanceof SystemUnavailableException unavailable) {
      problem =
          Problem.of(ProblemType.SYSTEM_UNAVAILABLE, cause.getMessage())
              .withRemedy(unavailable.remedy());
    }
    return Optional.ofNullable(problem);
  }

  /** The same failure, with what is wrong seen from further out. */
  static <T> Future<T> under(String parent, Throwable failure) {
    return Future.failedFuture(
        failure instanceof InvalidConfigurationException invalid
            ? new InvalidConfigurationException(
                invalid.misfits().stream().map(misfit -> misfit.under(parent)).toList())
            : failure);
  }

  private static Problem ofInvalid(InvalidConfigurationException invalid) {
    List<Misfit> misfits = invalid.misfits();
    String first = misfits.isEmpty() ? "" : misfits.get(0).message();
    String detail =
        misfits.size() == 1
            ? first
            : "There are %d errors. The first: %s".formatted(misfits.size(), first);
    return Problem.of(ProblemType.INVALID_CONFIGURATION, detail)
        .withErrors(ConfigurationJson.errors(invalid));
  }
}

package io.tidegate.cli;

/** What a client command ends with, for scripts. */
enum ExitCode {
  OK(0),
  /** The command line is wrong; picocli's own. */
  USAGE(2),
  /** The service does not answer. */
  UNREACHABLE(3),
  /** The service answered with a problem. */
  REFUSED(4),
  /** The workflow came to another end than the one waited for. */
  FAILED(5),
  /** What was waited for did not happen in time. */
  TIMED_OUT(6),
  /** The file that was compared changes something. */
  DIFFERENT(7);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}

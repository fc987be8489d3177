package io.tidegate.workflow.export;

import io.tidegate.mapping.Misfits;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** What the options of export files have to be. */
public final class ExportRules {
  private static final int DAY = 86_400;
  private static final int LEAST_PAGE = 4 << 10;
  private static final int MOST_PAGE = 64 << 20;

  private ExportRules() {}

  public static void check(ExportOptions options, Misfits here) {
    if (options == null) {
      here.add("Where the export files lie is missing.", "Add the directory and its options.");
      return;
    }
    here.at("directory")
        .require(
            path(options.directory()),
            "The directory of the export files is missing or ends with a slash.",
            "Give the directory at the SFTP server, such as /d365_loads/exports.");
    here.at("archive")
        .require(
            options.archive() != null && (options.archive().isEmpty() || path(options.archive())),
            "The archive is no directory.",
            "Give a directory at the SFTP server, or leave it empty to leave the files.");
    here.at("archive")
        .require(
            options.archive() == null
                || options.archive().isEmpty()
                || !options.archive().equals(options.directory()),
            "The files would be moved to where they are.",
            "Give another directory, or leave it empty to leave the files.");
    seconds(options.pollSeconds(), DAY, here.at("pollSeconds"));
    seconds(options.settledSeconds(), DAY, here.at("settledSeconds"));
    seconds(options.truncatedSeconds(), 7 * DAY, here.at("truncatedSeconds"));
    here.at("pageBytes")
        .require(
            options.pageBytes() >= LEAST_PAGE && options.pageBytes() <= MOST_PAGE,
            "%d to %d bytes can be read at once.".formatted(LEAST_PAGE, MOST_PAGE),
            "Use 1048576.");
    here.at("delimiter")
        .require(
            options.delimiter() != null
                && options.delimiter().length() == 1
                && "\"\r\n".indexOf(options.delimiter().charAt(0)) < 0,
            "The delimiter is one character, and neither a quote nor a line's end.",
            "Use a comma, a semicolon, a tabulator or a pipe.");
    here.at("charset")
        .require(
            hasAscii(options.charset()),
            "This is no charset that has ASCII within.",
            "Use UTF-8, ISO-8859-1 or windows-1252.");
  }

  /** Which files are meant. */
  public static void glob(String glob, Misfits here) {
    here.require(
        glob != null && !glob.isBlank() && !glob.contains("/"),
        "Which files are meant is missing, or names a directory.",
        "Give a pattern such as broadlog*.csv.");
  }

  private static boolean path(String path) {
    return path != null && !path.isBlank() && (!path.endsWith("/") || path.equals("/"));
  }

  private static void seconds(int seconds, int most, Misfits here) {
    here.require(
        seconds >= 1 && seconds <= most,
        "It is %d, where 1 to %d seconds are possible.".formatted(seconds, most),
        "Use a number between 1 and %d.".formatted(most));
  }

  private static boolean hasAscii(String charset) {
    try {
      return charset != null
          && new String(new byte[] {'a', ',', '"'}, Charset.forName(charset)).equals("a,\"");
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }
}

package io.tidegate.workflow.export;

/**
 * Where export files lie and how they are written.
 *
 * @param directory on the SFTP server, without a slash at its end
 * @param archive the directory that files are moved to when they have been read; empty to leave
 *     them
 * @param pollSeconds between two looks for files
 * @param settledSeconds a file counts as whole when all of it was read and it has not changed for
 *     so long: its writer has no other way to say that it is done
 * @param truncatedSeconds a file that ends in the middle of a row, and has not changed for so long,
 *     will never be completed
 * @param pageBytes read at once; no row may be longer
 * @param delimiter between two values; one character
 * @param charset one that has ASCII within: UTF-8, ISO-8859-1, windows-1252
 */
public record ExportOptions(
    String directory,
    String archive,
    int pollSeconds,
    int settledSeconds,
    int truncatedSeconds,
    int pageBytes,
    String delimiter,
    String charset) {

  /** As Campaign's own integration has it: a look every ten seconds, UTF-8, commas. */
  public static final ExportOptions STANDARD =
      new ExportOptions(
          "/d365_loads/exports", "/d365_loads/exports/archive", 10, 15, 600, 1 << 20, ",", "UTF-8");

  public ExportOptions withDirectory(String changed) {
    return new ExportOptions(
        changed,
        archive,
        pollSeconds,
        settledSeconds,
        truncatedSeconds,
        pageBytes,
        delimiter,
        charset);
  }

  public ExportOptions withArchive(String changed) {
    return new ExportOptions(
        directory,
        changed,
        pollSeconds,
        settledSeconds,
        truncatedSeconds,
        pageBytes,
        delimiter,
        charset);
  }

  public ExportOptions withSeconds(int poll, int settled, int truncated) {
    return new ExportOptions(
        directory, archive, poll, settled, truncated, pageBytes, delimiter, charset);
  }

  public ExportOptions withPageBytes(int changed) {
    return new ExportOptions(
        directory,
        archive,
        pollSeconds,
        settledSeconds,
        truncatedSeconds,
        changed,
        delimiter,
        charset);
  }
}

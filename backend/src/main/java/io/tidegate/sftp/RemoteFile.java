package io.tidegate.sftp;

import java.time.Instant;

/**
 * A file on the SFTP server.
 *
 * @param name without its directory
 * @param size in bytes
 * @param modified to the second, as the protocol has it
 */
public record RemoteFile(String name, long size, Instant modified) {}

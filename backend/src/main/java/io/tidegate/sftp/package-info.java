/** The connector to the SFTP server on which Campaign leaves its exports. */
package io.tidegate.sftp;

package io.tidegate.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.ConnectorException;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RetriableException;
import io.tidegate.connector.UnusableException;
import java.io.IOException;
import java.util.Map;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every status of the SFTP protocol: which one waiting mends, and which one a person does. */
class SftpErrorsTest {
  private static final Map<String, Class<? extends ConnectorException>> KINDS =
      Map.of(
          "retriable", RetriableException.class,
          "unusable", UnusableException.class,
          "gone", GoneException.class);

  @ParameterizedTest(name = "{1} ({0}): a directory is {2}, a file {3}")
  @CsvSource({
    "1, EOF, retriable, retriable",
    "2, NO_SUCH_FILE, unusable, gone",
    "3, PERMISSION_DENIED, unusable, unusable",
    "4, FAILURE, retriable, retriable",
    "5, BAD_MESSAGE, retriable, retriable",
    "6, NO_CONNECTION, retriable, retriable",
    "7, CONNECTION_LOST, retriable, retriable",
    "8, OP_UNSUPPORTED, unusable, unusable",
    "10, NO_SUCH_PATH, unusable, gone",
    "12, WRITE_PROTECT, unusable, unusable",
    "13, NO_MEDIA, retriable, retriable",
    "14, NO_SPACE_ON_FILESYSTEM, retriable, retriable",
    "15, QUOTA_EXCEEDED, retriable, retriable",
    "17, LOCK_CONFLICT, retriable, retriable"
  })
  void is_waited_for_or_told(int status, String name, String ofDirectory, String ofFile) {
    SftpException answer = new SftpException(status, name);
    ConnectorException directory = SftpErrors.ofDirectory("/exports", answer);
    ConnectorException file = SftpErrors.ofFile("/exports/log.csv", answer);
    assertThat(directory).isInstanceOf(KINDS.get(ofDirectory));
    assertThat(file).isInstanceOf(KINDS.get(ofFile));
    assertThat(directory.system()).isEqualTo("campaign");
    if (directory instanceof UnusableException unusable) {
      assertThat(unusable.remedy()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({"Connection reset", "''"})
  void a_broken_connection_is_retriable(String words) {
    assertThat(SftpErrors.ofFile("/exports/log.csv", new IOException(words)))
        .isInstanceOf(RetriableException.class);
  }
}

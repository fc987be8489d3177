package io.tidegate.sandbox.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** Opens files so that the connection is cut when a session has read what it may. */
record CuttingAccess(SftpFaults faults) implements SftpFileSystemAccessor {
  @Override
  public SeekableByteChannel openFile(
      SftpSubsystemProxy subsystem,
      FileHandle handle,
      Path file,
      String name,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    SeekableByteChannel opened = Files.newByteChannel(file, options, attributes);
    return new Counted(opened, subsystem.getServerSession(), faults);
  }

  @Override
  public void closeFile(
      SftpSubsystemProxy subsystem,
      FileHandle handle,
      Path file,
      String name,
      Channel channel,
      Set<? extends OpenOption> options)
      throws IOException {
    channel.close();
  }

  private record Counted(SeekableByteChannel file, ServerSession session, SftpFaults faults)
      implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      int allowed = faults.allowance(session, into.remaining());
      if (allowed == 0 && into.hasRemaining()) {
        session.close(true);
        throw new IOException("The connection is cut.");
      }
      ByteBuffer part = into.slice(into.position(), allowed);
      int read = file.read(part);
      if (read > 0) {
        into.position(into.position() + read);
        faults.hasRead(session, read);
      }
      return read;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return file.write(from);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long changed) throws IOException {
      file.position(changed);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

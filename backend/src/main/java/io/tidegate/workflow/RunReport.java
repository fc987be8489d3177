package io.tidegate.workflow;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the verticles of one run report of one flow.
 *
 * @param supervisor runs on the supervisor's context, and only while the run has not ended
 * @param changed to be called when something that is shown has changed
 */
record RunReport(
    FlowState flow,
    Executor supervisor,
    Runnable changed,
    Consumer<Failure> failed,
    Consumer<Throwable> crashed)
    implements FlowReport {

  @Override
  public void hold(Part part, Condition condition) {
    supervisor.execute(
        () -> {
          flow.hold(part, condition);
          changed.run();
        });
  }

  @Override
  public void release(Part part) {
    supervisor.execute(() -> changedIf(flow.release(part)));
  }

  @Override
  public void waiting(long records) {
    supervisor.execute(() -> changedIf(flow.waiting(records)));
  }

  @Override
  public void fail(Failure failure) {
    supervisor.execute(() -> failed.accept(failure));
  }

  @Override
  public void crash(Throwable cause) {
    supervisor.execute(() -> crashed.accept(cause));
  }

  private void changedIf(boolean news) {
    if (news) {
      changed.run();
    }
  }
}

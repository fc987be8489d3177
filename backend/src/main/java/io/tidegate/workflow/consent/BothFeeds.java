package io.tidegate.workflow.consent;

import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.vertx.core.Future;
import java.time.Duration;

/** Campaign's side by REST and by file, in turns. */
record BothFeeds(CampaignFeed feed, OptOutFiles files) implements ReaderVerticle.Source {

  @Override
  public Future<Duration> turn(Retrying retrying) {
    return feed.turn(retrying)
        .compose(
            feedPause ->
                files
                    .turn(retrying)
                    .map(filePause -> feedPause.compareTo(filePause) < 0 ? feedPause : filePause));
  }

  @Override
  public Future<Void> restart() {
    return feed.restart().compose(restarted -> files.restart());
  }

  @Override
  public Future<Void> close() {
    return Future.join(feed.close(), files.close()).mapEmpty();
  }
}

package io.tidegate.queue;

import static io.tidegate.queue.QueueFixtures.oneLane;
import static io.tidegate.store.TestDatabase.await;

import io.tidegate.store.Database;
import io.tidegate.store.DatabaseTest;
import io.tidegate.store.FaultyLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a queue of one lane whose connections go through a link that can fail. */
abstract class FaultyQueueTest extends DatabaseTest {
  protected FaultyLink link;
  protected Database linked;
  protected String address;
  protected AddressQueue queue;

  @BeforeAll
  void startLink() {
    link = FaultyLink.start(vertx, testDatabase.options());
  }

  @BeforeEach
  void openQueue() {
    linked = await(Database.open(vertx, link.options(4)));
    address = QueueFixtures.newAddress();
    queue = await(AddressQueue.open(vertx, linked.pool(), address, oneLane()));
  }

  @AfterEach
  void closeQueue() {
    link.up();
    await(queue.close());
    await(linked.close());
  }

  /** The queue as an owner sees it that knows nothing of what happened before. */
  protected AddressQueue reopened() {
    return await(AddressQueue.open(vertx, database.pool(), address, oneLane()));
  }
}

package io.tidegate.workflow.deadletter;

import io.tidegate.queue.Change;
import io.tidegate.queue.DeadLetter;
import io.tidegate.queue.DeadLetterGroup;
import io.tidegate.queue.DeadLetterSelection;
import io.tidegate.queue.DeadLetters;
import io.tidegate.workflow.FlowAddress;
import io.tidegate.workflow.QueuedContent;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.UnavailableException;
import io.tidegate.workflow.WorkflowDefinition;
import io.tidegate.workflow.Workflows;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of all queues, in PostgreSQL. */
public final class StoredDeadLetters implements DeadLetterOffice {
  private static final Logger LOG = LoggerFactory.getLogger(StoredDeadLetters.class);

  private final DeadLetters letters;
  private final List<WorkflowDefinition> definitions;
  private final Workflows workflows;

  /**
   * All dead letters.
   *
   * @param definitions read what they have queued
   * @param workflows know the flows that are configured
   */
  public StoredDeadLetters(
      DeadLetters letters, List<WorkflowDefinition> definitions, Workflows workflows) {
    this.letters = letters;
    this.definitions = List.copyOf(definitions);
    this.workflows = workflows;
  }

  @Override
  public Future<List<DeadLetterView>> list(DeadLetterFilter filter, int limit) {
    return selection(filter, any -> true)
        .compose(selection -> letters.list(selection, limit))
        .map(found -> found.stream().map(StoredDeadLetters::view).toList())
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<List<ReasonGroup>> groups(DeadLetterFilter filter) {
    return selection(filter, any -> true)
        .compose(letters::groups)
        .map(found -> found.stream().map(StoredDeadLetters::group).toList())
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Optional<DeadLetterDetail>> find(long id) {
    return letters
        .find(id)
        .map(
            found ->
                found.map(
                    one ->
                        new DeadLetterDetail(
                            view(one.letter()),
                            one.letter().answer(),
                            content(one.letter().address(), one.change()))))
        .recover(UnavailableException::ofDatabase);
  }

  private QueuedContent content(String address, Change change) {
    return definition(address)
        .map(definition -> definition.content(change))
        .orElse(QueuedContent.NONE);
  }

  private Optional<WorkflowDefinition> definition(String address) {
    String workflow = FlowAddress.of(address).workflow();
    return definitions.stream().filter(definition -> definition.id().equals(workflow)).findFirst();
  }

  @Override
  public Future<Preview> previewReplay(DeadLetterFilter filter) {
    return selection(filter, configured()::contains)
        .compose(
            selection -> letters.supersede(selection).compose(marked -> letters.count(selection)))
        .map(
            count ->
                new Preview(count.all() - count.superseded(), count.superseded(), count.newest()))
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Preview> previewDiscard(DeadLetterFilter filter) {
    return selection(filter, any -> true)
        .compose(letters::count)
        .map(count -> new Preview(count.all(), 0, count.newest()))
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Outcome> replay(DeadLetterFilter filter) {
    return selection(filter, configured()::contains)
        .compose(
            selection ->
                readAgain(selection)
                    .compose(
                        read ->
                            letters
                                .replay(selection)
                                .map(
                                    replay ->
                                        new Outcome(
                                            read + replay.replayed(), replay.superseded()))))
        .onSuccess(done -> LOG.info("{} dead letters are queued again", done.count()))
        .recover(UnavailableException::ofDatabase);
  }

  @Override
  public Future<Outcome> discard(DeadLetterFilter filter) {
    return selection(filter, any -> true)
        .compose(letters::discard)
        .map(count -> new Outcome(count, 0))
        .onSuccess(done -> LOG.info("{} dead letters are discarded", done.count()))
        .recover(UnavailableException::ofDatabase);
  }

  /**
   * What could not be mapped has nothing that could be queued: where the source can be asked for
   * single records, it is read and mapped afresh.
   */
  private Future<Long> readAgain(DeadLetterSelection selection) {
    String unmappable = ReasonCode.UNMAPPABLE.json();
    if (selection.reasonCode() != null && !selection.reasonCode().equals(unmappable)) {
      return Future.succeededFuture(0L);
    }
    DeadLetterSelection again =
        selection
            .withAddresses(
                selection.addresses().stream()
                    .filter(
                        address ->
                            definition(address)
                                .filter(WorkflowDefinition::replaysParts)
                                .isPresent())
                    .toList())
            .withReasonCode(unmappable);
    return letters
        .supersede(again)
        .compose(
            marked ->
                letters.withdraw(
                    again,
                    (transaction, address, keys) ->
                        definition(address)
                            .orElseThrow()
                            .readAgain(transaction, FlowAddress.of(address).flow(), keys)));
  }

  /** What is queued for a flow that nobody runs would be out of sight. */
  private Set<String> configured() {
    return workflows.list().stream()
        .flatMap(
            workflow ->
                workflow.flows().stream()
                    .map(flow -> new FlowAddress(workflow.id(), flow.id()).name()))
        .collect(Collectors.toSet());
  }

  private Future<DeadLetterSelection> selection(
      DeadLetterFilter filter, Predicate<String> addresses) {
    return letters
        .addresses()
        .map(
            all ->
                new DeadLetterSelection(
                    all.stream()
                        .filter(address -> filter.includes(FlowAddress.of(address)))
                        .filter(addresses)
                        .toList(),
                    filter.ids(),
                    filter.reasonCode() == null ? null : filter.reasonCode().json(),
                    filter.key(),
                    filter.upTo()));
  }

  private static DeadLetterView view(DeadLetter letter) {
    FlowAddress address = FlowAddress.of(letter.address());
    return new DeadLetterView(
        letter.id(),
        address.workflow(),
        address.flow(),
        letter.key(),
        letter.operation().name(),
        letter.reasonCode(),
        letter.reason(),
        letter.attempts(),
        letter.at().toInstant(),
        letter.superseded());
  }

  private static ReasonGroup group(DeadLetterGroup group) {
    FlowAddress address = FlowAddress.of(group.address());
    return new ReasonGroup(
        address.workflow(),
        address.flow(),
        group.reasonCode(),
        group.count(),
        group.oldest().toInstant(),
        group.newest().toInstant());
  }
}

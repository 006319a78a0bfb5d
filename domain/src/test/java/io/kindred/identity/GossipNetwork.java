/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.avro.Gossip;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An engine in miniature: keys on two subtasks, a partitioned log between them, and a source. Every
 * step is drawn: which partition is read, whether a message comes again, when settings reach which
 * subtask, when unchanged labels are sent, how long links wait at a root, when all falls back to
 * the last snapshot. What a lost attempt wrote stays in the log, or part of it is lost with the
 * attempt.
 */
final class GossipNetwork {

  private static final int PARTITIONS = 4;
  private static final int SUBTASKS = 2;

  /** Crashes in a run, at most. */
  static final int CRASHES_MAX = 4;

  private static final int STEPS_MAX = 100_000;

  private final GossipInput input;
  private final Random random;
  private final Consumer<Supplier<String>> trace;
  private final boolean encodes;
  private final double labelRate;
  private final int waitingMax;
  private final List<List<Mail>> log = new ArrayList<>();

  private State state = new State();
  private State snapshot = new State();
  private int messages;

  /** A message as it stands in the log. */
  private record Mail(String target, GossipMessage message) {}

  /** What a snapshot keeps. */
  private static final class State {
    private final SortedMap<String, HeapMemory> memories = new TreeMap<>();
    private final Map<String, List<Long>> fragments = new HashMap<>();
    private final int[] read = new int[PARTITIONS];
    private final int[] written = new int[PARTITIONS];
    private final int[] settings = new int[SUBTASKS];
    private int inputs;

    State copy() {
      State copy = new State();
      memories.forEach((key, memory) -> copy.memories.put(key, memory.copy()));
      fragments.forEach((key, times) -> copy.fragments.put(key, List.copyOf(times)));
      System.arraycopy(read, 0, copy.read, 0, PARTITIONS);
      System.arraycopy(written, 0, copy.written, 0, PARTITIONS);
      System.arraycopy(settings, 0, copy.settings, 0, SUBTASKS);
      copy.inputs = inputs;
      return copy;
    }
  }

  GossipNetwork(GossipInput input, Random random, Consumer<Supplier<String>> trace) {
    this.input = input;
    this.random = random;
    this.trace = trace;
    encodes = random.nextInt(8) == 0;
    labelRate = random.nextBoolean() ? 0 : 0.1;
    waitingMax = input.steps().size() % 4;
    for (int i = 0; i < PARTITIONS; i++) {
      log.add(new ArrayList<>());
    }
  }

  /** Until nothing is left to do. */
  void run(int crashesMax) {
    int crashes = 0;
    for (int steps = 0; step(); steps++) {
      if (steps > STEPS_MAX) {
        throw new AssertionError("does not end");
      }
      if (random.nextInt(33) == 0) {
        takeSnapshot();
      }
      if (crashes < crashesMax && random.nextInt(50) == 0) {
        crashes++;
        fallBack();
      }
    }
  }

  Map<String, String> profileIds() {
    Map<String, String> profileIds = new TreeMap<>();
    for (String key : List.copyOf(state.memories.keySet())) {
      Label label = node(key).label();
      profileIds.put(key, label == null ? "none" : label.profileId());
    }
    return profileIds;
  }

  int messages() {
    return messages;
  }

  private boolean step() {
    List<Runnable> possible = new ArrayList<>();
    if (state.inputs < input.steps().size()) {
      possible.add(this::feed);
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int chosen = partition;
      if (state.read[partition] < log.get(partition).size()) {
        possible.add(() -> deliver(chosen));
      }
    }
    for (int subtask = 0; subtask < SUBTASKS; subtask++) {
      int chosen = subtask;
      boolean rarely = random.nextInt(8) == 0 || possible.isEmpty();
      if (state.settings[subtask] + 1 < input.settings().size() && rarely) {
        possible.add(() -> changeSettings(chosen));
      }
    }
    List<String> waiting = keysThat(HeapMemory::factsWait);
    if (!waiting.isEmpty()) {
      possible.add(() -> joinWaiting(waiting.get(random.nextInt(waiting.size()))));
    }
    List<String> due = keysThat(HeapMemory::labelsDue);
    if (!due.isEmpty() && (possible.isEmpty() || random.nextDouble() < labelRate)) {
      possible = List.of(() -> sendLabels(due.get(random.nextInt(due.size()))));
    }
    if (possible.isEmpty()) {
      return false;
    }
    possible.get(random.nextInt(possible.size())).run();
    return true;
  }

  private List<String> keysThat(Predicate<HeapMemory> holds) {
    List<String> keys = new ArrayList<>();
    state.memories.forEach(
        (key, memory) -> {
          if (holds.test(memory)) {
            keys.add(key);
          }
        });
    return keys;
  }

  private void feed() {
    GossipInput.Step step = input.steps().get(state.inputs++);
    trace.accept(step::toString);
    List<Identity> identities = step.identities();
    if (step.place() != null) {
      node(step.place().a()).cut(step.place(), step.word());
      return;
    }
    if (step.forgets()) {
      String key = identities.get(0).key();
      receive(key, step.wish());
      return;
    }
    Identity primary = identities.get(0);
    for (Identity other : identities) {
      if (priority(other) < priority(primary)) {
        primary = other;
      }
    }
    String key = primary.key();
    HeapMemory memory = state.memories.get(key);
    if (memory == null || step.time() > memory.erasedUntil()) {
      List<Long> times = new ArrayList<>(state.fragments.getOrDefault(key, List.of()));
      times.add(step.time());
      state.fragments.put(key, times);
      node(key).seenTogether(identities, step.time());
    } else {
      node(key).seenTooLate(identities, step.time());
    }
  }

  /** As an operator does: deletes what it holds itself, and says whether something is left. */
  private void receive(String key, GossipMessage message) {
    IdentityNode node = node(key);
    node.receive(message);
    for (GossipMessage.Forget wish : node.wishes()) {
      List<Long> times = new ArrayList<>(state.fragments.getOrDefault(key, List.of()));
      times.removeIf(time -> time <= wish.until());
      state.fragments.put(key, times);
      node.erase(wish.until(), !times.isEmpty());
    }
  }

  Map<String, HeapMemory> memories() {
    return state.memories;
  }

  private int priority(Identity identity) {
    return settings(0).of(identity.namespace()).priority();
  }

  private void deliver(int partition) {
    Mail mail = log.get(partition).get(state.read[partition]++);
    trace.accept(() -> mail.target() + " <- " + mail.message());
    receive(mail.target(), mail.message());
    if (random.nextInt(50) == 0) {
      log.get(partition).add(mail);
    }
  }

  private void changeSettings(int subtask) {
    state.settings[subtask]++;
    trace.accept(() -> "subtask " + subtask + " settings\n" + settings(subtask).json());
    for (String key : List.copyOf(state.memories.keySet())) {
      if (subtaskOf(key) == subtask) {
        node(key).settingsChanged();
      }
    }
  }

  private void joinWaiting(String key) {
    trace.accept(() -> key + " joins what waits");
    node(key).joinWaiting();
  }

  private void sendLabels(String key) {
    trace.accept(() -> key + " sends labels");
    node(key).sendLabels();
  }

  private void takeSnapshot() {
    trace.accept(() -> "snapshot");
    snapshot = state.copy();
    for (int i = 0; i < PARTITIONS; i++) {
      snapshot.written[i] = log.get(i).size();
    }
  }

  private void fallBack() {
    boolean loses = random.nextBoolean();
    trace.accept(() -> loses ? "crash, and part of what was written is lost" : "crash");
    state = snapshot.copy();
    for (int i = 0; loses && i < PARTITIONS; i++) {
      List<Mail> written = log.get(i);
      List<Mail> unsafe = written.subList(snapshot.written[i], written.size());
      unsafe.removeIf(mail -> random.nextInt(3) == 0);
    }
  }

  private IdentityNode node(String key) {
    HeapMemory memory = state.memories.computeIfAbsent(key, none -> new HeapMemory(waitingMax));
    return new IdentityNode(key, memory, settings(subtaskOf(key)), (to, m) -> send(key, to, m));
  }

  private IdentitySettings settings(int subtask) {
    return input.settings().get(state.settings[subtask]);
  }

  private void send(String from, String target, GossipMessage message) {
    if (from.equals(target)) {
      throw new AssertionError("sent to its own key: " + target + " " + message);
    }
    messages++;
    GossipMessage written = encodes ? encodedAndDecoded(target, message) : message;
    log.get(Math.floorMod(target.hashCode(), PARTITIONS)).add(new Mail(target, written));
  }

  private static GossipMessage encodedAndDecoded(String target, GossipMessage message) {
    Gossip gossip = GossipCodec.toAvro(target, message);
    byte[] bytes = Topic.IDENTITY_GOSSIP.encode(gossip);
    return GossipCodec.fromAvro(Topic.IDENTITY_GOSSIP.decode(bytes));
  }

  private static int subtaskOf(String key) {
    return Math.floorMod(key.hashCode() * 31 + 7, SUBTASKS);
  }
}

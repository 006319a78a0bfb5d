/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import io.kindred.deploy.flink.LocalFlink;
import io.kindred.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * When is nothing in flight? All that a job has read and not yet sent lies between its sources and
 * its sinks, and a checkpoint passes through all of it: before one completes, whatever was read
 * ahead of it has been worked on and what came of it, gossip included, is on the broker. So if
 *
 *   1. the job has read every topic that it reads, up to its end, and
 *   2. a checkpoint that is taken then adds nothing to any topic,
 *
 * there is no fact, no definition and no gossip left that the job has not worked on. It has to be
 * so twice in a row, for the sake of timers that were due at once.
 */
/** Waits until a job has worked through its input and its own gossip. */
final class Quiet {

  private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);

  /**
   * What a job reads.
   *
   * @param group in whose name it says how far
   */
  record Reads(String group, List<Topic<?>> topics) {

    static final Reads PROFILE_JOB =
        new Reads(
            "profile-job",
            List.of(
                Topic.XDM_EVENTS,
                Topic.XDM_RECORDS,
                Topic.DEFINITIONS,
                Topic.PRIVACY_REQUESTS,
                Topic.IDENTITY_GOSSIP));

    static final Reads CONTRIBUTION_JOB = new Reads("contribution-job", List.of(Topic.JOURNEYS));
  }

  private static final int QUIET_CHECKPOINTS = 2;
  private static final long PAUSE_MS = 5;

  /** While something is unread: a restored job commits where it stands with a checkpoint alone. */
  private static final Duration CHECKPOINT_WHILE_WAITING = Duration.ofMillis(500);

  private final JobClient job;
  private final Reads reads;
  private final LocalFlink flink;
  private final SandboxTopics topics;
  private long lastCheckpoint = System.nanoTime();

  /** Of ProfileJob. */
  Quiet(JobClient job, LocalFlink flink, SandboxTopics topics) {
    this(job, Reads.PROFILE_JOB, flink, topics);
  }

  Quiet(JobClient job, Reads reads, LocalFlink flink, SandboxTopics topics) {
    this.job = job;
    this.reads = reads;
    this.flink = flink;
    this.topics = topics;
  }

  /**
   * Returns when the job is quiet.
   *
   * @throws TimeoutException if it is not within {@code timeout}
   */
  void await(Duration timeout) throws Exception {
    awaitUntil(System.nanoTime() + timeout.toNanos());
  }

  /**
   * Returns when the job is quiet.
   *
   * @param deadline as {@link System#nanoTime} counts
   * @throws TimeoutException if it is not by then
   */
  void awaitUntil(long deadline) throws Exception {
    int quiet = 0;
    while (quiet < QUIET_CHECKPOINTS) {
      Duration remaining = Duration.ofNanos(deadline - System.nanoTime());
      if (remaining.isNegative()) {
        throw new TimeoutException("not quiet in time");
      }
      quiet = isQuiet(remaining) ? quiet + 1 : 0;
      if (quiet == 0) {
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  /** Whether all was read, and a checkpoint taken after that added nothing. */
  private boolean isQuiet(Duration timeout) throws Exception {
    Map<TopicPartition, Long> before = topics.ends();
    boolean allRead = hasRead(before);
    return (allRead || isCheckpointDue())
        && checkpoint(timeout)
        && allRead
        && unchanged(before, topics.ends());
  }

  private boolean isCheckpointDue() {
    boolean due = System.nanoTime() - lastCheckpoint > CHECKPOINT_WHILE_WAITING.toNanos();
    if (due) {
      lastCheckpoint = System.nanoTime();
    }
    return due;
  }

  /** False while the job is still starting. */
  private boolean checkpoint(Duration timeout) throws Exception {
    try {
      flink.checkpoint(job.getJobID(), timeout);
      return true;
    } catch (ExecutionException e) {
      LOG.debug("no checkpoint yet", e);
      return false;
    }
  }

  /**
   * Whether the job has read all there is. A job that was restored and has read nothing since has
   * committed where it stands, at the latest with its first checkpoint.
   */
  private boolean hasRead(Map<TopicPartition, Long> ends) throws Exception {
    requireRunning();
    Map<TopicPartition, Long> unread = new HashMap<>(ends);
    unread
        .entrySet()
        .removeIf(
            end ->
                !isRead(end.getKey())
                    || flink.positions().next(job.getJobID(), end.getKey()) >= end.getValue());
    if (unread.isEmpty()) {
      return true;
    }
    Map<TopicPartition, Long> committed = topics.committed(topics.sandbox() + "." + reads.group());
    return unread.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void requireRunning() throws Exception {
    if (job.getJobStatus().get().isTerminalState()) {
      job.getJobExecutionResult().get();
      throw new IllegalStateException("the job ended before its input did");
    }
  }

  /** Counts may be reported again as time passes; nothing comes of them. */
  private boolean unchanged(Map<TopicPartition, Long> before, Map<TopicPartition, Long> after) {
    String counts = Topic.SEGMENT_COUNTS.in(topics.sandbox());
    return before.entrySet().stream()
        .allMatch(
            end ->
                end.getKey().topic().equals(counts)
                    || end.getValue().equals(after.get(end.getKey())));
  }

  private boolean isRead(TopicPartition partition) {
    return reads.topics().stream()
        .anyMatch(topic -> topic.in(topics.sandbox()).equals(partition.topic()));
  }
}

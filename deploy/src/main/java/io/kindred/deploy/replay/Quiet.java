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
import java.util.Optional;
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
 *   1. after a checkpoint the job has committed exactly the end of every topic that it reads, and
 *   2. one more checkpoint adds nothing to any topic,
 *
 * then there is no fact, no definition and no gossip left that the job has not worked on. The second
 * checkpoint is for timers that were due at once.
 */
/** Waits until a job has worked through its input and its own gossip. */
final class Quiet {

  private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);

  private static final List<Topic<?>> READ_BY_THE_JOB =
      List.of(Topic.XDM_EVENTS, Topic.XDM_RECORDS, Topic.DEFINITIONS, Topic.IDENTITY_GOSSIP);

  /** Offsets are committed a moment after a checkpoint completes. */
  private static final int COMMIT_LOOKS = 20;

  private static final long PAUSE_MS = 10;

  private final JobClient job;
  private final LocalFlink flink;
  private final SandboxTopics topics;

  Quiet(JobClient job, LocalFlink flink, SandboxTopics topics) {
    this.job = job;
    this.flink = flink;
    this.topics = topics;
  }

  /**
   * Returns when the job is quiet.
   *
   * @throws TimeoutException if it is not within {@code timeout}
   */
  void await(Duration timeout) throws Exception {
    long deadline = System.nanoTime() + timeout.toNanos();
    Optional<Map<TopicPartition, Long>> before = Optional.empty();
    while (System.nanoTime() < deadline) {
      if (!checkpoint(Duration.ofNanos(deadline - System.nanoTime()))) {
        Thread.sleep(PAUSE_MS);
        continue;
      }
      Map<TopicPartition, Long> ends = topics.ends();
      boolean unchanged = before.isPresent() && before.get().equals(ends);
      if (unchanged && allRead(ends)) {
        return;
      }
      before = Optional.of(ends);
    }
    throw new TimeoutException("not quiet after " + timeout);
  }

  /** False while the job is still starting. */
  private boolean checkpoint(Duration timeout) throws Exception {
    if (job.getJobStatus().get().isTerminalState()) {
      job.getJobExecutionResult().get();
      throw new IllegalStateException("the job ended before its input did");
    }
    try {
      flink.checkpoint(job.getJobID(), timeout);
      return true;
    } catch (ExecutionException e) {
      LOG.debug("no checkpoint yet", e);
      return false;
    }
  }

  private boolean allRead(Map<TopicPartition, Long> ends) throws Exception {
    Map<TopicPartition, Long> unread = new HashMap<>();
    for (int look = 0; look < COMMIT_LOOKS; look++) {
      Map<TopicPartition, Long> committed = topics.committed(topics.sandbox() + ".profile-job");
      unread.clear();
      ends.forEach(
          (partition, end) -> {
            if (isRead(partition) && committed.getOrDefault(partition, 0L) < end) {
              unread.put(partition, end);
            }
          });
      if (unread.isEmpty()) {
        return true;
      }
      Thread.sleep(PAUSE_MS);
    }
    return false;
  }

  private boolean isRead(TopicPartition partition) {
    return READ_BY_THE_JOB.stream()
        .anyMatch(topic -> topic.in(topics.sandbox()).equals(partition.topic()));
  }
}

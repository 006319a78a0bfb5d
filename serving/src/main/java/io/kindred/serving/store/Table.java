/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.Definition;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.SegmentCount;
import io.kindred.topic.Topic;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topic as serving keeps it: the newest value of each key.
 *
 * @param <V> the type of the value
 */
public final class Table<V> {

  public static final Table<IdentityMapping> IDENTITY_MAP =
      new Table<>(Topic.IDENTITY_MAP, IdentityMapping::getRevision, mapping -> false);

  public static final Table<IdentityComponent> IDENTITY_COMPONENTS =
      new Table<>(Topic.IDENTITY_COMPONENTS, IdentityComponent::getRevision, component -> false);

  public static final Table<Profile> PROFILES =
      new Table<>(Topic.PROFILES, Profile::getRevision, profile -> false);

  public static final Table<SegmentCount> SEGMENT_COUNTS =
      new Table<>(Topic.SEGMENT_COUNTS, SegmentCount::getRevision, count -> false);

  public static final Table<ContributionReport> CONTRIBUTIONS =
      new Table<>(Topic.CONTRIBUTIONS, ContributionReport::getRevision, report -> false);

  /** Definitions carry no revision: the one that was written last holds. */
  public static final Table<Definition> DEFINITIONS =
      new Table<>(Topic.DEFINITIONS, definition -> 0, definition -> definition.getBody().isEmpty());

  /** By request id. A request that was sent again is the same one. */
  public static final Table<PrivacyRequest> PRIVACY_REQUESTS =
      keyed(Topic.PRIVACY_REQUESTS, PrivacyRequest::getRequestId, request -> 0);

  /**
   * By request and identity. The first result holds: a request that is repeated finds nothing more
   * to delete.
   */
  public static final Table<PrivacyResult> PRIVACY_RESULTS =
      keyed(
          Topic.PRIVACY_RESULTS,
          result -> resultsOf(result.getRequestId()) + result.getIdentity(),
          result -> -result.getCompletedAt());

  /** By primary identity, and of one identity the newest first. */
  public static final Table<Event> EVENTS = keyed(Topic.EVENTS, EventKeys::of, event -> 0);

  /**
   * By identity, the result that deleted furthest: what was seen up to its time is not to come
   * back, also where its event is read again, or later than the result.
   */
  public static final Table<PrivacyResult> ERASURES =
      new Table<>(
          "erasures",
          Topic.PRIVACY_RESULTS,
          (topicKey, result) -> result.getIdentity(),
          PrivacyResult::getUntil,
          result -> false);

  /**
   * The tables that are read from topics, in the order in which a change should be seen: a profile
   * before the identities that lead to it.
   */
  public static final List<Table<?>> READ =
      List.of(
          DEFINITIONS,
          PROFILES,
          IDENTITY_COMPONENTS,
          IDENTITY_MAP,
          SEGMENT_COUNTS,
          CONTRIBUTIONS,
          PRIVACY_REQUESTS,
          PRIVACY_RESULTS,
          EVENTS);

  /** Every table. */
  public static final List<Table<?>> ALL =
      Stream.concat(READ.stream(), Stream.of(ERASURES)).toList();

  private final String name;
  private final Topic<V> topic;
  private final BiFunction<String, V, String> keys;
  private final ToLongFunction<V> revision;
  private final Predicate<V> withdrawn;

  private Table(
      String name,
      Topic<V> topic,
      BiFunction<String, V, String> keys,
      ToLongFunction<V> revision,
      Predicate<V> withdrawn) {
    this.name = name;
    this.topic = topic;
    this.keys = keys;
    this.revision = revision;
    this.withdrawn = withdrawn;
  }

  /** By the topic's own key. */
  private Table(Topic<V> topic, ToLongFunction<V> revision, Predicate<V> withdrawn) {
    this(topic.name(), topic, (key, value) -> key, revision, withdrawn);
  }

  /** By a key of its own, for a topic that has no tombstones. */
  private static <V> Table<V> keyed(
      Topic<V> topic, Function<V, String> key, ToLongFunction<V> revision) {
    return new Table<>(
        topic.name(), topic, (topicKey, value) -> key.apply(value), revision, value -> false);
  }

  /** What the keys of a privacy request's results begin with. */
  public static String resultsOf(String requestId) {
    return requestId + "/";
  }

  /** What the table is called on disk; of most the topic's name without its sandbox. */
  public String name() {
    return name;
  }

  public Topic<V> topic() {
    return topic;
  }

  /**
   * What a record of the topic asks for. An absent value and a withdrawn definition delete.
   *
   * @throws java.io.UncheckedIOException if the bytes are not a value of this topic
   */
  public Change change(String key, byte @Nullable [] bytes) {
    if (bytes == null) {
      return Change.deletion(this, key);
    }
    V value = decode(bytes);
    return withdrawn.test(value)
        ? Change.deletion(this, key)
        : Change.put(this, keys.apply(key, value), bytes, revision.applyAsLong(value));
  }

  /** What the key of a value is. */
  String keyOf(V value) {
    return keys.apply(topic.keyOf(value), value);
  }

  /** The change that takes a value away. */
  public Change deletion(V value) {
    return Change.deletion(this, keyOf(value));
  }

  /** The change that a value of this table asks for. */
  public Change change(V value) {
    return change(topic.keyOf(value), topic.encode(value));
  }

  V decode(byte[] bytes) {
    return topic.decode(bytes);
  }

  @Override
  public String toString() {
    return name();
  }
}

/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.Definition;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Profile;
import io.kindred.avro.SegmentCount;
import io.kindred.topic.Topic;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
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

  /** Definitions carry no revision: the one that was written last holds. */
  public static final Table<Definition> DEFINITIONS =
      new Table<>(Topic.DEFINITIONS, definition -> 0, definition -> definition.getBody().isEmpty());

  /**
   * Every table, in the order in which a change should be seen: a profile before the identities
   * that lead to it.
   */
  public static final List<Table<?>> ALL =
      List.of(DEFINITIONS, PROFILES, IDENTITY_COMPONENTS, IDENTITY_MAP, SEGMENT_COUNTS);

  private final Topic<V> topic;
  private final ToLongFunction<V> revision;
  private final Predicate<V> withdrawn;

  private Table(Topic<V> topic, ToLongFunction<V> revision, Predicate<V> withdrawn) {
    this.topic = topic;
    this.revision = revision;
    this.withdrawn = withdrawn;
  }

  /** The topic's name without its sandbox; also what the table is called on disk. */
  public String name() {
    return topic.name();
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
        : Change.put(this, key, bytes, revision.applyAsLong(value));
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

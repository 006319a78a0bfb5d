/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import io.kindred.avro.ContributionReport;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Definition;
import io.kindred.avro.Event;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.Record;
import io.kindred.avro.SegmentCount;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A topic: its name, what its key is, and how its value is written.
 *
 * <p>Keys are UTF-8 text. Values are Avro in the single-object encoding, which names the schema it
 * was written with; an absent value is a tombstone. The two topics of raw input carry XDM JSON as
 * their sources send it.
 *
 * @param <V> the type of the value
 */
public final class Topic<V> implements Serializable {

  /** XDM ExperienceEvents as JSON. Any key. Header {@code dataset} names the dataset. */
  public static final Topic<byte[]> XDM_EVENTS = raw("xdm-events");

  /** XDM Individual Profile records as JSON. Any key. Header {@code dataset} names the dataset. */
  public static final Topic<byte[]> XDM_RECORDS = raw("xdm-records");

  /** Accepted events, by primary identity. */
  public static final Topic<Event> EVENTS =
      new Topic<>(
          "events",
          Cleanup.DELETE,
          new AvroCodec<>(Event.getClassSchema()),
          event -> identityKey(event.getIdentities().get(event.getPrimary())));

  /** Accepted records, by primary identity. */
  public static final Topic<Record> RECORDS =
      new Topic<>(
          "records",
          Cleanup.DELETE,
          new AvroCodec<>(Record.getClassSchema()),
          record -> identityKey(record.getIdentities().get(record.getPrimary())));

  /** Refused input, by the topic it came by. */
  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>(
          "dead-letters",
          Cleanup.DELETE,
          new AvroCodec<>(DeadLetter.getClassSchema()),
          DeadLetter::getSource);

  /** What one identity's key tells another's, by the identity it is for. */
  public static final Topic<Gossip> IDENTITY_GOSSIP =
      new Topic<>(
          "identity-gossip",
          Cleanup.DELETE_SOON,
          new AvroCodec<>(Gossip.getClassSchema()),
          Gossip::getTarget);

  /** The profile of each identity, by identity. */
  public static final Topic<IdentityMapping> IDENTITY_MAP =
      new Topic<>(
          "identity-map",
          Cleanup.COMPACT,
          new AvroCodec<>(IdentityMapping.getClassSchema()),
          IdentityMapping::getIdentity,
          mapping -> mapping.getProfileId().isEmpty());

  /** The component of each identity, or the identity that knows it, by the identity's hash. */
  public static final Topic<IdentityComponent> IDENTITY_COMPONENTS =
      new Topic<>(
          "identity-components",
          Cleanup.COMPACT,
          new AvroCodec<>(IdentityComponent.getClassSchema()),
          IdentityComponent::getIdentity,
          component -> component.getOwner() == null && component.getFacts() == null);

  /** Merges and splits, one for each identity that moved, by identity. */
  public static final Topic<IdentityChange> IDENTITY_CHANGES =
      new Topic<>(
          "identity-changes",
          Cleanup.DELETE,
          new AvroCodec<>(IdentityChange.getClassSchema()),
          IdentityChange::getIdentity);

  /** The merged profiles, by profile id. */
  public static final Topic<Profile> PROFILES =
      new Topic<>(
          "profiles",
          Cleanup.COMPACT,
          new AvroCodec<>(Profile.getClassSchema()),
          Profile::getProfileId,
          profile -> profile.getIdentities().isEmpty());

  /** Changes of memberships, by profile id. */
  public static final Topic<MembershipChange> MEMBERSHIPS =
      new Topic<>(
          "memberships",
          Cleanup.DELETE,
          new AvroCodec<>(MembershipChange.getClassSchema()),
          MembershipChange::getProfileId);

  /** Live counts, by segment id. */
  public static final Topic<SegmentCount> SEGMENT_COUNTS =
      new Topic<>(
          "segment-counts",
          Cleanup.COMPACT,
          new AvroCodec<>(SegmentCount.getClassSchema()),
          SegmentCount::getSegmentId);

  /** Journeys and their revisions, by journey id. */
  public static final Topic<JourneyRevision> JOURNEYS =
      new Topic<>(
          "journeys",
          Cleanup.DELETE,
          new AvroCodec<>(JourneyRevision.getClassSchema()),
          JourneyRevision::getId);

  /** What each channel earned, by window, conversion, model and, where there is one, currency. */
  public static final Topic<ContributionReport> CONTRIBUTIONS =
      new Topic<>(
          "contributions",
          Cleanup.COMPACT,
          new AvroCodec<>(ContributionReport.getClassSchema()),
          ContributionKey::of);

  /** What people define while the jobs run, by kind and id. */
  public static final Topic<Definition> DEFINITIONS =
      new Topic<>(
          "definitions",
          Cleanup.COMPACT,
          new AvroCodec<>(Definition.getClassSchema()),
          definition -> definition.getKind() + "/" + definition.getId());

  /** Wishes to be forgotten, by identity. */
  public static final Topic<PrivacyRequest> PRIVACY_REQUESTS =
      new Topic<>(
          "privacy-requests",
          Cleanup.DELETE,
          new AvroCodec<>(PrivacyRequest.getClassSchema()),
          PrivacyRequest::getIdentity);

  /** What was deleted for them, by identity. */
  public static final Topic<PrivacyResult> PRIVACY_RESULTS =
      new Topic<>(
          "privacy-results",
          Cleanup.DELETE,
          new AvroCodec<>(PrivacyResult.getClassSchema()),
          PrivacyResult::getIdentity);

  /** Every topic, in the order in which a fact travels through them. */
  public static final List<Topic<?>> ALL =
      List.of(
          XDM_EVENTS,
          XDM_RECORDS,
          DEFINITIONS,
          PRIVACY_REQUESTS,
          EVENTS,
          RECORDS,
          DEAD_LETTERS,
          IDENTITY_GOSSIP,
          IDENTITY_MAP,
          IDENTITY_COMPONENTS,
          IDENTITY_CHANGES,
          PROFILES,
          MEMBERSHIPS,
          SEGMENT_COUNTS,
          JOURNEYS,
          CONTRIBUTIONS,
          PRIVACY_RESULTS);

  /** How the broker rids the topic of what is old. */
  public enum Cleanup {
    /** By the broker's retention. */
    DELETE,
    /** After a few hours: only a running job needs it. */
    DELETE_SOON,
    /** The last value of each key stays. */
    COMPACT
  }

  private final String name;
  private final transient Cleanup cleanup;
  private final transient ValueCodec<V> codec;
  private final transient Function<V, String> key;
  private final transient Predicate<V> end;

  private Topic(String name, Cleanup cleanup, ValueCodec<V> codec, Function<V, String> key) {
    this(name, cleanup, codec, key, value -> false);
  }

  private Topic(
      String name,
      Cleanup cleanup,
      ValueCodec<V> codec,
      Function<V, String> key,
      Predicate<V> end) {
    this.name = name;
    this.cleanup = cleanup;
    this.codec = codec;
    this.key = key;
    this.end = end;
  }

  private static Topic<byte[]> raw(String name) {
    return new Topic<>(name, Cleanup.DELETE, ValueCodec.RAW, value -> name);
  }

  /**
   * The topic of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Topic<?> named(String name) {
    return ALL.stream()
        .filter(topic -> topic.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + ALL));
  }

  /** The name without a sandbox: {@code profiles}. */
  public String name() {
    return name;
  }

  /** The name in a sandbox: {@code luma.profiles}. */
  public String in(String sandbox) {
    return sandbox + "." + name;
  }

  public Cleanup cleanup() {
    return cleanup;
  }

  /** The key under which a value stands, as text. */
  public String keyOf(V value) {
    return key.apply(value);
  }

  /** The key under which a value stands, as the broker sees it. */
  public byte[] encodeKey(V value) {
    return keyOf(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a value says that nothing stands under its key any more. */
  public boolean isEnd(V value) {
    return end.test(value);
  }

  public byte[] encode(V value) {
    return codec.encode(value);
  }

  /**
   * Reads a value that this or an earlier release wrote.
   *
   * @throws java.io.UncheckedIOException if the bytes are not a value of this topic
   */
  public V decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  /** {@code NAMESPACE:id}, the form in which identities are keys. A code has no colon. */
  public static String identityKey(IdentityItem item) {
    return item.getNamespace() + ":" + item.getId();
  }

  /** A topic that travels with a job graph is the same topic on the other side. */
  private Object readResolve() {
    return named(name);
  }

  @Override
  public String toString() {
    return name;
  }
}

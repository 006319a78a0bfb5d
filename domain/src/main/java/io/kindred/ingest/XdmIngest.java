/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Record;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentityIntake;
import io.kindred.identity.IdentityIntake.Intake;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.RefusedIdentities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes XDM documents in: what is accepted is UTF-8 JSON with an identity, a time and, of an event,
 * an id, and nobody checks it again. Immutable; one for each version of the identity settings.
 *
 * <p>No bytes make it throw.
 */
public final class XdmIngest {

  private static final String MOMENT =
      "an ISO 8601 date and time with an offset, such as 2026-01-31T12:00:00Z";

  private static final int DATASET_LENGTH_MAX = 255;

  private final IdentitySettings settings;
  private final IngestLimits limits;
  private final JsonFactory json;

  public XdmIngest(IdentitySettings settings, IngestLimits limits) {
    this.settings = settings;
    this.limits = limits;
    // Names come from anywhere: interning them would fill the JVM's table, and a document whose
    // names collide on purpose is slow, but no error.
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(limits.nestingMax()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
  }

  /**
   * One input as it came.
   *
   * @param value empty where the message had none
   * @param dataset the one it belongs to; blank means {@link #DATASET_DEFAULT}
   * @param arrivedMs when the broker took it, milliseconds since the epoch
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Inbound(byte[] value, String dataset, long arrivedMs) {

    public static final String DATASET_DEFAULT = "default";

    public Inbound {
      dataset = dataset.isBlank() ? DATASET_DEFAULT : dataset;
    }
  }

  /** Where an input stood: the topic's name without its sandbox, the partition, the offset. */
  public record Origin(String topic, int partition, long offset) {}

  /** Takes an event (XDM ExperienceEvent) in. {@code nowMs} decides which times lie ahead. */
  public Outcome<Event> event(Inbound in, long nowMs) {
    XdmHead head = new XdmHead();
    try {
      read(in, limits.eventBytesMax(), head);
      Intake intake = identities(head);
      Event event =
          new Event(
              present("/_id", head.id(), "text"),
              moment("/timestamp", present("/timestamp", head.timestamp(), MOMENT), nowMs),
              head.eventType() == null ? "" : head.eventType(),
              in.dataset(),
              items(intake),
              intake.primary(),
              ByteBuffer.wrap(in.value()));
      return new Outcome.Accepted<>(event, intake.blocked());
    } catch (Refusal refusal) {
      return new Outcome.Refused<>(head.id(), refusal.field(), refusal.reason());
    }
  }

  /** Takes a record (XDM Individual Profile) in. {@code nowMs} decides which times lie ahead. */
  public Outcome<Record> record(Inbound in, long nowMs) {
    XdmHead head = new XdmHead();
    try {
      read(in, limits.recordBytesMax(), head);
      Intake intake = identities(head);
      Record accepted =
          new Record(
              head.id() == null ? "" : head.id(),
              lastUpdated(head, in, nowMs),
              in.dataset(),
              items(intake),
              intake.primary(),
              ByteBuffer.wrap(in.value()));
      return new Outcome.Accepted<>(accepted, intake.blocked());
    } catch (Refusal refusal) {
      return new Outcome.Refused<>(head.id(), refusal.field(), refusal.reason());
    }
  }

  /** What is kept of an input that was refused. */
  public DeadLetter deadLetter(Origin origin, byte[] value, Outcome.Refused<?> refused) {
    byte[] kept = Arrays.copyOf(value, Math.min(value.length, limits.deadLetterBytesMax()));
    return DeadLetter.newBuilder()
        .setSource(origin.topic())
        .setPartition(origin.partition())
        .setOffset(origin.offset())
        .setId(refused.id())
        .setReason(refused.reason())
        .setField(refused.field())
        .setPayload(ByteBuffer.wrap(kept))
        .setPayloadSize(value.length)
        .build();
  }

  private void read(Inbound in, int bytesMax, XdmHead head) throws Refusal {
    if (in.dataset().length() > DATASET_LENGTH_MAX) {
      throw new Refusal(
          "", "the dataset's name is longer than " + DATASET_LENGTH_MAX + " characters");
    }
    if (in.value().length > bytesMax) {
      throw Refusal.at("", in.value().length + " bytes", "at most " + bytesMax);
    }
    head.read(open(in.value(), head));
    Refusal fault = head.fault();
    if (fault != null) {
      throw fault;
    }
  }

  /**
   * Opens the document up to the first byte that is not UTF-8, which is noted. Decoding is not left
   * to the parser, which would guess at UTF-16 and take some bytes that nobody else does.
   */
  private JsonParser open(byte[] value, XdmHead head) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    CharBuffer text = CharBuffer.allocate(value.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      head.note(new Refusal("", "byte " + bytes.position() + ": not UTF-8"));
    }
    try {
      return json.createParser(text.array(), 0, text.position());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private Intake identities(XdmHead head) throws Refusal {
    List<Identity> asTheyCame =
        present("/identityMap", head.identities(), "an object of namespaces");
    try {
      return IdentityIntake.take(asTheyCame, settings);
    } catch (RefusedIdentities e) {
      throw new Refusal(e.field(), String.valueOf(e.getMessage()));
    }
  }

  private long lastUpdated(XdmHead head, Inbound in, long nowMs) throws Refusal {
    if (head.timestamp() != null) {
      return moment("/timestamp", head.timestamp(), nowMs);
    }
    if (head.lastUpdated() != null) {
      return moment("/extSourceSystemAudit/lastUpdatedDate", head.lastUpdated(), nowMs);
    }
    return in.arrivedMs();
  }

  private long moment(String field, String text, long nowMs) throws Refusal {
    long moment;
    try {
      moment = OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.at(field, '"' + text + '"', MOMENT);
    }
    if (moment < 0) {
      throw Refusal.at(field, text, "a time since 1970");
    }
    if (moment - limits.futureMsMax() > nowMs) {
      String now = Instant.ofEpochMilli(nowMs).toString();
      throw Refusal.at(field, text, "at most " + limits.futureMsMax() + " ms after now, " + now);
    }
    return moment;
  }

  private static <T> T present(String field, @Nullable T value, String expected) throws Refusal {
    if (value == null) {
      throw Refusal.missing(field, expected);
    }
    return value;
  }

  private static List<IdentityItem> items(Intake intake) {
    return intake.identities().stream().map(Identity::toItem).toList();
  }
}

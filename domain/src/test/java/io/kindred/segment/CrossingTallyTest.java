/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentTally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class CrossingTallyTest {

  private static final long NOON = Duration.ofHours(12).toMillis();
  private static final SegmentCrossings ENTERS = new SegmentCrossings("vip", 1L, 0L);
  private static final SegmentCrossings LEAVES = new SegmentCrossings("vip", 0L, 1L);

  @Test
  void expire_forgetsWindowByWindow() throws IOException {
    SegmentTally tally = CrossingTally.empty();
    CrossingTally.cross(tally, ENTERS, NOON);

    SegmentTally kept = readBack(tally);
    CrossingTally.expire(kept, NOON + Duration.ofMinutes(2).toMillis());

    SegmentCount count = CrossingTally.count("vip", kept, NOON);
    assertThat(count.getMembers()).isEqualTo(1);
    assertThat(count.getEnteredLastMinute()).isZero();
    assertThat(count.getEnteredLastHour()).isEqualTo(1);
  }

  @Test
  void expire_leavesNothingInTheEnd() throws IOException {
    SegmentTally tally = CrossingTally.empty();
    CrossingTally.cross(tally, ENTERS, NOON);
    CrossingTally.cross(tally, LEAVES, NOON + 1_500);

    SegmentTally kept = readBack(tally);
    CrossingTally.expire(kept, NOON + Duration.ofDays(2).toMillis());

    assertThat(kept.getBuckets()).isEmpty();
    assertThat(CrossingTally.nextExpiry(kept)).isEqualTo(Long.MAX_VALUE);
  }

  /** As state gives it back: Avro's own lists are not like others. */
  private static SegmentTally readBack(SegmentTally tally) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(SegmentTally.class).write(tally, encoder);
    encoder.flush();
    return new SpecificDatumReader<>(SegmentTally.class)
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }
}

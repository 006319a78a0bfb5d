/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** A part of a date that can be asked for as a number, in UTC. */
enum DatePart implements ValueFunction {
  MONTH,
  YEAR,
  DAY_OF_MONTH;

  JsonNode of(long moment) {
    OffsetDateTime date = Instant.ofEpochMilli(moment).atOffset(ZoneOffset.UTC);
    return IntNode.valueOf(
        switch (this) {
          case MONTH -> date.getMonthValue();
          case YEAR -> date.getYear();
          case DAY_OF_MONTH -> date.getDayOfMonth();
        });
  }

  /** Of a moment, or of each of an array. */
  @Override
  public JsonNode of(List<JsonNode> arguments) {
    return Values.each(
        arguments.get(0),
        value -> {
          Moment.Fixed moment = Moment.read(value);
          return moment == null ? MissingNode.getInstance() : of(moment.start());
        });
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }
}

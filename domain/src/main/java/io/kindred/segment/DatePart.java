/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;

/** A part of a date that can be asked for as a number. */
enum DatePart {
  MONTH,
  YEAR,
  DAY_OF_MONTH;

  JsonNode of(LocalDate date) {
    return IntNode.valueOf(
        switch (this) {
          case MONTH -> date.getMonthValue();
          case YEAR -> date.getYear();
          case DAY_OF_MONTH -> date.getDayOfMonth();
        });
  }

  /** Of a moment's date in a calendar, or of that of each of an array. */
  record In(Calendar calendar, DatePart part) implements ItemFunction {

    @Override
    public JsonNode ofOne(JsonNode value) {
      LocalDate date = calendar.dateOf(value);
      return date == null ? MissingNode.getInstance() : part.of(date);
    }

    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }
  }
}

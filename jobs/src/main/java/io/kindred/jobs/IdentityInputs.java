/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.Event;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.Record;
import io.kindred.topic.Topic;

/** Events, records and privacy requests on their way to the key of their identity. */
final class IdentityInputs {

  private IdentityInputs() {}

  static IdentityInput of(Event event) {
    return new IdentityInput(Topic.EVENTS.keyOf(event), event, null, null, null, null);
  }

  static IdentityInput of(PrivacyRequest request) {
    return new IdentityInput(request.getIdentity(), null, null, null, null, request);
  }

  static IdentityInput of(Record record) {
    return new IdentityInput(Topic.RECORDS.keyOf(record), null, record, null, null, null);
  }
}

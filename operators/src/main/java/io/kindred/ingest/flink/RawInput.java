/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

/**
 * A message as a source sent it, and where it stood.
 *
 * @param topic the topic's name without its sandbox
 * @param arrivedMs when the broker took it, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawInput(
    byte[] value, String dataset, String topic, int partition, long offset, long arrivedMs) {}

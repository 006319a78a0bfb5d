/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Ingest in the stream: raw input to accepted events and records, and the event clock. Begin with
 * {@link io.kindred.ingest.flink.Ingest}.
 */
@NullMarked
package io.kindred.ingest.flink;

import org.jspecify.annotations.NullMarked;

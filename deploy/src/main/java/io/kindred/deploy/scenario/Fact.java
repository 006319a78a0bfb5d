/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import io.kindred.topic.Topic;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event or record as it is sent: not judged here, for a broken one is the engine's to refuse.
 *
 * @param topic where it is sent to
 * @param dataset that it belongs to; none for the engine's default
 * @param time when it happened, where that can be read
 * @param json the XDM document
 */
public record Fact(
    Topic<byte[]> topic, @Nullable String dataset, Optional<Instant> time, String json) {}

/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Kafka broker in this JVM. Begin with {@link io.kindred.deploy.broker.EmbeddedKafka}. Knows
 * nothing of what travels through it.
 */
@NullMarked
package io.kindred.deploy.broker;

import org.jspecify.annotations.NullMarked;

/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Topics into the store. Begin with {@link io.kindred.serving.reading.TopicReader}. Knows Kafka's
 * consumer and the store, and not what is looked up.
 */
@NullMarked
package io.kindred.serving.reading;

import org.jspecify.annotations.NullMarked;

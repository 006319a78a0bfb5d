/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The topics: name, key, value and encoding of each in one place. Begin with {@link
 * io.kindred.topic.Topic}. Knows Avro and no broker.
 */
@NullMarked
package io.kindred.topic;

import org.jspecify.annotations.NullMarked;

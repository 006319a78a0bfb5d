/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What people define and wish, into its topic. Begin with {@link
 * io.kindred.serving.writing.TopicLog}. Knows Kafka's producer, and neither what makes a definition
 * valid nor HTTP.
 */
@NullMarked
package io.kindred.serving.writing;

import org.jspecify.annotations.NullMarked;

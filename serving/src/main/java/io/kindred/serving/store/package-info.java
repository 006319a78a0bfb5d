/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What serving knows: the newest value of each key, and how far the topics have been read. Begin
 * with {@link io.kindred.serving.store.ProfileStore}; {@link
 * io.kindred.serving.store.MapProfileStore} says in a screen what every store must do. Knows
 * neither Kafka nor HTTP.
 */
@NullMarked
package io.kindred.serving.store;

import org.jspecify.annotations.NullMarked;

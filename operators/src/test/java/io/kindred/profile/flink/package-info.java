/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The profile operator in a harness. Begin with {@link
 * io.kindred.profile.flink.ProfileOperatorPropertyTest}.
 */
@NullMarked
package io.kindred.profile.flink;

import org.jspecify.annotations.NullMarked;

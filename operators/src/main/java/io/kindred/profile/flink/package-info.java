/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Profiles in the stream: fragments come and go, attributes merge, segments are evaluated. Begin
 * with {@link io.kindred.profile.flink.ProfileOperator}.
 */
@NullMarked
package io.kindred.profile.flink;

import org.jspecify.annotations.NullMarked;

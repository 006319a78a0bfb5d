/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The whole of Kindred in one JVM, and the sample told step by step. Begin with {@link
 * io.kindred.deploy.local.LocalKindred}.
 */
@NullMarked
package io.kindred.deploy.local;

import org.jspecify.annotations.NullMarked;

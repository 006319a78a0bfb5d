/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What comes in is checked here, once, and then trusted. Begin with {@link
 * io.kindred.ingest.XdmIngest}. Whatever the bytes, the answer is an event or record, or a refusal
 * that says which field, which value and what was expected.
 */
@NullMarked
package io.kindred.ingest;

import org.jspecify.annotations.NullMarked;

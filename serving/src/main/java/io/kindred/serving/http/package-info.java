/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The store over HTTP. Begin with {@link io.kindred.serving.http.Api}, which lists what is
 * answered. Only {@link io.kindred.serving.http.HttpServer} knows the web server.
 */
@NullMarked
package io.kindred.serving.http;

import org.jspecify.annotations.NullMarked;

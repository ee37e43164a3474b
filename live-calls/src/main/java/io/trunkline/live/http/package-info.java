/**
 * The API's way of speaking HTTP, without knowing what it is about: the table of routes, who is let in, bodies
 * read strictly, answers and errors in one shape. The class to open first is {@link
 * io.trunkline.live.http.HttpApi}, through which every request goes.
 */
package io.trunkline.live.http;

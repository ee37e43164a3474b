/**
 * What the API is about: each class answers the routes of one kind of thing, from the boards, from the store, or
 * by a write. The class to open first is {@link io.trunkline.live.resource.Routes}, the table of all routes.
 */
package io.trunkline.live.resource;

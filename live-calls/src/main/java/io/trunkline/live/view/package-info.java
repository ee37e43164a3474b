/**
 * What the topics say, held in memory for the API: live calls, registrations, accounts, cards, balances. One
 * {@link io.trunkline.kafka.TopicFollower} reads and each view is written by its thread alone; every thread
 * may ask. The class to open first is {@link io.trunkline.live.view.Views}.
 */
package io.trunkline.live.view;

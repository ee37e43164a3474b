/**
 * Alarms: {@link io.trunkline.live.alarm.Alarms} looks every two seconds at what the boards and the figures of quality
 * say, has {@link io.trunkline.live.alarm.AlarmEvaluator} compare it with the rules, and tells what was raised and cleared
 * to a topic and to a webhook.
 */
package io.trunkline.live.alarm;

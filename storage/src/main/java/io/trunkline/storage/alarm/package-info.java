/**
 * What rules raised: {@link io.trunkline.storage.alarm.AlarmTable} makes rows of what was told of alarms, {@link
 * io.trunkline.storage.alarm.AlarmReads} gives each back as it stands.
 */
package io.trunkline.storage.alarm;

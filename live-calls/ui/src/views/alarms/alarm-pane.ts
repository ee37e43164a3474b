import { html, render, type TemplateResult } from 'lit-html';
import { acknowledgeAlarm, ApiError } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { h } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { routeHash, type Route } from '../../route';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';

const words = texts.alarms.pane;

/** One alarm: what was measured, when, the calls that raised it, and a button to say that it was seen. */
export class AlarmPane {
  readonly element = h('section', { class: 'alarm-pane', 'aria-label': words.label });
  private alarm: Alarm | null = null;
  private problem = '';

  /** `seen` is told when an alarm was acknowledged. */
  constructor(private readonly seen: () => void = () => {}) {
    this.draw();
  }

  show(alarm: Alarm | null): void {
    if (alarm?.id !== this.alarm?.id) {
      this.problem = '';
    }
    this.alarm = alarm;
    this.draw();
  }

  async acknowledge(alarm: Alarm): Promise<void> {
    this.problem = '';
    try {
      await acknowledgeAlarm(alarm.id);
      this.seen();
    } catch (problem) {
      this.problem = problem instanceof ApiError ? problem.message : words.notAcknowledged;
    }
    this.draw();
  }

  private draw(): void {
    this.element.hidden = this.alarm === null;
    render(this.alarm && this.content(this.alarm), this.element);
  }

  private content(alarm: Alarm): TemplateResult {
    const rule = routeHash({ name: 'alarm-rules', row: alarm.ruleId });
    return html`
      <header class="heading">
        <h1>${alarm.text}</h1>
        ${this.seenBy(alarm)}
        <a href=${routeHash(about(alarm))}>${aboutWords(alarm)}</a>
      </header>
      <p class="problem" role="status">${this.problem}</p>
      ${facts(
        [words.measured, words.figure(alarm.kind, alarm.value)],
        [words.allowed, words.figure(alarm.kind, alarm.threshold)],
        [words.raised, zonedTime(alarm.raisedAt), utcText(alarm.raisedAt)],
        [words.cleared, alarm.clearedAt && zonedTime(alarm.clearedAt), utcText(alarm.clearedAt)],
        [words.rule, html`<a href=${rule}>${alarm.ruleId}</a>`],
      )}
      ${
        alarm.calls.length === 0
          ? html`<p class="hint">${words.noCalls}</p>`
          : html`<p class="alarm-calls">
            ${words.calls}
            ${alarm.calls.map((id) => html`<a href=${routeHash({ name: 'call', callId: id })}>${id}</a>`)}
          </p>`
      }
    `;
  }

  /** Who has seen it, or the button that says so; nothing of one that was over before anybody did. */
  private seenBy(alarm: Alarm): TemplateResult | null {
    if (alarm.acknowledgedBy !== null) {
      return html`<span class="hint">${words.acknowledgedBy(alarm.acknowledgedBy)}</span>`;
    }
    return alarm.clearedAt === null
      ? html`<button type="button" @click=${() => void this.acknowledge(alarm)}>${words.acknowledge}</button>`
      : null;
  }
}

/** The view in which to look at what the alarm is about. */
export function about(alarm: Alarm): Route {
  switch (alarm.kind) {
    case 'asr':
    case 'attempts':
    case 'pdd':
      return { name: 'quality', by: 'trunk', minutes: 15, row: alarm.key };
    case 'spend':
    case 'night-destination':
    case 'short-calls':
    case 'cut-failed':
      return { name: 'account', id: alarm.key };
    case 'registrations-lost':
      return { name: 'registrations' };
    case 'silent-agent':
      return { name: 'collectors', row: alarm.key };
  }
}

function aboutWords(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'asr':
    case 'attempts':
    case 'pdd':
      return words.trunks;
    case 'spend':
    case 'night-destination':
    case 'short-calls':
    case 'cut-failed':
      return words.account;
    case 'registrations-lost':
      return words.registrations;
    case 'silent-agent':
      return words.collectors;
  }
}

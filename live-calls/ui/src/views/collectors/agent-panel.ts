import { html, render, type TemplateResult } from 'lit-html';
import type { Agent, Reason } from '../../api/schema';
import { h } from '../../parts/dom';
import { facts, type Fact } from '../../parts/facts';
import { bytes, count, micros } from '../../text/amount';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { STRANGERS } from './columns';
import { clockIsWrong, isSilent, sendsTwice, troubles } from './trouble';

const words = texts.agent;

/** One agent opened: who it is, what is wrong with what it sends, and what to do about each. */
export class AgentPanel {
  readonly element = h('aside', { class: 'side', 'aria-label': words.label });

  constructor(private readonly closed: () => void) {
    this.element.hidden = true;
  }

  /** Shows an agent; null shows none. */
  show(agent: Agent | null): void {
    this.element.hidden = agent === null;
    render(agent && this.content(agent), this.element);
  }

  private content(agent: Agent): TemplateResult {
    const problems = problemsOf(agent);
    const stranger = agent.id === '';
    return html`
      <header class="heading">
        <h1>${stranger ? words.strangers : agent.name}</h1>
        <button type="button" class="quiet" @click=${() => this.closed()}>${words.close}</button>
      </header>
      ${stranger ? html`<p class="hint">${words.strangersHint}</p>` : null}
      <h2>${words.whatToDo}</h2>
      ${
        problems.length === 0
          ? html`<p class="hint">${words.nothingWrong}</p>`
          : html`<ul class="problems">
            ${problems.map(problem)}
          </ul>`
      }
      ${notSip(agent.notSip)}
      <h2>${words.label}</h2>
      ${about(agent)}
    `;
  }
}

/** A problem: its name, how often it came up, and the advice. */
type Problem = [name: string, times: string, advice: string];

function problemsOf(agent: Agent): Problem[] {
  const named = words.problems;
  const of = (kind: (reason: string) => string, list: readonly Reason[]): Problem[] =>
    list.map((each) => [kind(each.reason), count(each.count), each.advice ?? '']);
  const found: Problem[] = [...of(words.refused, agent.refused), ...of(words.broken, agent.broken)];
  if (isSilent(agent)) {
    found.push([
      agent.activity === 'silent' ? named.silent : named.late,
      agent.lastSeen === null ? '' : words.since(zonedTime(agent.lastSeen)),
      named.silentAdvice,
    ]);
  }
  if (agent.truncated > 0) {
    found.push([named.truncated, count(agent.truncated), named.truncatedAdvice]);
  }
  if (agent.unreadableSip > 0) {
    found.push([named.unreadable, count(agent.unreadableSip), named.unreadableAdvice]);
  }
  if (sendsTwice(agent)) {
    found.push([named.twice, count(agent.duplicates), named.twiceAdvice]);
  }
  if (clockIsWrong(agent)) {
    found.push([named.clock, micros(agent.clockSkewMicros ?? 0), named.clockAdvice]);
  }
  if (agent.clamped > 0) {
    found.push([named.clamped, count(agent.clamped), named.clampedAdvice]);
  }
  troubles(agent.collector).forEach((text) => found.push([words.collector(agent.collector.name), '', text]));
  return found;
}

function problem([name, times, advice]: Problem): TemplateResult {
  return html`
    <li>
      <strong>${name}</strong> <span class="times">${times}</span>
      <p>${advice}</p>
    </li>
  `;
}

function notSip(list: readonly Reason[]): TemplateResult | null {
  return list.length === 0
    ? null
    : html`
        <div>
          <h2>${words.notSip}</h2>
          ${facts(...list.map((each): Fact => [each.reason, count(each.count)]))}
        </div>
      `;
}

function about(agent: Agent): TemplateResult {
  const named = words.facts;
  const stranger = agent.id === '';
  const own = (text: string | null): string | null => (stranger ? null : text);
  return facts(
    [named.id, agent.id || STRANGERS],
    [named.collector, agent.collector.name],
    [named.configured, own(agent.configured ? named.isConfigured : named.notConfigured)],
    [named.networks, own(agent.networks.join(', ') || (agent.keyed ? named.anyWithKey : named.none))],
    [named.key, own(agent.keyed ? named.keyed : named.notKeyed)],
    [named.advertised, agent.advertisedAddress],
    [named.mayBill, own(agent.mayBill ? named.yes : named.no)],
    [named.anyTime, agent.anyTime ? named.yes : null],
    [named.lastSeen, agent.lastSeen ? zonedTime(agent.lastSeen) : own(named.never), utcText(agent.lastSeen)],
    [named.packets, count(agent.packets)],
    [named.bytes, bytes(agent.bytes)],
    [named.keepAlives, count(agent.keepAlives)],
    [named.connections, own(count(agent.connections))],
    [named.clock, agent.clockSkewMicros === null ? null : micros(agent.clockSkewMicros)],
    [named.lateBy, agent.lateMicros === null ? null : micros(agent.lateMicros), named.lateTip],
    [named.leftOut, agent.chunksLeftOut === 0 ? null : count(agent.chunksLeftOut)],
  );
}

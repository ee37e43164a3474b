import { html, type TemplateResult } from 'lit-html';
import type { StreamQuality } from '../../api/schema';
import { facts } from '../../parts/facts';
import { utcText } from '../../text/time';
import { texts } from '../../texts';
import { decimal } from '../../texts/words';

const words = texts.call.media;

/** Below these scores many, and nearly all, of those who listen are dissatisfied (ITU-T G.107, annex B). */
const MANY_DISSATISFIED = 3.6;
const NEARLY_ALL_DISSATISFIED = 2.6;

/** How the media of a call arrived, stream by stream; nothing where nobody said. */
export function mediaFacts(streams: readonly StreamQuality[]): TemplateResult | null {
  return streams.length === 0
    ? null
    : html`<section class="media">
        <h2>${words.title}</h2>
        ${streams.map(streamFacts)}
      </section>`;
}

function streamFacts(stream: StreamQuality): TemplateResult {
  const { listener, receiver, roundTripMillis, mosEstimated, lastAt } = stream;
  return html`
    <h3>${listener === null ? words.heardAt(receiver) : words.heard[listener]}</h3>
    ${facts(
      [words.mos, score(stream), mosEstimated === true ? words.estimatedTip : words.toldTip],
      [words.jitter, jitter(stream)],
      [words.lost, lost(stream)],
      [
        words.roundTrip,
        roundTripMillis === null ? null : words.millis(decimal(roundTripMillis, 1)),
        words.roundTripTip,
      ],
      [words.by, reporter(stream), utcText(lastAt)],
    )}
  `;
}

function score({ mos, mosEstimated }: StreamQuality): TemplateResult | null {
  if (mos === null) {
    return null;
  }
  const tone = mos < NEARLY_ALL_DISSATISFIED ? 'bad' : mos < MANY_DISSATISFIED ? 'watch' : 'good';
  const text = decimal(mos, 1);
  return html`<span class="score" data-tone=${tone}>${mosEstimated === true ? words.estimated(text) : text}</span>`;
}

function jitter({ jitterMillis, maxJitterMillis }: StreamQuality): string | null {
  if (jitterMillis === null) {
    return null;
  }
  const mean = decimal(jitterMillis, 1);
  return maxJitterMillis === null ? words.millis(mean) : words.atMost(mean, decimal(maxJitterMillis, 1));
}

function lost({ lossPercent, packetsLost }: StreamQuality): string {
  const share = lossPercent === null ? [] : [words.percent(decimal(lossPercent, 2))];
  const packets = packetsLost === null ? [] : [words.packets(packetsLost)];
  return [...share, ...packets].join(', ');
}

function reporter({ by, receiver, reports, agent }: StreamQuality): string {
  return by === 'rtp-stat' ? words.byBye(receiver) : words.byRtcp(receiver, reports, agent);
}

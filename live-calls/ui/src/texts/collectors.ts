import { html } from 'lit-html';

/** Capture agents and the collectors that they send to. */
export const collectors = {
  label: 'Capture agents',
  strip: 'Collectors',
  filter: 'agent, name, collector or network',
  empty: () => html`
    <h2>No collector has said anything yet</h2>
    <p>
      Each process with the role <code>collector</code> tells of itself once a second by way of Kafka. Is one running,
      with the same <code>kafka.bootstrap</code> and <code>kafka.topic-prefix</code>?
    </p>
  `,
  since: (at: string) => `since ${at}`,
  figures: {
    kernelDrops: 'Kernel drops',
    receiveBuffer: 'Receive buffer',
    noUdp: 'no UDP',
    bufferTip: (asked: string) => `asked for ${asked}; where the kernel grants less, raise net.core.rmem_max`,
    backlog: 'Waiting for Kafka',
    lag: 'Lag',
    toJournal: 'To the journal: 50 / 99 / 99.9 %, longest',
    toKafka: 'To Kafka: 50 / 99 / 99.9 %, longest',
    latencyTip: '50 % / 99 % / 99.9 % of the packets, and the longest, from receipt on',
  },
  troubles: {
    silent: 'It has told nothing for more than 10 s: is it running, and does it reach Kafka?',
    diskFull: 'The journal’s disk is full: nothing is received. Free space on it.',
    kernelDrops: 'The kernel dropped datagrams: raise net.core.rmem_max, or send over TCP.',
    late: 'Kafka is behind: what is shown of calls is as old as the lag.',
  },
};

/** One capture agent, and what to do about it. */
export const agent = {
  label: 'Agent',
  strangers: 'Strangers',
  close: 'Close',
  strangersHint: 'What came from senders that belong to no agent.',
  whatToDo: 'What to do',
  nothingWrong: 'Nothing is wrong.',
  notSip: 'Not SIP, kept in the journal',
  refused: (reason: string) => `refused: ${reason}`,
  broken: (reason: string) => `broken: ${reason}`,
  collector: (name: string) => `collector ${name}`,
  since: (at: string) => `since ${at}`,
  problems: {
    silent: 'silent',
    late: 'late',
    silentAdvice:
      'look whether its machine and its capture program run, and whether their packets still get here: calls that it alone captures go on unseen',
    truncated: 'truncated',
    truncatedAdvice:
      'let the agent send over TCP, or shorter payloads: whole chunks are kept, the rest is lost',
    unreadable: 'SIP without a Call-ID that can be read',
    unreadableAdvice: 'look at these messages in the agent: they belong to no call here',
    twice: 'came twice',
    twiceAdvice: 'look for two places in the agent’s configuration that mirror, or for two agents at one hop',
    clock: 'clock',
    clockAdvice: 'set the clock of the agent’s machine (NTP): its times stand in traces and call records',
    clamped: 'times not believed',
    clampedAdvice: 'set the agent’s clock; for captures that are replayed, give the agent any-time: true',
  },
  facts: {
    id: 'Id',
    collector: 'Collector',
    configured: 'Configured',
    isConfigured: 'in hep.agents',
    notConfigured: 'no: heard of on loopback, or removed',
    networks: 'Networks',
    anyWithKey: 'any, with its key',
    none: 'none',
    key: 'Key',
    keyed: 'asked for',
    notKeyed: 'not asked for',
    advertised: 'Advertised',
    mayBill: 'May bill',
    yes: 'yes',
    no: 'no',
    anyTime: 'Any time',
    lastSeen: 'Last seen',
    never: 'never',
    packets: 'Packets',
    bytes: 'Bytes',
    keepAlives: 'Keep-alives',
    connections: 'Connections',
    clock: 'Clock',
    lateBy: 'Late by',
    lateTip: 'the latest message of the last minute against the promptest',
    leftOut: 'Chunks left out',
  },
};

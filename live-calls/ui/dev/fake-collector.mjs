// Invented capture agents, for work on the page: one that is well, one in trouble, one never seen, and strangers.
import { listeners } from './fake-exchange.mjs';

const startedAt = new Date().toISOString();
let packets = 0;

function collector() {
  const latency = (micros) => ({
    p50Micros: micros,
    p99Micros: micros * 4,
    p999Micros: micros * 9,
    maxMicros: micros * 60,
  });
  return {
    name: 'site-1',
    silent: false,
    publishedAt: new Date().toISOString(),
    startedAt,
    listens: [
      { transport: 'udp', address: '0.0.0.0:9060' },
      { transport: 'tcp', address: '0.0.0.0:9060' },
    ],
    receiveBuffer: { askedBytes: 33_554_432, grantedBytes: 212_992 },
    kernelDrops: 0,
    backlogRecords: 3,
    lagMicros: 8_000,
    diskFullSince: null,
    toJournal: latency(6),
    toKafka: latency(5_800),
  };
}

function agent(id, name, different) {
  return {
    path: `site-1/${id}`,
    id,
    name,
    configured: id !== '',
    networks: id === '' ? [] : ['192.0.2.0/24'],
    keyed: id === '102',
    advertisedAddress: null,
    mayBill: id !== '',
    anyTime: false,
    lastSeen: null,
    packets: 0,
    bytes: 0,
    packetsPerSecond: 0,
    refused: [],
    broken: [],
    truncated: 0,
    keepAlives: 0,
    notSip: [],
    unreadableSip: 0,
    clamped: 0,
    duplicates: 0,
    chunksLeftOut: 0,
    clockSkewMicros: null,
    lateMicros: null,
    connections: 0,
    collector: collector(),
    ...different,
  };
}

/** All agents as they stand now. */
export function agents() {
  const lastSeen = new Date().toISOString();
  return [
    agent('101', 'proxy-1', {
      lastSeen,
      packets,
      bytes: packets * 740,
      packetsPerSecond: 12,
      clockSkewMicros: -380,
    }),
    agent('102', '<b>proxy-2</b>', {
      lastSeen,
      packets: 7_412,
      bytes: 5_300_000,
      clockSkewMicros: 4_200_000,
      connections: 1,
      refused: [
        { reason: 'wrong-key', count: packets, advice: 'give the agent the key that hep.agents has for it' },
      ],
      notSip: [{ reason: 'rtcp', count: 911, advice: null }],
    }),
    agent('103', 'proxy-3', {}),
    agent('', '', {
      refused: [
        {
          reason: 'unknown-agent',
          count: 5,
          advice: 'add the agent to hep.agents, or its address to the networks of one',
        },
      ],
    }),
  ];
}

/** Lets the agents send. */
export function startCollector() {
  setInterval(() => {
    packets += 12;
    agents().forEach((each) => listeners.agents.forEach((send) => send('agent', each)));
  }, 1_000);
}
